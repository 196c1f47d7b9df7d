import { describe, expect, it } from "vitest";
import { findSameName, findSamePending, findSameSecret } from "../../../../lib/core/account/duplicates.ts";
import { makeAccount } from "../vault/samples.ts";

const confirmed = makeAccount({ id: "confirmed" });
const pending = makeAccount({
  id: "pending",
  status: "pending",
  key: { secret: new Uint8Array(20).fill(1) },
});
const inBin = makeAccount({ id: "bin", deletedAtMs: 1, key: { secret: new Uint8Array(20).fill(2) } });
const accounts = [confirmed, pending, inBin];

describe("findSameSecret", () => {
  it("finds by secret alone, in the bin too, and answers null for an unknown one", () => {
    expect(findSameSecret(accounts, pending.key.secret.slice())).toBe(pending);
    expect(findSameSecret(accounts, inBin.key.secret.slice())).toBe(inBin);
    expect(findSameSecret(accounts, new Uint8Array(20).fill(3))).toBeNull();
    expect(findSameSecret([], confirmed.key.secret)).toBeNull();
  });
});

describe("findSameName", () => {
  it("finds accounts of one issuer and account name outside the bin", () => {
    expect(findSameName(accounts, makeAccount({ key: { accountName: "MEMBER001" } }))).toEqual([
      confirmed,
      pending,
    ]);
    expect(findSameName(accounts, makeAccount({ key: { accountName: "member002" } }))).toEqual([]);
  });
});

describe("findSamePending", () => {
  it("finds unfinished set-ups of the same origin only", () => {
    expect(findSamePending(accounts, makeAccount())).toEqual([pending]);
    expect(findSamePending(accounts, makeAccount({ origin: "https://other.portal.kosmo-web.jp" }))).toEqual(
      [],
    );
  });
});
