/** Composition root: builds the services over the real browser and registers every listener synchronously. */

import { defineBackground } from "wxt/utils/define-background";
import { alarms } from "../../lib/platform/alarms.ts";
import { identity } from "../../lib/platform/identity.ts";
import { markNothingToFill, onCommand, onFirstInstall, onLockEvents } from "../../lib/platform/lifecycle.ts";
import { locks } from "../../lib/platform/locks.ts";
import { onLine, onMessage } from "../../lib/platform/messaging.ts";
import { qrPictures } from "../../lib/platform/qr-pictures.ts";
import { screen } from "../../lib/platform/screen.ts";
import {
  backupRecordStore,
  closeStorageToContentScripts,
  sessionStore,
  settingsStore,
  vaultRepository,
} from "../../lib/platform/storage.ts";
import { tabs } from "../../lib/platform/tabs.ts";
import type { Ports } from "../../lib/services/ports.ts";
import { createServices } from "../../lib/services/services.ts";
import { createRoutes } from "./routes.ts";

const ports: Ports = {
  vaultRepository,
  session: sessionStore,
  settings: settingsStore,
  backupRecord: backupRecordStore,
  locks,
  clock: { nowMs: () => Date.now() },
  alarms,
  tabs,
  screen,
  qrPictures,
  identity,
};

export default defineBackground({
  type: "module",
  main: () => {
    const storageClosed = closeStorageToContentScripts();
    const services = createServices(ports);
    const answer = createRoutes(services);

    onMessage((message, sender) => storageClosed.then(() => answer(message, sender)));
    onLine((message, sender) => storageClosed.then(() => answer(message, sender)));
    onLockEvents(() => services.session.lock());
    onCommand("fill-code", async () => {
      const { status } = await services.activePages.fill(null);
      await markNothingToFill(status === "not-fillable");
    });
    onFirstInstall(() => tabs.openPage("welcome", {}));
  },
});
