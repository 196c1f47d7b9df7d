/** Rules of a company's administrator, set the way administrators set them: real policy files, a real browser. */

import { expect, type Page } from "@playwright/test";
import { noPolicy, type Policy } from "../../lib/core/policy/policy.ts";
import { leaveBy } from "../browser/leave.ts";
import { createManaged, type Managed, reloadPolicies, whyNotManaged } from "../browser/managed.ts";
import { clickOffer, expectNoOffer, expectOffer, offerText } from "../browser/offer.ts";
import { type Member, test as memberTest } from "./fixtures.ts";

const USER = "demo_user01";
const HOST = "demo.portal.kosmo-web.jp";
const OTHER_HOST = "other.portal.kosmo-web.jp";
const MINUTE_MS = 60_000;

type Rules = Readonly<Record<string, unknown>>;

const test = memberTest.extend<{ managed: Managed; rules: Rules }>({
  rules: [{}, { option: true }],
  managed: async ({ rules }, use) => {
    const why = whyNotManaged();
    if (why !== null && process.env["CI"] === "true") throw new Error(why);
    memberTest.skip(why !== null, why ?? "");
    const managed = createManaged();
    try {
      if (Object.keys(rules).length > 0) managed.set(rules);
      await use(managed);
    } finally {
      managed.remove();
    }
  },
  browserOptions: async ({ managed }, use) => use({ extensionPath: managed.path }),
});

const rulesNow = (member: Member): Promise<Policy> => member.background.ask("policy.get", null);

/** Changes the rules under the running browser and waits until the background has them. */
const change = async (
  member: Member,
  managed: Managed,
  rules: Rules,
  expected: Partial<Policy>,
): Promise<void> => {
  managed.set(rules);
  await reloadPolicies(member.context);
  await expect.poll(() => rulesNow(member)).toMatchObject(expected);
};

const openOwn = async (member: Member, path: string): Promise<Page> => {
  const page = await member.context.newPage();
  await page.goto(`chrome-extension://${member.launched.extensionId}/${path}`);
  return page;
};

const signOut = async (page: Page): Promise<void> => {
  await page.goto("https://www.demo.portal.kosmo-web.jp/logout");
  await leaveBy(page, "#kc-logout");
};

test.describe("switched off", () => {
  const message = "このPCでは使えません。総務部の<b>案内</b>をご覧ください。";
  test.use({ rules: { disabled: true, disabledMessage: message, supportText: "内線 1234" } });

  test("holds for the first message after the browser has started, and for the page after the installation", async ({
    member,
    managed,
  }) => {
    expect(member.launched.extensionId).toBe(managed.extensionId);
    const password = { kdf: {}, rootKey: "" };
    for (const [type, payload] of [
      ["vault.status", null],
      ["vault.create", password],
      ["accounts.list", null],
      ["page.describe", null],
      ["settings.get", null],
    ] as const) {
      expect([type, await member.background.answer(type, payload as never)]).toEqual([
        type,
        { ok: false, code: "disabled-by-policy" },
      ]);
    }
    expect(await rulesNow(member)).toMatchObject({ disabled: true, disabledMessage: message });
    const isWelcome = (page: Page): boolean => page.url().endsWith("/welcome.html");
    await expect.poll(() => member.context.pages().some(isWelcome)).toBe(true);
    for (const page of member.context.pages().filter(isWelcome))
      await expect(page.getByText(message)).toBeVisible();
  });

  for (const path of ["manager.html", "manager.html#help", "welcome.html", "unlock.html", "popup.html"]) {
    test(`is one clear screen with the company's words as plain text: ${path}`, async ({ member }) => {
      const page = await openOwn(member, path);

      await expect(page.getByRole("heading", { level: 1 })).toHaveText(
        "このパソコンではひとときを使えません",
      );
      await expect(page.getByText(message)).toBeVisible();
      await expect(page.getByText("内線 1234")).toBeVisible();
      await expect(page.getByText("保存したものは消えていません")).toBeVisible();
      await expect(page.getByRole("textbox")).toHaveCount(0);
      await expect(page.getByRole("button")).toHaveCount(0);
      await expect(page.locator("b")).toHaveCount(0);
    });
  }

  test("is said on the set-up page in words without a button, and nowhere else", async ({ member }) => {
    const page = await member.signIn(USER);
    await expectOffer(page, "このパソコンでは使えません");
    expect(await offerText(page)).not.toContain("登録して入力する");
    await expect(page.locator("#totp")).toHaveValue("");

    await page.goto(`https://${HOST}/pages/otp-single`);

    await expectNoOffer(page);
  });

  test("is said in the toolbar's popup", async ({ member }) => {
    const page = await member.signIn(USER);
    const popup = await member.popup(page);

    await expect.poll(() => popup.text()).toContain("このパソコンではひとときを使えません");
    expect(await popup.text()).toContain(message);
  });
});

test("switching off locks an open vault and closes open pages; switching on again gives everything back", async ({
  member,
  managed,
}) => {
  await member.background.createVault();
  const uri = "otpauth://totp/Sample:one?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Sample";
  await member.background.ask("accounts.add", { uri, onSameName: "ask" });
  const manager = await openOwn(member, "manager.html");
  await expect(manager.getByText("Sample").first()).toBeVisible();

  await change(member, managed, { disabled: true }, { disabled: true });
  await expect(manager.getByText("このパソコンではひとときを使えません")).toBeVisible();
  await expect(manager.getByText("Sample")).toHaveCount(0);
  expect(await member.background.answer("accounts.list", null)).toEqual({
    ok: false,
    code: "disabled-by-policy",
  });

  await change(member, managed, {}, { disabled: false });
  await expect(manager.getByLabel("マスターパスワード", { exact: true })).toBeVisible();
  expect(await member.background.ask("vault.status", null)).toBe("locked");
  await member.background.unlock();
  await expect(manager.getByText("Sample").first()).toBeVisible();
});

test.describe("automatic lock", () => {
  test.use({ rules: { maxAutoLockMinutes: 10, supportText: "情報システム部" } });

  test("locks at the company's limit although the member chose never, and says whose limit it is", async ({
    member,
  }) => {
    await member.background.createVault();
    const settings = await member.background.ask("settings.get", null);
    await member.background.ask("settings.set", { ...settings, autoLockMinutes: 0 });
    const security = await openOwn(member, "manager.html#security");
    await expect(security.getByText("長くても10分使わないと自動でロックされます。")).toBeVisible();
    await expect(security.getByText("情報システム部").first()).toBeVisible();
    await expect(security.getByRole("radio", { name: "30分", exact: true })).toBeDisabled();
    await expect(security.getByRole("radio", { name: /10分/ })).toBeEnabled();
    await member.background.ask("vault.inUse", null);
    await member.advance(10 * MINUTE_MS - 30_000);
    expect(await member.background.ask("vault.status", null)).toBe("unlocked");

    await member.advance(31_000);

    expect(await member.background.ask("vault.status", null)).toBe("locked");
  });
});

test("a limit that comes later cuts a session that was opened without one", async ({ member, managed }) => {
  await member.background.createVault();
  const settings = await member.background.ask("settings.get", null);
  await member.background.ask("settings.set", { ...settings, autoLockMinutes: 0 });
  await member.advance(60 * MINUTE_MS);
  expect(await member.background.ask("vault.status", null)).toBe("unlocked");

  await change(member, managed, { maxAutoLockMinutes: 30 }, { maxAutoLockMinutes: 30 });

  expect(await member.background.ask("vault.status", null)).toBe("locked");
});

test.describe("garbage", () => {
  test.use({
    rules: {
      maxAutoLockMinutes: "5",
      minPasswordLength: 3,
      allowExport: "no",
      allowCopy: 0,
      allowAutofill: null,
      allowedHosts: ["example.com", "https://demo.portal.kosmo-web.jp/"],
      disablePasskeySlot: "yes",
      disabled: "true",
      disabledMessage: ["x"],
      supportText: 5,
      unknown: true,
    },
  });

  test("is ignored value by value, and a member notices nothing", async ({ member }) => {
    expect(await rulesNow(member)).toEqual(noPolicy);
    await member.background.createVault();
    const page = await member.signIn(USER);

    await clickOffer(page, "登録して入力する");

    await expectOffer(page, "入力しました");
  });
});

test.describe("a good value among garbage", () => {
  test.use({ rules: { maxAutoLockMinutes: 9_999, allowCopy: false, minPasswordLength: 16, disabled: 1 } });

  test("holds", async ({ member }) => {
    expect(await rulesNow(member)).toEqual({ ...noPolicy, allowCopy: false, minPasswordLength: 16 });
  });
});

test.describe("a list of hosts", () => {
  test.use({ rules: { allowedHosts: [OTHER_HOST, "example.com"] } });

  test("leaves every other portal alone and tells why in the popup; a listed one works", async ({
    member,
    managed,
  }) => {
    await member.background.createVault();
    const page = await member.signIn(USER);
    await expectNoOffer(page);
    const popup = await member.popup(page);
    await expect.poll(() => popup.text()).toContain("このページでは、登録もコードの入力もできません");
    await popup.close();
    expect(await member.background.ask("accounts.list", null)).toEqual([]);

    await change(member, managed, { allowedHosts: [HOST] }, { allowedHosts: [HOST] });
    await page.reload();

    await clickOffer(page, "登録して入力する");
    await expectOffer(page, "入力しました");
  });
});

test.describe("no filling and no copying", () => {
  test.use({ rules: { allowAutofill: false, allowCopy: false } });

  test("registers without writing into the page; the code is typed by hand, there and at the next login", async ({
    member,
  }) => {
    await member.background.createVault();
    const page = await member.context.newPage();
    // The portal looks every two seconds for a login in another tab, and takes ours for one while its answer is on the way.
    await page.addInitScript("window.setInterval = () => 0");
    await member.signIn(USER, page);
    await expectOffer(page, "コードは自動では入力されません");
    await clickOffer(page, "登録する");
    await expectOffer(page, "保存しました");
    await expect(page.locator("#totp")).toHaveValue("");
    await expect(page.locator("#userLabel")).toHaveValue("");

    const popup = await member.popup(page);
    await expect.poll(() => popup.text()).toContain("コードの自動入力とコピーはできません");
    await expect.poll(() => popup.evaluate<string | null>(shownCode)).toMatch(/^\d{6}$/);
    const code = await popup.evaluate<string>(shownCode);
    const buttons = await popup.evaluate<string>(
      "[...document.querySelectorAll('button')].map((one) => one.textContent).join()",
    );
    expect(buttons).not.toMatch(/コピー|入力する/);
    expect(await popup.evaluate<boolean>(isCopyRefused)).toBe(true);
    await popup.close();
    await page.fill("#totp", code);
    await page.fill("#userLabel", "会社のPC");
    await leaveBy(page, "#saveTOTPBtn");
    await expectOffer(page, "登録が完了しました");

    await signOut(page);
    await member.advance(30_000);
    await member.signIn(USER, page);
    await expectNoOffer(page);
    expect(member.portal.control.submissions.map(({ accepted }) => accepted)).toEqual([true]);
    expect(await member.background.ask("accounts.list", null)).toMatchObject([{ status: "confirmed" }]);
  });
});

const shownCode = "document.querySelector('data')?.value ?? null";
const isCopyRefused =
  "!document.querySelector('data').dispatchEvent(new ClipboardEvent('copy', { bubbles: true, cancelable: true }))";
