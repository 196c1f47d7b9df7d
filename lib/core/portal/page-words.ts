import type { PageWord } from "./page-features.ts";

// A code that the service sends by e-mail or SMS, in the wording of the portals' manuals and of the known providers'
// own bundles, written as they read after folding.
const SENT_CODE_WORDS: readonly string[] = [
  "メール認証",
  "受信したワンタイムパスワード",
  "再送",
  "アクセスコード",
  "メールに記載",
  "メールで受信",
  "メールに送信",
  "メールで送信",
  "メールを送信しました",
  "ショートメッセージ",
  "sms認証",
  "smsで",
  "smsに",
  "resend",
  "accesscode",
  "senttoyouremail",
  "byemail",
  "viaemail",
  "bysms",
  "viasms",
];

// The same said in other words: something came, or went, by mail or telephone, or a masked address stands on the page.
const SENT_CODE_PATTERNS: readonly RegExp[] = [
  /(メール|電話|携帯|sms).{0,20}(送信|送り|届|通知|受信|受け取)/,
  /(送信|送り|届|通知|受信|受け取).{0,12}(メール|sms)/,
  /(sent|emailed|texted|mailed).{0,30}(mail|phone|mobile|@)/,
  /[a-z0-9]?\*{2,}[^\s]{0,20}@/,
];

const WORDS: Readonly<Record<PageWord, readonly string[]>> = {
  "sent-code": SENT_CODE_WORDS,
  "birth-date": ["生年月日", "dateofbirth", "birthdate"],
  "already-signed-in": ["すでにログインしています", "既にログインしています", "alreadyloggedin"],
};

/**
 * Text in the form in which page wordings are compared: NFKC, no white space, lower case. The manuals mix full and half
 * width, and line breaks fall anywhere.
 */
export function foldText(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s\u200b-\u200d\u2060\ufeff]+/gu, "")
    .toLowerCase();
}

/** The groups of words that occur in `text`, the visible or hidden text of a page's login content. */
export function findPageWords(text: string): readonly PageWord[] {
  const folded = foldText(text);
  const groups = Object.keys(WORDS) as PageWord[];
  return groups.filter(
    (group) =>
      WORDS[group].some((word) => folded.includes(word)) ||
      (group === "sent-code" && SENT_CODE_PATTERNS.some((pattern) => pattern.test(folded))),
  );
}

// As above, for captions, ids, names and addresses of controls; written without hyphens and underscores.
const RESEND_WORDS: readonly string[] = [
  "resend",
  "再送",
  "再度送信",
  "もう一度送信",
  "sendagain",
  "sendnewcode",
  "newcode",
  "新しいコード",
];

/** Whether a control's id, name, caption or address says that it sends a code once more. */
export function isResendText(text: string): boolean {
  const folded = foldText(text).replace(/[-_]/g, "");
  return RESEND_WORDS.some((word) => folded.includes(word));
}
