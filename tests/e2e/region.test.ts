/** A code anywhere on the screen: framed with the mouse, a pen, a finger or keys, photographed once, read and kept. */

import { expect } from "@playwright/test";
import {
  clickCancel,
  dragFinger,
  dragMouse,
  dragPen,
  drawnFrame,
  expectNoOverlay,
  expectOverlay,
  type Rect,
  rectOf,
} from "../browser/overlay.ts";
import { centred, createSampleKey, openSite, qrImage } from "../browser/qr-page.ts";
import { test } from "./fixtures.ts";
import {
  expectAdded,
  expectNothingStored,
  frameWithMouse,
  managerAfter,
  readingKeys,
  startReading,
} from "./region-steps.ts";

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
  expect(await readingKeys(member)).toEqual([]);
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
  await expect.poll(async () => await readingKeys(member)).toEqual([]);
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

  expect(await readingKeys(member)).toEqual([]);
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
  expect((await readingKeys(member)).filter((key) => key === "capture")).toHaveLength(1);

  await startReading(member, page);

  expect((await readingKeys(member)).filter((key) => key === "capture")).toEqual([]);
});
