import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BackupError } from "../../../../lib/core/backup/backup-error.ts";
import { BACKUP_KDF_LIMITS } from "../../../../lib/core/backup/kdf-limits.ts";
import { decodeBase32 } from "../../../../lib/core/bytes.ts";
import { type AegisFile, openAegis, opensAegisSlot } from "../../../../lib/core/importers/aegis-file.ts";
import { openImportFile, readImportFile } from "../../../../lib/core/importers/import-file.ts";
import { codeAtStep } from "../../../../lib/core/otp/code.ts";
import { deriveRootKey } from "../../../../lib/core/vault/kdf.ts";
import {
  AEGIS_PASSWORD,
  aegisEntry,
  everyKind,
  plainAegis,
  RFC_SECRET,
  sealedAegis,
} from "./aegis-samples.ts";

const NOW_MS = 1_796_000_000_000;

const readFile = (text: string): AegisFile => {
  const file = readImportFile(text);
  if (file.maker !== "aegis") throw new Error("not told as a file of Aegis");
  return file.aegis;
};

const proofOf = async (file: AegisFile, password: string, index = 0) => {
  const slot = file.protection === "password" ? file.slots[index] : undefined;
  if (slot === undefined) throw new Error("no such slot");
  const options = { limits: BACKUP_KDF_LIMITS, isAsTyped: true };
  return { slotId: slot.id, rootKey: await deriveRootKey(password, slot.kdf, options) };
};

const openPlain = (entries: readonly unknown[]) => openAegis(readFile(plainAegis(entries)), null, NOW_MS);

const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return "none";
  } catch (error) {
    if (error instanceof BackupError) return error.code;
    throw error;
  }
};

const leftOutOfEveryKind = [
  { issuer: "Demo", accountName: "counter", reason: "hotp" },
  { issuer: "Steam", accountName: "gamer", reason: "steam" },
  { issuer: "Demo", accountName: "pin", reason: "other-type" },
];

describe("a vault of Aegis", () => {
  it("in clear gives its time-based keys and names the others", async () => {
    const imported = await openPlain(everyKind);

    expect(imported?.accounts).toMatchObject([
      {
        id: "entry-1",
        key: {
          type: "totp",
          issuer: "健保テスト",
          accountName: "taro",
          algorithm: "SHA1",
          digits: 6,
          period: 30,
        },
        ...{ origin: null, deviceName: "", status: "confirmed", createdAtMs: NOW_MS, deletedAtMs: null },
      },
      { id: "entry-5", key: { accountName: "hana", algorithm: "SHA256", digits: 8, period: 60 } },
    ]);
    expect(imported?.leftOut).toEqual(leftOutOfEveryKind);
  });

  it("gives keys that make the codes of RFC 6238", async () => {
    const imported = await openPlain([aegisEntry({}, { digits: 8 })]);

    const [account] = imported?.accounts ?? [];
    expect(account?.key.secret).toEqual(decodeBase32(RFC_SECRET));
    expect(account && codeAtStep(account.key, 1)).toBe("94287082"); // appendix B, time 59 s
  });

  it("sealed opens with its password as typed, and with no other", async () => {
    const file = readFile(sealedAegis());

    const imported = await openAegis(file, await proofOf(file, AEGIS_PASSWORD), NOW_MS);
    expect(imported?.accounts.map(({ key }) => key.accountName)).toEqual(["taro", "hana"]);
    expect(imported?.leftOut).toEqual(leftOutOfEveryKind);
    expect(await openAegis(file, await proofOf(file, AEGIS_PASSWORD.normalize("NFKC")), NOW_MS)).toBeNull();
    expect(await openAegis(file, null, NOW_MS)).toBeNull();
    expect(await openImportFile({ maker: "aegis", aegis: file }, null, NOW_MS)).toBeNull();
  });

  it("with two passwords opens with either at its own slot", async () => {
    const file = readFile(sealedAegis([aegisEntry()], ["first one", "second one"]));

    for (const [password, slot, opens] of [
      ["first one", 0, true],
      ["first one", 1, false],
      ["second one", 1, true],
    ] as const) {
      const proof = await proofOf(file, password, slot);
      expect(await opensAegisSlot(file, proof)).toBe(opens);
      expect((await openAegis(file, proof, NOW_MS)) !== null).toBe(opens);
    }
  });

  it.each([
    ["nothing but the secret", { issuer: null, name: undefined, info: { secret: RFC_SECRET } }],
    ["null for every number", { info: { secret: RFC_SECRET, algo: null, digits: null, period: null } }],
    ["lower case and blanks", { info: { secret: "gezd gnbv gy3t qojq gezd gnbv gy3t qojq" } }],
  ])("takes the format's defaults: %s", async (_, changes) => {
    const imported = await openPlain([aegisEntry(changes)]);

    expect(imported?.accounts).toMatchObject([{ key: { algorithm: "SHA1", digits: 6, period: 30 } }]);
    expect(imported?.accounts[0]?.key.secret).toEqual(decodeBase32(RFC_SECRET));
  });

  it("cuts names that are too long and cleans them, and loses no account for it", async () => {
    const imported = await openPlain([
      aegisEntry({ issuer: "𠮷".repeat(65), name: `a\u202e${"b".repeat(200)}` }),
    ]);

    const key = imported?.accounts[0]?.key;
    expect([...(key?.issuer ?? "")]).toHaveLength(64);
    expect(key?.accountName).toBe(`a${"b".repeat(127)}`);
  });

  it.each([
    ["no secret", {}, { secret: undefined }],
    ["a secret that is no base32", {}, { secret: "01890189018901890189" }],
    ["a secret of 5 bytes", {}, { secret: "GEZDGNBV" }],
    ["another algorithm", {}, { algo: "MD5" }],
    ["5 digits", {}, { digits: 5 }],
    ["digits in words", {}, { digits: "six" }],
    ["a period of 0", {}, { period: 0 }],
    ["half a second", {}, { period: 30.5 }],
    ["no type", { type: undefined }, {}],
    ["a name that is a number", { name: 7 }, {}],
    ["no details", { info: null }, {}],
  ])("marks one bad entry among good ones: %s", async (_, changes, info) => {
    const imported = await openPlain([
      aegisEntry(),
      aegisEntry({ name: "bad one", ...changes }, info),
      aegisEntry(),
    ]);

    expect(imported?.accounts.map(({ id }) => id)).toEqual(["entry-1", "entry-3"]);
    expect(imported?.leftOut).toMatchObject([{ issuer: "健保テスト", reason: "bad-entry" }]);
  });

  it("marks what is no entry at all", async () => {
    const imported = await openPlain([null, 7, "text", [], aegisEntry()]);

    expect(imported?.accounts).toHaveLength(1);
    expect(imported?.leftOut).toHaveLength(4);
  });
});

describe("a vault of Aegis that is refused", () => {
  /** A file whose fields a test may set to anything. */
  interface Sample {
    version?: unknown;
    header: { params: unknown; slots: { [index: number]: Record<string, unknown> } };
    db: unknown;
  }
  const change = (text: string, edit: (file: Sample) => unknown): string => {
    const file: Sample = JSON.parse(text);
    edit(file);
    return JSON.stringify(file);
  };
  const inSlot = (field: string, value: unknown) => (file: Sample) => {
    Object.assign(file.header.slots[1] ?? {}, { [field]: value });
  };

  it.each<[string, (file: Sample) => unknown, string]>([
    ["of a later version", (file) => Object.assign(file, { version: 2 }), "newer-version"],
    ["of no version", (file) => Object.assign(file, { version: undefined }), "damaged"],
    ["of version 0", (file) => Object.assign(file, { version: 0 }), "damaged"],
    ["without parameters", (file) => Object.assign(file.header, { params: null }), "damaged"],
    ["with slots of another shape", (file) => Object.assign(file.header, { slots: {} }), "damaged"],
    [
      "with 33 slots",
      (file) => Object.assign(file.header, { slots: Array(33).fill({ type: 2 }) }),
      "damaged",
    ],
    ["with a key cut short", inSlot("key", "00"), "damaged"],
    ["with a key that is no hex", inSlot("key", "zz".repeat(32)), "damaged"],
    ["that asks for 2^30", inSlot("n", 2 ** 30), "kdf-out-of-range"],
    ["that asks for next to nothing", inSlot("n", 2), "kdf-out-of-range"],
    ["that asks for r = 2^20", inSlot("r", 2 ** 20), "kdf-out-of-range"],
    ["that asks for p = 10^6", inSlot("p", 1_000_000), "kdf-out-of-range"],
    ["with a content that is no base64", (file) => Object.assign(file, { db: "*" }), "damaged"],
    ["with a list in place of the content", (file) => Object.assign(file, { db: [] }), "damaged"],
  ])("%s", async (_, edit, code) => {
    expect(await codeOf(() => readFile(change(sealedAegis(), edit)))).toBe(code);
  });

  it("of a later version of its accounts", async () => {
    const plain = change(plainAegis(), (file) => Object.assign(file.db ?? {}, { version: 4 }));

    expect(await codeOf(() => openAegis(readFile(plain), null, NOW_MS))).toBe("newer-version");
  });

  it("with more entries than a vault holds", async () => {
    expect(await codeOf(() => openPlain(Array(1_001).fill(null)))).toBe("too-large");
  });

  it("altered in its sealed part by one bit", async () => {
    const text = sealedAegis();
    const proof = await proofOf(readFile(text), AEGIS_PASSWORD);
    const altered = change(text, (file) => {
      const bytes = Buffer.from(String(file.db), "base64");
      bytes[5]! ^= 1;
      file.db = bytes.toString("base64");
    });

    expect(await codeOf(() => openAegis(readFile(altered), proof, NOW_MS))).toBe("damaged");
  });

  it("holds nothing that is not refused by a code or read, whatever stands in it", async () => {
    const place = fc.constantFrom("type", "uuid", "name", "issuer", "info", "note");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(place, fc.jsonValue({ maxDepth: 2 })), { maxLength: 4 }),
        async (changes) => {
          const imported = await openPlain([aegisEntry(Object.fromEntries(changes))]);
          expect((imported?.accounts.length ?? 0) + (imported?.leftOut.length ?? 0)).toBe(1);
        },
      ),
      { numRuns: 2_000, seed: 20_261_129 },
    );
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), async (header, db) => {
        const text = JSON.stringify({ version: 1, header, db });
        const code = await codeOf(() => openAegis(readFile(text), null, NOW_MS));
        expect(["none", "damaged", "newer-version", "kdf-out-of-range"]).toContain(code);
      }),
      { numRuns: 2_000, seed: 20_261_129 },
    );
  });
});
