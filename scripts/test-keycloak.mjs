/** `npm run test:keycloak`: the built extension against a real Keycloak. Skips loudly where the server cannot be had. */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  countsOf,
  ensureBrowser,
  ensureFonts,
  ensureJapaneseBrowser,
  ensurePackages,
  playwrightCounts,
  root,
  runTool,
  stop,
} from "./prepare.mjs";

const report = "test-results/keycloak.json";
/** Written by the tests: what became of the server. */
const serverFile = join(root, "test-results", "keycloak-server.json");
const summaryFile = join(root, "test-results", "summary-keycloak.json");

/** Skipping is for machines without the tools; a build server that has them must not pass for want of the server. */
const mustRun = () => process.env.CI === "true" && canStart("java", "-version") && canStart("mvn", "-v");

// mvn is a batch file on Windows, which only a shell can start.
const canStart = (program, argument) =>
  spawnSync(program, [argument], { stdio: "ignore", shell: process.platform === "win32" }).status === 0;

const readServer = () => (existsSync(serverFile) ? JSON.parse(readFileSync(serverFile, "utf8")) : null);

const tellServer = ({ version, startMs, residentKib }) => {
  const memory = residentKib === null ? "memory unknown" : `${Math.round(residentKib / 1024)} MB of memory`;
  console.log(`\nKeycloak ${version}: started in ${(startMs / 1000).toFixed(1)} s, ${memory}`);
};

const tellUnavailable = (reason, isFailure) => {
  const line = "!".repeat(72);
  console.log(
    [
      "",
      line,
      isFailure
        ? "FAILED: Java and Maven are here, but there was no Keycloak to test against."
        : "SKIPPED: nothing was tested against a real Keycloak.",
      "",
      ...reason.split("\n").map((part) => `  ${part}`),
      "",
      "  Needed: Java 17 or newer and Maven on the search path, and once the network.",
      line,
    ].join("\n"),
  );
};

ensurePackages();
const browser = await ensureBrowser();
ensureFonts();
ensureJapaneseBrowser(browser);
mkdirSync(join(root, "test-results"), { recursive: true });
for (const file of [join(root, report), serverFile, summaryFile]) rmSync(file, { force: true });
if (runTool("wxt", ["build"]) !== 0) stop("The build failed; the lines above say why.");
if (runTool("node", ["tests/keycloak/prepare-server.ts"]) !== 0)
  stop("Keycloak could not be prepared; the lines above say why.");

const startedMs = performance.now();
const exitCode = runTool("playwright", ["test", "--project=keycloak"], {
  HITOTOKI_BROWSER: browser,
  PLAYWRIGHT_JSON_OUTPUT_NAME: report,
});
const seconds = Math.round((performance.now() - startedMs) / 1000);

const counts = countsOf(report, playwrightCounts);
const server = readServer();
const isUnavailable = server?.status === "unavailable";
const isFailure = (exitCode !== 0 && counts.failed === 0) || (isUnavailable && mustRun());
const { passed, skipped } = counts;
const failed = isFailure ? Math.max(1, counts.failed) : counts.failed;
if (isUnavailable) tellUnavailable(server.reason, mustRun());
else if (server !== null) tellServer(server);
writeFileSync(summaryFile, JSON.stringify({ ...counts, failed }));
console.log(`tests took ${seconds} s`);
console.log(`keycloak: ${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 ? 0 : 1);
