/**
 * `npm run torture`: the suites of tests/torture and all unit tests at the figures of a release, hours long.
 * `node scripts/torture.mjs --ci`: the browser suites alone at the figures that every change must hold.
 */

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, platform, release, totalmem } from "node:os";
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
  totalOf,
  vitestCounts,
} from "./prepare.mjs";

const isCi = process.argv.includes("--ci");
const scale = isCi ? "ci" : "long";
const report = "test-results/torture.json";
const unitReport = "test-results/torture-unit.json";
const figures = join(root, "test-results", "torture");
const summaryFile = join(root, "test-results", "summary-torture.json");

const tellFigures = () => {
  const machine = `${cpus().length} x ${cpus()[0]?.model.trim() ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${release()}`;
  console.log(`\n${new Date().toISOString()}, figures "${scale}", ${machine}\n`);
  const rows = readdirSync(figures).map((name) => JSON.parse(readFileSync(join(figures, name), "utf8")));
  for (const { suite, goal, result } of rows) console.log(`${suite}: ${result}  (goal: ${goal})`);
};

ensurePackages();
const browser = await ensureBrowser();
ensureFonts();
ensureJapaneseBrowser(browser);
rmSync(figures, { recursive: true, force: true });
mkdirSync(figures, { recursive: true });
for (const file of [join(root, report), join(root, unitReport), summaryFile]) rmSync(file, { force: true });
if (runTool("wxt", ["build"]) !== 0) stop("The build failed; the lines above say why.");

const startedMs = performance.now();
const suites = [];
const run = (tool, args, counts, env = {}) => {
  const exitCode = runTool(tool, args, { HITOTOKI_TORTURE: scale, ...env });
  const found = counts();
  suites.push({ ...found, failed: exitCode !== 0 && found.failed === 0 ? 1 : found.failed });
};
if (!isCi)
  run(
    "vitest",
    ["run", "--testTimeout=7200000", "--reporter=dot", "--reporter=json", `--outputFile.json=${unitReport}`],
    () => countsOf(unitReport, vitestCounts),
  );
run("playwright", ["test", "--project=torture"], () => countsOf(report, playwrightCounts), {
  HITOTOKI_BROWSER: browser,
  PLAYWRIGHT_JSON_OUTPUT_NAME: report,
});

const total = totalOf(suites);
writeFileSync(summaryFile, JSON.stringify(total));
tellFigures();
console.log(`\ntests took ${Math.round((performance.now() - startedMs) / 1000)} s`);
console.log(`torture: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);
