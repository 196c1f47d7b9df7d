/** A code anywhere on the screen: framed with the mouse, a pen, a finger or keys, photographed once, read and kept. */

import { expect, type Page } from "@playwright/test";
import {
  clickCancel,
  dragFinger,
  dragMouse,
  dragPen,
  drawnFrame,
  expectNoOverlay,
  expectOverlay,
  pressReadScreen,
  type Rect,
  rectOf,
} from "../browser/overlay.ts";
import {
  centred,
  createSampleKey,
  openSite,
  qrDrawing,
  qrImage,
  qrPdf,
  type SampleKey,
} from "../browser/qr-page.ts";
import { codeAtStep } from "../portal/totp.ts";
import { type Member, test } from "./fixtures.ts";

const startReading = async (member: Member, page: Page): Promise<void> => {
  await pressReadScreen(await member.popup(page));
  await expectOverlay(page);
};

/** Does what frames the code and gives the manager's tab that opens for it. */
const managerAfter = async (member: Member, frame: () => Promise<unknown>): Promise<Page> => {
  const opened = member.context.waitForEvent("page");
  await frame();
  const manager = await opened;
  await expect(manager).toHaveURL(/manager\.html#add\/[\w-]+$/);
  return manager;
};

const frameWithMouse = (member: Member, page: Page, marginPx = 12): Promise<Page> =>
  managerAfter(member, async () => dragMouse(page, await rectOf(page, "#qr", marginPx)));

/** Checks the preview, adds, and compares the stored account's codes with the portal's own computation. */
const expectAdded = async (member: Member, manager: Page, key: SampleKey): Promise<void> => {
  const { background } = member;
  await expect(manager.getByRole("heading", { name: "この内容で追加しますか" })).toBeVisible();
  await expect(manager.getByRole("definition").filter({ hasText: key.issuer })).toBeVisible();
  await expect(manager.getByRole("definition").filter({ hasText: key.accountName })).toBeVisible();
  await manager.getByRole("button", { name: "追加する", exact: true }).click();
  await expect(manager.getByRole("heading", { name: "追加しました" })).toBeVisible();

  const stored = (await background.ask("accounts.list", null)).filter(
    ({ accountName }) => accountName === key.accountName,
  );
  expect(stored).toMatchObject([{ issuer: key.issuer, origin: null, status: "confirmed" }]);
  const { codes } = await background.ask("accounts.codes", { accountIds: stored.map(({ id }) => id) });
  const [one] = codes;
  expect(one).toMatchObject({
    code: codeAtStep(key.secret, one?.step ?? -1),
    nextCode: codeAtStep(key.secret, (one?.step ?? -1) + 1),
  });
};

const expectNothingStored = async (member: Member): Promise<void> => {
  expect(await member.background.ask("accounts.list", null)).toEqual([]);
};

/** Keys of the session memory. */
const sessionKeys = (member: Member): Promise<readonly string[]> =>
  member.background.page.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: { session: { get(all: null): Promise<object> } } };
    };
    return Object.keys(await chrome.storage.session.get(null));
  });

const setZoom = async (member: Member, page: Page, zoom: number, scale: number): Promise<void> => {
  await page.bringToFront();
  await member.background.page.evaluate(async (factor) => {
    const { chrome } = globalThis as unknown as {
      chrome: {
        tabs: {
          query(which: object): Promise<readonly { readonly id: number }[]>;
          setZoom(tabId: number, factor: number): Promise<void>;
        };
      };
    };
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    if (tab === undefined) throw new Error("no active tab");
    await chrome.tabs.setZoom(tab.id, factor);
  }, zoom);
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBeCloseTo(zoom * scale, 2);
};

const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2];

const readAtEveryZoom = async (member: Member, scale: number): Promise<void> => {
  await member.background.createVault();
  for (const zoom of ZOOMS) {
    const key = createSampleKey(`zoom${zoom * 100}`);
    const page = await openSite(member.context, { path: `/${zoom}`, body: centred(qrImage(key.uri)) });
    await setZoom(member, page, zoom, scale);
    await startReading(member, page);
    const manager = await frameWithMouse(member, page);
    await expectAdded(member, manager, key);
    await manager.close();
    await page.close();
  }
};

for (const scale of [1, 1.5, 2]) {
  test.describe(`pages drawn at ${scale} pixels per CSS pixel`, () => {
    test.use({ browserOptions: { deviceScaleFactor: scale } });

    test("a framed code is read at every zoom from 50 to 200 %", async ({ member }) => {
      await readAtEveryZoom(member, scale);
    });
  });

  test.describe(`a screen of scale ${scale}`, () => {
    test.use({ browserOptions: { deviceScaleFactor: scale, viewport: null } });

    test("a framed code is read at every zoom from 50 to 200 %", async ({ member }) => {
      await readAtEveryZoom(member, scale);
    });
  });
}

test("a frame drawn tight around the dark modules is enough, from any corner", async ({ member }) => {
  await member.background.createVault();
  for (const corner of ["top-left", "top-right", "bottom-left", "bottom-right"] as const) {
    const key = createSampleKey(corner);
    const page = await openSite(member.context, { path: `/${corner}`, body: centred(qrImage(key.uri)) });
    await startReading(member, page);
    const manager = await managerAfter(member, async () =>
      dragMouse(page, await rectOf(page, "#qr", -20), corner),
    );
    await expectAdded(member, manager, key);
    await manager.close();
  }
});

for (const [pointer, drag] of [
  ["a pen", dragPen],
  ["a finger", dragFinger],
] as const) {
  test(`${pointer} frames a code`, async ({ member }) => {
    await member.background.createVault();
    const key = createSampleKey();
    const page = await openSite(member.context, { body: centred(qrImage(key.uri)) });
    await startReading(member, page);

    const manager = await managerAfter(member, async () => drag(page, await rectOf(page, "#qr", 8)));

    await expectAdded(member, manager, key);
  });
}

test("arrows and Enter frame a code without any pointer", async ({ member }) => {
  await member.background.createVault();
  const key = createSampleKey();
  const page = await openSite(member.context, {
    body: centred(qrImage(key.uri), '<i style="height:240px"></i>'),
  });
  const target = await rectOf(page, "#qr");
  await startReading(member, page);
  await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(true);

  await page.keyboard.press("ArrowUp");
  const frame = async (): Promise<Rect> =>
    (await drawnFrame(page)) ?? { left: 0, top: 0, right: 0, bottom: 0 };
  while ((await frame()).top > target.top) await page.keyboard.press("ArrowUp");
  while ((await frame()).left > target.left) await page.keyboard.press("ArrowLeft");
  while ((await frame()).right < target.right) await page.keyboard.press("Shift+ArrowRight");
  while ((await frame()).bottom < target.bottom) await page.keyboard.press("Shift+ArrowDown");
  const manager = await managerAfter(member, () => page.keyboard.press("Enter"));

  await expectAdded(member, manager, key);
});

test("Enter on the cancel button cancels, even with a frame drawn", async ({ member }) => {
  await member.background.createVault();
  const page = await openSite(member.context, { body: centred(qrImage(createSampleKey().uri)) });
  await startReading(member, page);

  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");

  await expectNoOverlay(page);
  expect((await sessionKeys(member)).filter((key) => /^(region|capture):/.test(key))).toEqual([]);
});

test("Escape and the cancel button leave nothing behind, also after the button was pressed twice", async ({
  member,
}) => {
  await member.background.createVault();
  const page = await openSite(member.context, { body: centred(qrImage(createSampleKey().uri)) });
  const before = await page.content();

  await startReading(member, page);
  await startReading(member, page);
  await page.keyboard.press("Escape");
  await expectNoOverlay(page);
  await startReading(member, page);
  await clickCancel(page);
  await expectNoOverlay(page);

  expect(await page.content()).toBe(before);
  await expect
    .poll(async () => (await sessionKeys(member)).filter((key) => /^(region|capture):/.test(key)))
    .toEqual([]);
  await expectNothingStored(member);
});

test("a click without a drag is called too small, and the next drag is read", async ({ member }) => {
  await member.background.createVault();
  const key = createSampleKey();
  const page = await openSite(member.context, { body: centred(qrImage(key.uri)) });
  await startReading(member, page);

  await page.mouse.click(40, 400);
  await expectOverlay(page, "小さすぎて読み取れません");
  const manager = await frameWithMouse(member, page);

  await expectAdded(member, manager, key);
});

test("two codes in the frame lead to a choice, the first never wins by itself", async ({ member }) => {
  await member.background.createVault();
  const [first, second] = [createSampleKey("ichiro"), createSampleKey("jiro")];
  const both = `<div id="both" style="display:flex;gap:40px">${qrImage(first.uri)}${qrImage(second.uri, "other")}</div>`;
  const page = await openSite(member.context, { body: centred(both) });
  await startReading(member, page);
  const manager = await managerAfter(member, async () => dragMouse(page, await rectOf(page, "#both", 10)));

  await expect(manager.getByRole("heading", { name: "設定用のQRコードが2つあります" })).toBeVisible();
  await expect(manager.getByRole("radio", { checked: true })).toHaveCount(0);
  await expect(manager.getByRole("button", { name: "これを確かめる" })).toBeDisabled();
  await expectNothingStored(member);
  await manager.getByText("jiro").click();
  await manager.getByRole("button", { name: "これを確かめる" }).click();

  await expectAdded(member, manager, second);
  expect(await member.background.ask("accounts.list", null)).toHaveLength(1);
});

test("a frame without a code brings advice on what to do", async ({ member }) => {
  await member.background.createVault();
  const page = await openSite(member.context, {
    body: centred('<p id="qr" style="width:300px">コードはありません</p>'),
  });
  await startReading(member, page);
  const manager = await frameWithMouse(member, page, 20);

  await expect(manager.getByText("QRコードが見つかりませんでした")).toBeVisible();
  await expect(manager.getByText("ページを拡大して")).toBeVisible();
  await expect(manager.getByRole("button", { name: "元の画面に戻る" })).toBeVisible();
  await expectNothingStored(member);
});

test("a code that is a link is named, not opened and not stored", async ({ member }) => {
  await member.background.createVault();
  const page = await openSite(member.context, { body: centred(qrImage("https://store.example.test/app")) });
  const asked: string[] = [];
  member.context.on("request", (request) => asked.push(request.url()));
  await startReading(member, page);
  const manager = await frameWithMouse(member, page);

  await expect(manager.getByText("ウェブサイトやアプリのストアへのリンクです")).toBeVisible();
  await expectNothingStored(member);
  expect(asked.filter((url) => url.includes("store.example"))).toEqual([]);
  expect(member.context.pages().map((one) => one.url())).not.toContainEqual(
    expect.stringContaining("store.example"),
  );
});

const HARD_PAGES = {
  "a code inside the page's open modal dialog": (drawing: string) =>
    `<dialog id="modal" style="padding:40px">${drawing}</dialog><script>document.querySelector("#modal").showModal()</script>`,
  "a code inside a window that closes on a press beside it": (drawing: string) =>
    `<div id="modal">${drawing}</div><script>for (const type of ["pointerdown","mousedown","click","touchstart"]) document.addEventListener(type, (event) => { if (!event.target.closest("#modal")) document.querySelector("#modal").remove(); })</script>`,
  "a page whose own veil has the highest z-index": (drawing: string) =>
    `<div style="position:fixed;inset:0;z-index:2147483647;background:#fff;display:grid;place-items:center" onpointerdown="event.stopImmediatePropagation()">${drawing}</div>`,
  "a page that hides everything it does not know": (drawing: string) =>
    `<style>html > :not(head, body) { display: none !important; opacity: 0 !important; pointer-events: none !important }</style>${drawing}`,
  "a page that takes all keys and presses": (drawing: string) =>
    `<script>for (const type of ["keydown","pointerdown","mousedown"]) window.addEventListener(type, (event) => { event.stopPropagation(); }, true)</script>${drawing}`,
} as const;

for (const [name, content] of Object.entries(HARD_PAGES)) {
  test(`${name} is read`, async ({ member }) => {
    await member.background.createVault();
    const key = createSampleKey();
    const page = await openSite(member.context, { body: centred(content(qrDrawing(key.uri))) });
    await startReading(member, page);

    const manager = await frameWithMouse(member, page);

    await expectAdded(member, manager, key);
  });
}

test("a page under the strictest content security policy is read", async ({ member }) => {
  await member.background.createVault();
  const key = createSampleKey();
  const page = await openSite(member.context, {
    body: `<!doctype html><title>練習</title><p>練習</p>${qrDrawing(key.uri)}`,
    headers: {
      "content-security-policy":
        "default-src 'none'; require-trusted-types-for 'script'; sandbox allow-scripts",
    },
  });
  await startReading(member, page);

  const manager = await frameWithMouse(member, page, 4);

  await expectAdded(member, manager, key);
});

test("the background may be stopped in the middle of a slow drag", async ({ member }) => {
  await member.background.createVault();
  const key = createSampleKey();
  const page = await openSite(member.context, { body: centred(qrImage(key.uri)) });
  await startReading(member, page);
  const { left, top, right, bottom } = await rectOf(page, "#qr", 10);

  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.mouse.move((left + right) / 2, (top + bottom) / 2);
  const worker = member.context.serviceWorkers()[0];
  await worker?.evaluate(() => Object.assign(globalThis, { isOldWorker: true }));
  await member.background.stopWorker();
  await page.mouse.move(right, bottom);
  const manager = await managerAfter(member, () => page.mouse.up());

  await expectAdded(member, manager, key);
  const now = member.context.serviceWorkers().at(-1);
  expect(await now?.evaluate(() => "isOldWorker" in globalThis)).toBe(false);
});

test("the vault locked meanwhile is opened first, and the picture is still there", async ({ member }) => {
  await member.background.createVault();
  const key = createSampleKey();
  const page = await openSite(member.context, { body: centred(qrImage(key.uri)) });
  await startReading(member, page);
  await member.background.lock();
  const manager = await frameWithMouse(member, page);

  await expect(manager.getByRole("heading", { name: "ロックされています" })).toBeVisible();
  await expect(manager.getByText("この内容で追加しますか")).toHaveCount(0);
  await member.background.unlock();

  await expectAdded(member, manager, key);
});

test("the picture is handed out once and is gone from memory after that", async ({ member }) => {
  await member.background.createVault();
  const page = await openSite(member.context, { body: centred(qrImage(createSampleKey().uri)) });
  await startReading(member, page);
  const manager = await frameWithMouse(member, page);
  await expect(manager.getByRole("heading", { name: "この内容で追加しますか" })).toBeVisible();

  expect((await sessionKeys(member)).filter((key) => /^(region|capture):/.test(key))).toEqual([]);
  await manager.reload();

  await expect(manager.getByText("画面から写した画像は、もう残っていません")).toBeVisible();
  await expectNothingStored(member);
});

test("a picture nobody took makes room for the next one", async ({ member }) => {
  await member.background.createVault();
  const page = await openSite(member.context, { body: centred(qrImage(createSampleKey().uri)) });
  await startReading(member, page);
  await member.background.lock();
  await (await frameWithMouse(member, page)).close();
  await member.background.unlock();
  expect((await sessionKeys(member)).filter((key) => key.startsWith("capture"))).toHaveLength(1);

  await startReading(member, page);

  expect((await sessionKeys(member)).filter((key) => key.startsWith("capture"))).toEqual([]);
});

for (const [name, path] of [
  ["named like one", "/guide.pdf"],
  ["named like a page", "/guide"],
] as const) {
  test(`a PDF ${name} is read like any page`, async ({ member }) => {
    await member.background.createVault();
    const key = createSampleKey();
    const page = await openSite(member.context, {
      path,
      contentType: "application/pdf",
      body: qrPdf(key.uri),
    });
    await startReading(member, page);

    const manager = await managerAfter(member, () =>
      dragMouse(page, { left: 300, top: 60, right: 1200, bottom: 890 }),
    );

    await expectAdded(member, manager, key);
  });
}

for (const [name, url] of [
  ["a page of the browser", "chrome://version/"],
  ["the empty page", "about:blank"],
  ["a page of the extension", "/manager.html"],
] as const) {
  test(`${name} is refused in clear words and nothing else happens`, async ({ member }) => {
    await member.background.createVault();
    const page = await member.context.newPage();
    await page.goto(url.startsWith("/") ? `chrome-extension://${member.launched.extensionId}${url}` : url);
    const pages = member.context.pages().length;
    const popup = await member.popup(page);

    await pressReadScreen(popup);

    await expect.poll(() => popup.text()).toContain("この画面は読み取れません");
    expect(await popup.text()).toContain("画像・キーから追加する");
    expect(await popup.isOpen()).toBe(true);
    await expectNoOverlay(page);
    expect(member.context.pages()).toHaveLength(pages);
    expect((await sessionKeys(member)).filter((key) => /^(region|capture):/.test(key))).toEqual([]);
  });
}
