import { describe, expect, it } from "vitest";
import {
  codeAtStep,
  createSecret,
  hotpCode,
  matchStep,
  SECRET_ALPHABET,
  stepAt,
  toBase32,
  toGroupedKey,
  UsedCodes,
} from "../../portal/totp.ts";

// RFC 6238 appendix B: time in seconds, then the eight-digit codes for SHA-1, SHA-256 and SHA-512.
const RFC_6238 = [
  [59, "94287082", "46119246", "90693936"],
  [1111111109, "07081804", "68084774", "25091201"],
  [1111111111, "14050471", "67062674", "99943326"],
  [1234567890, "89005924", "91819424", "93441116"],
  [2000000000, "69279037", "90698825", "38618901"],
  [20000000000, "65353130", "77737706", "47863826"],
] as const;

const SEED = "1234567890";
const KEYS = { sha1: seed(20), sha256: seed(32), sha512: seed(64) };

function seed(length: number): Buffer {
  return Buffer.from(SEED.repeat(7).slice(0, length), "ascii");
}

describe("hotpCode", () => {
  it.each(RFC_6238)("gives the RFC 6238 codes at %d seconds", (seconds, sha1, sha256, sha512) => {
    const counter = stepAt(seconds * 1000);

    expect(hotpCode(KEYS.sha1, counter, 8, "sha1")).toBe(sha1);
    expect(hotpCode(KEYS.sha256, counter, 8, "sha256")).toBe(sha256);
    expect(hotpCode(KEYS.sha512, counter, 8, "sha512")).toBe(sha512);
  });

  // RFC 4226 appendix D.
  it("gives the RFC 4226 codes for counters 0 to 9", () => {
    const codes = Array.from({ length: 10 }, (_, counter) => hotpCode(KEYS.sha1, counter));

    expect(codes).toEqual([
      "755224",
      "287082",
      "359152",
      "969429",
      "338314",
      "254676",
      "287922",
      "162583",
      "399871",
      "520489",
    ]);
  });
});

describe("matchStep", () => {
  const secret = "Ab3dEf6hIjKlMnOpQrS1";
  const timeMs = 1_800_000_015_000;
  const step = stepAt(timeMs);

  it("accepts the steps beside the current one and refuses those beyond", () => {
    const matches = [-2, -1, 0, 1, 2].map((offset) =>
      matchStep(secret, codeAtStep(secret, step + offset), timeMs, 1),
    );

    expect(matches).toEqual([null, step - 1, step, step + 1, null]);
  });

  it("accepts the current step alone when the window is 0", () => {
    const matches = [-1, 0, 1].map((offset) =>
      matchStep(secret, codeAtStep(secret, step + offset), timeMs, 0),
    );

    expect(matches).toEqual([null, step, null]);
  });
});

describe("createSecret", () => {
  it("gives 20 characters of the server's alphabet, which has 59 and no X, Y or Z in upper case", () => {
    const secrets = Array.from({ length: 50 }, createSecret);

    expect(new Set(SECRET_ALPHABET).size).toBe(59);
    expect(SECRET_ALPHABET).not.toMatch(/[XYZ]/);
    expect(
      secrets.every(
        (secret) => secret.length === 20 && [...secret].every((c) => SECRET_ALPHABET.includes(c)),
      ),
    ).toBe(true);
    expect(new Set(secrets).size).toBe(50);
  });
});

describe("toBase32", () => {
  // RFC 4648 section 10, padding left out.
  it.each([
    ["f", "MY"],
    ["fo", "MZXQ"],
    ["foo", "MZXW6"],
    ["foobar", "MZXW6YTBOI"],
  ])("writes %s as RFC 4648 does", (text, base32) => {
    expect(toBase32(text)).toBe(base32);
  });

  it("shows a key in eight groups of four", () => {
    expect(toGroupedKey("Ab3dEf6hIjKlMnOpQrS1")).toBe("IFRD GZCF MY3G QSLK JNWE 23SP OBIX EUZR");
  });
});

describe("UsedCodes", () => {
  it("remembers a code for 90 seconds, for that device alone", () => {
    const used = new UsedCodes();

    used.remember("device-a", "123456", 1000, 1);

    expect(used.isUsed("device-a", "123456", 90_999)).toBe(true);
    expect(used.isUsed("device-a", "123456", 91_000)).toBe(false);
    expect(used.isUsed("device-b", "123456", 1000)).toBe(false);
  });
});
