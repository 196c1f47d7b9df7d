/** Pages that mean harm: covered or hidden cards, made-up clicks, frames, clobbered forms; and what leaks to a page. */

import { expect, type Page } from "@playwright/test";
import { leaveBy } from "../browser/leave.ts";
import { clickOffer, expectNoOffer, expectOffer } from "../browser/offer.ts";
import { type Member, test } from "./fixtures.ts";

const enrolled = async (member: Member): Promise<Page> => {
  await member.background.createVault();
  const page = await member.signIn("demo_user01");
  await clickOffer(page, "登録して入力する");
  await expectOffer(page, "入力しました");
  await leaveBy(page, "#saveTOTPBtn");
  await expectOffer(page, "登録が完了しました");
  await member.advance(30_000);
  return page;
};

/** Real mouse clicks all over the place where the card is, and none of them may release a code. */
const clickEverywhere = async (page: Page): Promise<void> => {
  const card = page.locator("hitotoki-offer");
  const box = (await card.count()) === 0 ? null : await card.boundingBox();
  if (box === null) return; // not even offered
  for (let row = 1; row < 8; row += 1) {
    for (const column of [0.25, 0.5, 0.75]) {
      await page.mouse.click(box.x + box.width * column, box.y + (box.height * row) / 8);
    }
  }
};

for (const trap of [
  "opacity-body",
  "opacity-root",
  "clipped-body",
  "filtered-body",
  "overlay-click-through",
  "overlay-blocking",
  "overlay-top-layer",
]) {
  test(`fifty clicks and a storm of made-up ones release nothing on ${trap}`, async ({ member }) => {
    const page = await enrolled(member);
    await page.goto(`${member.portal.origin}/traps/${trap}`);
    await page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 2_000 })));

    await page.evaluate(() => {
      const host = document.querySelector("hitotoki-offer") ?? document.body;
      for (let round = 0; round < 1_000; round += 1) {
        for (const type of ["pointerdown", "pointerup", "click", "keydown", "message"]) {
          host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, clientX: round % 300 }));
        }
      }
    });
    await clickEverywhere(page);
    await clickEverywhere(page);

    await expect(page.locator("#otp")).toHaveValue("");
  });
}

/** What a page may do to our card before a member clicks where it stands; the page's own script runs first. */
const deceptions: Readonly<Record<string, string>> = {
  "an element of the page's own under our name": `customElements.define("hitotoki-offer", class extends HTMLElement {
    constructor() { super(); window.stolen = this.attachInternals(); }
  });`,
  "a card shrunk to a stamp": `document.documentElement.style.zoom = ".12";`,
  "a card parked at the edge and moved under the pointer": `addEventListener("mousemove", () => {
    const card = document.querySelector("hitotoki-offer");
    card?.style.setProperty("left", "calc(100vw - 3px)", "important");
  });
  addEventListener("mouseup", () => {
    const card = document.querySelector("hitotoki-offer");
    card?.style.setProperty("left", "20px", "important");
    card?.style.setProperty("top", "20px", "important");
  });`,
};

for (const [name, script] of Object.entries(deceptions)) {
  test(`the closed root stays closed and quick clicks release nothing with ${name}`, async ({ member }) => {
    const page = await enrolled(member);
    await page.addInitScript(`document.addEventListener("DOMContentLoaded", () => { ${script} });`);
    await page.goto(`${member.portal.origin}/pages/otp-single`);
    await page.locator("hitotoki-offer:popover-open").waitFor();

    await clickEverywhere(page);

    await expect(page.locator("#otp")).toHaveValue("");
    expect(
      await page.evaluate(() => {
        const { stolen } = window as { stolen?: ElementInternals };
        return stolen?.shadowRoot ?? null;
      }),
    ).toBeNull();
  });
}

test("the page's values and fonts cannot make the card invisible", async ({ member }) => {
  const page = await enrolled(member);
  await page.goto(`${member.portal.origin}/pages/otp-single`);
  await page.locator("hitotoki-offer:popover-open").waitFor();
  const card = page.locator("hitotoki-offer");
  const before = await card.screenshot();

  await page.addStyleTag({
    content: `hitotoki-offer { --ht-color-surface: transparent !important; --ht-color-ink: transparent !important;
      --ht-color-primary: transparent !important; --ht-text-md: 1px !important; font-size: 1px !important;
      -webkit-text-fill-color: transparent !important; color: transparent !important; letter-spacing: 40px !important; }
      @font-face { font-family: "Noto Sans CJK JP"; src: local("Noto Sans CJK JP"); size-adjust: 1%; }`,
  });

  await expect.poll(async () => (await card.screenshot()).equals(before)).toBe(true);
});

test("a set-up form that the page's own script held back confirms nothing", async ({ member }) => {
  await member.background.createVault();
  const page = await member.signIn("demo_user01");
  await clickOffer(page, "登録して入力する");
  await expectOffer(page, "入力しました");
  await page.evaluate(() => addEventListener("submit", (event) => event.preventDefault()));
  await page.click("#saveTOTPBtn");
  await page.evaluate(() => new Promise((done) => setTimeout(done))); // what followed the click in the page has run
  await page.goto(`${member.portal.origin}/pages/terms`);

  await expectNoOffer(page);
  expect(await member.background.ask("accounts.list", null)).toMatchObject([{ status: "pending" }]);
});

test("a framed login page is neither offered nor filled", async ({ member }) => {
  const page = await enrolled(member);
  await page.goto(`${member.portal.origin}/traps/framed-entry`);

  await expectNoOffer(page);
  const frame = page.frames().at(-1);
  expect(await frame?.locator("hitotoki-offer").count()).toBe(0);
});

test("inputs that shadow the form's own methods do not mislead the fill", async ({ member }) => {
  const page = await enrolled(member);
  await page.goto(`${member.portal.origin}/traps/hostile-names`);

  await clickOffer(page, "コードを入力する");
  await expectOffer(page, "別の人のものです"); // the page names another user
  await clickOffer(page, "自宅PC (Chrome)");
  await expectOffer(page, "入力しました");

  await expect(page.locator('input[name="otp"]')).toHaveValue(/^\d{6}$/);
});

test("no page can fetch a file of the extension, reach its worker, or read its card", async ({ member }) => {
  const page = await enrolled(member);
  await member.signIn("demo_user01", page);
  await expectOffer(page, "コードを入力できます");
  const { extensionId } = member.launched;

  const seen = await page.evaluate(async (id) => {
    const files = [
      "manifest.json",
      "popup.html",
      "icon/16.png",
      "background.js",
      "content-scripts/portal.js",
    ];
    const fetched = await Promise.all(
      files.map((file) =>
        fetch(`chrome-extension://${id}/${file}`).then(
          () => true,
          () => false,
        ),
      ),
    );
    const { chrome } = globalThis as { chrome?: { runtime?: unknown } };
    return {
      fetched,
      runtime: chrome?.runtime !== undefined,
      shadow: document.querySelector("hitotoki-offer")?.shadowRoot ?? null,
      attributes: document.querySelector("hitotoki-offer")?.getAttributeNames(),
      forms: document.forms.length,
    };
  }, extensionId);

  expect(seen.fetched).toEqual([false, false, false, false, false]);
  expect(seen.runtime).toBe(false);
  expect(seen.shadow).toBeNull();
  expect(seen.attributes?.toSorted()).toEqual(["lang", "popover", "style"]);
  expect(seen.forms).toBe(await page.locator("form").count());
});

test("stored and session data are closed to content scripts", async ({ member }) => {
  const page = await enrolled(member);
  await page.goto(`${member.portal.origin}/pages/login`);
  const cdp = await member.context.newCDPSession(page);
  const worlds: number[] = [];
  cdp.on("Runtime.executionContextCreated", ({ context }) => {
    if (context.origin.startsWith("chrome-extension://")) worlds.push(context.id);
  });
  await cdp.send("Runtime.enable");
  await expect.poll(() => worlds.length).toBeGreaterThan(0);

  const read = async (area: string): Promise<string> => {
    const { result } = await cdp.send("Runtime.evaluate", {
      contextId: worlds[0] ?? 0,
      awaitPromise: true,
      returnByValue: true,
      expression: `chrome.storage.${area}.get(null).then((all) => JSON.stringify(all), (error) => "refused: " + error.message)`,
    });
    return String(result.value ?? "refused");
  };

  expect(await read("local")).toContain("refused");
  expect(await read("session")).toContain("refused");
});

test("the extension asks nothing of any network", async ({ member }) => {
  const requests: string[] = [];
  member.context.on("request", (request) => {
    const isOurs =
      request.serviceWorker() !== null || request.frame().url().startsWith("chrome-extension://");
    if (isOurs && !request.url().startsWith("chrome-extension://") && !request.url().startsWith("data:")) {
      requests.push(new URL(request.url()).origin);
    }
  });
  const page = await enrolled(member);
  await member.signIn("demo_user01", page);
  await clickOffer(page, "コードを入力する");
  await expectOffer(page, "入力しました");

  expect(requests).toEqual([]);
  const paths = member.portal.control.requests.map(({ path }) => path);
  expect(paths.filter((path) => path.includes("hitotoki"))).toEqual([]);
  const popup = await member.context.newPage();
  await popup.goto(`chrome-extension://${member.launched.extensionId}/popup.html`);
  expect(
    await popup.evaluate(() =>
      fetch("https://demo.portal.kosmo-web.jp/").then(
        () => "sent",
        () => "refused",
      ),
    ),
  ).toBe("refused");
});
