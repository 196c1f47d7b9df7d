import { beforeEach, describe, expect, it, vi } from "vitest";
import { createRoutes } from "../../../../entrypoints/background/routes.ts";
import { VaultError, type VaultErrorCode } from "../../../../lib/core/vault/vault-error.ts";
import type { RawSender } from "../../../../lib/platform/messaging.ts";
import type { Answer } from "../../../../lib/protocol/answer.ts";
import { pageReaders, portalReaders, tabReaders } from "../../../../lib/protocol/check-requests.ts";
import type { UnlockMethods } from "../../../../lib/protocol/vault-requests.ts";
import { lockAlarm } from "../../../../lib/services/session.ts";
import {
  codeNow,
  createUnlockedRig,
  enrolAccount,
  entryClaim,
  newKeycloakSecret,
  newPassword,
  newRecoveryKey,
  passwordSlotId,
  qrMaterial,
  type Rig,
  sender,
  verdict,
} from "../../fakes/rig.ts";
import { otherSite, ownPage, portalPage, prerendered, subFrame } from "../../fakes/senders.ts";

vi.mock("wxt/browser", async () => {
  const { EXTENSION_ORIGIN } = await import("../../fakes/senders.ts");
  return { browser: { runtime: { getURL: (path: string) => `${EXTENSION_ORIGIN}${path}` } } };
});

let rig: Rig & { readonly rootKey: string };

beforeEach(async () => {
  rig = await createUnlockedRig();
});

const send = async (from: RawSender, type: string, payload: unknown = null): Promise<Answer<unknown>> => {
  const answer = await createRoutes(rig.services())({ type, payload }, from);
  if (answer === undefined) throw new Error("not answered");
  return answer;
};
const refused = (code: string) => ({ ok: false, code });
const ok = (value: unknown) => ({ ok: true, value });

const strangers: readonly (readonly [string, RawSender])[] = [
  ["a portal page", portalPage],
  ["another site", otherSite],
  ["a sub-frame", subFrame],
  ["a prerendered page", prerendered],
  ["nobody", {}],
];
const notPortal: readonly (readonly [string, RawSender])[] = [
  ["our own page", ownPage],
  ...strangers.slice(1),
];

describe("page requests", () => {
  it.each(strangers)("are all forbidden for %s, whatever the payload", async (_, from) => {
    const before = rig.vaultRepository.stored;
    for (const type of Object.keys(pageReaders)) {
      for (const payload of [null, {}, { accountIds: [] }, { accountId: null }]) {
        expect(await send(from, type, payload)).toEqual(refused("forbidden"));
      }
    }
    expect(rig.vaultRepository.stored).toBe(before);
    expect(await rig.services().vaultService.status()).toBe("unlocked");
  });

  it("lead from the first run to codes and back to a locked vault", async () => {
    const secret = newKeycloakSecret();
    const accountId = await enrolAccount(rig, secret);

    expect(await send(ownPage, "vault.status")).toEqual(ok("unlocked"));
    expect(await send(ownPage, "accounts.codes", { accountIds: [accountId] })).toMatchObject({
      ok: true,
      value: { codes: [{ accountId, code: codeNow(rig, secret) }] },
    });
    expect(await send(ownPage, "accounts.delete", { accountId })).toEqual(ok(null));
    expect(await send(ownPage, "accounts.restore", { accountId })).toEqual(ok(null));
    expect(await send(ownPage, "vault.lock")).toEqual(ok(null));
    expect(await send(ownPage, "accounts.list")).toEqual(refused("locked"));
    const { value } = (await send(ownPage, "vault.unlockMethods")) as { value: UnlockMethods };
    const attempt = { slotId: value.password?.slotId, rootKey: rig.rootKey };
    expect(await send(ownPage, "vault.unlock", attempt)).toEqual(ok({ status: "unlocked" }));
    const change = { current: attempt, next: newPassword() };
    expect(await send(ownPage, "vault.changePassword", change)).toEqual(ok({ status: "changed" }));
  });

  it("lead from a forgotten password to a new one, by the code alone and once", async () => {
    const accountId = await enrolAccount(rig, newKeycloakSecret());
    const rootKey = newRecoveryKey();
    const proof = { slotId: await passwordSlotId(rig), rootKey: rig.rootKey };
    const use = { rootKey, next: newPassword(), nextRecoveryRootKey: newRecoveryKey() };

    expect(await send(ownPage, "recovery.set", { proof, rootKey })).toEqual(ok({ status: "set" }));
    await send(ownPage, "vault.lock");
    expect(await send(ownPage, "recovery.check", { rootKey })).toEqual(ok({ status: "right" }));
    expect(await send(ownPage, "accounts.list")).toEqual(refused("locked"));
    expect(await send(ownPage, "recovery.use", use)).toEqual(ok({ status: "recovered" }));

    expect(await send(ownPage, "accounts.list")).toMatchObject({ ok: true, value: [{ id: accountId }] });
    expect(await send(ownPage, "vault.unlock", proof)).toEqual(refused("changed-elsewhere"));
    expect(await send(ownPage, "recovery.use", use)).toEqual(ok({ status: "wrong-code" }));
    const next = { slotId: await passwordSlotId(rig), rootKey: use.next.rootKey };
    expect(await send(ownPage, "recovery.remove", { proof: next })).toEqual(ok({ status: "removed" }));
    expect(await send(ownPage, "recovery.check", { rootKey })).toEqual(refused("no-recovery"));
    const missing = { proof: next, next: newPassword() };
    expect(await send(ownPage, "recovery.setMissingPassword", missing)).toEqual(refused("forbidden"));
  });

  it("carry out a waiting confirmation with the unlock", async () => {
    const accountId = await enrolAccount(rig, newKeycloakSecret());
    const sent = { purpose: "setup", cancelled: false, code: "000000", deviceName: "" };
    await send(portalPage, "portal.submitted", sent);
    await send(ownPage, "vault.lock");
    await send({ ...portalPage, documentId: "next" }, "portal.page", verdict("other"));
    const slotId = await passwordSlotId(rig);

    await send(ownPage, "vault.unlock", { slotId, rootKey: rig.rootKey });

    expect(await rig.services().accounts.list()).toMatchObject([{ id: accountId, status: "confirmed" }]);
  });

  it("move the lock's deadline when a person does something, and not for a page that refreshes itself", async () => {
    const deadline = () => rig.alarms.atMsByName.get(lockAlarm);
    const before = deadline() ?? 0;
    rig.clock.advance(60_000);

    for (const type of ["vault.status", "accounts.list", "page.describe", "settings.get", "intent.pending"]) {
      await send(ownPage, type);
    }
    await send(ownPage, "accounts.codes", { accountIds: [] });
    await send(portalPage, "portal.page", verdict("entry"));
    expect(deadline()).toBe(before);
    await send(ownPage, "vault.inUse");

    expect(deadline()).toBe(before + 60_000);
  });
});

describe("portal requests", () => {
  it.each(notPortal)("are all forbidden for %s", async (_, from) => {
    const payloads = {
      "portal.page": verdict("entry"),
      "portal.gesture": { intent: "fill" },
      "portal.enrol": qrMaterial(rig, newKeycloakSecret()),
      "portal.claim": entryClaim(),
      "portal.submitted": { purpose: "entry", cancelled: false, code: "000000", deviceName: "" },
    };
    for (const [type, payload] of Object.entries(payloads)) {
      expect(await send(from, type, payload)).toEqual(refused("forbidden"));
    }
  });

  it("give a code after a click in the same document, once", async () => {
    const secret = newKeycloakSecret();
    await enrolAccount(rig, secret);

    expect(await send(portalPage, "portal.claim", entryClaim())).toEqual(refused("forbidden"));
    expect(await send(portalPage, "portal.gesture", { intent: "fill" })).toEqual(ok(null));
    expect(await send(portalPage, "portal.claim", entryClaim())).toEqual(
      ok({ status: "fill", code: codeNow(rig, secret), deviceId: null, validForMs: expect.any(Number) }),
    );
    expect(await send(portalPage, "portal.claim", entryClaim())).toEqual(refused("forbidden"));
  });

  it("take the origin from the browser, never from the payload", async () => {
    await enrolAccount(rig, newKeycloakSecret());
    const origin = "https://mihon.portal.kosmo-web.jp";
    const other = { ...portalPage, url: `${origin}/`, origin };
    await send(other, "portal.gesture", { intent: "fill" });

    expect(await send(other, "portal.claim", entryClaim())).toEqual(ok({ status: "no-account" }));
    const forged = { ...entryClaim(), origin: sender().origin };
    expect(await send(other, "portal.claim", forged)).toEqual(refused("bad-request"));
  });
});

describe("region requests", () => {
  const drawn = { rect: { x: 0, y: 0, width: 50, height: 50 }, viewport: { width: 100, height: 100 } };

  it("are answered to the top document of any site in which a selection was started", async () => {
    rig.tabs.show({ tabId: 7, url: "https://example.com/" });
    expect(await send(otherSite, "region.selected", drawn)).toEqual(ok({ status: "expired" }));
    await send(ownPage, "region.start");

    expect(await send(otherSite, "region.selected", drawn)).toEqual(ok({ status: "opened" }));
  });

  it.each([
    ["a sub-frame", subFrame],
    ["a prerendered page", prerendered],
    ["our own page", ownPage],
  ])("are forbidden for %s", async (_, from) => {
    expect(await send(from, "region.selected", drawn)).toEqual(refused("forbidden"));
    expect(await send(from, "region.cancelled")).toEqual(refused("forbidden"));
    expect(rig.screen.captured).toEqual([]);
  });
});

describe("answers to what cannot be done", () => {
  it("are bad-request for unknown types, requests to tabs and wrong payloads", async () => {
    for (const type of ["unknown", "toString", "__proto__", ...Object.keys(tabReaders)]) {
      expect(await send(ownPage, type)).toEqual(refused("bad-request"));
    }
    expect(await send(ownPage, "capture.take", { captureId: 5 })).toEqual(refused("bad-request"));
    for (const type of Object.keys(portalReaders)) {
      expect(await send(portalPage, type, { unknown: 1 })).toEqual(refused("bad-request"));
    }
  });

  const vaultCodes: Readonly<Record<VaultErrorCode, string>> = {
    damaged: "vault-damaged",
    "key-mismatch": "vault-damaged",
    "kdf-out-of-range": "vault-damaged",
    "newer-version": "vault-newer",
    "slot-not-found": "changed-elsewhere",
    "vault-full": "too-many-accounts",
    "account-not-found": "account-missing",
    "duplicate-account": "unexpected",
    "invalid-account": "invalid-name",
  };

  const failWith = (error: Error): void => {
    rig.session.get = () => Promise.reject(error);
  };

  it.each(Object.entries(vaultCodes))("name a vault's %s as %s and carry no text", async (code, answered) => {
    failWith(new VaultError(code as VaultErrorCode, "for developers"));

    expect(await send(ownPage, "vault.status")).toEqual(refused(answered));
  });

  it("are unexpected, without a text, for every other failure", async () => {
    failWith(new Error("details nobody outside may see"));

    expect(await send(ownPage, "vault.status")).toEqual(refused("unexpected"));
    expect(await send({ ...ownPage, url: "no address" }, "vault.status")).toEqual(refused("unexpected"));
  });

  it("say that a stored vault of a newer version, or rubbish in its place, was not touched", async () => {
    const stored = JSON.parse(rig.vaultRepository.stored ?? "{}");
    for (const [value, code] of [
      [{ ...stored, version: 99 }, "vault-newer"],
      [{}, "vault-missing"],
      ["text", "vault-missing"],
      [[1], "vault-missing"],
    ] as const) {
      rig.vaultRepository.stored = JSON.stringify(value);
      expect(await send(ownPage, "accounts.list")).toEqual(refused(code));
      expect(await send(ownPage, "vault.create", newPassword())).toEqual(refused(code));
      expect(rig.vaultRepository.stored).toBe(JSON.stringify(value));
    }
  });
});
