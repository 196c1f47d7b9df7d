import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { deriveRootKey, newScryptParameters } from "../../../../lib/core/vault/kdf.ts";
import { chooseScryptN, timeScrypt } from "../../../../lib/core/vault/kdf-cost.ts";

const started = vi.hoisted(() => ({ costs: [] as number[] }));

vi.mock("@noble/hashes/scrypt.js", () => ({
  scryptAsync: async (_: Uint8Array, __: Uint8Array, { N, dkLen }: { N: number; dkLen: number }) => {
    started.costs.push(N);
    return new Uint8Array(dkLen);
  },
}));

beforeEach(() => {
  started.costs.length = 0;
});

describe("chooseScryptN", () => {
  const [N, deviceMemoryGb] = [2 ** 15, 8];

  it.each([
    ["exactly a second is expected", { elapsedMs: 125 }, 2 ** 18],
    ["a little more than a second is expected", { elapsedMs: 125.1 }, 2 ** 17],
    ["a very fast PC", { elapsedMs: 1 }, 2 ** 18],
    ["a very slow PC", { elapsedMs: 60_000 }, 2 ** 17],
    ["less than 8 GB", { elapsedMs: 10, deviceMemoryGb: 4 }, 2 ** 17],
    ["more than 8 GB", { elapsedMs: 10, deviceMemoryGb: 32 }, 2 ** 18],
    ["memory not said", { elapsedMs: 10, deviceMemoryGb: undefined }, 2 ** 17],
    ["a clock that stood still", { elapsedMs: 0 }, 2 ** 17],
    ["a clock that went back", { elapsedMs: -5 }, 2 ** 17],
    ["a clock that says nothing", { elapsedMs: Number.NaN }, 2 ** 17],
    ["an unlock at 2^17 of half a second", { N: 2 ** 17, elapsedMs: 500 }, 2 ** 18],
    ["an unlock at 2^17 of more than that", { N: 2 ** 17, elapsedMs: 501 }, 2 ** 17],
    ["an unlock at 2^18 of a second", { N: 2 ** 18, elapsedMs: 1_000 }, 2 ** 18],
  ])("decides for %s", (_, measured, expected) => {
    expect(chooseScryptN({ N, deviceMemoryGb, ...measured })).toBe(expected);
  });

  it("gives one of two costs for anything at all, never less", () => {
    fc.assert(
      fc.property(
        fc.double(),
        fc.option(fc.double(), { nil: undefined }),
        fc.integer({ min: 15, max: 18 }),
        (elapsedMs, memory, log2N) => {
          const chosen = chooseScryptN({ N: 2 ** log2N, elapsedMs, deviceMemoryGb: memory });
          expect([2 ** 17, 2 ** 18]).toContain(chosen);
        },
      ),
    );
  });
});

describe("timeScrypt", () => {
  it("times one derivation of 2^15 after a smaller one, by the clock it is given", async () => {
    const times = [1_000, 1_170];

    const timed = await timeScrypt(() => {
      started.costs.push(0); // a look at the clock
      return times.shift() ?? Number.NaN;
    });

    expect(timed).toEqual({ N: 2 ** 15, elapsedMs: 170 });
    expect(started.costs).toEqual([2 ** 12, 0, 2 ** 15, 0]);
  });
});

describe("deriveRootKey: costs of foreign origin", () => {
  const kdf = newScryptParameters();

  it.each([
    ["N of 2^30", { N: 2 ** 30 }],
    ["N of 2^19", { N: 2 ** 19 }],
    ["N of 2^16", { N: 2 ** 16 }],
    ["N of 1", { N: 1 }],
    ["N that is no power of two", { N: 2 ** 17 + 1 }],
    ["negative N", { N: -(2 ** 17) }],
    ["fractional N", { N: 131_072.5 }],
    ["N as text", { N: "131072" }],
    ["no N", { N: undefined }],
    ["N that is no number", { N: Number.NaN }],
    ["endless N", { N: Number.POSITIVE_INFINITY }],
    ["r of 2^20", { r: 2 ** 20 }],
    ["r of 1", { r: 1 }],
    ["negative r", { r: -8 }],
    ["r as text", { r: "8" }],
    ["p of a million", { p: 1_000_000 }],
    ["p of 5", { p: 5 }],
    ["p of 0", { p: 0 }],
    ["fractional p", { p: 1.5 }],
    ["p as text", { p: "1" }],
    ["a salt of 16 bytes", { salt: "AAAAAAAAAAAAAAAAAAAAAA==" }],
    ["a salt that is no text", { salt: 5 }],
    ["another algorithm", { algorithm: "argon2id" }],
    ["a key too many", { maxmem: 1 }],
  ])("refuses %s before any derivation, within 5 ms", async (_, change) => {
    const foreign = { ...kdf, ...change } as typeof kdf;
    const timesMs: number[] = [];
    // The fastest of five: a busy machine may interrupt one of them.
    for (let round = 0; round < 5; round += 1) {
      const startedMs = performance.now();
      const refusal = await deriveRootKey("kame-no-niwa", foreign).then(
        () => "derived",
        (error: { code?: string }) => error.code,
      );
      timesMs.push(performance.now() - startedMs);
      expect(["kdf-out-of-range", "damaged"]).toContain(refusal);
    }

    expect(Math.min(...timesMs)).toBeLessThan(5);
    expect(started.costs).toEqual([]);
  });

  it.each([2 ** 17, 2 ** 18])("derives at N = %i (the control for the cases above)", async (N) => {
    await deriveRootKey("kame-no-niwa", { ...kdf, N });
    expect(started.costs).toEqual([N]);
  });
});
