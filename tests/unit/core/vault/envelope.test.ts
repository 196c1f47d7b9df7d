import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { encodeBase64 } from "../../../../lib/core/bytes.ts";
import { findPasswordSlot, MAX_CIPHERTEXT_BYTES, readEnvelope } from "../../../../lib/core/vault/envelope.ts";
import { VaultError } from "../../../../lib/core/vault/vault-error.ts";
import { scaled } from "../../scale.ts";
import {
  CHEAP_KDF,
  copyJson,
  makePasskeySlot,
  makeRecoverySlot,
  makeSample,
  type Sample,
} from "./samples.ts";

let sample: Sample;
/** An envelope with a slot of every type. */
let valid: ReturnType<typeof copyJson>;

beforeAll(async () => {
  sample = await makeSample();
  const { envelope, vaultKey, rootKey } = sample;
  const passkey = await makePasskeySlot(vaultKey, envelope.vaultId, rootKey);
  const recovery = await makeRecoverySlot(vaultKey, envelope.vaultId, rootKey);
  valid = copyJson({ ...envelope, slots: [...envelope.slots, passkey, recovery] });
});

function refusal(code: string) {
  return expect.objectContaining({ name: "VaultError", code });
}

/** `count` bytes of one value, as base64. */
function base64Of(count: number, value = 7): string {
  return encodeBase64(new Uint8Array(count).fill(value));
}

describe("readEnvelope", () => {
  it("reads all three slot types into fresh objects", () => {
    const envelope = readEnvelope(valid);

    expect(envelope).toEqual(valid);
    expect(envelope).not.toBe(valid);
    expect(envelope.slots[0]).not.toBe(valid.slots[0]);
    expect(envelope.slots.map(({ type }) => type)).toEqual(["password", "passkey", "recovery"]);
  });

  it.each([
    ["undefined", undefined],
    ["null", null],
    ["a number", 7],
    ["a text", "{}"],
    ["a list", []],
    ["an empty object", {}],
    ["a byte array", new Uint8Array(64)],
    ["a date", new Date(0)],
    ["a map", new Map([["format", "hitotoki-vault"]])],
    ["a function", () => valid],
  ])("refuses %s", (_, value) => {
    expect(() => readEnvelope(value)).toThrow(refusal("damaged"));
  });

  it("refuses an accessor in place of a value, even one that answers well", () => {
    for (const field of Object.keys(valid)) {
      const tricky = copyJson(valid);
      Object.defineProperty(tricky, field, { get: () => valid[field], enumerable: true });

      expect(() => readEnvelope(tricky)).toThrow(refusal("damaged"));
    }
  });

  it("refuses every field when it is missing and when it has a wrong type", () => {
    let cases = 0;
    for (const path of pathsOf(valid)) {
      for (const wrong of [undefined, null, true, -1, 0.5, "?", [], {}, new Uint8Array(32)]) {
        const changed = copyJson(valid);
        const { parent, key } = locate(changed, path);
        if (wrong === undefined) delete parent[key];
        else parent[key] = wrong;
        if (isOpenText(path) && (wrong === "?" || Array.isArray(wrong))) continue;
        expect(() => readEnvelope(changed), path.join(".")).toThrow(VaultError);
        cases++;
      }
    }

    expect(cases).toBeGreaterThan(300);
  });

  it("refuses unknown fields at every level", () => {
    for (const path of [
      [],
      ["content"],
      ["slots", "0"],
      ["slots", "0", "kdf"],
      ["slots", "1", "kdf"],
      ["slots", "2"],
    ]) {
      const changed = copyJson(valid);
      path.reduce((value, key) => value[key], changed).extra = 1;

      expect(() => readEnvelope(changed)).toThrow(refusal("damaged"));
    }
  });

  it.each(["__proto__", "constructor", "prototype"])(
    "refuses the key %s from JSON and leaves prototypes alone",
    (key) => {
      const text = JSON.stringify(valid);
      const atTop = text.replace("{", `{"${key}":{"polluted":true},`);
      const inSlot = text.replace('"slots":[{', `"slots":[{"${key}":{"polluted":true},`);

      expect(() => readEnvelope(JSON.parse(atTop))).toThrow(refusal("damaged"));
      expect(() => readEnvelope(JSON.parse(inSlot))).toThrow(refusal("damaged"));
      expect(Reflect.get({}, "polluted")).toBeUndefined();
    },
  );

  it("ignores what a prototype offers", () => {
    expect(() => readEnvelope(Object.create(valid))).toThrow(refusal("damaged"));
  });

  it("reports a newer version as such, whatever else changed, and an older one as damage", () => {
    const newer = { format: "hitotoki-vault", version: 2, somethingElse: true };

    expect(() => readEnvelope(newer)).toThrow(refusal("newer-version"));
    expect(() => readEnvelope({ ...valid, version: 2 ** 40 })).toThrow(refusal("newer-version"));
    expect(() => readEnvelope({ ...valid, version: 0 })).toThrow(refusal("damaged"));
    expect(() => readEnvelope({ ...valid, version: 1.5 })).toThrow(refusal("damaged"));
    expect(() => readEnvelope({ ...valid, version: "2" })).toThrow(refusal("damaged"));
    expect(() => readEnvelope({ ...newer, format: "another-vault" })).toThrow(refusal("damaged"));
  });

  it("accepts generation 1 and the largest safe integer, refuses 0 and the next one", () => {
    const withGeneration = (generation: number) => readEnvelope({ ...valid, generation }).generation;

    expect(withGeneration(1)).toBe(1);
    expect(withGeneration(Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => withGeneration(0)).toThrow(refusal("damaged"));
    expect(() => withGeneration(Number.MAX_SAFE_INTEGER + 1)).toThrow(refusal("damaged"));
  });

  it("accepts 1 to 6 slots as the types allow, refuses 0 and 9", () => {
    const [password, passkey, recovery] = valid.slots;
    const passkeys = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...passkey, id: base64Of(16, index) }));
    const withSlots = (slots: unknown) => readEnvelope({ ...valid, slots }).slots.length;

    expect(withSlots([password])).toBe(1);
    expect(withSlots([password, ...passkeys(4), recovery])).toBe(6);
    expect(withSlots([recovery])).toBe(1);
    expect(() => withSlots([])).toThrow(refusal("damaged"));
    expect(() => withSlots(passkeys(9))).toThrow(refusal("damaged"));
    expect(() => withSlots([password, ...passkeys(5)])).toThrow(refusal("damaged"));
    expect(() => withSlots([password, { ...password, id: base64Of(16) }])).toThrow(refusal("damaged"));
    expect(() => withSlots([password, recovery, { ...recovery, id: base64Of(16) }])).toThrow(
      refusal("damaged"),
    );
  });

  it("refuses two slots of one id", () => {
    const [password, passkey] = valid.slots;

    expect(() => readEnvelope({ ...valid, slots: [password, { ...passkey, id: password.id }] })).toThrow(
      refusal("damaged"),
    );
  });

  it("refuses an unknown slot type and a KDF of another type", () => {
    const [password, passkey, recovery] = valid.slots;
    const impossible = [
      { ...password, type: "pattern" },
      { ...password, kdf: recovery.kdf },
      { ...recovery, kdf: password.kdf },
      { ...passkey, kdf: { ...passkey.kdf, algorithm: "hkdf" } },
    ];

    for (const slot of impossible) {
      expect(() => readEnvelope({ ...valid, slots: [slot] })).toThrow(refusal("damaged"));
    }
  });

  it("refuses a weak or excessive KDF in a stored slot, and takes a cheap one under a test's limits only", () => {
    const withN = (N: number) => ({
      ...valid,
      slots: [{ ...valid.slots[0], kdf: { ...valid.slots[0].kdf, N } }],
    });

    expect(() => readEnvelope(withN(2 ** 16))).toThrow(refusal("kdf-out-of-range"));
    expect(() => readEnvelope(withN(2 ** 30))).toThrow(refusal("kdf-out-of-range"));
    expect(readEnvelope(withN(2 ** 18)).slots).toHaveLength(1);
    expect(readEnvelope(withN(2 ** 10), CHEAP_KDF).slots).toHaveLength(1);
  });

  it.each([
    ["without padding", (text: string) => text.replace(/=+$/, "")],
    ["in the URL alphabet", (text: string) => text.replace(/^../, "-_")],
    ["with a blank", (text: string) => `${text.slice(0, -4)} ${text.slice(-3)}`],
    ["with a line break at the end", (text: string) => `${text}\n`],
    ["with unused bits set", (text: string) => text.replace(/.==$/, "B==")],
  ])("refuses base64 %s", (_, spoil) => {
    expect(() => readEnvelope({ ...valid, vaultId: spoil(base64Of(16)) })).toThrow(refusal("damaged"));
  });

  it("accepts a ciphertext of a bare tag and refuses one byte less and one byte over the limit", () => {
    const withCiphertext = (size: number) =>
      readEnvelope({ ...valid, content: { ...valid.content, ciphertext: base64Of(size) } });

    expect(withCiphertext(16).content.ciphertext).toBe(base64Of(16));
    expect(() => withCiphertext(15)).toThrow(refusal("damaged"));
    expect(() => withCiphertext(MAX_CIPHERTEXT_BYTES + 1)).toThrow(refusal("damaged"));
  });

  it("answers 50,000 foreign inputs with an equal envelope or a VaultError, nothing else", () => {
    const seen = { read: 0, refused: 0 };
    const judge = (value: unknown) => {
      try {
        expect(readEnvelope(value)).toEqual(value);
        seen.read++;
      } catch (error) {
        expect(error).toBeInstanceOf(VaultError);
        seen.refused++;
      }
    };
    const paths = pathsOf(valid);
    const text = JSON.stringify(valid);
    const anything = fc.anything({
      withNullPrototype: true,
      withTypedArray: true,
      withMap: true,
      withDate: true,
    });
    const edit = fc.record({ path: fc.constantFrom(...paths), value: fc.oneof(anything, fc.base64String()) });
    const byteEdits = fc.array(fc.tuple(fc.nat(text.length - 1), fc.integer({ min: 32, max: 126 })), {
      minLength: 1,
      maxLength: 3,
    });

    const factor = scaled({ ci: 1, long: 10 });
    fc.assert(fc.property(anything, judge), { numRuns: 15_000 * factor });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 3 }), (edits) => judge(applyEdits(valid, edits))),
      { numRuns: 15_000 * factor },
    );
    fc.assert(
      fc.property(byteEdits, (edits) => judge(parseOrNull(spoilText(text, edits)))),
      { numRuns: 20_000 * factor },
    );

    expect(seen.read + seen.refused).toBeGreaterThanOrEqual(50_000);
    expect(seen.refused).toBeGreaterThan(40_000);
    expect(seen.read).toBeGreaterThan(100);
  });
});

describe("findPasswordSlot", () => {
  it("finds the one password slot and answers null without one", () => {
    const envelope = readEnvelope(valid);

    expect(findPasswordSlot(envelope)).toEqual(valid.slots[0]);
    expect(findPasswordSlot({ ...envelope, slots: envelope.slots.slice(1) })).toBeNull();
  });
});

type Path = readonly string[];

/** Names are any text, transports any list of short texts: the wrong values of the table that are right there. */
function isOpenText(path: Path): boolean {
  return path.includes("name") || path.includes("transports");
}

/** Paths of everything inside `value`. */
function pathsOf(value: unknown, base: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [[...base, key], ...pathsOf(child, [...base, key])]);
}

function locate(root: ReturnType<typeof copyJson>, path: Path) {
  const parent = path.slice(0, -1).reduce((value, key) => value?.[key], root);
  return { parent, key: path.at(-1)! };
}

function applyEdits(
  source: unknown,
  edits: readonly { readonly path: Path; readonly value: unknown }[],
): unknown {
  const changed = copyJson(source);
  for (const { path, value } of edits) {
    const { parent, key } = locate(changed, path);
    // An earlier edit may have put a value there that holds nothing.
    if (typeof parent === "object" && parent !== null && !ArrayBuffer.isView(parent)) {
      Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
    }
  }
  return changed;
}

function spoilText(text: string, edits: readonly (readonly [number, number])[]): string {
  const units = Array.from(text, (unit) => unit.charCodeAt(0));
  for (const [at, unit] of edits) units[at] = unit;
  return String.fromCharCode(...units);
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not JSON: nothing for the reader, which then refuses null
  }
}
