import { randomBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { encodeBase64 } from "../../../lib/core/bytes.ts";
import { sessionKeys } from "../../../lib/services/session-keys.ts";
import {
  codeOfFailure,
  createRig,
  createUnlockedRig,
  enrolAccount,
  newKeycloakSecret,
  newPassword,
  passwordSlotId,
  type Rig,
  unlock,
  uriOf,
} from "../fakes/rig.ts";

const add = (rig: Rig, accountName: string) =>
  rig.services().accounts.add({ uri: uriOf(newKeycloakSecret(), accountName), onSameName: "ask" });

describe("vault service: create", () => {
  it("makes an empty, unlocked vault where there was none", async () => {
    const rig = createRig();

    expect(await rig.services().vaultService.status()).toBe("none");
    await rig.services().vaultService.create(newPassword());

    expect(await rig.services().vaultService.status()).toBe("unlocked");
    expect((await rig.services().vaultService.read()).accounts).toEqual([]);
  });

  it("refuses a second vault and leaves the first as it is", async () => {
    const rig = await createUnlockedRig();
    const before = rig.vaultRepository.stored;

    expect(await codeOfFailure(rig.services().vaultService.create(newPassword()))).toBe("vault-exists");

    expect(rig.vaultRepository.stored).toBe(before);
  });

  it("makes one vault of two simultaneous requests", async () => {
    const rig = createRig();

    const failures = await Promise.all(
      [newPassword(), newPassword()].map((one) => codeOfFailure(rig.services().vaultService.create(one))),
    );

    expect(failures).toEqual([null, "vault-exists"]);
    expect(rig.vaultRepository.writes).toBe(1);
  });

  it("stays without a vault, and locked, when the disk is full", async () => {
    const rig = createRig();
    rig.vaultRepository.isFull = true;

    expect(await codeOfFailure(rig.services().vaultService.create(newPassword()))).toBe("storage-failed");

    expect(await rig.services().vaultService.status()).toBe("none");
    expect(rig.session.has(sessionKeys.unlocked)).toBe(false);
  });
});

describe("vault service: unlock and lock", () => {
  it("opens with the password's root key after a lock and after a browser restart", async () => {
    const rig = await createUnlockedRig();
    await rig.services().session.lock();
    expect(await rig.services().vaultService.status()).toBe("locked");
    expect(await unlock(rig, rig.rootKey)).toBe("unlocked");

    rig.session.clear();

    expect(await rig.services().vaultService.status()).toBe("locked");
    expect(await unlock(rig, rig.rootKey)).toBe("unlocked");
    expect(await rig.services().vaultService.status()).toBe("unlocked");
  });

  it("answers a wrong password as an outcome and stays locked", async () => {
    const rig = await createUnlockedRig();
    await rig.services().session.lock();

    expect(await unlock(rig, encodeBase64(randomBytes(32)))).toBe("wrong-password");

    expect(await rig.services().vaultService.status()).toBe("locked");
    expect(await codeOfFailure(rig.services().vaultService.read())).toBe("locked");
  });

  it("names an unknown slot and a missing vault", async () => {
    const rig = await createUnlockedRig();
    const attempt = { slotId: "another-slot", rootKey: rig.rootKey };

    expect(await codeOfFailure(rig.services().unlocking.unlock(attempt))).toBe("slot-not-found");
    expect(await codeOfFailure(createRig().services().unlocking.methods())).toBe("no-vault");
    expect(await codeOfFailure(createRig().services().vaultService.read())).toBe("no-vault");
  });

  it("names damaged content at the unlock and does not open it", async () => {
    const rig = await createUnlockedRig();
    await rig.services().session.lock();
    const envelope = JSON.parse(rig.vaultRepository.stored ?? "{}");
    envelope.generation += 1;
    rig.vaultRepository.stored = JSON.stringify(envelope);

    expect(await codeOfFailure(unlock(rig, rig.rootKey))).toBe("damaged");

    expect(rig.session.has(sessionKeys.unlocked)).toBe(false);
  });
});

describe("vault service: a key of another vault", () => {
  it("counts as locked and is forgotten, at the status and at a reading", async () => {
    const other = await createUnlockedRig();
    for (const look of ["status", "read"] as const) {
      const rig = await createUnlockedRig();
      rig.vaultRepository.stored = other.vaultRepository.stored;

      const seen =
        look === "status"
          ? await rig.services().vaultService.status()
          : await codeOfFailure(rig.services().vaultService.read());

      expect(seen).toBe("locked");
      expect(rig.session.has(sessionKeys.unlocked)).toBe(false);
    }
  });
});

describe("vault service: change password", () => {
  const change = async (rig: Rig, rootKey: string, next = newPassword()) => {
    return rig.services().keySlots.changePassword({ slotId: await passwordSlotId(rig), rootKey }, next);
  };

  it("opens with the new password only, with every account kept", async () => {
    const rig = await createUnlockedRig();
    const accountId = await enrolAccount(rig, newKeycloakSecret());
    const next = newPassword();

    expect(await change(rig, rig.rootKey, next)).toBe("changed");
    await rig.services().session.lock();

    expect(await unlock(rig, rig.rootKey)).toBe("wrong-password");
    expect(await unlock(rig, next.rootKey)).toBe("unlocked");
    expect((await rig.services().accounts.list()).map(({ id }) => id)).toEqual([accountId]);
  });

  it("changes nothing for a wrong password or a full disk", async () => {
    const rig = await createUnlockedRig();
    const before = rig.vaultRepository.stored;

    expect(await change(rig, encodeBase64(randomBytes(32)))).toBe("wrong-password");
    rig.vaultRepository.isFull = true;
    expect(await codeOfFailure(change(rig, rig.rootKey))).toBe("storage-failed");

    expect(rig.vaultRepository.stored).toBe(before);
  });

  it("is finished at the next unlock when it was interrupted: no stored copy keeps the old password's slot", async () => {
    const rig = await createUnlockedRig();
    await add(rig, "a");
    const oldSlot = await passwordSlotId(rig);
    const next = newPassword();
    const { vaultPlaces } = rig;
    const write = vaultPlaces.writeMirror.bind(vaultPlaces);
    let rounds = 0;
    vaultPlaces.writeMirror = (...given) => {
      rounds += 1;
      return rounds > 1 ? Promise.reject(new Error("interrupted")) : write(...given);
    };
    expect(await change(rig, rig.rootKey, next)).toBe("changed");
    const everywhere = () => JSON.stringify([[...vaultPlaces.local], [...vaultPlaces.mirror]]);
    expect(everywhere()).toContain(oldSlot);
    vaultPlaces.writeMirror = write;
    rig.session.clear(); // the browser was started again

    expect(await unlock(rig, next.rootKey)).toBe("unlocked");

    expect(everywhere()).not.toContain(oldSlot);
    expect(await rig.services().accounts.list()).toHaveLength(1);
  });

  it("loses no account that is added at the same time", async () => {
    const rig = await createUnlockedRig();

    await Promise.all([add(rig, "a"), change(rig, rig.rootKey), add(rig, "b")]);

    expect(await rig.services().accounts.list()).toHaveLength(2);
  });
});

describe("vault service: update", () => {
  it("keeps the old vault when the disk is full, and changes nothing until the browser was restarted", async () => {
    const rig = await createUnlockedRig();
    await add(rig, "before");
    const before = rig.vaultRepository.stored;
    rig.vaultRepository.isFull = true;

    expect(await codeOfFailure(add(rig, "lost"))).toBe("storage-failed");
    expect(rig.vaultRepository.stored).toBe(before);

    rig.vaultRepository.isFull = false;
    expect(await codeOfFailure(add(rig, "too early"))).toBe("storage-degraded");
    expect(await rig.services().vaultService.health()).toMatchObject({ isDegraded: true });

    rig.session.clear(); // the browser was restarted
    await unlock(rig, rig.rootKey);
    await add(rig, "after");
    expect((await rig.services().accounts.list()).map(({ accountName }) => accountName)).toEqual([
      "before",
      "after",
    ]);
  });

  it("loses none of 100 accounts added at the same time by different workers", async () => {
    const rig = await createUnlockedRig();
    const names = Array.from({ length: 100 }, (_, index) => `member${index}`);

    const outcomes = await Promise.all(names.map((name) => add(rig, name)));

    expect(outcomes.every(({ status }) => status === "added")).toBe(true);
    const kept = (await rig.services().accounts.list()).map(({ accountName }) => accountName);
    expect(kept.toSorted()).toEqual(names.toSorted());
  });

  it("writes nothing when nothing changed", async () => {
    const rig = await createUnlockedRig();
    const { writes } = rig.vaultRepository;

    const result = await rig.services().vaultService.update((vault) => ({ vault, result: 5 }));

    expect(result).toBe(5);
    expect(rig.vaultRepository.writes).toBe(writes);
  });

  it("counts the generation up with every save and never stores a secret in the clear", async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    const generation = () => JSON.parse(rig.vaultRepository.stored ?? "{}").generation as number;
    const before = generation();

    await rig.services().accounts.add({ uri: uriOf(secret), onSameName: "ask" });

    expect(generation()).toBe(before + 1);
    expect(rig.vaultRepository.stored).not.toContain(secret);
    expect(rig.vaultRepository.stored).not.toContain(encodeBase64(new TextEncoder().encode(secret)));
    expect(rig.vaultRepository.stored).not.toContain("member001");
  });

  it("empties the bin of what lay there for 30 days, with the next change", async () => {
    const rig = await createUnlockedRig();
    const accountId = await enrolAccount(rig, newKeycloakSecret());
    rig.settings.stored = { autoLockMinutes: 0 };
    await rig.services().session.touch();
    await rig.services().accounts.delete(accountId);
    rig.clock.advance(30 * 24 * 60 * 60_000);

    await add(rig, "next");

    expect((await rig.services().accounts.list()).map(({ accountName }) => accountName)).toEqual(["next"]);
  });
});
