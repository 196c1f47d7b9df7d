/** The catalogue of bad stored state, V1 to V16 of the threat model (section 6), each with the answer a member meets. */
import { randomBytes } from "@noble/hashes/utils.js";
import { describe, expect, it, vi } from "vitest";
import { errorText } from "../../../lib/client/error-text.ts";
import { readBackup } from "../../../lib/core/backup/backup-file.ts";
import { encodeBase64 } from "../../../lib/core/bytes.ts";
import { noPolicy } from "../../../lib/core/policy/policy.ts";
import { resealWithSlots } from "../../../lib/core/vault/reseal.ts";
import { makeSavedCopy, type SavedCopy } from "../../../lib/core/vault/saved-copy.ts";
import type { LocalCopies } from "../../../lib/services/ports.ts";
import { sessionKeys } from "../../../lib/services/session-keys.ts";
import { defaultSettings } from "../../../lib/services/settings.ts";
import { makePasskeySlot } from "../core/vault/samples.ts";
import { placesOf, storedEnvelope, vaultKeyOf } from "../fakes/crafted.ts";
import { addNamed, names } from "../fakes/fault-flows.ts";
import {
  codeOfFailure,
  createRig,
  createUnlockedRig,
  newPassword,
  newRecoveryKey,
  type Rig,
  setRecovery,
  unlock,
} from "../fakes/rig.ts";
import { readTexts } from "../fakes/texts.ts";

vi.mock("../../../lib/platform/i18n.ts", () => import("../fakes/texts.ts"));

type World = Rig & { readonly rootKey: string };

/** A vault with the accounts "one" and "two", so that both halves and two files of the mirror are written. */
const withTwo = async (): Promise<World> => {
  const rig = await createUnlockedRig();
  for (const name of ["one", "two"]) await addNamed(rig.services(), name);
  return rig;
};
const statusOf = (rig: Rig) => rig.services().vaultService.status();
const healthOf = (rig: Rig) => rig.services().vaultService.health();
const create = (rig: Rig) => codeOfFailure(rig.services().vaultService.create(newPassword()));
const edit = (rig: Rig) => codeOfFailure(addNamed(rig.services(), "three"));
const newest = ({ vaultPlaces }: Rig) => JSON.parse(vaultPlaces.local.get("pointer") ?? "null");
const newestHalf = (rig: Rig): "a" | "b" => newest(rig).half;
const newestFile = (rig: Rig) => (newest(rig).serial % 3) as 0 | 1 | 2;

/** The browser is started again and the member gives the password: what is there then. */
const reopen = async (rig: World): Promise<readonly string[]> => {
  rig.session.clear();
  expect(await unlock(rig, rig.rootKey)).toBe("unlocked");
  return names(rig.services());
};

/** Gives the stored copy another checksum. */
const spoil = (text: string | undefined): string => {
  const copy = JSON.parse(text ?? "null") as SavedCopy;
  return JSON.stringify({ ...copy, sha256: encodeBase64(randomBytes(32)) });
};

/** The texts that members read for a refusal, in both languages. */
const expectAdvice = (code: unknown, key: string, advice: Readonly<Record<"ja" | "en", RegExp>>) => {
  expect(errorText(code as Parameters<typeof errorText>[0])).toBe(readTexts("ja").get(key));
  for (const language of ["ja", "en"] as const)
    expect(readTexts(language).get(key)).toMatch(advice[language]);
};

describe("stored copies", () => {
  it("V1: nothing stored and no marker is a first run", async () => {
    const rig = createRig();

    expect(await statusOf(rig)).toBe("none");
    expect(await create(rig)).toBeNull();
  });

  it("V2: nothing stored but a marker is a missing vault; nothing is written and none is created", async () => {
    const rig = await withTwo();
    rig.vaultPlaces.local.clear();
    rig.vaultPlaces.mirror.clear();
    rig.session.clear();
    const before = placesOf(rig);

    expect(await statusOf(rig)).toBe("missing");
    expect(await create(rig)).toBe("vault-missing");
    expect(await edit(rig)).toBe("vault-missing");

    expect(placesOf(rig)).toBe(before);
    expectAdvice("vault-missing", "errors.vaultMissing", { ja: /何も書きかえていません/, en: /backup/ });
  });

  it("V3: a pointer to a missing half leads to the mirror, and without it to the other half with a notice", async () => {
    for (const isMirrorLost of [false, true]) {
      const rig = await withTwo();
      rig.vaultPlaces.local.delete(newestHalf(rig));
      if (isMirrorLost) rig.vaultPlaces.mirror.clear();

      expect(await reopen(rig)).toEqual(isMirrorLost ? ["one"] : ["one", "two"]);
      expect((await healthOf(rig)).isRolledBack).toBe(isMirrorLost);
    }
  });

  it("V4: a wrong hash on the newest generation opens the next one, with a notice", async () => {
    const rig = await withTwo();
    const { local, mirror } = rig.vaultPlaces;
    local.set(newestHalf(rig), spoil(local.get(newestHalf(rig))));
    mirror.set(newestFile(rig), spoil(mirror.get(newestFile(rig))));

    expect(await reopen(rig)).toEqual(["one"]);
    expect((await healthOf(rig)).isRolledBack).toBe(true);
    await rig.services().vaultService.acknowledgeRollback();
    expect((await healthOf(rig)).isRolledBack).toBe(false);
  });

  it("V5: local storage older than the marker gives way to the mirror; when both are older, there is a notice", async () => {
    for (const isMirrorOlder of [false, true]) {
      const rig = await withTwo();
      const { local, mirror } = rig.vaultPlaces;
      const [oldLocal, oldMirror] = [new Map(local), new Map(mirror)];
      await addNamed(rig.services(), "three");
      local.clear();
      for (const [key, text] of oldLocal) local.set(key, text);
      if (isMirrorOlder) {
        mirror.clear();
        for (const [file, text] of oldMirror) mirror.set(file, text);
      }

      expect(await reopen(rig)).toEqual(isMirrorOlder ? ["one", "two"] : ["one", "two", "three"]);
      expect((await healthOf(rig)).isRolledBack).toBe(isMirrorOlder);
    }
  });

  it("V8: a later format is named, and neither creating nor changing nor starting over writes anything", async () => {
    const rig = await withTwo();
    const { local, mirror } = rig.vaultPlaces;
    const later = { ...storedEnvelope(rig), version: 2 } as never;
    const copy = JSON.stringify(makeSavedCopy(later, newest(rig).serial));
    local.set(newestHalf(rig), copy); // older copies of our own format lie beside it
    mirror.set(newestFile(rig), copy);
    const before = placesOf(rig);

    expect(await codeOfFailure(statusOf(rig))).toBe("newer-version");
    expect(await codeOfFailure(unlock(rig, rig.rootKey))).toBe("newer-version");
    expect(await create(rig)).toBe("newer-version");
    expect(await edit(rig)).toBe("newer-version");
    expect(await codeOfFailure(rig.services().vaultService.startOver())).toBe("newer-version");

    expect(placesOf(rig)).toBe(before);
    expectAdvice("vault-newer", "errors.vaultNewer", { ja: /更新してください/, en: /update the extension/ });
  });

  it("V9: no slot, nine slots or one id twice is no vault of ours: refused, and nothing is written", async () => {
    const rig = await withTwo();
    const envelope = storedEnvelope(rig);
    const [slot] = envelope.slots;
    const others = Array.from({ length: 8 }, () => ({ ...slot, id: encodeBase64(randomBytes(16)) }));

    const passkey = await makePasskeySlot(
      await vaultKeyOf(rig, rig.rootKey),
      envelope.vaultId,
      randomBytes(32),
    );
    rig.vaultPlaces.stored = JSON.stringify({ ...envelope, slots: [slot, passkey] });
    expect(await statusOf(rig)).not.toBe("missing"); // the control: these two slots stand together

    for (const slots of [[], [slot, ...others], [slot, { ...passkey, id: slot?.id }]]) {
      rig.vaultPlaces.stored = JSON.stringify({ ...envelope, slots });
      const before = placesOf(rig);

      expect(await statusOf(rig)).toBe("missing");
      expect(await codeOfFailure(rig.services().unlocking.methods())).toBe("vault-missing");
      expect(await create(rig)).toBe("vault-missing");
      expect(placesOf(rig)).toBe(before);
    }
  });

  it("V10: without a password slot only passkey and recovery code open it, and each brings a new password", async () => {
    for (const way of ["passkey", "recovery"] as const) {
      const rig = await withTwo();
      const code = await setRecovery(rig, rig.rootKey);
      const lost = { slotId: storedEnvelope(rig).slots[0]?.id ?? "", rootKey: rig.rootKey };
      const [envelope, vaultKey, prf] = [
        storedEnvelope(rig),
        await vaultKeyOf(rig, rig.rootKey),
        randomBytes(32),
      ];
      const passkey = await makePasskeySlot(vaultKey, envelope.vaultId, prf);
      const slots = [...envelope.slots.filter(({ type }) => type !== "password"), passkey];
      rig.vaultPlaces.stored = JSON.stringify(await resealWithSlots(envelope, vaultKey, slots));
      rig.session.clear();
      const { unlocking, recovery } = rig.services();

      const methods = await unlocking.methods();
      expect(methods).toMatchObject({ password: null, passkeys: [{ slotId: passkey.id }] });
      expect(methods.recovery).not.toBeNull();
      expect(await codeOfFailure(unlocking.unlock(lost))).toBe("slot-not-found");

      const [next, proof] = [newPassword(), { slotId: passkey.id, rootKey: encodeBase64(prf) }];
      if (way === "passkey") {
        expect(await unlocking.unlock(proof)).toEqual({ status: "unlocked" });
        expect(await recovery.setMissingPassword(proof, next)).toBe("set");
      } else {
        const request = { rootKey: code, next, nextRecoveryRootKey: newRecoveryKey() };
        expect(await recovery.use(request)).toBe("recovered");
      }
      expect(await reopen({ ...rig, rootKey: next.rootKey })).toEqual(["one", "two"]);
    }
  });
});

describe("storage that fails", () => {
  const refuse = async (): Promise<never> => {
    throw new Error("the call was refused");
  };
  const breakLocal = (rig: Rig): void => {
    Object.assign(rig.vaultPlaces, { readLocal: refuse, writeLocal: refuse, retireOldCopy: refuse });
    for (const store of [rig.settings, rig.passwordUse, rig.backupRecord])
      Object.assign(store, { read: refuse, write: refuse });
  };

  it("V6: where no call is answered, storage counts as unreadable, never as empty", async () => {
    const rig = await withTwo();
    breakLocal(rig);
    Object.assign(rig.vaultPlaces, { readMirror: refuse, writeMirror: refuse });
    const before = placesOf(rig);

    expect(await codeOfFailure(statusOf(rig))).toBe("storage-unreadable");
    expect(await create(rig)).toBe("storage-unreadable");
    expect(await edit(rig)).toBe("storage-unreadable");

    expect(placesOf(rig)).toBe(before);
    expectAdvice("storage-unreadable", "errors.storageUnreadable", { ja: /開き直して/, en: /open it again/ });
  });

  it("V6: with a good mirror the vault opens and is backed up, and nothing may be changed", async () => {
    const rig = await withTwo();
    breakLocal(rig);
    const before = placesOf(rig);

    expect(await reopen(rig)).toEqual(["one", "two"]);
    expect((await healthOf(rig)).isDegraded).toBe(true);
    expect(await edit(rig)).toBe("storage-degraded");
    const { text } = await rig.services().backup.make();

    expect(readBackup(text).envelope).toEqual(storedEnvelope(rig));
    expect(placesOf(rig)).toBe(before);
    expectAdvice("storage-degraded", "errors.storageDegraded", {
      ja: /バックアップの作成はできます/,
      en: /make a backup/,
    });
  });

  it("V7: a number, an array or a getter in any place is no copy, and no getter is run", async () => {
    const isRun = vi.fn();
    const getter = (name: string, value: unknown) =>
      Object.defineProperty({}, name, {
        enumerable: true,
        get: () => {
          isRun();
          return value;
        },
      });
    for (const wrong of [
      7,
      [1],
      true,
      "text",
      getter("serial", 1),
      getter("half", "a"),
      getter("vaultId", null),
    ]) {
      const rig = await withTwo();
      rig.session.clear();
      const all: LocalCopies = { a: wrong, b: wrong, pointer: wrong, old: wrong };
      rig.vaultPlaces.readLocal = async () => all;
      const lost = await withTwo();
      lost.session.clear();
      Object.assign(lost.vaultPlaces, {
        readLocal: async () => all,
        readMirror: async () => wrong,
        readMarker: async () => wrong,
      });
      const before = placesOf(lost);

      expect(await statusOf(rig)).toBe("locked"); // the mirror stands in
      expect(await statusOf(lost)).toBe("missing"); // never "none": something lay there
      expect(await create(lost)).toBe("vault-missing");
      expect(placesOf(lost)).toBe(before);
    }
    expect(isRun).not.toHaveBeenCalled();
  });

  it("V14: a full disk refuses the save, leaves what was there and says what to do", async () => {
    for (const isMirrorFullToo of [true, false]) {
      const rig = await withTwo();
      const before = new Map(rig.vaultPlaces.local);
      const full = new Error("QUOTA_BYTES quota exceeded");
      if (isMirrorFullToo) rig.vaultPlaces.isFull = true;
      else rig.vaultPlaces.writeLocal = () => Promise.reject(full);

      const code = await edit(rig);

      expect(code).toBe("storage-failed");
      expect(rig.vaultPlaces.local).toEqual(before);
      expect(await names(rig.services())).toEqual(["one", "two"]);
      expect((await healthOf(rig)).isDegraded).toBe(true);
      expectAdvice(code, "errors.storageFailed", {
        ja: /ディスクの空きを増やし/,
        en: /Free some disk space/,
      });
      rig.vaultPlaces.isFull = false;
      expect(await reopen(rig)).toEqual(["one", "two"]);
    }
  });
});

describe("session memory", () => {
  const day = 24 * 60 * 60_000;
  type Kept = { readonly deadlineMs: number; readonly seenMs: number };

  const expectLocked = async (rig: World, what = ""): Promise<void> => {
    expect(await statusOf(rig), what).toBe("locked");
    expect(await codeOfFailure(rig.services().accounts.list()), what).toBe("locked");
    expect(rig.session.has(sessionKeys.unlocked), what).toBe(false);
    expect(await reopen(rig), what).toEqual(["one", "two"]);
  };

  it("V11: the key of another vault counts as locked and is forgotten", async () => {
    const [rig, other] = [await withTwo(), await withTwo()];
    rig.session.putRaw(sessionKeys.unlocked, await other.session.get(sessionKeys.unlocked));

    await expectLocked(rig);
  });

  it("V12: an empty object in the key's place counts as locked", async () => {
    const rig = await withTwo();
    rig.session.putRaw(sessionKeys.unlocked, {});

    await expectLocked(rig);
  });

  it.each<[string, (kept: Kept) => object]>([
    ["is missing", ({ deadlineMs: _, ...rest }) => rest],
    ["is no number", (kept) => ({ ...kept, deadlineMs: Number.NaN })],
    ["lies far ahead", (kept) => ({ ...kept, deadlineMs: kept.deadlineMs + 365 * day })],
  ])("V13: the vault is locked when the deadline %s", async (_, change) => {
    const rig = await withTwo();
    rig.session.putRaw(sessionKeys.unlocked, change((await rig.session.get(sessionKeys.unlocked)) as Kept));

    await expectLocked(rig);
  });

  it("V13: the vault is locked when the clock goes back by a day", async () => {
    const rig = await withTwo();
    rig.clock.advance(-day);

    await expectLocked(rig);
  });
});

describe("values beside the vault", () => {
  it.each([
    { maxAutoLockMinutes: 0, minPasswordLength: 3 },
    { maxAutoLockMinutes: 481, minPasswordLength: 65 },
    { maxAutoLockMinutes: "10", minPasswordLength: 12.5, allowedHosts: "demo.portal.kosmo-web.jp" },
    { maxAutoLockMinutes: Number.NaN, allowExport: "no", allowCopy: 0, allowAutofill: null },
    { disabled: "yes", disablePasskeySlot: 1, allowedHosts: [7, "example.com"], disabledMessage: 5 },
    [1],
    "text",
    null,
  ])("V15: managed values out of range count as not set: %j", async (managed) => {
    const rig = await withTwo();
    rig.policy.managed = managed;

    expect(await rig.services().policy.get()).toEqual(noPolicy);
    const named = typeof managed === "object" && !Array.isArray(managed) ? Object.keys(managed ?? {}) : [];
    expect([...(await rig.services().policy.ignoredKeys())].sort()).toEqual(named.sort());
    expect(await statusOf(rig)).toBe("unlocked");
    expect(await edit(rig)).toBeNull();
  });

  it.each([7, [1], "text", true, { autoLockMinutes: -1, autoSubmit: "yes", deviceName: 5 }])(
    "V16: damaged settings fall back to the defaults and leave the vault alone: %j",
    async (stored) => {
      const rig = await withTwo();
      rig.settings.stored = stored;
      const before = placesOf(rig);

      expect(await rig.services().settings.get()).toEqual(defaultSettings);
      expect(await reopen(rig)).toEqual(["one", "two"]);

      expect(placesOf(rig)).toBe(before);
      expect(await edit(rig)).toBeNull();
    },
  );
});
