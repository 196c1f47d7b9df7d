/** Opens a browser window with the extension and the practice portal; ends when the window is closed. */

import { launch } from "../tests/browser/launch.ts";
import { startPortal } from "../tests/portal/server.ts";

const portal = await startPortal({ variant: "v2-26.x" });
const isJapanese = /^ja/.test(
  process.env["LANGUAGE"] ?? process.env["LANG"] ?? Intl.DateTimeFormat().resolvedOptions().locale,
);
const browser = await launch({
  hostResolverRules: portal.hostResolverRules,
  headless: false,
  viewport: null,
  language: isJapanese ? "ja" : "en",
});
const page = browser.context.pages()[0] ?? (await browser.context.newPage());
await page.goto(portal.topOrigin);
console.log("練習用の加入者ページを開きました。ブラウザーを閉じると終わります。");
console.log(
  "The practice portal is open; its start page lists the practice users. Close the browser to end.",
);
await new Promise<void>((resolve) => browser.context.once("close", () => resolve()));
await portal.close();
