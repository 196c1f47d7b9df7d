import { describe, expect, it } from "vitest";
import type { Account } from "../../../../lib/core/account/account.ts";
import { decideAddition, decidePending } from "../../../../lib/core/account/enrolment.ts";
import {
  addConfirmed,
  addPending,
  createEmptyVault,
  deleteAccount,
} from "../../../../lib/core/vault/vault.ts";
import { type AccountChanges, makeAccount } from "../vault/samples.ts";

const SECRETS = [1, 2, 3].map((value) => new Uint8Array(20).fill(value));

/** An account whose secret is the numbered one. */
function account(id: string, secretIndex: number, { key, ...changes }: AccountChanges = {}): Account {
  return makeAccount({ id, ...changes, key: { secret: SECRETS[secretIndex]!, ...key } });
}

const pending = { status: "pending" } as const;

describe("decidePending", () => {
  it("is new in an empty vault", () => {
    expect(decidePending([], account("new", 0, pending))).toEqual({ status: "new" });
  });

  it("keeps what is stored when the same secret is seen again, pending or confirmed", () => {
    for (const status of ["pending", "confirmed"] as const) {
      const stored = account("old", 0, { status });
      const seenAgain = account("new", 0, { ...pending, key: { accountName: "another" } });

      expect(decidePending([stored], seenAgain)).toEqual({
        status: "same-secret",
        accountId: "old",
        isDeleted: false,
      });
    }
  });

  it("says that the same secret lies in the bin, and prefers one outside it", () => {
    const inBin = account("bin", 0, { deletedAtMs: 1 });
    const candidate = account("new", 0, pending);

    expect(decidePending([inBin], candidate)).toEqual({
      status: "same-secret",
      accountId: "bin",
      isDeleted: true,
    });
    expect(decidePending([inBin, account("live", 0)], candidate)).toMatchObject({
      accountId: "live",
      isDeleted: false,
    });
  });

  it("replaces an unfinished set-up of the same origin, issuer and account name in any case", () => {
    const stored = account("old", 0, { ...pending, key: { accountName: "Member001" } });

    expect(
      decidePending([stored], account("new", 1, { ...pending, key: { accountName: "mEMBER001" } })),
    ).toEqual({
      status: "replaces-pending",
      accountIds: ["old"],
    });
  });

  it.each([
    ["another origin", { origin: "https://other.portal.kosmo-web.jp" }],
    ["no origin", { origin: null }],
    ["another issuer", { key: { issuer: "別の健康保険組合" } }],
    ["another account name", { key: { accountName: "member002" } }],
    ["a place in the bin", { deletedAtMs: 1 }],
  ])("does not replace an unfinished set-up with %s", (_, changes) => {
    const stored = account("old", 0, { ...pending, ...changes });

    expect(decidePending([stored], account("new", 1, pending))).toEqual({ status: "new" });
  });

  it("lets a confirmed account of the same name stay beside the new set-up", () => {
    expect(decidePending([account("old", 0)], account("new", 1, pending))).toEqual({ status: "new" });
  });

  it("never leaves two set-ups of one login, however often the page makes a new secret", () => {
    let vault = addConfirmed(createEmptyVault(), account("confirmed", 0));
    for (const [index, id] of ["first", "second", "third"].entries()) {
      const candidate = account(id, 0, { ...pending, key: { secret: new Uint8Array(20).fill(100 + index) } });
      const decision = decidePending(vault.accounts, candidate);
      const givesWay = decision.status === "replaces-pending" ? decision.accountIds : [];
      vault = addPending(
        givesWay.reduce((left, one) => deleteAccount(left, one, index), vault),
        candidate,
      );
    }

    const inUse = vault.accounts.filter(({ deletedAtMs }) => deletedAtMs === null);
    expect(inUse.map(({ id }) => id)).toEqual(["confirmed", "third"]);
  });
});

describe("decideAddition", () => {
  it("is new beside accounts of other names", () => {
    const others = [
      account("a", 0, { key: { issuer: "別" } }),
      account("b", 1, { key: { accountName: "別" } }),
    ];

    expect(decideAddition(others, account("new", 2))).toEqual({ status: "new" });
  });

  it("names the account that has the same secret, before any account of the same name", () => {
    const stored = [
      account("same-name", 0),
      account("same-secret", 1, { key: { issuer: "別", algorithm: "SHA256" } }),
    ];

    expect(decideAddition(stored, account("new", 1))).toEqual({
      status: "same-secret",
      accountId: "same-secret",
      isDeleted: false,
    });
  });

  it("asks about every account of the same name with another secret, pending ones and other origins included", () => {
    const stored = [
      account("confirmed", 0),
      account("pending", 1, { ...pending, origin: null, key: { accountName: "MEMBER001" } }),
      account("bin", 1, { deletedAtMs: 1, key: { secret: new Uint8Array(20).fill(9) } }),
    ];

    expect(decideAddition(stored, account("new", 2))).toEqual({
      status: "same-name",
      accountIds: ["confirmed", "pending"],
    });
  });

  it("does not take a secret for the same that begins with the other", () => {
    const longer = Uint8Array.from([...SECRETS[0]!, 0]);

    expect(
      decideAddition(
        [account("old", 0, { key: { issuer: "別" } })],
        makeAccount({ key: { secret: longer } }),
      ),
    ).toEqual({
      status: "new",
    });
  });
});
