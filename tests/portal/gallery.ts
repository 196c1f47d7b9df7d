/**
 * Every page of the identity provider with sample content, without a log-in: `/pages/<name>?variant=...`.
 * Their forms are received and written to the request log, and lead nowhere.
 */
import type { Markup } from "./html.ts";
import { type Exchange, loginReply, type Reply } from "./http.ts";
import { emailOtpPage } from "./pages/email-otp.ts";
import { entryPage, resetOtpPage } from "./pages/entry.ts";
import { passwordPage, resetPasswordPage, updatePasswordPage } from "./pages/login.ts";
import { errorPage, infoPage, logoutPage, pageExpiredPage, selectMethodPage } from "./pages/notices.ts";
import {
  birthDatePage,
  deleteDevicePage,
  termsPage,
  webauthnAuthenticatePage,
  webauthnRegisterPage,
} from "./pages/required.ts";
import { type SetupView, setupPage } from "./pages/setup.ts";
import { formatKeyUri, qrDataUri } from "./qr-image.ts";
import type { PageContext } from "./theme.ts";
import { toBase32, toGroupedKey } from "./totp.ts";
import { isVariant, REALM_NAME, TOP_ORIGIN, type Variant } from "./types.ts";

/** Secret and user of the sample pages. */
export const SAMPLE_SECRET = "Ab3dEf6hIjKlMnOpQrS1";
export const SAMPLE_USER = "demo_user02";
export const SAMPLE_DEVICES = [
  { id: "0f0e0d0c-0001-4000-8000-000000000001", label: "iPhone" },
  { id: "0f0e0d0c-0002-4000-8000-000000000002", label: "自宅PC" },
] as const;

const WRONG_CODE = "ワンタイムパスワードが正しくありません";
// English on a Japanese page: the server has no translation of it.
const NAME_TAKEN = "Device already exists with the same name";
const FIRST_DEVICE = SAMPLE_DEVICES[0];
const METHODS = [
  {
    execution: "0a0b0c0d-0001-4000-8000-000000000001",
    name: "認証アプリ",
    help: "認証アプリのワンタイムパスワードを入力します。",
  },
  {
    execution: "0a0b0c0d-0002-4000-8000-000000000002",
    name: "メール",
    help: "メールで届く番号を入力します。",
  },
];

type PageMaker = (context: PageContext) => Markup;

export const GALLERY: Readonly<Record<string, PageMaker>> = {
  login: (context) => passwordPage({ ...context, attempted: null }, false, "/pages/reset-password"),
  "login-error": (context) =>
    passwordPage(
      { ...context, fieldErrors: { login: "無効なユーザIDまたはパスワードです。" } },
      false,
      "/pages/reset-password",
    ),
  reauth: (context) =>
    passwordPage(
      { ...context, alert: { kind: "info", text: "続行する際には再度認証してください。" } },
      true,
      "/pages/reset-password",
    ),
  "otp-single": (context) => entryPage(context, [FIRST_DEVICE], FIRST_DEVICE.id),
  "otp-several": (context) => entryPage(context, SAMPLE_DEVICES, FIRST_DEVICE.id),
  "otp-error": (context) =>
    entryPage({ ...context, fieldErrors: { otp: WRONG_CODE } }, [FIRST_DEVICE], FIRST_DEVICE.id),
  "otp-several-error": (context) =>
    entryPage({ ...context, fieldErrors: { otp: WRONG_CODE } }, SAMPLE_DEVICES, FIRST_DEVICE.id),
  "otp-with-alternative": (context) =>
    entryPage({ ...context, canTryAnotherWay: true }, [FIRST_DEVICE], FIRST_DEVICE.id),
  "setup-qr": (context) => setupPage(context, sampleSetup()),
  "setup-qr-again": (context) => setupPage(context, { ...sampleSetup(), mode: "qr" }),
  "setup-after-reset": (context) => setupPage(context, { ...sampleSetup(), hasDevice: true }),
  "setup-manual": (context) => setupPage(context, { ...sampleSetup(), mode: "manual" }),
  "setup-error": (context) => setupPage({ ...context, fieldErrors: { totp: WRONG_CODE } }, sampleSetup()),
  "setup-manual-error": (context) =>
    setupPage({ ...context, fieldErrors: { totp: WRONG_CODE } }, { ...sampleSetup(), mode: "manual" }),
  "setup-label-error": (context) =>
    setupPage({ ...context, fieldErrors: { userLabel: "デバイス名を指定してください。" } }, consoleSetup()),
  "setup-name-taken": (context) =>
    setupPage({ ...context, fieldErrors: { userLabel: NAME_TAKEN } }, consoleSetup()),
  "setup-console": (context) => setupPage(context, consoleSetup()),
  "email-otp": (context) => emailOtpPage(context),
  "email-otp-error": (context) => emailOtpPage({ ...context, fieldErrors: { otp: WRONG_CODE } }),
  "reset-password": resetPasswordPage,
  "reset-sent": (context) =>
    passwordPage(
      { ...context, alert: { kind: "success", text: "手続きのご案内をメールで送りました。" } },
      false,
      "/pages/reset-password",
    ),
  "reset-otp": (context) => resetOtpPage(context, SAMPLE_DEVICES, FIRST_DEVICE.id),
  "update-password": updatePasswordPage,
  "update-password-error": (context) =>
    updatePasswordPage({ ...context, fieldErrors: { "password-confirm": "パスワードが一致しません。" } }),
  terms: termsPage,
  "birth-date": birthDatePage,
  "select-method": (context) => selectMethodPage(context, METHODS),
  "delete-device": (context) => deleteDevicePage(context, "自宅PC"),
  "logout-confirm": (context) => logoutPage(context, "sample"),
  "page-expired": (context) => pageExpiredPage(context, "/pages/otp-single"),
  error: (context) => errorPage(context, "手続きを続けられませんでした。", `${TOP_ORIGIN}/`),
  info: (context) =>
    infoPage(context, "メールアドレスが確認できました。", { url: `${TOP_ORIGIN}/`, label: "続ける" }),
  "webauthn-register": webauthnRegisterPage,
  "webauthn-authenticate": webauthnAuthenticatePage,
};

/** null: no such page. */
export function handleGallery(variant: Variant, exchange: Exchange): Reply | null {
  const make = GALLERY[exchange.path.match(/^\/pages\/([a-z-]+)$/)?.[1] ?? ""];
  if (make === undefined) return null;
  const asked = exchange.query.get("variant");
  const context = sampleContext(isVariant(asked) ? asked : variant, exchange.path);
  if (exchange.method === "POST") return loginReply(receivedPage(context));
  return loginReply(make(context));
}

export function sampleContext(variant: Variant, path: string): PageContext {
  return {
    variant,
    actionUrl: `${path}?session_code=sample&execution=sample&client_id=portal&tab_id=sample`,
    restartUrl: `${path}?restart`,
    attempted: SAMPLE_USER,
    canTryAnotherWay: false,
    fieldErrors: {},
  };
}

/** A set-up page on which picture, key and hidden field agree. */
export function sampleSetup(): SetupView {
  return {
    mode: null,
    hiddenSecret: SAMPLE_SECRET,
    qrSrc: qrDataUri(formatKeyUri(REALM_NAME, SAMPLE_USER, toBase32(SAMPLE_SECRET))),
    groupedKey: toGroupedKey(SAMPLE_SECRET),
    manualUrl: "/pages/setup-manual",
    qrUrl: "/pages/setup-qr",
    hasDevice: false,
    isFromConsole: false,
  };
}

function consoleSetup(): SetupView {
  return { ...sampleSetup(), hasDevice: true, isFromConsole: true };
}

/** Answer to any form of a sample page or trap. */
export function receivedPage(context: PageContext): Markup {
  return infoPage(context, "送信を受け取りました（練習用）。", {
    url: `${TOP_ORIGIN}/`,
    label: "トップページに戻る",
  });
}
