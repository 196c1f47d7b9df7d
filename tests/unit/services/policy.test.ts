import { randomBytes } from "@noble/hashes/utils.js";
import { beforeEach, describe, expect, it } from "vitest";
import { encodeBase64 } from "../../../lib/core/bytes.ts";
import { noPolicy } from "../../../lib/core/policy/policy.ts";
import { readEnvelope } from "../../../lib/core/vault/envelope.ts";
import { resealWithSlots } from "../../../lib/core/vault/reseal.ts";
import { lockAlarm } from "../../../lib/services/session.ts";
import { sessionKeys } from "../../../lib/services/session-keys.ts";
import { makePasskeySlot } from "../core/vault/samples.ts";
import {
  claim,
  codeOfFailure,
  createRig,
  createUnlockedRig,
  enrol,
  enrolAccount,
  newKeycloakSecret,
  newPassword,
  OTHER_PORTAL,
  PORTAL,
  passwordSlotId,
  qrMaterial,
  type Rig,
  sender,
  setupClaim,
  unlock,
  verdict,
} from "../fakes/rig.ts";

const minute = 60_000;
const HOST = new URL(PORTAL).host;
const OTHER_HOST = new URL(OTHER_PORTAL).host;

let rig: Rig & { readonly rootKey: string };

beforeEach(async () => {
  rig = await createUnlockedRig();
});

const isOpen = async (): Promise<boolean> => (await rig.services().session.current()) !== null;
const chooseMinutes = (autoLockMinutes: number) =>
  rig.services().settings.set({ autoLockMinutes, autoSubmit: false, deviceName: "" });

describe("policy service", () => {
  it("reads the store at every request, in a running worker as in a new one", async () => {
    const { policy } = rig.services();
    expect(await policy.get()).toEqual(noPolicy);

    rig.policy.managed = { allowCopy: false };

    expect((await policy.get()).allowCopy).toBe(false);
    expect((await rig.services().policy.get()).allowCopy).toBe(false);
  });

  it.each(["allowExport", "allowCopy", "allowAutofill"] as const)(
    "requires %s: passes unless it is false, then refuses with its own code",
    async (allowance) => {
      for (const managed of [null, {}, { [allowance]: true }, { [allowance]: "false" }]) {
        rig.policy.managed = managed;
        expect(await codeOfFailure(rig.services().policy.require(allowance))).toBeNull();
      }
      rig.policy.managed = { [allowance]: false };

      expect(await codeOfFailure(rig.services().policy.require(allowance))).toBe("forbidden-by-policy");
    },
  );

  it.each([
    [{}, "everything"],
    [{ allowAutofill: false }, "register-only"],
    [{ allowedHosts: [HOST] }, "everything"],
    [{ allowedHosts: [OTHER_HOST] }, "nothing"],
    [{ allowedHosts: [OTHER_HOST], allowAutofill: false }, "nothing"],
    [{ allowedHosts: ["example.com"] }, "everything"],
    [{ disabled: true }, "nothing"],
  ])("with %j lets a page do: %s", async (managed, rule) => {
    rig.policy.managed = managed;

    expect(await rig.services().policy.ruleFor(PORTAL)).toBe(rule);
  });
});

describe("policy: automatic lock", () => {
  it("cuts the member's longer time and keeps a shorter one", async () => {
    rig.policy.managed = { maxAutoLockMinutes: 5 };
    await rig.services().session.touch();
    expect(rig.alarms.atMsByName.get(lockAlarm)).toBe(rig.clock.nowMs() + 5 * minute);

    rig.policy.managed = { maxAutoLockMinutes: 60 };
    await rig.services().session.touch();

    expect(rig.alarms.atMsByName.get(lockAlarm)).toBe(rig.clock.nowMs() + 10 * minute);
  });

  it("caps 'until the browser is closed' as well", async () => {
    rig.policy.managed = { maxAutoLockMinutes: 30 };
    await chooseMinutes(0);
    await rig.services().session.touch();
    rig.clock.advance(30 * minute - 1);
    expect(await isOpen()).toBe(true);

    rig.clock.advance(1);

    expect(await isOpen()).toBe(false);
    expect(rig.session.has(sessionKeys.unlocked)).toBe(false);
  });

  it.each([0, 240])(
    "cuts a session of %s minutes opened before the policy came, counted from its last use",
    async (minutes) => {
      await chooseMinutes(minutes);
      await rig.services().session.touch();
      rig.clock.advance(4 * minute);
      rig.policy.managed = { maxAutoLockMinutes: 5 };
      expect(await isOpen()).toBe(true);

      rig.clock.advance(minute);

      expect(await isOpen()).toBe(false);
    },
  );

  it("locks at once what the new policy would have locked already", async () => {
    await chooseMinutes(0);
    await rig.services().session.touch();
    rig.clock.advance(60 * minute);
    rig.policy.managed = { maxAutoLockMinutes: 5 };

    await rig.services().session.applyPolicy();

    expect(rig.session.has(sessionKeys.unlocked)).toBe(false);
  });

  it("wakes for the nearer deadline when the policy comes, without counting it as use", async () => {
    await chooseMinutes(0);
    await rig.services().session.touch();
    const usedMs = rig.clock.nowMs();
    rig.clock.advance(minute);
    rig.policy.managed = { maxAutoLockMinutes: 5 };

    await rig.services().session.applyPolicy();

    expect(rig.alarms.atMsByName.get(lockAlarm)).toBe(usedMs + 5 * minute);
  });

  it.each([0, 481, -1, "5", null])("is the member's own with a value of %j", async (maxAutoLockMinutes) => {
    rig.policy.managed = { maxAutoLockMinutes };
    await rig.services().session.touch();

    expect(rig.alarms.atMsByName.get(lockAlarm)).toBe(rig.clock.nowMs() + 10 * minute);
  });

  it("holds from the unlock on", async () => {
    await rig.services().session.lock();
    rig.policy.managed = { maxAutoLockMinutes: 2 };

    await unlock(rig, rig.rootKey);

    expect(rig.alarms.atMsByName.get(lockAlarm)).toBe(rig.clock.nowMs() + 2 * minute);
  });
});

describe("policy: filling", () => {
  const refusing = [
    ["filling switched off", { allowAutofill: false }],
    ["the host not on the list", { allowedHosts: [OTHER_HOST] }],
    ["the extension switched off", { disabled: true }],
  ] as const;

  it.each(refusing)(
    "releases no code with %s, and uses up neither the click nor the step",
    async (_, managed) => {
      await enrolAccount(rig, newKeycloakSecret());
      rig.clock.advance(minute);
      rig.policy.managed = managed;

      expect(await codeOfFailure(claim(rig, sender()))).toBe("forbidden-by-policy");
      expect(await codeOfFailure(rig.services().fill.claim(sender(), setupClaim))).toBe(
        "forbidden-by-policy",
      );
      rig.policy.managed = {};
      if (!(await isOpen())) await unlock(rig, rig.rootKey);

      expect((await claim(rig, sender())).status).toBe("fill");
    },
  );

  it.each(refusing)("starts nothing from the popup or the keys with %s", async (_, managed) => {
    await enrolAccount(rig, newKeycloakSecret());
    rig.policy.managed = managed;
    for (const kind of ["entry", "setup-qr"]) {
      rig.tabs.show({ tabId: 7, url: `${PORTAL}/auth/`, kind });
      rig.tabs.sent.length = 0;

      expect(await codeOfFailure(rig.services().activePages.fill(null))).toBe("forbidden-by-policy");
      expect(rig.tabs.sent).toEqual([]);
    }
    expect(rig.session.has(sessionKeys.gesture(7))).toBe(false);
  });

  it("tells a page's content script how far it may go", async () => {
    const seen = async () => (await rig.services().offers.pageSeen(sender(), verdict("entry"))).rule;
    expect(await seen()).toBe("everything");

    rig.policy.managed = { allowAutofill: false };
    expect(await seen()).toBe("register-only");
    rig.policy.managed = { allowedHosts: [OTHER_HOST] };

    expect(await seen()).toBe("nothing");
  });

  it("describes a page to the popup: no filling, or a portal that is not on the list and is not looked at", async () => {
    await enrolAccount(rig, newKeycloakSecret());
    rig.tabs.show({ tabId: 7, url: `${PORTAL}/auth/`, kind: "entry" });
    rig.policy.managed = { allowAutofill: false };
    expect(await rig.services().activePages.describe()).toMatchObject({ kind: "entry", canFill: false });
    rig.tabs.sent.length = 0;
    rig.policy.managed = { allowedHosts: [OTHER_HOST] };

    expect(await rig.services().activePages.describe()).toEqual({
      host: HOST,
      kind: "none",
      hostReason: "not-allowed",
      canFill: false,
      accounts: [],
    });
    expect(rig.tabs.sent).toEqual([]);
  });

  it("keeps the reason of an address that is no portal at all", async () => {
    rig.policy.managed = { allowedHosts: [HOST] };
    rig.tabs.show({ tabId: 7, url: "http://demo.portal.kosmo-web.jp/" });

    expect((await rig.services().activePages.describe()).hostReason).toBe("http");
  });
});

describe("policy: registering", () => {
  it("keeps the page's key where only filling is off, and hands out no first code", async () => {
    rig.policy.managed = { allowAutofill: false };

    const outcome = await enrol(rig, sender(), qrMaterial(rig, newKeycloakSecret()));

    expect(outcome.status).toBe("stored");
    expect(await codeOfFailure(rig.services().fill.claim(sender(), setupClaim))).toBe("forbidden-by-policy");
    expect(await rig.services().accounts.list()).toMatchObject([{ origin: PORTAL, status: "pending" }]);
  });

  it("registers nothing from a host that is not on the list, and reads no picture there", async () => {
    rig.policy.managed = { allowedHosts: [OTHER_HOST] };
    const page = qrMaterial(rig, newKeycloakSecret());

    expect(await codeOfFailure(enrol(rig, sender(), page))).toBe("forbidden-by-policy");
    expect(await rig.services().accounts.list()).toEqual([]);
    const other = await enrol(rig, sender({ origin: OTHER_PORTAL }), page);
    expect(other.status).toBe("stored");
  });
});

describe("policy: passkeys", () => {
  const addPasskey = async (): Promise<{ slotId: string; rootKey: string }> => {
    const unlocked = await rig.services().session.current();
    if (unlocked === null) throw new Error("locked");
    const { vaultKey, vaultId } = unlocked;
    const rootKey = randomBytes(32);
    const slot = await makePasskeySlot(vaultKey, vaultId, rootKey);
    const envelope = readEnvelope(await rig.vaultRepository.read());
    const slots = [...envelope.slots, slot];
    await rig.vaultRepository.write(await resealWithSlots(envelope, vaultKey, slots));
    return { slotId: slot.id, rootKey: encodeBase64(rootKey) };
  };

  it("are neither offered nor accepted where they are forbidden, and come back afterwards", async () => {
    const attempt = await addPasskey();
    const { unlocking, session } = rig.services();
    expect((await unlocking.methods()).passkeys).toHaveLength(1);
    await session.lock();
    rig.policy.managed = { disablePasskeySlot: true };

    expect((await unlocking.methods()).passkeys).toEqual([]);
    expect(await codeOfFailure(unlocking.unlock(attempt))).toBe("forbidden-by-policy");
    expect(await codeOfFailure(rig.services().keySlots.changePassword(attempt, newPassword()))).toBe(
      "forbidden-by-policy",
    );
    expect(await isOpen()).toBe(false);
    expect(await unlock(rig, rig.rootKey)).toBe("unlocked");
    await session.lock();
    rig.policy.managed = {};
    expect(await unlocking.unlock(attempt)).toEqual({ status: "unlocked" });
  });

  it("leave the password's way alone", async () => {
    rig.policy.managed = { disablePasskeySlot: true };

    expect((await rig.services().unlocking.methods()).password?.slotId).toBe(await passwordSlotId(rig));
  });
});

describe("policy: switched off", () => {
  it("counts every open session as over and leaves the stored vault as it is", async () => {
    await enrolAccount(rig, newKeycloakSecret());
    const before = rig.vaultRepository.stored;
    rig.policy.managed = { disabled: true };

    expect(await rig.services().vaultService.status()).toBe("locked");
    expect(rig.session.has(sessionKeys.unlocked)).toBe(false);
    expect(rig.vaultRepository.stored).toBe(before);
    rig.policy.managed = {};
    expect(await unlock(rig, rig.rootKey)).toBe("unlocked");
    expect(await rig.services().accounts.list()).toHaveLength(1);
  });

  it("opens nothing, not even with the right password", async () => {
    await rig.services().session.lock();
    rig.policy.managed = { disabled: true };

    await codeOfFailure(unlock(rig, rig.rootKey));

    expect(await isOpen()).toBe(false);
    expect(rig.session.has(sessionKeys.unlocked)).toBe(false);
  });

  it("does not make a first-run vault out of a forbidden one", async () => {
    const fresh = createRig();
    fresh.policy.managed = { disabled: true };

    expect(await fresh.services().vaultService.status()).toBe("none");
  });
});
