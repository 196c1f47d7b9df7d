/** One real server per worker; per test a fresh realm and a fresh browser with the built extension. */

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BrowserContext, test as base, type Page } from "@playwright/test";
import { type Background, openBackground } from "../browser/background.ts";
import { launch } from "../browser/launch.ts";
import { KEYCLOAK_VERSION } from "./fetch-keycloak.ts";
import type { LoginTheme } from "./realm.ts";
import type { Rig, RigStart } from "./rig.ts";
import { startRig } from "./rig.ts";

/** Everything a member's journey needs. */
export interface Journey {
  readonly rig: Rig;
  readonly context: BrowserContext;
  readonly background: Background;
  /** The member's tab, empty at first. */
  readonly page: Page;
}

/** What `test-results/keycloak-server.json` says of the server that the journeys ran against. */
export type ServerRecord =
  | { readonly status: "unavailable"; readonly reason: string }
  | {
      readonly status: "ready";
      readonly version: string;
      readonly startMs: number;
      /** Resident memory after the last test; null where the system does not say. */
      readonly residentKib: number | null;
    };

const RESULTS_FOLDER = join(import.meta.dirname, "..", "..", "test-results");
const RECORD_FILE = join(RESULTS_FOLDER, "keycloak-server.json");

// The first run on a machine fetches and builds the server.
const START_TIMEOUT_MS = 900_000;

export const test = base.extend<{ theme: LoginTheme; journey: Journey }, { rigStart: RigStart }>({
  theme: ["kosmo-like", { option: true }],
  rigStart: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures needed from this pattern.
    async ({}, use, { parallelIndex }) => {
      const start = await startRig({ logName: `server-${parallelIndex}` });
      await use(start);
      if (start.status === "unavailable") return record(start);
      const { startMs, readResidentKib } = start.rig.keycloak;
      const residentKib = await readResidentKib();
      await start.rig.close();
      await record({ status: "ready", version: KEYCLOAK_VERSION, startMs, residentKib });
    },
    { scope: "worker", timeout: START_TIMEOUT_MS },
  ],
  journey: async ({ rigStart, theme }, use, testInfo) => {
    if (rigStart.status === "unavailable") {
      testInfo.skip(true, rigStart.reason);
      return;
    }
    const { rig } = rigStart;
    await rig.reset(theme);
    const launched = await launch({ hostResolverRules: rig.hostResolverRules });
    const { context, extensionId } = launched;
    const background = await openBackground(context, extensionId);
    const page = await context.newPage();
    await use({ rig, context, background, page });
    await launched.close();
  },
});

async function record(server: ServerRecord): Promise<void> {
  await mkdir(RESULTS_FOLDER, { recursive: true });
  await writeFile(RECORD_FILE, JSON.stringify(server));
}
