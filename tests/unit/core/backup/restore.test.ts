import { describe, expect, it } from "vitest";
import { compareVaults, countDifferences } from "../../../../lib/core/backup/compare.ts";
import { formatPlainList } from "../../../../lib/core/backup/plain-list.ts";
import { type RestoreChoice, restoreAccounts } from "../../../../lib/core/backup/restore.ts";
import { parseOtpauthUri } from "../../../../lib/core/otpauth/parse-uri.ts";
import { MAX_ACCOUNTS, type Vault } from "../../../../lib/core/vault/vault.ts";
import { type AccountChanges, makeAccount } from "../vault/samples.ts";

const secret = (fill: number) => new Uint8Array(20).fill(fill);
const account = (id: string, fill: number, changes: AccountChanges = {}) =>
  makeAccount({ id, ...changes, key: { accountName: id, secret: secret(fill), ...changes.key } });
const vaultOf = (...accounts: readonly ReturnType<typeof makeAccount>[]): Vault => ({ schema: 1, accounts });

const a = account("a", 1);
const b = account("b", 2);
const renamed = account("a", 1, { key: { accountName: "other" } });
const reissued = account("x", 9, { key: { accountName: "a" } });

const NOW_MS = 1_795_000_000_000;
const restore = (mine: Vault, file: Vault, choices: Record<string, RestoreChoice>) =>
  restoreAccounts(mine, file, {
    choices: new Map(Object.entries(choices)),
    nowMs: NOW_MS,
    newId: () => "fresh",
  });

describe("compareVaults", () => {
  it.each([
    ["not there", vaultOf(b), vaultOf(a), "new", null],
    ["there alike", vaultOf(a), vaultOf(a), "same", "a"],
    ["there alike under another id", vaultOf({ ...a, id: "z" }), vaultOf(a), "same", "z"],
    ["there with other names", vaultOf(renamed), vaultOf(a), "other-names", "a"],
    ["there with another device name", vaultOf({ ...a, deviceName: "職場" }), vaultOf(a), "other-names", "a"],
    ["there by name with another secret", vaultOf(reissued), vaultOf(a), "other-secret", "x"],
    ["in the bin alone", vaultOf({ ...a, deletedAtMs: 1 }), vaultOf(a), "new", "a"],
    ["by name in the bin alone", vaultOf({ ...reissued, deletedAtMs: 1 }), vaultOf(a), "new", null],
  ])("says of an account %s what it is", (_, mine, file, status, mineId) => {
    expect(compareVaults(mine, file).entries).toEqual([{ account: a, status, mineId }]);
  });

  it("leaves out the file's bin and lists what only the vault has", () => {
    const comparison = compareVaults(vaultOf(a, b), vaultOf(a, { ...b, deletedAtMs: 1 }));

    expect(comparison.entries).toHaveLength(1);
    expect(comparison.onlyMine).toEqual([b]);
  });

  it("counts differences of both sides, and none between equals", () => {
    expect(countDifferences(compareVaults(vaultOf(a, b), vaultOf(a, b)))).toBe(0);
    expect(countDifferences(compareVaults(vaultOf(a), vaultOf(renamed, b)))).toBe(2);
    expect(countDifferences(compareVaults(vaultOf(a, b), vaultOf()))).toBe(2);
  });
});

describe("restoreAccounts", () => {
  it("adds what is new under its own id and keeps its state", () => {
    const pending = { ...b, status: "pending" } as const;

    expect(restore(vaultOf(a), vaultOf(pending), { b: "take" })).toEqual({
      vault: vaultOf(a, pending),
      count: 1,
    });
  });

  it("takes an account out of the bin instead of adding a second one", () => {
    expect(restore(vaultOf({ ...a, deletedAtMs: 1 }), vaultOf(a), { a: "take" }).vault).toEqual(vaultOf(a));
  });

  it("changes nothing that was not chosen, whatever is in the file", () => {
    const mine = vaultOf(a);

    expect(restore(mine, vaultOf(renamed, b), {}).vault).toBe(mine);
    expect(restore(mine, vaultOf(renamed, b), { a: "skip", b: "skip" })).toEqual({ vault: mine, count: 0 });
  });

  it("never adds what is there alike, even when told to", () => {
    const mine = vaultOf(a);

    expect(restore(mine, vaultOf(a), { a: "both" }).vault).toBe(mine);
  });

  it("puts mine into the bin when the file's is taken", () => {
    expect(restore(vaultOf(reissued), vaultOf(a), { a: "take" }).vault).toEqual(
      vaultOf({ ...reissued, deletedAtMs: NOW_MS }, a),
    );
  });

  it("keeps both, with a fresh id where the two share one", () => {
    expect(restore(vaultOf(renamed), vaultOf(a), { a: "both" }).vault).toEqual(
      vaultOf(renamed, { ...a, id: "fresh" }),
    );
  });

  it("restores nothing when not all of it fits", () => {
    const many = Array.from({ length: MAX_ACCOUNTS - 1 }, (_, index) => account(`m${index}`, 3));

    expect(() => restore(vaultOf(...many), vaultOf(a, b), { a: "take", b: "take" })).toThrow(
      expect.objectContaining({ code: "vault-full" }),
    );
  });
});

describe("formatPlainList", () => {
  it("writes one URI per account outside the bin, each of which reads back", () => {
    const { text, count, leftOut } = formatPlainList([a, { ...b, deletedAtMs: 1 }, reissued]);
    const lines = text.split("\r\n").filter((line) => line !== "");

    expect(lines.map(parseOtpauthUri)).toEqual([a.key, reissued.key]);
    expect([count, leftOut]).toEqual([2, 0]);
  });

  it("counts what no URI can hold", () => {
    const long = account("l", 4, { key: { issuer: "漢".repeat(64), accountName: "字".repeat(128) } });

    expect(formatPlainList([long, a])).toMatchObject({ count: 2 - formatPlainList([long]).leftOut });
  });
});
