/** From the precise reason why a set-up page was refused to the message the member reads beside it. */

import { classifyQrText, type ForeignQrKind } from "../core/otpauth/classify-qr-text.ts";
import type { EnrolmentRefusal } from "../core/portal/enrolment-check.ts";
import type { EnrolRefusal } from "../protocol/requests.ts";

const foreign: Readonly<Partial<Record<ForeignQrKind, EnrolRefusal>>> = {
  url: "foreign-link",
  migration: "foreign-migration",
  hotp: "foreign-hotp",
  steam: "foreign-steam",
  microsoft: "foreign-microsoft",
};

/** `qrTexts`: what the page's QR held; only its kind is looked at. */
export const refusalText = (code: EnrolmentRefusal, qrTexts: readonly string[] | null): EnrolRefusal => {
  switch (code) {
    case "no-material":
    case "qr-unreadable":
      return "qr-unreadable";
    case "several-codes":
    case "copies-disagree":
      return code;
    case "hotp":
      return "foreign-hotp";
    case "not-a-setup-code": {
      const read = classifyQrText(qrTexts?.[0] ?? "");
      return read.kind === "totp" || read.kind === "invalid"
        ? "damaged-code"
        : (foreign[read.kind] ?? "foreign-other");
    }
    case "bad-parameter":
      return "unsupported";
    default:
      return code.startsWith("uri-") ? "damaged-code" : "damaged-key";
  }
};
