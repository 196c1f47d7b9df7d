/** Browser events of the background: lock triggers, the keyboard command, first installation. */

import { browser } from "wxt/browser";
import { t } from "./i18n.ts";

const lockAlarm = "lock";

export interface LockEvents {
  /** The PC was locked. */
  readonly lock: () => Promise<void>;
  /** The deadline's alarm rang: late, in time, or early because the deadline was moved meanwhile. */
  readonly check: () => Promise<void>;
  /** Nobody used the PC for a while. */
  readonly checkIdle: () => Promise<void>;
}

/**
 * Reports what should lock the vault. A new start of the browser or the extension needs no event: session memory is
 * empty then (measured), and locking late would undo an unlock that was quicker.
 */
export const onLockEvents = ({ lock, check, checkIdle }: LockEvents): void => {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === lockAlarm) void check(); // nobody waits; the deadline is checked at every read anyway
  });
  browser.idle.onStateChanged.addListener((state) => {
    if (state === "locked") void lock();
    if (state === "idle") void checkIdle();
  });
};

/** Runs `work` when the member presses the command's keys. */
export const onCommand = (name: string, work: () => Promise<void>): void => {
  browser.commands.onCommand.addListener((command) => {
    if (command === name) void work().catch(() => undefined); // a page that left meanwhile has nothing to fill
  });
};

/** Marks the toolbar button while the keys were last pressed where there is nothing to fill. */
export const markNothingToFill = async (isNothing: boolean): Promise<void> => {
  await browser.action.setBadgeText({ text: isNothing ? "?" : "" });
  await browser.action.setTitle({ title: isNothing ? t("commands.nothingToFill") : t("app.name") });
};

/** Runs once, right after the extension was installed (not after an update). */
export const onFirstInstall = (work: () => Promise<void>): void => {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === "install") void work();
  });
};
