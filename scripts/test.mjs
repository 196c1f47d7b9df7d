/** `npm test`: types, lint, unit tests and browser journeys, from a fresh clone on. */

import { mkdirSync, writeFileSync } from "node:fs";
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
  totalOf,
  vitestCounts,
} from "./prepare.mjs";

ensurePackages();
const browser = await ensureBrowser();
ensureFonts();
ensureJapaneseBrowser(browser);
mkdirSync(join(root, "test-results"), { recursive: true });

const heading = (text) => console.log(`\n== ${text}`);
const suites = [];
/** A check without a count of its own is one test. */
const check = (name, tool, args) => {
  heading(name);
  const isGood = runTool(tool, args) === 0;
  suites.push({
    name,
    passed: isGood ? 1 : 0,
    failed: isGood ? 0 : 1,
    skipped: 0,
    failures: isGood ? [] : [name],
  });
  return isGood;
};
const suite = (name, counts, exitCode) => {
  const failed = exitCode !== 0 && counts.failed === 0 ? 1 : counts.failed;
  suites.push({ name, ...counts, failed });
};

check("generated types", "wxt", ["prepare"]);
check("types", "tsc", ["--noEmit"]);
check("lint and format", "biome", ["check", "."]);

heading("unit tests");
const unitReport = "test-results/unit.json";
const unitExit = runTool("vitest", [
  "run",
  "--reporter=dot",
  "--reporter=json",
  `--outputFile.json=${unitReport}`,
]);
suite("unit", countsOf(unitReport, vitestCounts), unitExit);

if (check("build", "wxt", ["build"])) {
  for (const [name, project, ...more] of [
    ["journeys", "extension"],
    ["journeys with pictures", "pictures", "--workers=2"],
  ]) {
    heading(`browser ${name}`);
    const report = `test-results/e2e-${project}.json`;
    const exit = runTool("playwright", ["test", `--project=${project}`, ...more], {
      HITOTOKI_BROWSER: browser,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    });
    suite(name, countsOf(report, playwrightCounts), exit);
  }
}

heading("result");
for (const { name, passed, failed, skipped } of suites) {
  console.log(`${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
}
const total = totalOf(suites);
writeFileSync(join(root, "test-results", "summary-test.json"), JSON.stringify(total));
console.log(`all: ${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
