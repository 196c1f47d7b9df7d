import { browser } from "wxt/browser";
import type { Alarms } from "../services/ports.ts";

export const alarms: Alarms = {
  schedule: async (name, atMs) => {
    browser.alarms.create(name, { when: atMs });
  },
  clear: async (name) => {
    await browser.alarms.clear(name);
  },
};
