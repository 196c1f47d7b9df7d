/** Pictures of what members see when storage fails, an earlier state was opened, or the vault is gone. */

import type { Page } from "@playwright/test";
import { type Background, openBackground } from "../browser/background.ts";
import { launch } from "../browser/launch.ts";

interface Look {
  readonly language: "ja" | "en";
  readonly colorScheme: "light" | "dark";
  readonly folder: string;
}

/** The browser's own storage as a page of the extension sees it. */
interface ExtensionScope {
  readonly chrome: {
    readonly storage: {
      readonly local: { set(items: object): Promise<void> };
      readonly session: { set(items: object): Promise<void>; remove(key: string): Promise<void> };
    };
  };
}

const setSession = ({ page }: Background, items: object): Promise<void> =>
  page.evaluate(
    (given) => (globalThis as unknown as ExtensionScope).chrome.storage.session.set(given),
    items,
  );

/** A marker that knows of a later save than any copy shows. */
const leaveLaterMarker = ({ page }: Background): Promise<void> =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const stream = await (await root.getFileHandle("marker.json", { create: true })).createWritable();
    await stream.write(JSON.stringify({ vaultId: "a later state", serial: 99, rolledBackAtMs: null }));
    await stream.close();
  });

/** Every copy gone, the markers left. */
const loseCopies = ({ page }: Background): Promise<void> =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    for (const file of [0, 1, 2]) await root.removeEntry(`vault-${file}.json`).catch(() => undefined);
    const { chrome } = globalThis as unknown as ExtensionScope;
    await chrome.storage.local.set({ "vault.a": null, "vault.b": null });
  });

/** Opens a vault of its own, since what it does to it cannot be undone. */
export const takeStorageScreens = async ({ language, colorScheme, folder }: Look): Promise<void> => {
  const { context, extensionId, close } = await launch({ hostResolverRules: "", language, colorScheme });
  const background = await openBackground(context, extensionId);
  const shoot = async (path: string, name: string, width = 1200): Promise<void> => {
    const page: Page = await context.newPage();
    await page.setViewportSize({ width, height: 860 });
    await page.goto(`chrome-extension://${extensionId}/${path}`);
    const shown = name === "missing" ? page.getByRole("button") : page.locator("[role=alert], h2");
    await shown.first().waitFor();
    await page.screenshot({ path: `${folder}/storage-${name}.png`, fullPage: true });
    await page.close();
  };
  await background.createVault();
  await setSession(background, { "storage-degraded": true });
  await shoot("manager.html#accounts", "failing");
  await shoot("popup.html", "failing-popup", 384);
  await setSession(background, { "storage-degraded": false });
  await leaveLaterMarker(background);
  await background.stopWorker();
  await shoot("manager.html#accounts", "earlier");
  await loseCopies(background);
  await background.stopWorker();
  await shoot("welcome.html", "missing");
  await shoot("popup.html", "missing-popup", 384);
  await close();
};
