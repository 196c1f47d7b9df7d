import { describe, expect, it } from "vitest";
import { matchesSearch } from "../../../../entrypoints/popup/search.ts";
import type { AccountSummary } from "../../../../lib/core/account/account.ts";

const account: AccountSummary = {
  id: "a",
  issuer: "サンプル健康保険組合",
  accountName: "Member001",
  origin: "https://demo.portal.kosmo-web.jp",
  deviceName: "自宅ＰＣ (Chrome)",
  status: "confirmed",
  algorithm: "SHA1",
  digits: 6,
  period: 30,
  createdAtMs: 0,
  deletedAtMs: null,
};

describe("matchesSearch", () => {
  it.each([
    ["an empty query", ""],
    ["blanks", "  　 "],
    ["the issuer", "健康保険"],
    ["the issuer in hiragana", "さんぷる"],
    ["the issuer in half-width katakana", "ｻﾝﾌﾟﾙ"],
    ["the account name in another case", "MEMBER"],
    ["the account name in full width", "ｍｅｍｂｅｒ００１"],
    ["the device name in half width", "自宅pc"],
    ["the host", "demo.portal"],
    ["several words in any order, with a full-width blank", "chrome　サンプル member"],
  ])("finds an account by %s", (_, query) => {
    expect(matchesSearch(account, query)).toBe(true);
  });

  it.each([
    ["another word", "会社"],
    ["one word that fits and one that does not", "サンプル 会社"],
    ["a word across two names", "組合member"],
    ["the id", "a "],
  ])("does not find it by %s", (_, query) => {
    expect(matchesSearch({ ...account, accountName: "x", deviceName: "", origin: null }, query)).toBe(false);
  });
});
