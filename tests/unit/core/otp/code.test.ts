import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeAt, codeAtStep } from "../../../../lib/core/otp/code.ts";
import { OtpError } from "../../../../lib/core/otp/otp-error.ts";
import type { Algorithm, Digits, OtpKey } from "../../../../lib/core/otp/otp-key.ts";
import { scaled } from "../../scale.ts";

const DIGITS = "1234567890";

function keyOf(secret: Uint8Array, algorithm: Algorithm = "SHA1", digits: Digits = 6, period = 30): OtpKey {
  return { type: "totp", issuer: "", accountName: "", secret, algorithm, digits, period };
}

function seed(length: number): Uint8Array {
  return new TextEncoder().encode(DIGITS.repeat(7).slice(0, length));
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof OtpError) return error.code;
    throw error;
  }
  return "accepted";
}

/** RFC 4226 §5.3 written a second time, on Node's HMAC and big integers. */
function referenceCode(key: OtpKey, timeMs: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(timeMs) / (BigInt(key.period) * 1000n));
  const mac = createHmac(key.algorithm.toLowerCase(), key.secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** key.digits).padStart(key.digits, "0");
}

describe("codeAtStep", () => {
  it("gives the ten HOTP values of RFC 4226 appendix D", () => {
    const codes = Array.from({ length: 10 }, (_, step) => codeAtStep(keyOf(seed(20)), step));

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

  it("uses all eight counter bytes", () => {
    const key = keyOf(seed(20), "SHA1", 8);
    const steps = [0xffffffff, 0x100000000, Number.MAX_SAFE_INTEGER];

    expect(steps.map((step) => codeAtStep(key, step))).toEqual(
      steps.map((step) => {
        const counter = Buffer.alloc(8);
        counter.writeBigUInt64BE(BigInt(step));
        const mac = createHmac("sha1", key.secret).update(counter).digest();
        return String((mac.readUInt32BE((mac[19] ?? 0) & 15) & 0x7fffffff) % 1e8).padStart(8, "0");
      }),
    );
  });

  it("accepts counter 2^53 - 1 and refuses 2^53, negative and fractional ones", () => {
    const verdicts = [2 ** 53 - 1, 2 ** 53, -1, 1.5, Number.NaN, Infinity].map((step) =>
      codeOf(() => codeAtStep(keyOf(seed(20)), step)),
    );

    expect(verdicts).toEqual(["accepted", ...Array(5).fill("counter-out-of-range")]);
  });

  it("refuses an empty secret", () => {
    expect(codeOf(() => codeAtStep(keyOf(new Uint8Array()), 1))).toBe("bad-key");
  });

  it("reads only the view of a secret inside a larger buffer and leaves it intact", () => {
    const whole = new Uint8Array(60);
    whole.set(seed(20), 20);

    expect(codeAtStep(keyOf(whole.subarray(20, 40)), 0)).toBe("755224");
    expect(whole.subarray(20, 40)).toEqual(seed(20));
  });
});

describe("codeAt", () => {
  // RFC 6238 appendix B, with the seeds of its errata: as long as the algorithm's output.
  const times = [59, 1111111109, 1111111111, 1234567890, 2000000000, 20000000000];
  it.each<[Algorithm, number, string[]]>([
    ["SHA1", 20, ["94287082", "07081804", "14050471", "89005924", "69279037", "65353130"]],
    ["SHA256", 32, ["46119246", "68084774", "67062674", "91819424", "90698825", "77737706"]],
    ["SHA512", 64, ["90693936", "25091201", "99943326", "93441116", "38618901", "47863826"]],
  ])("gives RFC 6238's %s vectors with a %i-byte seed", (algorithm, length, codes) => {
    const key = keyOf(seed(length), algorithm, 8);

    expect(times.map((seconds) => codeAt(key, seconds * 1000))).toEqual(codes);
  });

  it("shortens to 6 and 7 digits by dropping leading ones", () => {
    const codes = ([6, 7, 8] as const).map((digits) =>
      codeAt(keyOf(seed(20), "SHA1", digits), 1111111109_000),
    );

    expect(codes).toEqual(["081804", "7081804", "07081804"]);
  });

  it("changes with the step, not before", () => {
    const key = keyOf(seed(20), "SHA1", 8);

    expect(codeAt(key, 59_999)).toBe("94287082");
    expect(codeAt(key, 30_000)).toBe("94287082");
    expect(codeAt(key, 60_000)).not.toBe("94287082");
    expect(codeAt(key, 29_999)).not.toBe("94287082");
  });

  it("refuses a negative, infinite or missing time", () => {
    const verdicts = [-1, Infinity, Number.NaN, 2 ** 53].map((timeMs) =>
      codeOf(() => codeAt(keyOf(seed(20)), timeMs)),
    );

    expect(verdicts).toEqual(Array(4).fill("time-out-of-range"));
  });

  it("equals a second implementation on Node's HMAC in 50,000 random cases", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 10, maxLength: 64 }),
        fc.oneof(fc.integer({ min: 0, max: 4_102_444_800_000 }), fc.maxSafeNat()),
        fc.constantFrom<Algorithm>("SHA1", "SHA256", "SHA512"),
        fc.constantFrom<Digits>(6, 7, 8),
        fc.integer({ min: 15, max: 300 }),
        (secret, timeMs, algorithm, digits, period) => {
          const key = keyOf(secret, algorithm, digits, period);
          return codeAt(key, timeMs) === referenceCode(key, timeMs);
        },
      ),
      { numRuns: scaled({ ci: 50_000, long: 1_000_000 }) },
    );
  });
});
