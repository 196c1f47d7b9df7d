/** The browser's name as people know it, and its language. */

import type { BrowserIdentity } from "../services/ports.ts";
import { language } from "./i18n.ts";

interface BrandsNavigator {
  readonly userAgentData?: {
    readonly brands: readonly { readonly brand: string }[];
    readonly platform: string;
  };
}

const systems: Readonly<Record<string, "windows" | "mac" | "linux" | "chromeos">> = {
  Windows: "windows",
  macOS: "mac",
  Linux: "linux",
  "Chrome OS": "chromeos",
  "Chromium OS": "chromeos",
};

const userAgentData = (): BrandsNavigator["userAgentData"] => (navigator as BrandsNavigator).userAgentData;

export const identity: BrowserIdentity = {
  browser: () =>
    userAgentData()?.brands.some(({ brand }) => brand === "Microsoft Edge") === true ? "Edge" : "Chrome",
  os: () => systems[userAgentData()?.platform ?? ""] ?? "other",
  language,
};
