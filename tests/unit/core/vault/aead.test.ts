import { gcm } from "@noble/ciphers/aes.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeHex, encodeHex } from "../../../../lib/core/bytes.ts";
import { decryptBytes, encryptBytes } from "../../../../lib/core/vault/aead.ts";

/** Test case 16 of "The Galois/Counter Mode of Operation" (McGrew, Viega), the AES-256 case with AAD. */
const GCM_VECTOR = {
  key: decodeHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"),
  nonce: decodeHex("cafebabefacedbaddecaf888"),
  aad: decodeHex("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
  plaintext: decodeHex(
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
  ),
  ciphertext:
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662" +
    "76fc6ece0f4e1768cddf8853bb2d551b",
};

const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const anyInput = fc.record({
  key: bytesOf(32),
  nonce: bytesOf(12),
  aad: fc.uint8Array({ minLength: 1, maxLength: 300 }),
});

describe("encryptBytes", () => {
  it("answers the published AES-256-GCM vector, as the second implementation does", async () => {
    const { key, nonce, aad, plaintext, ciphertext } = GCM_VECTOR;

    expect(encodeHex(await encryptBytes(GCM_VECTOR, plaintext))).toBe(ciphertext);
    expect(encodeHex(gcm(key, nonce, aad).encrypt(plaintext))).toBe(ciphertext);
  });

  it("and a second implementation open each other's ciphertexts", async () => {
    await fc.assert(
      fc.asyncProperty(anyInput, fc.uint8Array({ maxLength: 2000 }), async (input, plaintext) => {
        const second = gcm(input.key, input.nonce, input.aad);
        expect(second.decrypt(await encryptBytes(input, plaintext))).toEqual(plaintext);
        expect(await decryptBytes(input, second.encrypt(plaintext))).toEqual(plaintext);
      }),
      { numRuns: 500 },
    );
  });
});

describe("decryptBytes", () => {
  it("answers null for another key, nonce, AAD, and for a cut ciphertext", async () => {
    const ciphertext = decodeHex(GCM_VECTOR.ciphertext);
    const zeros = (length: number) => new Uint8Array(length);

    expect(await decryptBytes({ ...GCM_VECTOR, key: zeros(32) }, ciphertext)).toBeNull();
    expect(await decryptBytes({ ...GCM_VECTOR, nonce: zeros(12) }, ciphertext)).toBeNull();
    expect(await decryptBytes({ ...GCM_VECTOR, aad: zeros(20) }, ciphertext)).toBeNull();
    expect(await decryptBytes(GCM_VECTOR, ciphertext.slice(0, -1))).toBeNull();
    expect(await decryptBytes(GCM_VECTOR, ciphertext.slice(0, 8))).toBeNull();
  });

  it("throws instead of answering null when the key is not an AES key", async () => {
    await expect(
      decryptBytes({ ...GCM_VECTOR, key: new Uint8Array(31) }, new Uint8Array(32)),
    ).rejects.toThrow();
  });
});
