import { beforeEach, describe, expect, it, vi } from "vitest";
import { createRoutes } from "../../../../entrypoints/background/routes.ts";
import { noPolicy } from "../../../../lib/core/policy/policy.ts";
import type { RawSender } from "../../../../lib/platform/messaging.ts";
import { pageReaders, portalReaders } from "../../../../lib/protocol/check-requests.ts";
import { sessionKeys } from "../../../../lib/services/session-keys.ts";
import {
  createUnlockedRig,
  enrolAccount,
  entryClaim,
  newKeycloakSecret,
  qrMaterial,
  type Rig,
  unlock,
  verdict,
} from "../../fakes/rig.ts";
import { otherSite, ownPage, portalPage } from "../../fakes/senders.ts";

vi.mock("wxt/browser", async () => {
  const { EXTENSION_ORIGIN } = await import("../../fakes/senders.ts");
  return { browser: { runtime: { getURL: (path: string) => `${EXTENSION_ORIGIN}${path}` } } };
});

let rig: Rig & { readonly rootKey: string };

beforeEach(async () => {
  rig = await createUnlockedRig();
});

const send = (from: RawSender, type: string, payload: unknown = null) =>
  createRoutes(rig.services())({ type, payload }, from);
const refused = (code: string) => ({ ok: false, code });
const stillOpen = ["policy.get", "vault.lock"];

describe("policy.get", () => {
  it("gives our own pages every rule, filled in", async () => {
    rig.policy.managed = { maxAutoLockMinutes: 15, allowCopy: "no" };

    expect(await send(ownPage, "policy.get")).toEqual({
      ok: true,
      value: { ...noPolicy, maxAutoLockMinutes: 15 },
    });
  });

  it.each([portalPage, otherSite])("is forbidden for anyone else (%#)", async (from) => {
    expect(await send(from, "policy.get")).toEqual(refused("forbidden"));
  });
});

describe("routes of an extension that is switched off", () => {
  beforeEach(async () => {
    await enrolAccount(rig, newKeycloakSecret());
    rig.policy.managed = { disabled: true, disabledMessage: "総務部まで" };
  });

  it("refuse every request of our own pages but the rules and the lock, whatever the payload", async () => {
    const before = rig.vaultRepository.stored;
    for (const type of Object.keys(pageReaders).filter((one) => !stillOpen.includes(one))) {
      for (const payload of [null, {}, { accountId: "a" }, { accountIds: [] }]) {
        expect([type, await send(ownPage, type, payload)]).toEqual([type, refused("disabled-by-policy")]);
      }
    }
    expect(rig.vaultRepository.stored).toBe(before);
    expect(rig.tabs.opened).toEqual([]);
  });

  it("refuse every request of pages and of the frame on the screen, and grant nothing", async () => {
    const payloads: Readonly<Record<string, unknown>> = {
      "portal.page": verdict("entry"),
      "portal.gesture": { intent: "fill" },
      "portal.enrol": qrMaterial(rig, newKeycloakSecret()),
      "portal.claim": entryClaim(),
      "portal.submitted": { purpose: "entry", cancelled: false, code: "123456", deviceName: "" },
      "region.selected": {
        rect: { x: 0, y: 0, width: 10, height: 10 },
        viewport: { width: 100, height: 100 },
      },
      "region.cancelled": null,
    };
    expect(Object.keys(payloads).toSorted()).toEqual(Object.keys(portalReaders).toSorted());
    for (const [type, payload] of Object.entries(payloads)) {
      expect([type, await send(portalPage, type, payload)]).toEqual([type, refused("disabled-by-policy")]);
    }
    expect(rig.session.has(sessionKeys.gesture(7))).toBe(false);
    expect(rig.session.has(sessionKeys.submission(7))).toBe(false);
  });

  it("still tell strangers nothing but that they are strangers", async () => {
    expect(await send(otherSite, "vault.status")).toEqual(refused("forbidden"));
    expect(await send(otherSite, "portal.page", verdict("entry"))).toEqual(refused("forbidden"));
  });

  it("lock the vault at the first request, and open it again with nothing lost once they are switched on", async () => {
    expect(rig.session.has(sessionKeys.unlocked)).toBe(true);
    await send(ownPage, "vault.status");
    expect(rig.session.has(sessionKeys.unlocked)).toBe(false);

    rig.policy.managed = {};

    expect(await send(ownPage, "vault.status")).toEqual({ ok: true, value: "locked" });
    expect(await unlock(rig, rig.rootKey)).toBe("unlocked");
    expect(await send(ownPage, "accounts.list")).toMatchObject({ ok: true, value: [{ status: "pending" }] });
  });

  it("answer with the rules and carry out a lock", async () => {
    expect(await send(ownPage, "policy.get")).toMatchObject({ ok: true, value: { disabled: true } });
    expect(await send(ownPage, "vault.lock")).toEqual({ ok: true, value: null });
  });
});
