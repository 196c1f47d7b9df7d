/**
 * `npm start`: builds the extension, starts the practice portal and opens a browser with both.
 * Without a display, or with `--headless`, it plays the whole journey instead and prints each step.
 */

import {
  ensureBrowser,
  ensureFonts,
  ensureJapaneseBrowser,
  ensurePackages,
  runTool,
  stop,
} from "./prepare.mjs";

const hasDisplay =
  process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const isHeadless = process.argv.includes("--headless") || !hasDisplay;

ensurePackages();
const browser = await ensureBrowser();
ensureFonts();
ensureJapaneseBrowser(browser);
console.log("Building the extension …");
if (runTool("wxt", ["build"]) !== 0) stop("The build failed; the lines above say why.");
const program = isHeadless ? "scripts/practice-journey.ts" : "scripts/practice-browser.ts";
process.exit(runTool("node", [program], { HITOTOKI_BROWSER: browser }));
