import { describe, expect, it } from "vitest";
import { toSummary } from "../../../../lib/core/account/summary.ts";
import { makeAccount } from "../vault/samples.ts";

describe("toSummary", () => {
  it("has names and parameters and nothing else", () => {
    const account = makeAccount({ deletedAtMs: 7, key: { algorithm: "SHA512", digits: 8, period: 60 } });

    expect(toSummary(account)).toStrictEqual({
      id: "account-1",
      issuer: "見本健康保険組合",
      accountName: "member001",
      origin: "https://demo.portal.kosmo-web.jp",
      deviceName: "自宅PC",
      status: "confirmed",
      algorithm: "SHA512",
      digits: 8,
      period: 60,
      createdAtMs: 1_790_000_000_000,
      deletedAtMs: 7,
    });
  });

  it("copies no field that an account carries beyond its type", () => {
    const account = makeAccount();
    const carrying = { ...account, key: { ...account.key, secretBase32: "AAAA" }, extra: new Uint8Array(1) };

    expect(Object.keys(toSummary(carrying))).toEqual(Object.keys(toSummary(account)));
    expect(Object.values(toSummary(carrying)).some((value) => value instanceof Uint8Array)).toBe(false);
  });
});
