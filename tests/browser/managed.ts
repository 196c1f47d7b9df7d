/**
 * Real managed policies for one test: files in the machine's policy folders, for a copy of the extension in a folder of
 * its own. The folder's path decides the id, so no other test that runs at the same time is touched.
 */

import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { extensionPath } from "./launch.ts";

/** Read by Debian's Chromium, and by the Chrome for Testing that Playwright brings along. */
const folders = ["/etc/chromium/policies/managed", "/etc/opt/chrome_for_testing/policies/managed"];

export interface Managed {
  /** The copy to load. */
  readonly path: string;
  readonly extensionId: string;
  /** Replaces the rules; they hold from the next start of a browser, or after {@link reloadPolicies}. */
  set(rules: Readonly<Record<string, unknown>>): void;
  /** Takes rules and copy away again. */
  remove(): void;
}

/** Why no policy can be set on this machine, or null. */
export const whyNotManaged = (): string | null => {
  try {
    for (const folder of folders) accessSync(existing(folder), constants.W_OK);
    return null;
  } catch {
    return `managed policies need write access to ${folders.join(" and ")}`;
  }
};

const existing = (folder: string): string => {
  try {
    accessSync(folder);
    return folder;
  } catch {
    return existing(dirname(folder));
  }
};

export const createManaged = (): Managed => {
  const path = mkdtempSync(join(tmpdir(), "hitotoki-managed-"));
  cpSync(extensionPath, path, { recursive: true });
  const extensionId = idOf(path);
  const files = folders.map((folder) => join(folder, `hitotoki-test-${extensionId}.json`));
  return {
    path,
    extensionId,
    set: (rules) => {
      const text = JSON.stringify({ "3rdparty": { extensions: { [extensionId]: rules } } });
      for (const file of files) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    },
    remove: () => {
      for (const file of files) {
        rmSync(file, { force: true });
        removeEmpty(dirname(file));
      }
      rmSync(path, { recursive: true, force: true });
    },
  };
};

/** Chromium's id of an unpacked extension: half of the path's SHA-256 in the letters a to p. */
const idOf = (path: string): string =>
  createHash("sha256")
    .update(path)
    .digest("hex")
    .slice(0, 32)
    .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));

/** Leaves no folder behind that holds nothing; one that another test still uses stays. */
const removeEmpty = (folder: string): void => {
  if (!folder.includes("policies") && folder !== "/etc/opt/chrome_for_testing") return;
  try {
    rmdirSync(folder);
    removeEmpty(dirname(folder));
  } catch {
    return; // not empty, or gone already
  }
};

/** Makes the browser look at its policies now, as an administrator does, instead of within some seconds. */
export const reloadPolicies = async (context: BrowserContext): Promise<void> => {
  const page: Page = await context.newPage();
  await page.goto("chrome://policy");
  await expect(page.locator("#reload-policies")).toBeEnabled();
  await page.locator("#reload-policies").click();
  await page.close();
};
