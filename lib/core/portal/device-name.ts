import { foldText } from "./page-words.ts";

/** What a device name is made of. `taken`: names already used by the accounts kept here. */
export interface DeviceNameInput {
  readonly browser: "Chrome" | "Edge" | "Chromium" | "Brave" | "Vivaldi" | "Opera" | "other";
  readonly os: "windows" | "mac" | "linux" | "chromeos" | "other";
  readonly taken: readonly string[];
  readonly language: "ja" | "en";
}

const MACHINE_BY_LANGUAGE: Readonly<
  Record<DeviceNameInput["language"], Readonly<Record<DeviceNameInput["os"], string>>>
> = {
  ja: { windows: "自宅PC", mac: "自宅Mac", linux: "自宅PC", chromeos: "自宅Chromebook", other: "自宅PC" },
  en: {
    windows: "Home PC",
    mac: "Home Mac",
    linux: "Home PC",
    chromeos: "Home Chromebook",
    other: "Home PC",
  },
};

/**
 * A name under which the member will recognise this browser in the portal's device list, such as `自宅PC (Chrome)`.
 * Names are compared without regard to width, case and blanks; a taken one gets the first free ` (2)`, ` (3)` ….
 */
export function suggestDeviceName(input: DeviceNameInput): string {
  const machine = MACHINE_BY_LANGUAGE[input.language][input.os];
  const name = input.browser === "other" ? machine : `${machine} (${input.browser})`;
  const taken = new Set(input.taken.map(foldText));
  if (!taken.has(foldText(name))) return name;
  let number = 2;
  while (taken.has(foldText(`${name} (${number})`))) number += 1;
  return `${name} (${number})`;
}
