import { browser } from "wxt/browser";
import type { Alarms } from "../services/ports.ts";

/** Chromium 150 on: the alarm dies with the browser, as the session does. Unknown to the polyfill's types. */
interface SessionAlarm {
  readonly when: number;
  readonly persistAcrossSessions?: boolean;
}

type Create = (name: string, alarm: SessionAlarm) => Promise<void>;

const create: Create = async (name, alarm) => {
  await (browser.alarms.create as unknown as Create)(name, alarm); // an older browser throws at the unknown key
};

export const alarms: Alarms = {
  schedule: async (name, atMs) => {
    try {
      await create(name, { when: atMs, persistAcrossSessions: false });
    } catch {
      await create(name, { when: atMs });
    }
  },
  clear: async (name) => {
    await browser.alarms.clear(name);
  },
};
