import { describe, expect, it } from "vitest";
import { findPageWords, foldText, isResendText } from "../../../../lib/core/portal/page-words.ts";

describe("foldText", () => {
  it("removes width, case and white space of every kind", () => {
    expect(foldText(" ワンタイム\n　パスワード（ＯＴＰ）\u200b？")).toBe("ワンタイムパスワード(otp)?");
  });
});

describe("findPageWords", () => {
  it.each([
    "ワンタイムパスワード（OTP）メール認証",
    "受信したワンタイム\nパスワードを入力してください。",
    "再送信",
    "ﾒｰﾙ認証",
    "アクセス コード",
    "Enter the access code",
    "A code was sent to your email",
    "ＳＭＳで届いた番号",
  ])("finds a sent code in %s", (text) => {
    expect(findPageWords(text)).toContain("sent-code");
  });

  it.each([
    "ワンタイムコード",
    "別の方法を試す",
    "認証アプリに表示された数字",
    "トップページへ",
    "One-time code",
    "送信",
  ])("finds no sent code in %s", (text) => {
    expect(findPageWords(text)).toEqual([]);
  });

  it("finds several groups at once", () => {
    expect(findPageWords("生年月日。すでにログインしています。")).toEqual([
      "birth-date",
      "already-signed-in",
    ]);
  });
});

describe("isResendText", () => {
  it.each(["kc-resend-email", "RE_SEND", "再送", "メールを再度 送信", "Send again", "?resend=true"])(
    "accepts %s",
    (text) => {
      expect(isResendText(text)).toBe(true);
    },
  );

  it.each(["kc-login", "送信", "try-another-way", "reset-login", "/login-actions/restart?tab_id=x"])(
    "refuses %s",
    (text) => {
      expect(isResendText(text)).toBe(false);
    },
  );
});
