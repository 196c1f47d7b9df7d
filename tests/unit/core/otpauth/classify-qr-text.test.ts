import { describe, expect, it } from "vitest";
import { classifyQrText } from "../../../../lib/core/otpauth/classify-qr-text.ts";
import { SECRET } from "./cases.ts";

describe("classifyQrText", () => {
  it.each([
    ["https://play.google.com/store/apps/details?id=x", "url"],
    ["HTTP://EXAMPLE.JP", "url"],
    ["https://line.me/R/ti/p/x", "url"],
    ["line://ti/p/x", "url"],
    ["market://details?id=x", "url"],
    ["itms-apps:x", "url"],
    ["www.example.jp", "url"],
    ["WIFI:S:net;T:WPA;P:x;;", "wifi"],
    ["BEGIN:VCARD\nN:x", "contact"],
    ["MECARD:N:x;;", "contact"],
    ["BEGIN:VEVENT", "calendar"],
    ["mailto:a@example.jp", "email"],
    ["MATMSG:TO:a@example.jp;;", "email"],
    ["tel:0312345678", "phone"],
    ["smsto:0312345678:x", "message"],
    ["geo:35,139", "location"],
    ["保険証番号 12345", "text"],
    ["", "text"],
    ["totp", "text"],
  ])("Q3: names the type of foreign text %j and keeps nothing of it", (text, kind) => {
    expect(classifyQrText(text)).toEqual({ kind });
  });

  it("Q4: names a migration code", () => {
    expect(classifyQrText("otpauth-migration://offline?data=CkM")).toEqual({ kind: "migration" });
  });

  it("Q5: names counter-based and Steam keys", () => {
    expect(classifyQrText(`otpauth://hotp/a?secret=${SECRET}&counter=1`)).toEqual({ kind: "hotp" });
    expect(classifyQrText(`otpauth://steam/a?secret=${SECRET}`)).toEqual({ kind: "steam" });
    expect(classifyQrText("steam://ABCDE")).toEqual({ kind: "steam" });
  });

  it.each([
    "phonefactor://activate_account?code=1",
    "microsoft-authenticator://activatePhone",
    "ms-msa://code=x",
    "msauthv2://x",
  ])("names Microsoft's own set-up codes (case %#)", (text) => {
    expect(classifyQrText(text)).toEqual({ kind: "microsoft" });
  });

  it("hands over a key with its warnings", () => {
    expect(classifyQrText(`OTPAUTH://totp/taro?secret=${SECRET}&period=60`)).toMatchObject({
      kind: "totp",
      key: { accountName: "taro" },
      warnings: [{ code: "unusual-period", period: 60 }],
    });
  });

  it("says why a set-up code is refused", () => {
    expect(classifyQrText("otpauth://totp/taro")).toEqual({ kind: "invalid", code: "secret-missing" });
    expect(classifyQrText("otpauth:totp/taro")).toEqual({ kind: "invalid", code: "uri-not-otpauth" });
  });
});
