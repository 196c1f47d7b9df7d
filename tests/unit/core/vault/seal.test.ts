import { randomBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Account } from "../../../../lib/core/account/account.ts";
import { newVaultId, readEnvelope } from "../../../../lib/core/vault/envelope.ts";
import { deriveRootKey, newScryptParameters } from "../../../../lib/core/vault/kdf.ts";
import { createPasswordSlot, newVaultKey } from "../../../../lib/core/vault/key-slot.ts";
import { openVault, sealVault } from "../../../../lib/core/vault/seal.ts";
import { unlockVault } from "../../../../lib/core/vault/unlock.ts";
import { createEmptyVault, type Vault } from "../../../../lib/core/vault/vault.ts";
import { scaled } from "../../scale.ts";
import { CHEAP_KDF, copyJson, makeAccount, makeSample, openForeign } from "./samples.ts";

const anyText = (maxLength: number) => fc.string({ unit: "binary", maxLength });
const anyTime = fc.nat({ max: 4_102_444_800_000 });
const anyAccount: fc.Arbitrary<Account> = fc.record({
  id: fc.uuid(),
  key: fc.record({
    type: fc.constant("totp" as const),
    issuer: anyText(64),
    accountName: anyText(128),
    secret: fc.uint8Array({ minLength: 10, maxLength: 64 }),
    algorithm: fc.constantFrom("SHA1", "SHA256", "SHA512"),
    digits: fc.constantFrom(6, 7, 8),
    period: fc.integer({ min: 15, max: 300 }),
  }),
  origin: fc.option(fc.webAuthority().map((host) => new URL(`https://${host}`).origin)),
  deviceName: anyText(255),
  status: fc.constantFrom("pending", "confirmed"),
  createdAtMs: anyTime,
  deletedAtMs: fc.option(anyTime),
});
const anyVault: fc.Arbitrary<Vault> = fc.record({
  schema: fc.constant(1 as const),
  accounts: fc.uniqueArray(anyAccount, { maxLength: 5, selector: ({ id }) => id }),
});

describe("openVault", () => {
  it("inverts sealVault for any vault, through JSON", async () => {
    const { envelope, vaultKey } = await makeSample();
    const { vaultId, slots } = envelope;
    await fc.assert(
      fc.asyncProperty(anyVault, fc.integer({ min: 1 }), async (vault, generation) => {
        const sealed = await sealVault({ vault, vaultKey, vaultId, generation, slots });
        expect(await openVault(readEnvelope(copyJson(sealed)), vaultKey)).toEqual(vault);
      }),
      { numRuns: scaled({ ci: 10_000, long: 100_000 }) },
    );
  });

  it("inverts sealVault through password, derivation, slot and content", async () => {
    const password = fc.string({ unit: "binary", minLength: 1, maxLength: 100 });
    await fc.assert(
      fc.asyncProperty(anyVault, password, async (vault, text) => {
        const [vaultKey, vaultId, kdf] = [newVaultKey(), newVaultId(), { ...newScryptParameters(), N: 16 }];
        const options = { limits: CHEAP_KDF };
        const rootKey = await deriveRootKey(text, kdf, options);
        const slot = await createPasswordSlot({ vaultKey, vaultId, kdf, rootKey, ...options });
        const sealed = await sealVault({ vault, vaultKey, vaultId, generation: 1, slots: [slot] });

        const envelope = readEnvelope(copyJson(sealed), CHEAP_KDF);
        const outcome = await unlockVault(envelope, slot.id, await deriveRootKey(text, slot.kdf, options));
        const other = await unlockVault(
          envelope,
          slot.id,
          await deriveRootKey(`${text}.`, slot.kdf, options),
        );

        expect(outcome.status === "unlocked" && (await openVault(envelope, outcome.vaultKey))).toEqual(vault);
        expect(other.status).toBe("wrong-password");
      }),
      { numRuns: scaled({ ci: 500, long: 5_000 }) },
    );
  });

  it("opens an empty vault and one with a thousand accounts of the longest names", async () => {
    const longest = (id: number) =>
      makeAccount({
        id: String(id).padStart(64, "0"),
        origin: `https://${"a".repeat(250)}.jp:8443`,
        deviceName: "\u0000".repeat(255),
        key: { issuer: "\u0000".repeat(64), accountName: "\u0000".repeat(128), secret: randomBytes(64) },
      });
    const full: Vault = { schema: 1, accounts: Array.from({ length: 1000 }, (_, index) => longest(index)) };

    for (const vault of [createEmptyVault(), full]) {
      const { envelope, rootKey } = await makeSample(vault);
      expect(await openForeign(envelope, rootKey)).toEqual(vault);
    }
  });

  it("refuses another vault key as a mismatch", async () => {
    const { envelope } = await makeSample();

    await expect(openVault(envelope, newVaultKey())).rejects.toMatchObject({ code: "key-mismatch" });
  });
});

describe("sealVault", () => {
  it("never writes the same salt, nonce, commitment or ciphertext twice", async () => {
    const { envelope, vault, vaultKey } = await makeSample();
    const input = { ...envelope, vault, vaultKey };

    const sealed = await Promise.all(Array.from({ length: 50 }, () => sealVault(input)));

    for (const field of ["salt", "nonce", "commitment", "ciphertext"] as const) {
      expect(new Set(sealed.map(({ content }) => content[field])).size).toBe(50);
    }
  });

  it("shows no name and no secret outside the ciphertext", async () => {
    const { envelope } = await makeSample();
    const { content, ...header } = envelope;

    expect(Object.keys(content)).toEqual(["salt", "nonce", "commitment", "ciphertext"]);
    expect(JSON.stringify(header)).not.toMatch(/member001|見本|自宅PC|kosmo/);
  });

  it("refuses a header that no reader would accept", async () => {
    const { envelope, vault, vaultKey } = await makeSample();
    const input = { ...envelope, vault, vaultKey };

    for (const change of [
      { generation: 0 },
      { generation: 1.5 },
      { slots: [] },
      { vaultId: "" },
      { vaultId: "AAAA" },
    ]) {
      await expect(sealVault({ ...input, ...change })).rejects.toMatchObject({ code: "damaged" });
    }
    await expect(sealVault({ ...input, slots: [...input.slots, ...input.slots] })).rejects.toMatchObject({
      code: "damaged",
    });
  });

  it("refuses accounts that could not be opened again", async () => {
    const { envelope, vaultKey } = await makeSample();
    const seal = (accounts: readonly Account[]) =>
      sealVault({ ...envelope, vaultKey, vault: { schema: 1, accounts } });
    const many = Array.from({ length: 1001 }, (_, index) => makeAccount({ id: `account-${index}` }));

    await expect(seal([makeAccount({ key: { period: 14 } })])).rejects.toMatchObject({
      code: "invalid-account",
    });
    await expect(seal([makeAccount(), makeAccount()])).rejects.toMatchObject({ code: "duplicate-account" });
    await expect(seal(many)).rejects.toMatchObject({ code: "vault-full" });
  });

  it("leaves the vault key as it was", async () => {
    const { vaultKey, envelope, vault } = await makeSample();
    const before = vaultKey.slice();

    await sealVault({ ...envelope, vault, vaultKey });
    await openVault(envelope, vaultKey);

    expect(vaultKey).toEqual(before);
  });
});
