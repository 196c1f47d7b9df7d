/**
 * Makes a fresh clone runnable: packages, a browser, Japanese fonts. Plain Node (20.19 or newer), no packages needed.
 * Whatever is missing is installed where that is possible; otherwise one line says what to install.
 */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

export const root = fileURLToPath(new URL("..", import.meta.url));
const isWindows = process.platform === "win32";
const bin = join(root, "node_modules", ".bin");

/** PATH with the project's own tools first: the `node` package there is newer than the machine's may be. */
export const toolEnv = () => ({ ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` });

/** Runs a tool of node_modules/.bin in the project's folder; its output goes to the terminal. Returns the exit code. */
export const runTool = (name, args, env = {}) => {
  const { status } = spawnSync(isWindows ? `${name}.cmd` : name, args, {
    cwd: root,
    stdio: "inherit",
    shell: isWindows,
    env: { ...toolEnv(), ...env },
  });
  return status ?? 1;
};

/** Ends the program with one line that says what to do. */
export const stop = (line) => {
  console.error(`\n${line}`);
  process.exit(1);
};

const checkNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    stop(`Please install Node 20.19 or newer (found ${process.versions.node}).`);
};

/**
 * Installs what the lockfile pins unless that is there already. Not `npm ci`: the lockfile was made where only one
 * system's optional packages could be had, and `npm ci` refuses on every other.
 */
export const ensurePackages = () => {
  checkNode();
  const installed = join(root, "node_modules", ".package-lock.json");
  const lock = join(root, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log("Installing packages …");
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = spawnSync(isWindows ? "npm.cmd" : "npm", args, {
    cwd: root,
    stdio: "inherit",
    shell: isWindows,
  });
  if (status !== 0) stop("npm install failed. Please check the network connection and try again.");
};

const systemBrowsers = {
  linux: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/snap/bin/chromium"],
  darwin: ["/Applications/Chromium.app/Contents/MacOS/Chromium"],
  win32: [
    join(process.env.LOCALAPPDATA ?? "", "Chromium", "Application", "chrome.exe"),
    join(process.env.PROGRAMFILES ?? "", "Chromium", "Application", "chrome.exe"),
  ],
};

/** HITOTOKI_BROWSER, Playwright's own Chromium, or the system's. Branded Chrome and Edge no longer load unpacked extensions. */
const findBrowser = async () => {
  const named = process.env.HITOTOKI_BROWSER;
  if (named)
    return existsSync(named) ? named : stop(`HITOTOKI_BROWSER names ${named}, which does not exist.`);
  const { chromium } = await import("@playwright/test");
  const candidates = [chromium.executablePath(), ...(systemBrowsers[process.platform] ?? [])];
  return candidates.find((path) => path && existsSync(path)) ?? null;
};

const canUseApt = () =>
  process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

const apt = (...packages) => {
  const options = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  console.log(`Installing ${packages.join(" and ")} …`);
  spawnSync("apt-get", ["update"], options);
  return spawnSync("apt-get", ["install", "-y", ...packages], options).status === 0;
};

/** Path of a Chromium that loads the extension. */
export const ensureBrowser = async () => {
  const found = await findBrowser();
  if (found) return found;
  if (canUseApt()) apt("chromium", "chromium-l10n", "fonts-noto-cjk");
  else {
    console.log("Installing a browser (playwright install chromium) …");
    runTool("playwright", ["install", "chromium"]);
  }
  const installed = await findBrowser();
  return (
    installed ??
    stop(
      "Please install Chromium (Debian/Ubuntu: sudo apt-get install chromium), or set HITOTOKI_BROWSER to its path.",
    )
  );
};

/** Japanese letters in the pictures; without them everything still works, so this only tells. */
export const ensureFonts = () => {
  if (process.platform !== "linux" || hasJapaneseFont()) return;
  if (canUseApt() && apt("fonts-noto-cjk") && hasJapaneseFont()) return;
  console.log(
    "Note: no Japanese font found; install one (Debian/Ubuntu: sudo apt-get install fonts-noto-cjk).",
  );
};

/** Debian keeps Chromium's own Japanese texts in a package of their own; without it the browser speaks English only. */
export const ensureJapaneseBrowser = (browser) => {
  const isSystemBrowser = browser === "/usr/bin/chromium" && existsSync("/usr/lib/chromium/locales");
  const hasJapanese = () => existsSync("/usr/lib/chromium/locales/ja.pak");
  if (!isSystemBrowser || hasJapanese()) return;
  if (canUseApt() && apt("chromium-l10n") && hasJapanese()) return;
  stop("Please install the browser's Japanese texts (Debian/Ubuntu: sudo apt-get install chromium-l10n).");
};

const hasJapaneseFont = () => {
  const { stdout } = spawnSync("fc-list", [":lang=ja"], { encoding: "utf8" });
  return Boolean(stdout?.trim());
};

/** Counts of one suite as its JSON report tells them; a missing report counts as one failure. */
export const countsOf = (file, read) => {
  try {
    return read(JSON.parse(readFileSync(join(root, file), "utf8")));
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failures: [`no readable report in ${file}`] };
  }
};

/** Counts in a Playwright JSON report, and the names of the tests that failed. */
export const playwrightCounts = ({ stats, suites = [], errors = [] }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + errors.length,
  skipped: stats.skipped,
  failures: [
    ...suites.flatMap((suite) => failedSpecs(suite)),
    ...errors.map(({ message }) => headOf(message ?? "")),
  ],
});

const failedSpecs = ({ title, specs = [], suites = [] }) =>
  [
    ...specs.filter(({ ok }) => !ok).map((spec) => `${spec.title}: ${headOf(errorOf(spec))}`),
    ...suites.flatMap((suite) => failedSpecs(suite)),
  ].map((name) => `${title} › ${name}`);

const errorOf = ({ tests = [] }) =>
  tests.flatMap(({ results = [] }) => results.map(({ error }) => error?.message ?? "")).join("\n");

/** The start of an error, on one line and without colours. */
const headOf = (text) => stripVTControlCharacters(text).replaceAll(/\s+/g, " ").trim().slice(0, 400);

/** Counts in a Vitest JSON report, and the names of the tests that failed. */
export const vitestCounts = ({ numPassedTests, numFailedTests, numPendingTests, testResults = [] }) => ({
  passed: numPassedTests,
  failed: numFailedTests,
  skipped: numPendingTests,
  failures: testResults
    .flatMap(({ assertionResults = [] }) => assertionResults)
    .filter(({ status }) => status === "failed")
    .map(({ fullName, failureMessages = [] }) => `${fullName}: ${headOf(failureMessages.join(" "))}`),
});

/** One figure over several counts; the names of all failed tests under `failures`. */
export const totalOf = (counts) => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
  skipped: counts.reduce((total, { skipped }) => total + skipped, 0),
  failures: counts.flatMap(({ failures = [] }) => failures),
});
