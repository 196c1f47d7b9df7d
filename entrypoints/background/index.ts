/** Composition root: builds the services over the real browser and registers every listener synchronously. */

import { defineBackground } from "wxt/utils/define-background";
import { alarms } from "../../lib/platform/alarms.ts";
import { identity } from "../../lib/platform/identity.ts";
import { idle } from "../../lib/platform/idle.ts";
import { markNothingToFill, onCommand, onFirstInstall, onLockEvents } from "../../lib/platform/lifecycle.ts";
import { locks } from "../../lib/platform/locks.ts";
import { onLine, onMessage } from "../../lib/platform/messaging.ts";
import { qrPictures } from "../../lib/platform/qr-pictures.ts";
import { screen } from "../../lib/platform/screen.ts";
import {
  backupRecordStore,
  closeStorageToContentScripts,
  passwordUseStore,
  policyStore,
  sessionStore,
  settingsStore,
  watchPolicy,
} from "../../lib/platform/storage.ts";
import { tabs } from "../../lib/platform/tabs.ts";
import { vaultPlaces } from "../../lib/platform/vault-places.ts";
import type { Ports } from "../../lib/services/ports.ts";
import { ServiceError } from "../../lib/services/service-error.ts";
import { createServices } from "../../lib/services/services.ts";
import { createRoutes } from "./routes.ts";

const ports: Ports = {
  vaultPlaces,
  session: sessionStore,
  settings: settingsStore,
  backupRecord: backupRecordStore,
  policy: policyStore,
  passwordUse: passwordUseStore,
  locks,
  clock: { nowMs: () => Date.now() },
  alarms,
  idle,
  tabs,
  screen,
  qrPictures,
  identity,
};

/** Where an administrator lets nothing be filled, the keys say the same as where there is nothing. */
const nothingToFill = (error: unknown): { readonly status: "not-fillable" } => {
  if (error instanceof ServiceError && error.code === "forbidden-by-policy")
    return { status: "not-fillable" };
  throw error;
};

export default defineBackground({
  type: "module",
  main: () => {
    const storageClosed = closeStorageToContentScripts();
    const services = createServices(ports);
    const answer = createRoutes(services);

    onMessage((message, sender) => storageClosed.then(() => answer(message, sender)));
    onLine((message, sender) => storageClosed.then(() => answer(message, sender)));
    onLockEvents(services.session);
    void storageClosed.then(() => services.session.check()); // wake-ups may have been lost while no worker ran
    onCommand("fill-code", async () => {
      const { status } = await services.activePages.fill(null).catch(nothingToFill);
      await markNothingToFill(status === "not-fillable");
    });
    watchPolicy(() => void services.session.applyPolicy()); // every request reads the rules itself
    onFirstInstall(() => tabs.openPage("welcome", {})); // at once: the page itself says when it may not be used
  },
});
