/** Measured figures of the suites, for the table at the end of a run: one file per suite under test-results/torture. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../test-results/torture", import.meta.url));

/** `goal`: what must hold, in words; `result`: what was counted. Plain numbers and names only. */
export const report = (suite: string, goal: string, result: string): void => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${suite.replaceAll(/[^a-z0-9]+/gi, "-")}.json`);
  writeFileSync(file, JSON.stringify({ suite, goal, result }));
};
