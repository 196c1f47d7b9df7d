import { beforeAll, describe, expect, it } from "vitest";
import { formatBackup, hasWeakKdf, readBackup } from "../../../../lib/core/backup/backup-file.ts";
import { MAX_BACKUP_BYTES, readFileText } from "../../../../lib/core/backup/file-text.ts";
import { openBackup, sealUnderOwnPassword } from "../../../../lib/core/backup/open-backup.ts";
import { decodeBase64, encodeBase64 } from "../../../../lib/core/bytes.ts";
import { newVaultId } from "../../../../lib/core/vault/envelope.ts";
import { newScryptParameters } from "../../../../lib/core/vault/kdf.ts";
import { createPasswordSlot, newVaultKey } from "../../../../lib/core/vault/key-slot.ts";
import { sealVault } from "../../../../lib/core/vault/seal.ts";
import { MAX_ACCOUNTS } from "../../../../lib/core/vault/vault.ts";
import { CHEAP_KDF, copyJson, makeAccount, makePasskeySlot, makeRecoverySlot } from "../vault/samples.ts";
import { type BackupSample, CREATED_AT_MS, makeBackup, refusalOf } from "./samples.ts";

let sample: BackupSample;

beforeAll(async () => {
  sample = await makeBackup();
});

// biome-ignore lint/suspicious/noExplicitAny: tests break every rule of the format on purpose
const changed = (change: (file: any) => void): string => {
  const file = copyJson(JSON.parse(sample.text));
  change(file);
  return JSON.stringify(file);
};

const proofOf = ({ envelope, rootKey }: BackupSample) => ({ slotId: envelope.slots[0]!.id, rootKey });

describe("a back-up file", () => {
  it("reads back what was written and opens by the password of its slot", async () => {
    const read = readBackup(sample.text);

    expect(read).toEqual(sample.backup);
    expect((await openBackup(read, proofOf(sample)))?.vault).toEqual(sample.vault);
  });

  it("does not open by another root key, and says nothing more than that", async () => {
    const proof = { ...proofOf(sample), rootKey: new Uint8Array(32) };

    expect(await openBackup(sample.backup, proof)).toBeNull();
  });

  it("is the same file however it is spaced and in whatever order its keys stand", () => {
    const { format, ...rest } = JSON.parse(sample.text);

    expect(readBackup(JSON.stringify({ ...rest, format }, null, 2))).toEqual(sample.backup);
  });

  it("is refused after any single bit of it flips", async () => {
    const bytes = new TextEncoder().encode(sample.text);
    const codes = new Set<string | null>();

    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      codes.add(refusalOf(() => readBackup(readFileText(flipped))));
    }

    expect(codes).not.toContain(null);
    expect(codes).toContain("damaged");
  });

  it("is refused when it is cut anywhere", () => {
    for (let length = 1; length < sample.text.length; length++) {
      expect(refusalOf(() => readBackup(sample.text.slice(0, length)))).toBe("cut-off");
    }
  });

  it.each([
    ["another day", (file: { createdAtMs: number }) => (file.createdAtMs += 1), "damaged"],
    ["another kind", (file: { kind: string }) => (file.kind = "own"), "damaged"],
    ["an unknown kind", (file: { kind: string }) => (file.kind = "x"), "damaged"],
    ["no checksum", (file: { sha256?: string }) => delete file.sha256, "damaged"],
    ["one more field", (file: { more?: number }) => (file.more = 1), "damaged"],
    ["a later version", (file: object) => Object.assign(file, { version: 2, more: 1 }), "newer-version"],
    ["the number of a later version alone", (file: { version: number }) => (file.version = 3), "damaged"],
    ["version 0", (file: { version: number }) => (file.version = 0), "damaged"],
    ["version as a text", (file: { version: unknown }) => (file.version = "1"), "damaged"],
    ["another format", (file: { format: string }) => (file.format = "other"), "damaged"],
    [
      "a later vault within",
      (file: { envelope: object }) => Object.assign(file.envelope, { version: 2, more: 1 }),
      "newer-version",
    ],
    [
      "the number of a later vault alone",
      (file: { envelope: { version: number } }) => (file.envelope.version = 3),
      "damaged",
    ],
  ])("is refused with %s", (_, change, code) => {
    expect(refusalOf(() => readBackup(changed(change as never)))).toBe(code);
  });

  it.each([
    [2 ** 30, 8, 1],
    [2 ** 19, 8, 1],
    [2 ** 13, 8, 1],
    [3 * 2 ** 14, 8, 1],
    [2 ** 17, 2 ** 20, 1],
    [2 ** 17, 8, 10 ** 6],
    [-(2 ** 17), 8, 1],
    [2 ** 17 + 0.5, 8, 1],
    ["131072", 8, 1],
  ])("asking for scrypt N=%s r=%s p=%s is refused before any work", (N, r, p) => {
    const text = changed((file) => Object.assign(file.envelope.slots[0].kdf, { N, r, p }));
    const startedAt = performance.now();

    expect(refusalOf(() => readBackup(text))).toBe("kdf-out-of-range");

    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it("of a cheaper password is read down to N = 2^14, and marked", async () => {
    const [vaultKey, vaultId] = [newVaultKey(), newVaultId()];
    const kdf = { ...newScryptParameters(), N: 2 ** 14 };
    const slot = await createPasswordSlot({
      vaultKey,
      vaultId,
      kdf,
      rootKey: sample.rootKey,
      limits: CHEAP_KDF,
    });
    const envelope = await sealVault({
      vault: sample.vault,
      vaultKey,
      vaultId,
      generation: 1,
      slots: [slot],
    });
    const read = readBackup(formatBackup({ kind: "own", createdAtMs: CREATED_AT_MS, envelope }));

    expect(hasWeakKdf(read)).toBe(true);
    expect(hasWeakKdf(sample.backup)).toBe(false);
    expect(await openBackup(read, { slotId: slot.id, rootKey: sample.rootKey })).toMatchObject({
      vault: sample.vault,
    });
  });

  it("with the slot of another file is damaged, even with a checksum that fits", async () => {
    const other = await makeBackup();
    const envelope = { ...sample.envelope, slots: other.envelope.slots };
    const read = readBackup(formatBackup({ ...sample.backup, envelope }));

    await expect(openBackup(read, proofOf(other))).rejects.toMatchObject({ code: "damaged" });
  });

  it("opens by passkey and recovery code too", async () => {
    const { vault, vaultKey, envelope, rootKey } = sample;
    const code = rootKey.slice(0, 16);
    const passkey = await makePasskeySlot(vaultKey, envelope.vaultId, rootKey);
    const recovery = await makeRecoverySlot(vaultKey, envelope.vaultId, code);
    const slots = [...envelope.slots, passkey, recovery];
    const full = await sealVault({ ...envelope, vault, vaultKey, slots });
    const read = readBackup(formatBackup({ kind: "master", createdAtMs: 0, envelope: full }));

    expect(await openBackup(read, { slotId: passkey.id, rootKey })).toMatchObject({ vault });
    expect(await openBackup(read, { slotId: recovery.id, rootKey: code })).toMatchObject({ vault });
    expect(await openBackup(read, { slotId: recovery.id, rootKey })).toBeNull();
  });
});

describe("the largest vault", () => {
  it("fits into a file with room to spare, and reads back within ten seconds of a busy machine", async () => {
    const accounts = Array.from({ length: MAX_ACCOUNTS }, (_, index) =>
      makeAccount({
        id: `account-${index}`,
        deviceName: "🔑".repeat(255),
        key: {
          issuer: "🔑".repeat(64),
          accountName: "🔑".repeat(128),
          secret: new Uint8Array(64).fill(index),
        },
      }),
    );
    const large = await makeBackup({ schema: 1, accounts });
    const bytes = new TextEncoder().encode(large.text);
    const startedAt = performance.now();

    const read = readBackup(readFileText(bytes));

    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(bytes.length).toBeLessThan(MAX_BACKUP_BYTES);
    expect((await openBackup(read, proofOf(large)))?.vault.accounts).toHaveLength(MAX_ACCOUNTS);
  });
});

describe("a stored vault as a file", () => {
  it("is read too, without a day", () => {
    expect(readBackup(JSON.stringify(sample.envelope))).toEqual({
      kind: "vault",
      createdAtMs: null,
      envelope: sample.envelope,
    });
  });

  it("has no checksum, so a change is seen when it is opened", async () => {
    const commitment = encodeBase64(decodeBase64(sample.envelope.content.commitment).fill(1));
    const content = { ...sample.envelope.content, commitment };
    const read = readBackup(JSON.stringify({ ...sample.envelope, content }));

    await expect(openBackup(read, proofOf(sample))).rejects.toMatchObject({ code: "damaged" });
  });
});

describe("a foreign JSON file", () => {
  it("is named as such", () => {
    expect(refusalOf(() => readBackup('{"version":1,"header":{},"db":{}}'))).toBe("aegis");
    expect(refusalOf(() => readBackup('{"version":1,"services":[]}'))).toBe("other-file");
    expect(refusalOf(() => readBackup('[{"secret":"A"}]'))).toBe("damaged");
  });
});

describe("sealUnderOwnPassword", () => {
  it("shares neither id nor key nor slots with the vault and opens by its own password alone", async () => {
    const rootKey = new Uint8Array(32).fill(9);
    const envelope = await sealUnderOwnPassword(sample.vault, { kdf: newScryptParameters(), rootKey });
    const [slot] = envelope.slots;
    const backup = { kind: "own", createdAtMs: CREATED_AT_MS, envelope } as const;

    expect(envelope.slots).toHaveLength(1);
    expect(envelope.vaultId).not.toBe(sample.envelope.vaultId);
    expect(await openBackup(backup, { slotId: slot!.id, rootKey })).toMatchObject({ vault: sample.vault });
    expect(await openBackup(backup, { slotId: slot!.id, rootKey: sample.rootKey })).toBeNull();
  });
});
