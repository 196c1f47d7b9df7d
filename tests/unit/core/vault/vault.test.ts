import { describe, expect, it } from "vitest";
import {
  addConfirmed,
  addPending,
  BIN_MS,
  checkAccounts,
  confirmAccount,
  createEmptyVault,
  deleteAccount,
  eraseAccount,
  findAccount,
  MAX_ACCOUNTS,
  purgeDeleted,
  renameAccount,
  restoreAccount,
  type Vault,
} from "../../../../lib/core/vault/vault.ts";
import { makeAccount } from "./samples.ts";

const NOW = 1_795_000_000_000;

function refusal(code: string) {
  return expect.objectContaining({ name: "VaultError", code });
}

function vaultOf(...ids: readonly string[]): Vault {
  return { schema: 1, accounts: ids.map((id) => makeAccount({ id })) };
}

function fullVault(): Vault {
  return vaultOf(...Array.from({ length: MAX_ACCOUNTS }, (_, index) => `account-${index}`));
}

describe("addPending and addConfirmed", () => {
  it("append the account with the status of their name and leave the old vault alone", () => {
    const before = vaultOf("a");

    const pending = addPending(before, makeAccount({ id: "b", status: "confirmed" }));
    const confirmed = addConfirmed(pending, makeAccount({ id: "c", status: "pending" }));

    expect(confirmed.accounts.map(({ id, status }) => [id, status])).toEqual([
      ["a", "confirmed"],
      ["b", "pending"],
      ["c", "confirmed"],
    ]);
    expect(before).toEqual(vaultOf("a"));
  });

  it("accept account 1,000 and refuse account 1,001, the bin counted", () => {
    const almost: Vault = { schema: 1, accounts: fullVault().accounts.slice(1) };

    const full = addConfirmed(almost, makeAccount({ id: "last", deletedAtMs: NOW }));

    expect(full.accounts).toHaveLength(1000);
    expect(() => addConfirmed(full, makeAccount({ id: "more" }))).toThrow(refusal("vault-full"));
    expect(() => addPending(full, makeAccount({ id: "more" }))).toThrow(refusal("vault-full"));
  });

  it("refuse a second account of one id", () => {
    expect(() => addPending(vaultOf("a"), makeAccount({ id: "a" }))).toThrow(refusal("duplicate-account"));
  });

  it.each([
    ["an id of 64 characters", { id: "i".repeat(64) }, { id: "i".repeat(65) }],
    ["an id of word characters", { id: "a-_9" }, { id: "a b" }],
    [
      "an issuer of 64 characters",
      { key: { issuer: "健".repeat(64) } },
      { key: { issuer: "健".repeat(65) } },
    ],
    ["an issuer of 64 emoji", { key: { issuer: "🏥".repeat(64) } }, { key: { issuer: "🏥".repeat(65) } }],
    [
      "a name of 128 characters",
      { key: { accountName: "a".repeat(128) } },
      { key: { accountName: "a".repeat(129) } },
    ],
    ["a device name of 255 characters", { deviceName: "d".repeat(255) }, { deviceName: "d".repeat(256) }],
    ["a whole emoji", { deviceName: "🏥" }, { deviceName: "\ud83c" }],
    ["a secret of 10 bytes", { key: { secret: new Uint8Array(10) } }, { key: { secret: new Uint8Array(9) } }],
    [
      "a secret of 64 bytes",
      { key: { secret: new Uint8Array(64) } },
      { key: { secret: new Uint8Array(65) } },
    ],
    ["a period of 15 s", { key: { period: 15 } }, { key: { period: 14 } }],
    ["a period of 300 s", { key: { period: 300 } }, { key: { period: 301 } }],
    ["a whole period", { key: { period: 30 } }, { key: { period: 30.5 } }],
    ["an https origin", { origin: "https://a.example:8443" }, { origin: "http://a.example:8443" }],
    ["an origin without a path", { origin: "https://a.example" }, { origin: "https://a.example/" }],
    ["an origin in lower case", { origin: "https://a.example" }, { origin: "https://A.example" }],
    ["an origin with a host", { origin: "https://a.example" }, { origin: "https://" }],
    ["no origin", { origin: null }, { origin: "" }],
    ["a time of 0", { createdAtMs: 0 }, { createdAtMs: -1 }],
    ["a whole time of deletion", { deletedAtMs: 1 }, { deletedAtMs: 1.5 }],
  ])("accept %s and refuse its neighbour", (_, fit, unfit) => {
    const empty = createEmptyVault();

    expect(addConfirmed(empty, makeAccount(fit)).accounts).toHaveLength(1);
    expect(() => addConfirmed(empty, makeAccount(unfit))).toThrow(refusal("invalid-account"));
  });
});

describe("confirmAccount", () => {
  it("turns pending into confirmed and leaves a confirmed account as it is", () => {
    const vault = addPending(vaultOf("a"), makeAccount({ id: "p" }));

    const confirmed = confirmAccount(vault, "p");

    expect(confirmed.accounts.map(({ status }) => status)).toEqual(["confirmed", "confirmed"]);
    expect(confirmAccount(confirmed, "p")).toEqual(confirmed);
  });
});

describe("renameAccount", () => {
  it("changes the given names only", () => {
    const renamed = renameAccount(vaultOf("a", "b"), "b", { issuer: "新しい名前", deviceName: "" });

    expect(findAccount(renamed, "a")).toEqual(makeAccount({ id: "a" }));
    expect(findAccount(renamed, "b")).toEqual(
      makeAccount({ id: "b", deviceName: "", key: { issuer: "新しい名前" } }),
    );
  });

  it("accepts names at their limits and refuses one character more", () => {
    const vault = vaultOf("a");

    for (const [name, limit] of [
      ["issuer", 64],
      ["accountName", 128],
      ["deviceName", 255],
    ] as const) {
      expect(renameAccount(vault, "a", { [name]: "𠮷".repeat(limit) }).accounts).toHaveLength(1);
      expect(() => renameAccount(vault, "a", { [name]: "𠮷".repeat(limit + 1) })).toThrow(
        refusal("invalid-account"),
      );
    }
  });
});

describe("deleteAccount, restoreAccount and purgeDeleted", () => {
  it("delete into the bin and restore from it as inverses", () => {
    const vault = vaultOf("a", "b");

    const deleted = deleteAccount(vault, "a", NOW);

    expect(findAccount(deleted, "a").deletedAtMs).toBe(NOW);
    expect(restoreAccount(deleted, "a")).toEqual(vault);
  });

  it("keep the first time of deletion", () => {
    const twice = deleteAccount(deleteAccount(vaultOf("a"), "a", NOW), "a", NOW + 5);

    expect(findAccount(twice, "a").deletedAtMs).toBe(NOW);
  });

  it("keep an account in the bin one millisecond short of 30 days and purge it then", () => {
    const vault = deleteAccount(vaultOf("a", "b"), "a", NOW);

    expect(purgeDeleted(vault, NOW + BIN_MS - 1)).toBe(vault);
    expect(purgeDeleted(vault, NOW + BIN_MS)).toEqual(vaultOf("b"));
  });

  it("purge nothing after the clock went back", () => {
    const vault = deleteAccount(vaultOf("a"), "a", NOW);

    expect(purgeDeleted(vault, 0)).toBe(vault);
  });
});

describe("eraseAccount", () => {
  it("removes an account in the bin, refuses one in use, and leaves the old vault alone", () => {
    const vault = deleteAccount(vaultOf("a", "b", "c"), "b", NOW);

    expect(eraseAccount(vault, "b")).toEqual(vaultOf("a", "c"));
    expect(() => eraseAccount(vault, "a")).toThrow(refusal("invalid-account"));
    expect(vault.accounts).toHaveLength(3);
  });
});

describe("edits of one account", () => {
  it("refuse an unknown id", () => {
    const vault = vaultOf("a");

    for (const edit of [
      () => confirmAccount(vault, "x"),
      () => renameAccount(vault, "x", {}),
      () => deleteAccount(vault, "x", NOW),
      () => restoreAccount(vault, "x"),
      () => eraseAccount(vault, "x"),
      () => findAccount(vault, "x"),
    ]) {
      expect(edit).toThrow(refusal("account-not-found"));
    }
  });
});

describe("checkAccounts", () => {
  it("accepts 1,000 accounts and refuses 1,001, equal ids and an unfit account", () => {
    const { accounts } = fullVault();

    expect(() => checkAccounts(accounts)).not.toThrow();
    expect(() => checkAccounts([...accounts, makeAccount({ id: "more" })])).toThrow(refusal("vault-full"));
    expect(() => checkAccounts([makeAccount(), makeAccount()])).toThrow(refusal("duplicate-account"));
    expect(() => checkAccounts([makeAccount({ key: { period: 1 } })])).toThrow(refusal("invalid-account"));
  });
});
