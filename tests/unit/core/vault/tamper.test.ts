import { randomBytes } from "@noble/hashes/utils.js";
import { beforeAll, describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64 } from "../../../../lib/core/bytes.ts";
import { readEnvelope } from "../../../../lib/core/vault/envelope.ts";
import { openVault, sealVault } from "../../../../lib/core/vault/seal.ts";
import { VaultError } from "../../../../lib/core/vault/vault-error.ts";
import {
  copyJson,
  makePasskeySlot,
  makeRecoverySlot,
  makeSample,
  openForeign,
  type Sample,
} from "./samples.ts";

let sample: Sample;
let text: string;

beforeAll(async () => {
  sample = await makeSample();
  text = JSON.stringify(sample.envelope);
});

/** "opened", or how the altered envelope failed. Anything but these outcomes and a VaultError fails the test. */
async function attempt(open: () => Promise<unknown>): Promise<string> {
  try {
    return (await open()) === null ? "wrong-password" : "opened";
  } catch (error) {
    if (error instanceof VaultError) return error.code;
    throw error;
  }
}

/** Both ways in: by the password's root key, and by the vault key of a running session. */
async function attemptBoth(value: unknown, { rootKey, vaultKey }: Sample): Promise<readonly string[]> {
  return [
    await attempt(() => openForeign(value, rootKey)),
    await attempt(async () => openVault(readEnvelope(value), vaultKey)),
  ];
}

/** Names of the base64 fields of the sample, as paths. */
const BINARY_FIELDS = [
  ["vaultId"],
  ["slots", "0", "id"],
  ["slots", "0", "kdf", "salt"],
  ["slots", "0", "nonce"],
  ["slots", "0", "wrappedKey"],
  ["slots", "0", "commitment"],
  ["content", "salt"],
  ["content", "nonce"],
  ["content", "commitment"],
  ["content", "ciphertext"],
] as const;

function changeField(path: readonly string[], change: (value: never) => unknown): unknown {
  const changed = copyJson(sample.envelope);
  const parent = path.slice(0, -1).reduce((value, key) => value[key], changed);
  parent[path.at(-1)!] = change(parent[path.at(-1)!] as never);
  return changed;
}

describe("a sealed vault", () => {
  it("opens untouched by both ways, so that the refusals below mean something", async () => {
    expect(await attemptBoth(JSON.parse(text), sample)).toEqual(["opened", "opened"]);
  });

  it.each(BINARY_FIELDS.map((path) => [path.join("."), path] as const))(
    "opens by neither way after any single bit of %s flips",
    async (_, path) => {
      const size = decodeBase64(path.reduce((value, key) => value[key], copyJson(sample.envelope))).length;

      for (let bit = 0; bit < size * 8; bit++) {
        const flipped = changeField(path, (value) => {
          const bytes = decodeBase64(value);
          bytes[bit >> 3]! ^= 1 << (bit & 7);
          return encodeBase64(bytes);
        });
        expect(await attemptBoth(flipped, sample)).not.toContain("opened");
      }
    },
  );

  it("opens by neither way after any other number in its header", async () => {
    const { generation } = sample.envelope;
    const numbers = [
      ...Array.from({ length: 53 }, (_, bit) =>
        changeField(["generation"], () => Number(BigInt(generation) ^ (1n << BigInt(bit)))),
      ),
      ...Array.from({ length: 31 }, (_, bit) => changeField(["version"], () => 1 ^ (1 << bit))),
      ...["N", "r", "p"].flatMap((name) =>
        Array.from({ length: 31 }, (_, bit) =>
          changeField(["slots", "0", "kdf", name], (value) => (value as number) ^ (1 << bit)),
        ),
      ),
      changeField(["slots", "0", "kdf", "N"], () => 2 ** 18),
    ];

    for (const changed of numbers) expect(await attemptBoth(changed, sample)).not.toContain("opened");
  });

  it("opens by neither way after any single bit of its JSON text flips", async () => {
    const bytes = new TextEncoder().encode(text);

    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(await attemptText(new TextDecoder().decode(flipped))).not.toContain("opened");
    }
  });

  it("opens by neither way after 10,000 edits of several bytes", async () => {
    const bytes = new TextEncoder().encode(text);

    for (let round = 0; round < 10_000; round++) {
      const [edited, noise] = [bytes.slice(), randomBytes(24)];
      const view = new DataView(noise.buffer, noise.byteOffset);
      for (let i = 0; i < 2 + (noise[23]! % 6); i++) {
        const at = view.getUint16(i * 3) % bytes.length;
        edited[at] = 32 + (noise[i * 3 + 2]! % 95);
      }
      if (edited.every((byte, index) => byte === bytes[index])) continue;
      expect(await attemptText(new TextDecoder().decode(edited))).not.toContain("opened");
    }
  });

  it("opens by neither way when its text or its ciphertext is cut anywhere", async () => {
    for (let length = 0; length < text.length; length++) {
      expect(await attemptText(text.slice(0, length))).not.toContain("opened");
    }
    const size = decodeBase64(sample.envelope.content.ciphertext).length;
    for (let length = 0; length < size; length++) {
      const cut = changeField(["content", "ciphertext"], (value) =>
        encodeBase64(decodeBase64(value).slice(0, length)),
      );
      expect(await attemptBoth(cut, sample)).not.toContain("opened");
    }
  });
});

describe("two sealed vaults", () => {
  it("do not open with slots exchanged, even under the same password and vault key", async () => {
    const other = await makeSample();
    const { envelope, vaultKey, rootKey, vault } = sample;
    const twinSlot = copyJson(envelope.slots[0]);
    const twin = await sealVault({
      vault,
      vaultKey,
      vaultId: other.envelope.vaultId,
      generation: 3,
      slots: [twinSlot],
    });

    expect(
      await attempt(() => openForeign({ ...envelope, slots: other.envelope.slots }, other.rootKey)),
    ).toBe("damaged");
    expect(await attempt(() => openForeign({ ...envelope, slots: other.envelope.slots }, rootKey))).toBe(
      "wrong-password",
    );
    expect(await attempt(() => openForeign(twin, rootKey))).toBe("damaged");
  });

  it("do not open with contents exchanged between generations of one vault", async () => {
    const { envelope, vaultKey, rootKey, vault } = sample;
    const next = await sealVault({ ...envelope, vault, vaultKey, generation: 4 });

    expect(await attempt(() => openForeign({ ...next, content: envelope.content }, rootKey))).toBe("damaged");
    expect(await attempt(() => openForeign({ ...envelope, content: next.content }, rootKey))).toBe("damaged");
    expect(await attempt(() => openForeign(next, rootKey))).toBe("opened");
  });

  it("do not open after a slot was added, removed or moved, or its description changed", async () => {
    const { envelope, vaultKey, rootKey, vault } = sample;
    const [password] = envelope.slots;
    const passkey = await makePasskeySlot(vaultKey, envelope.vaultId, rootKey);
    const recovery = await makeRecoverySlot(vaultKey, envelope.vaultId, rootKey.slice(0, 16));
    const full = await sealVault({ ...envelope, vault, vaultKey, slots: [password!, passkey, recovery] });
    const slotLists = [
      [password, passkey],
      [password, recovery, passkey],
      [password, { ...passkey, name: "別のPC" }, recovery],
      [password, { ...passkey, transports: [] }, recovery],
      [password, { ...passkey, createdAtMs: 1 }, recovery],
      [password, passkey, { ...recovery, createdAtMs: 1 }],
    ];

    expect(await attempt(() => openForeign(full, rootKey))).toBe("opened");
    expect(await attempt(() => openForeign({ ...envelope, slots: full.slots }, rootKey))).toBe("damaged");
    for (const slots of slotLists) {
      expect(await attemptBoth({ ...full, slots }, sample)).toEqual(["damaged", "damaged"]);
    }
  });
});

async function attemptText(changed: string): Promise<readonly string[]> {
  let value: unknown;
  try {
    value = JSON.parse(changed);
  } catch {
    return ["not JSON"];
  }
  return attemptBoth(value, sample);
}
