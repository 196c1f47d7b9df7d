/** Vaults that no release of ours writes, and what the fake places hold, for the tests of bad input. */
import { randomBytes } from "@noble/hashes/utils.js";
import { decodeBase64, encodeBase64, encodeUtf8 } from "../../../lib/core/bytes.ts";
import { contentAad, VAULT_FORMAT, VAULT_VERSION } from "../../../lib/core/vault/aad.ts";
import { encryptBytes } from "../../../lib/core/vault/aead.ts";
import { deriveContentKey } from "../../../lib/core/vault/derived-keys.ts";
import { type Envelope, newVaultId, readEnvelope } from "../../../lib/core/vault/envelope.ts";
import { createPasswordSlot, newVaultKey } from "../../../lib/core/vault/key-slot.ts";
import type { KdfLimits, ScryptParameters } from "../../../lib/core/vault/scrypt-parameters.ts";
import type { KeySlot } from "../../../lib/core/vault/slot-format.ts";
import { unlockVault } from "../../../lib/core/vault/unlock.ts";
import { encodeVault } from "../../../lib/core/vault/vault-codec.ts";
import { makeAccount } from "../core/vault/samples.ts";
import { newPassword, type Rig } from "./rig.ts";

/** Seals any JSON value as the content of an envelope, correctly in every other respect. */
const sealAnything = async (
  content: unknown,
  { vaultKey, vaultId, slots }: { vaultKey: Uint8Array; vaultId: string; slots: readonly KeySlot[] },
): Promise<Envelope> => {
  const salt = encodeBase64(randomBytes(32));
  const nonce = randomBytes(12);
  const { key, commitment } = deriveContentKey(vaultKey, decodeBase64(salt));
  const header = { vaultId, generation: 1, slots };
  const aad = contentAad({ ...header, salt });
  const ciphertext = await encryptBytes({ key, nonce, aad }, encodeUtf8(JSON.stringify(content)));
  return {
    format: VAULT_FORMAT,
    version: VAULT_VERSION,
    ...header,
    content: {
      salt,
      nonce: encodeBase64(nonce),
      commitment: encodeBase64(commitment),
      ciphertext: encodeBase64(ciphertext),
    },
  };
};

/** An envelope behind one password slot, with any content, and the proof that opens it. */
export const craft = async (content: unknown, given: { kdf?: ScryptParameters; rootKey?: string } = {}) => {
  const { kdf, rootKey } = { ...newPassword(), ...given };
  const [vaultKey, vaultId] = [newVaultKey(), newVaultId()];
  const limits: KdfLimits = { N: { min: 2 ** 14, max: 2 ** 18 }, p: { min: 1, max: 4 } };
  const slot = await createPasswordSlot({ vaultKey, vaultId, kdf, rootKey: decodeBase64(rootKey), limits });
  const envelope = await sealAnything(content, { vaultKey, vaultId, slots: [slot] });
  return { envelope, vaultKey, proof: { slotId: slot.id, rootKey } };
};

/** The JSON content of a vault with `count` different accounts. */
export const contentOf = (count: number): { schema: number; accounts: Record<string, unknown>[] } => {
  const accounts = Array.from({ length: count }, (_, index) =>
    makeAccount({
      id: `account-${index}`,
      key: { accountName: `member${index}`, secret: new Uint8Array(20).fill(index + 1) },
    }),
  );
  return JSON.parse(new TextDecoder().decode(encodeVault({ schema: 1, accounts })));
};

/** Everything that is stored of the vault, for comparing. */
export const placesOf = ({ vaultPlaces }: Pick<Rig, "vaultPlaces">): string =>
  JSON.stringify(
    [vaultPlaces.local, vaultPlaces.mirror, vaultPlaces.markers].map((place) => [...place].sort()),
  );

/** The envelope that is stored. */
export const storedEnvelope = ({ vaultPlaces }: Pick<Rig, "vaultPlaces">): Envelope =>
  readEnvelope(JSON.parse(vaultPlaces.stored ?? "null"));

/** The key of the stored vault, by its password's root key. */
export const vaultKeyOf = async (rig: Pick<Rig, "vaultPlaces">, rootKey: string): Promise<Uint8Array> => {
  const envelope = storedEnvelope(rig);
  const slotId = envelope.slots.find(({ type }) => type === "password")?.id ?? "";
  const outcome = await unlockVault(envelope, slotId, decodeBase64(rootKey));
  if (outcome.status !== "unlocked") throw new Error("the rig's key is wrong");
  return outcome.vaultKey;
};
