import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { BackupError } from "../../../../lib/core/backup/backup-error.ts";
import { readBackup } from "../../../../lib/core/backup/backup-file.ts";
import { readFileText } from "../../../../lib/core/backup/file-text.ts";
import { scaled } from "../../scale.ts";
import { makeBackup } from "./samples.ts";

const runs = scaled({ ci: 50_000, long: 500_000 });
let bytes: Uint8Array;

beforeAll(async () => {
  bytes = new TextEncoder().encode((await makeBackup()).text);
});

/** "read", or the code of the refusal; anything else is thrown on. */
const outcome = (file: Uint8Array): string => {
  try {
    readBackup(readFileText(file));
    return "read";
  } catch (error) {
    if (error instanceof BackupError) return error.code;
    throw error;
  }
};

const edit = fc.record({
  at: fc.nat(4_000),
  kind: fc.constantFrom("set", "insert", "remove", "copy"),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
});

const apply = (file: Uint8Array, edits: readonly { at: number; kind: string; bytes: Uint8Array }[]) =>
  edits.reduce((before, { at, kind, bytes: noise }) => {
    const place = at % (before.length + 1);
    const head = before.slice(0, place);
    if (kind === "insert") return Uint8Array.from([...head, ...noise, ...before.slice(place)]);
    if (kind === "remove") return Uint8Array.from([...head, ...before.slice(place + noise.length)]);
    if (kind === "copy") return Uint8Array.from([...head, ...before.slice(place - noise.length)]);
    return Uint8Array.from([...head, ...noise, ...before.slice(place + noise.length)]);
  }, file);

/** Whether the same values are left: a blank more, of whatever kind around them, is no damage. */
const isSameJson = (file: Uint8Array): boolean => {
  const text = (of: Uint8Array) => JSON.stringify(JSON.parse(readFileText(of)));
  return text(file) === text(bytes);
};

describe(`${runs} damaged files`, () => {
  it("are refused with a code, or hold exactly what was written", () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const file = apply(bytes, edits);
        const result = outcome(file);
        expect(result !== "read" || isSameJson(file)).toBe(true);
      }),
      { numRuns: runs, seed: 20_261_125 },
    );
  });

  it("of any bytes at all are refused with a code", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (file) => {
        expect(outcome(file)).not.toBe("read");
      }),
      { numRuns: runs, seed: 20_261_126 },
    );
  });

  it("of any JSON at all are refused with a code", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(outcome(new TextEncoder().encode(text))).not.toBe("read");
      }),
      { numRuns: 10_000, seed: 20_261_127 },
    );
  });
});
