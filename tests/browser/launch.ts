/** Starts Chromium with the built extension and the practice portal's hosts mapped to this machine. */

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BrowserContext, chromium } from "@playwright/test";

/** The production build that is tested: exactly what goes into the store zip. */
export const extensionPath = fileURLToPath(new URL("../../.output/chrome-mv3", import.meta.url));

export interface LaunchOptions {
  /** Value of Chromium's --host-resolver-rules. */
  readonly hostResolverRules: string;
  readonly headless?: boolean;
  readonly language?: "ja" | "en";
  readonly colorScheme?: "light" | "dark";
  /** Emulated for the pages; with `viewport` null the browser's own, as a screen gives it. */
  readonly deviceScaleFactor?: number;
  readonly viewport?: { readonly width: number; readonly height: number } | null;
  /** Another folder to load the extension from; its path decides the extension's id. */
  readonly extensionPath?: string;
  /** An existing profile folder; a new one otherwise. */
  readonly userDataDir?: string;
  /** More switches for the browser. */
  readonly args?: readonly string[];
}

export interface Launched {
  readonly context: BrowserContext;
  readonly extensionId: string;
  readonly userDataDir: string;
  close(): Promise<void>;
}

const executablePath = (): string => {
  const named = process.env["HITOTOKI_BROWSER"];
  const candidates = [named, chromium.executablePath(), "/usr/bin/chromium"];
  const found = candidates.find((path) => path !== undefined && path !== "" && existsSync(path));
  if (found === undefined) throw new Error("no Chromium found: set HITOTOKI_BROWSER");
  return found;
};

export const launch = async (options: LaunchOptions): Promise<Launched> => {
  const {
    headless = true,
    language = "ja",
    deviceScaleFactor,
    viewport = { width: 1280, height: 900 },
    extensionPath: loadedPath = extensionPath,
  } = options;
  const userDataDir = options.userDataDir ?? mkdtempSync(join(tmpdir(), "hitotoki-profile-"));
  const context = await chromium.launchPersistentContext(userDataDir, {
    executablePath: executablePath(),
    headless,
    viewport,
    ...(viewport === null || deviceScaleFactor === undefined ? {} : { deviceScaleFactor }),
    colorScheme: options.colorScheme ?? "light",
    ignoreHTTPSErrors: true,
    env: { ...process.env, LANGUAGE: language, LANG: language === "ja" ? "ja_JP.UTF-8" : "en_US.UTF-8" },
    ignoreDefaultArgs: ["--disable-extensions"],
    args: [
      ...(headless ? ["--headless=new"] : []),
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--ignore-certificate-errors",
      `--lang=${language}`,
      `--disable-extensions-except=${loadedPath}`,
      `--load-extension=${loadedPath}`,
      "--enable-unsafe-extension-debugging",
      `--host-resolver-rules=${options.hostResolverRules}`,
      ...(viewport === null ? ["--window-size=1280,900"] : []),
      ...(viewport === null && deviceScaleFactor !== undefined
        ? [`--force-device-scale-factor=${deviceScaleFactor}`]
        : []),
      ...(options.args ?? []),
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  return {
    context,
    userDataDir,
    extensionId: new URL(worker.url()).host,
    close: async () => {
      await context.close();
      if (options.userDataDir === undefined) rmSync(userDataDir, { recursive: true, force: true });
    },
  };
};
