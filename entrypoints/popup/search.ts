import type { AccountSummary } from "../../lib/core/account/account.ts";

/** Every word of the query occurs in the account's names or host; width, case and kana form do not matter (NFKC). */
export const matchesSearch = (account: AccountSummary, query: string): boolean => {
  const haystack = fold(
    [account.issuer, account.accountName, account.deviceName, account.origin ?? ""].join(" "),
  );
  return fold(query)
    .split(/\s+/)
    .every((word) => haystack.includes(word));
};

const fold = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (katakana) => String.fromCharCode(katakana.charCodeAt(0) - 0x60));
