import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareVaults, countDifferences } from "../../../../lib/core/backup/compare.ts";
import { formatPlainList } from "../../../../lib/core/backup/plain-list.ts";
import { type RestoreChoice, restoreAccounts } from "../../../../lib/core/backup/restore.ts";
import { parseOtpauthUri } from "../../../../lib/core/otpauth/parse-uri.ts";
import { checkAccounts, MAX_ACCOUNTS, type Vault } from "../../../../lib/core/vault/vault.ts";
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
    keepsIds: true,
  });

describe("compareVaults", () => {
  it.each([
    ["not there", vaultOf(b), vaultOf(a), "new", null],
    ["there alike", vaultOf(a), vaultOf(a), "same", "a"],
    ["there alike under another id", vaultOf({ ...a, id: "z" }), vaultOf(a), "same", "z"],
    ["there with other names", vaultOf(renamed), vaultOf(a), "other-names", "a"],
    ["there with another device name", vaultOf({ ...a, deviceName: "職場" }), vaultOf(a), "other-names", "a"],
    ["there by name with another secret", vaultOf(reissued), vaultOf(a), "other-secret", "x"],
    ["there alike beside a renamed one", vaultOf({ ...renamed, id: "r" }, a), vaultOf(a), "same", "a"],
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

describe("any vault and any file", () => {
  const some = fc
    .uniqueArray(
      fc.record({
        id: fc.constantFrom("a", "b", "c", "d", "e"),
        fill: fc.nat(3),
        name: fc.nat(2),
        isBinned: fc.boolean(),
      }),
      { selector: ({ id }) => id, maxLength: 5 },
    )
    .map((drafts) =>
      vaultOf(
        ...drafts.map(({ id, fill, name, isBinned }) =>
          account(id, fill, { deletedAtMs: isBinned ? 1 : null, key: { accountName: `n${name}` } }),
        ),
      ),
    );
  const choice = fc.constantFrom<RestoreChoice>("skip", "take", "both");
  const choices = fc.array(choice, { minLength: 5, maxLength: 5 });
  const ids = ["a", "b", "c", "d", "e"];
  const run = (mine: Vault, file: Vault, chosen: readonly RestoreChoice[]) => {
    let fresh = 0;
    return restoreAccounts(mine, file, {
      choices: new Map(ids.map((id, index) => [id, chosen[index] ?? "skip"])),
      nowMs: NOW_MS,
      newId: () => `fresh-${++fresh}`,
      keepsIds: true,
    });
  };

  it("together lose no account: what gives way lies in the bin", () => {
    fc.assert(
      fc.property(some, some, choices, (mine, file, chosen) => {
        const { vault } = run(mine, file, chosen);

        for (const before of mine.accounts) {
          const after = vault.accounts.find(({ id }) => id === before.id);
          expect({ ...after, deletedAtMs: null }).toEqual({ ...before, deletedAtMs: null });
        }
        expect(() => checkAccounts(vault.accounts)).not.toThrow();
      }),
      { numRuns: 5_000, seed: 20_261_128 },
    );
  });

  it("have every key of the file in use once all of it was taken, and nothing left to restore but names", () => {
    fc.assert(
      fc.property(some, some, (mine, file) => {
        const { vault } = run(
          mine,
          file,
          ids.map(() => "both"),
        );

        const left = compareVaults(vault, file).entries.map(({ status }) => status);
        expect(left.filter((status) => status === "new" || status === "other-secret")).toEqual([]);
      }),
      { numRuns: 5_000, seed: 20_261_129 },
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
