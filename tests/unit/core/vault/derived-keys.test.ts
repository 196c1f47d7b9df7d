import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { randomBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { decodeHex, encodeHex, encodeUtf8 } from "../../../../lib/core/bytes.ts";
import {
  deriveContentKey,
  deriveSlotKey,
  withCommittedKey,
} from "../../../../lib/core/vault/derived-keys.ts";

/** RFC 5869 appendix A.1 to A.3. */
const HKDF_VECTORS = [
  {
    ikm: "0b".repeat(22),
    salt: "000102030405060708090a0b0c",
    info: "f0f1f2f3f4f5f6f7f8f9",
    okm: "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
  },
  {
    ikm: encodeHex(Uint8Array.from({ length: 80 }, (_, index) => index)),
    salt: encodeHex(Uint8Array.from({ length: 80 }, (_, index) => 0x60 + index)),
    info: encodeHex(Uint8Array.from({ length: 80 }, (_, index) => 0xb0 + index)),
    okm: "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
  },
  {
    ikm: "0b".repeat(22),
    salt: "",
    info: "",
    okm: "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
  },
];

async function webCryptoHkdf(key: Uint8Array, salt: Uint8Array, purpose: string): Promise<string> {
  const baseKey = await crypto.subtle.importKey("raw", new Uint8Array(key), "HKDF", false, ["deriveBits"]);
  const parameters = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(salt), info: encodeUtf8(purpose) };
  return encodeHex(new Uint8Array(await crypto.subtle.deriveBits(parameters, baseKey, 256)));
}

describe("hkdf", () => {
  it.each(HKDF_VECTORS)("answers RFC 5869's vector with $okm.length digits", ({ ikm, salt, info, okm }) => {
    const derived = hkdf(sha256, decodeHex(ikm), decodeHex(salt), decodeHex(info), okm.length / 2);

    expect(encodeHex(derived)).toBe(okm);
  });
});

describe("deriveContentKey and deriveSlotKey", () => {
  it("equal WebCrypto's HKDF-SHA256 with the purposes of the format", async () => {
    const [input, salt] = [randomBytes(32), randomBytes(32)];
    const derived = [
      ["hitotoki/v1/content", deriveContentKey(input, salt)],
      ["hitotoki/v1/slot-password", deriveSlotKey(input, "password", salt)],
      ["hitotoki/v1/slot-passkey", deriveSlotKey(input, "passkey", salt)],
      ["hitotoki/v1/slot-recovery", deriveSlotKey(input, "recovery", salt)],
    ] as const;

    for (const [purpose, { key, commitment }] of derived) {
      expect(encodeHex(key)).toBe(await webCryptoHkdf(input, salt, purpose));
      expect(encodeHex(commitment)).toBe(await webCryptoHkdf(input, salt, `${purpose}-commit`));
    }
  });

  it("give eight different values for one input key and salt", () => {
    const [input, salt] = [randomBytes(32), randomBytes(32)];
    const slotTypes = ["password", "passkey", "recovery"] as const;

    const keys = [
      deriveContentKey(input, salt),
      ...slotTypes.map((type) => deriveSlotKey(input, type, salt)),
    ];

    expect(new Set(keys.flatMap(({ key, commitment }) => [encodeHex(key), encodeHex(commitment)])).size).toBe(
      8,
    );
  });
});

describe("withCommittedKey", () => {
  it("wipes key and commitment after use and after a failure", async () => {
    const used = deriveContentKey(randomBytes(32), randomBytes(32));
    const failed = deriveContentKey(randomBytes(32), randomBytes(32));

    await withCommittedKey(used, async () => undefined);
    await expect(withCommittedKey(failed, () => Promise.reject(new Error("stop")))).rejects.toThrow("stop");

    for (const bytes of [used.key, used.commitment, failed.key, failed.commitment]) {
      expect(encodeHex(bytes)).toBe("00".repeat(32));
    }
  });
});
