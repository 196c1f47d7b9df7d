import { randomBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { encodeBase64 } from "../../../lib/core/bytes.ts";
import type { EnrolledPasskey } from "../../../lib/protocol/slot-requests.ts";
import type { SlotKey } from "../../../lib/protocol/vault-requests.ts";
import {
  codeOfFailure,
  createRig,
  createUnlockedRig,
  newPassword,
  passwordSlotId,
  type Rig,
  unlock,
  uriOf,
} from "../fakes/rig.ts";

const enrolled = (changes: Partial<EnrolledPasskey> = {}): EnrolledPasskey => ({
  kdf: {
    algorithm: "webauthn-prf",
    salt: encodeBase64(randomBytes(32)),
    credentialId: encodeBase64(randomBytes(48)),
  },
  rootKey: encodeBase64(randomBytes(32)),
  name: "このパソコン",
  transports: ["internal"],
  ...changes,
});

/** The texts of all stored copies of the vault, old and new. */
const storedTexts = ({ vaultPlaces: { local, mirror } }: Rig): string =>
  [...local.values(), ...mirror.values()].join();

/** An open vault with one account, its password's proof and a wrong one. */
const prepare = async () => {
  const rig = await createUnlockedRig();
  await rig.services().accounts.add({ uri: uriOf("Ab3dEf6hIjKlMnOpQrS1"), onSameName: "ask" });
  const proof: SlotKey = { slotId: await passwordSlotId(rig), rootKey: rig.rootKey };
  return { rig, proof, wrong: { ...proof, rootKey: encodeBase64(randomBytes(32)) } };
};

const add = async (rig: Rig, proof: SlotKey, passkey = enrolled()): Promise<SlotKey> => {
  expect(await rig.services().passkeys.add(proof, passkey)).toBe("added");
  const { passkeys } = await rig.services().unlocking.methods();
  const slot = passkeys.find(({ kdf }) => kdf.credentialId === passkey.kdf.credentialId);
  return { slotId: slot!.slotId, rootKey: passkey.rootKey };
};

const hasAccount = async (rig: Rig): Promise<boolean> => (await rig.services().accounts.list()).length === 1;

describe("passkeys: add", () => {
  it("adds a way into the vault that is listed with its name and date", async () => {
    const { rig, proof } = await prepare();

    const passkey = await add(rig, proof, enrolled({ name: " 自宅のPC " }));

    await rig.services().session.lock();
    expect(await rig.services().unlocking.unlock(passkey)).toEqual({ status: "unlocked" });
    expect(await hasAccount(rig)).toBe(true);
    expect(await rig.services().keySlots.list()).toEqual([
      { slotId: proof.slotId, type: "password", name: null, createdAtMs: null },
      { slotId: passkey.slotId, type: "passkey", name: "自宅のPC", createdAtMs: rig.clock.nowMs() },
    ]);
  });

  it("keeps the password working and takes a passkey as proof too", async () => {
    const { rig, proof } = await prepare();

    const first = await add(rig, proof);
    await add(rig, first);

    expect(await unlock(rig, rig.rootKey)).toBe("unlocked");
    expect(await rig.services().keySlots.list()).toHaveLength(3);
  });

  it("changes nothing for a wrong proof, a name that is none or too long, and a fifth passkey", async () => {
    const { rig, proof, wrong } = await prepare();
    for (const _ of [1, 2, 3, 4]) await add(rig, proof);
    const before = rig.vaultRepository.stored;
    const { passkeys } = rig.services();

    expect(await passkeys.add(wrong, enrolled())).toBe("wrong-password");
    expect(await passkeys.add(proof, enrolled())).toBe("full");
    for (const name of ["  ", "あ".repeat(65)]) {
      expect(await codeOfFailure(passkeys.add(proof, enrolled({ name })))).toBe("invalid-name");
    }
    expect(rig.vaultRepository.stored).toBe(before);
  });
});

describe("where the administrator forbids passkeys", () => {
  it("none is added, and one that is there can still be removed by the password", async () => {
    const { rig, proof } = await prepare();
    const passkey = await add(rig, proof);
    rig.policy.managed = { disablePasskeySlot: true };
    const { passkeys } = rig.services();

    expect(await codeOfFailure(passkeys.add(proof, enrolled()))).toBe("forbidden-by-policy");
    expect(await codeOfFailure(passkeys.remove(passkey, passkey.slotId))).toBe("forbidden-by-policy");
    expect(await passkeys.remove(proof, passkey.slotId)).toBe("removed");
  });
});

describe("passkeys: rename", () => {
  it("gives another name and asks for no proof while the vault is open", async () => {
    const { rig, proof } = await prepare();
    const passkey = await add(rig, proof);

    await rig.services().passkeys.rename(passkey.slotId, "会社のPC");

    expect((await rig.services().keySlots.list())[1]).toMatchObject({ name: "会社のPC" });
    expect(await rig.services().unlocking.unlock(passkey)).toEqual({ status: "unlocked" });
  });

  it("refuses a locked vault, the password's slot and a name that is none", async () => {
    const { rig, proof } = await prepare();
    const { slotId } = await add(rig, proof);
    const { passkeys, session } = rig.services();

    expect(await codeOfFailure(passkeys.rename(proof.slotId, "x"))).toBe("slot-not-found");
    expect(await codeOfFailure(passkeys.rename(slotId, " "))).toBe("invalid-name");
    await session.lock();
    expect(await codeOfFailure(passkeys.rename(slotId, "x"))).toBe("locked");
  });
});

describe("passkeys: remove", () => {
  it("ends that passkey in every stored copy", async () => {
    const { rig, proof } = await prepare();
    const passkey = await add(rig, proof);

    expect(storedTexts(rig)).toContain(passkey.slotId);

    expect(await rig.services().passkeys.remove(proof, passkey.slotId)).toBe("removed");

    expect(storedTexts(rig)).not.toContain(passkey.slotId);
    expect(await codeOfFailure(rig.services().unlocking.unlock(passkey))).toBe("slot-not-found");
    expect(await unlock(rig, rig.rootKey)).toBe("unlocked");
  });

  it("changes nothing for a wrong proof and never removes the password", async () => {
    const { rig, proof, wrong } = await prepare();
    const passkey = await add(rig, proof);
    const before = rig.vaultRepository.stored;
    const { passkeys } = rig.services();

    expect(await passkeys.remove(wrong, passkey.slotId)).toBe("wrong-password");
    expect(await codeOfFailure(passkeys.remove(proof, proof.slotId))).toBe("slot-not-found");
    expect(await codeOfFailure(passkeys.remove(passkey, proof.slotId))).toBe("slot-not-found");
    expect(rig.vaultRepository.stored).toBe(before);
  });
});

describe("key slots: rotate", () => {
  it("leaves the password as the one way in and the accounts open without asking again", async () => {
    const { rig, proof } = await prepare();
    const passkey = await add(rig, proof);

    expect(await rig.services().keySlots.rotate(proof)).toBe("rotated");

    expect(await rig.services().vaultService.status()).toBe("unlocked");
    expect(await hasAccount(rig)).toBe(true);
    expect((await rig.services().keySlots.list()).map(({ type }) => type)).toEqual(["password"]);
    expect(await codeOfFailure(rig.services().unlocking.unlock(passkey))).toBe("slot-not-found");
    await rig.services().session.lock();
    expect(await unlock(rig, rig.rootKey)).toBe("unlocked");
    expect(await hasAccount(rig)).toBe(true);
  });

  it("overwrites every stored copy that the old keys open", async () => {
    const { rig, proof } = await prepare();
    const passkey = await add(rig, proof);
    expect(storedTexts(rig)).toContain(passkey.slotId);

    await rig.services().keySlots.rotate(proof);

    const texts = storedTexts(rig);
    expect(texts).not.toContain(passkey.slotId);
    expect(texts).not.toContain(proof.slotId);
  });

  it("changes nothing for a wrong password and refuses a passkey as proof", async () => {
    const { rig, proof, wrong } = await prepare();
    const passkey = await add(rig, proof);
    const before = rig.vaultRepository.stored;
    const { keySlots } = rig.services();

    expect(await keySlots.rotate(wrong)).toBe("wrong-password");
    expect(await codeOfFailure(keySlots.rotate(passkey))).toBe("bad-request");
    expect(rig.vaultRepository.stored).toBe(before);
  });

  it("gives another vault key, and the old one opens nothing that is stored then", async () => {
    const { rig, proof } = await prepare();
    const before = await rig.services().session.current();

    await rig.services().keySlots.rotate(proof);

    const after = await rig.services().session.current();
    expect(after?.vaultId).toBe(before?.vaultId);
    expect(after?.vaultKey).not.toEqual(before?.vaultKey);
    await rig.services().session.open(before!);
    expect(await codeOfFailure(rig.services().vaultService.read())).toBe("locked");
    expect(await rig.services().vaultService.status()).toBe("locked"); // never open and unreadable at once
  });
});

describe("without a vault", () => {
  it("lists nothing and changes nothing", async () => {
    const rig = createRig();
    const { keySlots } = rig.services();
    const proof = { slotId: "x", rootKey: newPassword().rootKey };

    expect(await codeOfFailure(keySlots.list())).toBe("no-vault");
    expect(await codeOfFailure(keySlots.rotate(proof))).toBe("no-vault");
  });
});
