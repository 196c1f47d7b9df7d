/** Reading the screen on pages that stand in the way, in the PDF view, and where no extension may look. */

import { expect } from "@playwright/test";
import { dragMouse, expectNoOverlay, pressReadScreen } from "../browser/overlay.ts";
import { centred, createSampleKey, openSite, qrDrawing, qrPdf } from "../browser/qr-page.ts";
import { test } from "./fixtures.ts";
import { expectAdded, frameWithMouse, managerAfter, readingKeys, startReading } from "./region-steps.ts";

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
    expect(await readingKeys(member)).toEqual([]);
  });
}

test("an SVG picture opened by itself is refused in clear words", async ({ member }) => {
  await member.background.createVault();
  const body =
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><rect width="9" height="9"/></svg>';
  const page = await openSite(member.context, { contentType: "image/svg+xml", body });
  const popup = await member.popup(page);

  await pressReadScreen(popup);

  await expect.poll(() => popup.text()).toContain("このページではブラウザーが読み取りを許していません");
  await expectNoOverlay(page);
  expect(await readingKeys(member)).toEqual([]);
});
