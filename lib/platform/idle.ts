import { browser } from "wxt/browser";
import type { Idle } from "../services/ports.ts";

/** The browser's own lower limit for both calls. */
const shortestSeconds = 15;

export const idle: Idle = {
  reportAfter: async (seconds) => {
    browser.idle.setDetectionInterval(Math.max(shortestSeconds, Math.round(seconds)));
  },
  isIdleFor: async (seconds) =>
    (await browser.idle.queryState(Math.max(shortestSeconds, Math.round(seconds)))) !== "active",
};
