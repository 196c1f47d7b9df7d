import { describe, expect, it } from "vitest";
import { formatBackup, readBackup } from "../../../lib/core/backup/backup-file.ts";
import { decodeBase64, encodeBase32, encodeBase64, encodeHex } from "../../../lib/core/bytes.ts";
import { newVaultId } from "../../../lib/core/vault/envelope.ts";
import { createPasswordSlot, newVaultKey } from "../../../lib/core/vault/key-slot.ts";
import { findRecoverySlot } from "../../../lib/core/vault/recovery-slot.ts";
import { sealVault } from "../../../lib/core/vault/seal.ts";
import { makeAccount, makePasskeySlot } from "../core/vault/samples.ts";
import {
  codeOfFailure,
  createRig,
  createUnlockedRig,
  newKdf,
  newKeycloakSecret,
  newPassword,
  newRecoveryKey,
  passwordSlotId,
  type Rig,
  unlock,
  uriOf,
} from "../fakes/rig.ts";

const add = async (rig: Rig, name: string, secret = newKeycloakSecret()) =>
  (await rig.services().accounts.add({ uri: uriOf(secret, name), onSameName: "keep-both" })).accountId;

/** A back-up of the vault as it is now, with its proof. */
const backUp = async (rig: Rig & { rootKey: string }) => ({
  text: (await rig.services().backup.make()).text,
  proof: { slotId: await passwordSlotId(rig), rootKey: rig.rootKey },
});

const names = async (rig: Rig) => {
  const accounts = await rig.services().accounts.list();
  return accounts.map(({ accountName, deletedAtMs }) =>
    deletedAtMs === null ? accountName : `(${accountName})`,
  );
};

describe("restore.preview", () => {
  it("says for each account what it is, by names alone", async () => {
    const rig = await createUnlockedRig();
    const secrets = ["a", "b", "c"].map(() => newKeycloakSecret());
    const [same, renamed, erased] = [
      await add(rig, "same", secrets[0]),
      await add(rig, "before", secrets[1]),
      await add(rig, "erased", secrets[2]),
    ];
    const file = await backUp(rig);
    await rig
      .services()
      .accounts.rename({ accountId: renamed, issuer: "x", accountName: "after", deviceName: "" });
    await rig.services().accounts.delete(erased);
    await rig.services().accounts.erase(erased);
    await add(rig, "mine");

    const preview = await rig.services().restore.preview(file);

    expect(preview).toMatchObject({
      status: "opened",
      onlyMine: 1,
      entries: [
        { id: same, status: "same" },
        { id: renamed, status: "other-names", accountName: "before", mine: { accountName: "after" } },
        { id: erased, status: "new", mine: null },
      ],
    });
    const text = JSON.stringify(preview);
    for (const secret of secrets) {
      const bytes = new TextEncoder().encode(secret);
      for (const writing of [secret, encodeBase32(bytes), encodeBase64(bytes), encodeHex(bytes)])
        expect(text).not.toContain(writing);
    }
  });

  it("asks for the vault's own password first while it is locked", async () => {
    const rig = await createUnlockedRig();
    const file = await backUp(rig);
    await rig.services().session.lock();

    expect(await codeOfFailure(rig.services().restore.preview(file))).toBe("locked");
    expect(
      await codeOfFailure(rig.services().restore.restore({ ...file, choices: [], leavesBad: false })),
    ).toBe("locked");
  });

  it("says no more than wrong password", async () => {
    const rig = await createUnlockedRig();
    await add(rig, "a");
    const file = await backUp(rig);
    const wrong = { ...file, proof: { ...file.proof, rootKey: newPassword().rootKey } };

    expect(await rig.services().restore.preview(wrong)).toEqual({ status: "wrong-password" });
    expect(await rig.services().restore.restore({ ...wrong, choices: [], leavesBad: false })).toEqual({
      status: "wrong-password",
    });
  });
});

describe("restore.restore", () => {
  it("brings back what was erased, in one save", async () => {
    const rig = await createUnlockedRig();
    const ids = [await add(rig, "a"), await add(rig, "b")];
    const file = await backUp(rig);
    for (const id of ids) {
      await rig.services().accounts.delete(id);
      await rig.services().accounts.erase(id);
    }
    const before = rig.vaultRepository.writes;

    const choices = ids.map((id) => ({ id, choice: "take" as const }));
    expect(await rig.services().restore.restore({ ...file, choices, leavesBad: false })).toEqual({
      status: "restored",
      count: 2,
    });

    expect(await names(rig)).toEqual(["a", "b"]);
    expect(rig.vaultRepository.writes).toBe(before + 1);
  });

  it("sends mine to the bin when the file's is taken, and leaves mine when not", async () => {
    const rig = await createUnlockedRig();
    const id = await add(rig, "a");
    const file = await backUp(rig);
    await rig.services().accounts.rename({ accountId: id, issuer: "x", accountName: "z", deviceName: "" });

    await rig.services().restore.restore({ ...file, choices: [{ id, choice: "skip" }], leavesBad: false });
    expect(await names(rig)).toEqual(["z"]);
    await rig.services().restore.restore({ ...file, choices: [{ id, choice: "take" }], leavesBad: false });

    expect(await names(rig)).toEqual(["(z)", "a"]);
  });

  it("leaves the old vault when the save fails, and says so", async () => {
    const rig = await createUnlockedRig();
    const id = await add(rig, "a");
    const file = await backUp(rig);
    await rig.services().accounts.delete(id);
    const before = rig.vaultRepository.stored;
    rig.vaultRepository.isFull = true;

    const attempt = rig
      .services()
      .restore.restore({ ...file, choices: [{ id, choice: "take" }], leavesBad: false });

    expect(await codeOfFailure(attempt)).toBe("storage-failed");
    expect(rig.vaultRepository.stored).toBe(before);
  });

  it("does not save when nothing comes of it", async () => {
    const rig = await createUnlockedRig();
    const id = await add(rig, "a");
    const file = await backUp(rig);
    const before = rig.vaultRepository.writes;

    expect(
      await rig.services().restore.restore({ ...file, choices: [{ id, choice: "both" }], leavesBad: false }),
    ).toEqual({
      status: "restored",
      count: 0,
    });
    expect(rig.vaultRepository.writes).toBe(before);
  });
});

/** A file as another program of ours may have made it: `N` of its password, a passkey instead of a password. */
const foreignFile = async (changes: { N?: number; isPasskeyOnly?: boolean } = {}) => {
  const [vaultKey, vaultId, { rootKey }] = [newVaultKey(), newVaultId(), newPassword()];
  const key = decodeBase64(rootKey);
  const kdf = { ...newKdf(), N: changes.N ?? 2 ** 17 };
  const limits = { N: { min: 2, max: 2 ** 18 }, p: { min: 1, max: 4 } };
  const slot =
    changes.isPasskeyOnly === true
      ? await makePasskeySlot(vaultKey, vaultId, key)
      : await createPasswordSlot({ vaultKey, vaultId, kdf, rootKey: key, limits });
  const vault = { schema: 1, accounts: [makeAccount()] } as const;
  const envelope = await sealVault({ vault, vaultKey, vaultId, generation: 7, slots: [slot] });
  const text = formatBackup({ kind: "own", createdAtMs: 1_789_000_000_000, envelope });
  return { text, proof: { slotId: slot.id, rootKey } };
};

describe("restore.adopt", () => {
  it("makes the file the vault, as it is, unlocked, and counts it as a back-up", async () => {
    const old = await createUnlockedRig();
    await add(old, "a");
    const file = await backUp(old);
    const rig = createRig();

    expect(await rig.services().restore.adopt({ ...file, next: null })).toEqual({ status: "adopted" });

    expect(JSON.parse(rig.vaultRepository.stored ?? "")).toEqual(readBackup(file.text).envelope);
    expect(await names(rig)).toEqual(["a"]);
    expect(await rig.services().backup.state()).toMatchObject({ reminder: "none", changesSinceBackup: 0 });
    await rig.services().session.lock();
    expect(await unlock(rig, old.rootKey)).toBe("unlocked");
  });

  it("refuses where a vault is, and leaves that as it is", async () => {
    const rig = await createUnlockedRig();
    const before = rig.vaultRepository.stored;

    expect(await codeOfFailure(rig.services().restore.adopt({ ...(await foreignFile()), next: null }))).toBe(
      "vault-exists",
    );
    expect(rig.vaultRepository.stored).toBe(before);
  });

  it("takes the place of a vault that is missing", async () => {
    const old = await createUnlockedRig();
    await add(old, "a");
    const file = await backUp(old);
    const rig = await createUnlockedRig();
    rig.vaultPlaces.local.clear();
    rig.vaultPlaces.mirror.clear();
    await rig.services().session.lock();
    expect(await rig.services().vaultService.status()).toBe("missing");

    expect(await rig.services().restore.adopt({ ...file, next: null })).toEqual({ status: "adopted" });

    expect(await rig.services().vaultService.status()).toBe("unlocked");
    expect(await names(rig)).toEqual(["a"]);
  });

  it("keeps nothing for a wrong password or a damaged file", async () => {
    const rig = createRig();
    const file = await foreignFile();
    const wrong = { ...file, proof: { ...file.proof, rootKey: newPassword().rootKey }, next: null };

    expect(await rig.services().restore.adopt(wrong)).toEqual({ status: "wrong-password" });
    expect(
      await codeOfFailure(rig.services().restore.adopt({ ...file, text: `${file.text}x`, next: null })),
    ).toBe("backup-damaged");
    expect(rig.vaultRepository.stored).toBeNull();
    expect(await rig.services().vaultService.status()).toBe("none");
  });

  it("never stores a password slot below our floor: a new one takes its place", async () => {
    const rig = createRig();
    const file = await foreignFile({ N: 2 ** 14 });
    const next = newPassword();

    expect(await codeOfFailure(rig.services().restore.adopt({ ...file, next: null }))).toBe("no-password");
    expect(rig.vaultRepository.stored).toBeNull();
    expect(await rig.services().restore.adopt({ ...file, next })).toEqual({ status: "adopted" });

    expect(JSON.parse(rig.vaultRepository.stored ?? "")).toMatchObject({
      generation: 1,
      slots: [{ type: "password", kdf: { N: 2 ** 17 } }],
    });
    await rig.services().session.lock();
    expect(await unlock(rig, next.rootKey)).toBe("unlocked");
  });

  it("opens no file by a passkey, with or without a new password", async () => {
    const rig = createRig();
    const file = await foreignFile({ isPasskeyOnly: true });

    for (const next of [null, newPassword()]) {
      expect(await codeOfFailure(rig.services().restore.adopt({ ...file, next }))).toBe("forbidden");
    }
    expect(rig.vaultRepository.stored).toBeNull();
  });

  it("leaves no vault behind when the save fails", async () => {
    const rig = createRig();
    rig.vaultRepository.isFull = true;

    expect(await codeOfFailure(rig.services().restore.adopt({ ...(await foreignFile()), next: null }))).toBe(
      "storage-failed",
    );
    expect(await rig.services().vaultService.status()).toBe("none");
  });
});

describe("restore: a file by its recovery code", () => {
  /** A file with one account, a password, a passkey and a code, and proof by that code. */
  const codeFile = async () => {
    const rig = await createUnlockedRig();
    await add(rig, "a");
    const passwordProof = { slotId: await passwordSlotId(rig), rootKey: rig.rootKey };
    const passkey = { rootKey: newPassword().rootKey };
    const kdf = { algorithm: "webauthn-prf", salt: newKdf().salt, credentialId: newKdf().salt } as const;
    await rig.services().passkeys.add(passwordProof, { ...passkey, kdf, name: "home", transports: [] });
    const code = newRecoveryKey();
    await rig.services().recovery.set(passwordProof, code);
    const { text } = await rig.services().backup.make();
    const slotId = findRecoverySlot(readBackup(text).envelope)?.id ?? "";
    return { rig, file: { text, proof: { slotId, rootKey: code } }, code };
  };

  it("adopts it under the new password alone: the code and the forgotten password are dead", async () => {
    const { rig: old, file, code } = await codeFile();
    const rig = createRig();
    const next = newPassword();

    expect(await rig.services().restore.adopt({ ...file, next })).toEqual({ status: "adopted" });

    expect(await names(rig)).toEqual(["a"]);
    const { slots } = JSON.parse(rig.vaultRepository.stored ?? "");
    expect(slots.map(({ type }: { type: string }) => type)).toEqual(["password"]);
    // What the reminder of a new code goes by.
    expect((await rig.services().unlocking.methods()).recovery).toBeNull();
    expect(await codeOfFailure(rig.services().recovery.check(code))).toBe("no-recovery");
    await rig.services().session.lock();
    expect(await unlock(rig, old.rootKey)).toBe("wrong-password");
    expect(await unlock(rig, next.rootKey)).toBe("unlocked");
  });

  it("takes the place of a vault that is missing, in a profile that knew the code", async () => {
    const { rig, file, code } = await codeFile();
    rig.vaultPlaces.local.clear();
    rig.vaultPlaces.mirror.clear();
    await rig.services().session.lock();

    expect(await rig.services().restore.adopt({ ...file, next: newPassword() })).toEqual({
      status: "adopted",
    });

    expect(await names(rig)).toEqual(["a"]);
    expect(await codeOfFailure(rig.services().recovery.check(code))).toBe("no-recovery");
  });

  it("leaves the code in no stored copy of the vault", async () => {
    const { file } = await codeFile();
    const rig = createRig();

    await rig.services().restore.adopt({ ...file, next: newPassword() });

    const stored = JSON.stringify([[...rig.vaultPlaces.local], [...rig.vaultPlaces.mirror]]);
    expect(stored).not.toContain("webauthn-prf"); // passkeys of the lost PC open nothing here either
    expect(stored).not.toContain(file.proof.slotId);
  });

  it("refuses without a new password and keeps nothing; a wrong code is an outcome", async () => {
    const { file } = await codeFile();
    const rig = createRig();
    const wrong = { ...file, proof: { ...file.proof, rootKey: newRecoveryKey() } };

    expect(await codeOfFailure(rig.services().restore.adopt({ ...file, next: null }))).toBe("no-password");
    expect(await rig.services().restore.adopt({ ...wrong, next: newPassword() })).toEqual({
      status: "wrong-password",
    });
    expect(rig.vaultRepository.stored).toBeNull();
    expect(await rig.services().vaultService.status()).toBe("none");
  });

  it("keeps the code of a file that its password opened", async () => {
    const { rig: old, file } = await codeFile();
    const rig = createRig();
    const proof = { slotId: await passwordSlotId(old), rootKey: old.rootKey };

    await rig.services().restore.adopt({ text: file.text, proof, next: null });

    expect((await rig.services().unlocking.methods()).recovery).not.toBeNull();
  });

  it("tests and previews it beside an open vault, whose own code stays", async () => {
    const { rig, file } = await codeFile();

    expect(await rig.services().backup.test(file)).toMatchObject({ status: "opened", differences: 0 });
    expect(await rig.services().restore.preview(file)).toMatchObject({
      status: "opened",
      entries: [{ status: "same" }],
    });
    expect(await rig.services().recovery.check(file.proof.rootKey)).toBe("right");
  });
});
