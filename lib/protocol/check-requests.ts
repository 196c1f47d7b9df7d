/** One payload reader per request; a missing reader or one of the wrong type does not compile. */

import type { PageKind, PageVerdict } from "../core/portal/page-kind.ts";
import { backupReaders } from "./backup-readers.ts";
import {
  flag,
  integerBetween,
  listOf,
  nothing,
  nullable,
  numberBetween,
  oneOf,
  type Readers,
  shape,
  text,
} from "./readers.ts";
import { recoveryReaders } from "./recovery-readers.ts";
import type { PageRequests, PortalRequests, TabRequests } from "./requests.ts";
import { slotReaders } from "./slot-readers.ts";
import { vaultReaders } from "./vault-readers.ts";

const id = text(64);
const name = text(1_024);
const pageText = text(2_048);
const intent = oneOf("enrol", "fill");
const purpose = oneOf("setup", "entry");
const pixels = numberBetween(-100_000, 100_000);

/** Total, so that a new kind of page cannot be forgotten here. */
const pageKinds: Readonly<Record<PageKind, true>> = {
  "setup-qr": true,
  "setup-manual": true,
  entry: true,
  "email-otp": true,
  login: true,
  reauth: true,
  "reset-otp": true,
  "delete-credential": true,
  "select-authenticator": true,
  webauthn: true,
  "birth-date": true,
  "update-password": true,
  "update-profile": true,
  terms: true,
  expired: true,
  error: true,
  "logout-confirm": true,
  "oidc-error": true,
  "signing-in-console": true,
  other: true,
};
const pageKind = oneOf(...(Object.keys(pageKinds) as PageKind[])); // the keys of the record above

const device = shape<PortalRequests["portal.claim"]["payload"]["devices"][number]>({
  id: text(256),
  label: name,
  isSelected: flag,
});

/** Payloads of requests from the extension's own pages. Each throws PayloadError for anything else. */
export const pageReaders: Readers<PageRequests> = {
  ...vaultReaders,
  ...recoveryReaders,
  ...backupReaders,
  ...slotReaders,
  "accounts.list": nothing,
  "accounts.codes": shape({ accountIds: listOf(id, 1_000) }),
  "accounts.add": shape({ uri: text(4_096), onSameName: oneOf("ask", "keep-both", "replace") }),
  "accounts.rename": shape({ accountId: id, issuer: name, accountName: name, deviceName: name }),
  "accounts.confirm": shape({ accountId: id }),
  "accounts.delete": shape({ accountId: id }),
  "accounts.restore": shape({ accountId: id }),
  "accounts.erase": shape({ accountId: id }),
  "page.describe": nothing,
  "page.fill": shape({ accountId: nullable(id) }),
  "region.start": nothing,
  "capture.take": shape({ captureId: id }),
  "intent.pending": nothing,
  "intent.resume": nothing,
  "intent.drop": nothing,
  "policy.get": nothing,
  "policy.ignoredKeys": nothing,
  "settings.get": nothing,
  "settings.set": shape({ autoLockMinutes: integerBetween(0, 480), autoSubmit: flag, deviceName: text(64) }),
};

/** Payloads of requests from content scripts. Limits are generous for real pages and small for a flood. */
export const portalReaders: Readers<PortalRequests> = {
  "portal.page": shape<PageVerdict>({
    kind: pageKind,
    reasons: listOf(text(60), 50),
    hasError: flag,
    errorField: nullable(oneOf("code", "device-name", "page")),
  }),
  "portal.gesture": shape({ intent }),
  "portal.enrol": shape({
    qrPng: nullable(text(3_000_000)),
    hasQr: flag,
    keyText: nullable(pageText),
    totpSecret: nullable(pageText),
    parameters: shape({
      type: nullable(pageText),
      algorithm: nullable(pageText),
      digits: nullable(pageText),
      period: nullable(pageText),
      counter: nullable(pageText),
    }),
    headerName: pageText,
    attemptedUsername: nullable(pageText),
    deviceName: name,
    isDeviceNameRefused: flag,
  }),
  "portal.claim": shape({
    purpose,
    accountId: nullable(id),
    attemptedUsername: nullable(pageText),
    devices: listOf(device, 50),
  }),
  "portal.submitted": shape({ purpose, cancelled: flag, code: text(16), deviceName: name }),
  "region.selected": shape({
    rect: shape({ x: pixels, y: pixels, width: pixels, height: pixels }),
    viewport: shape({ width: numberBetween(1, 100_000), height: numberBetween(1, 100_000) }),
  }),
  "region.cancelled": nothing,
};

/** Payloads of the background's requests to the content script of a tab. */
export const tabReaders: Readers<TabRequests> = {
  "tab.describe": nothing,
  "tab.run": shape({ intent, accountId: nullable(id) }),
};

/** Splits a raw message into type and payload; null when it is not one of `readers`. */
export const readMessage = <Requests extends { [K in keyof Requests]: { payload: unknown } }>(
  readers: Readers<Requests>,
  message: unknown,
): { readonly type: keyof Requests & string; readonly payload: unknown } | null => {
  if (typeof message !== "object" || message === null || !("type" in message)) return null;
  const { type } = message;
  if (typeof type !== "string" || !Object.hasOwn(readers, type)) return null;
  return { type: type as keyof Requests & string, payload: "payload" in message ? message.payload : null }; // own key of readers
};
