/** The sentence for everything that can be wrong with a picture, a QR code or a key. Total, so no case is forgotten. */

import type { PictureRefusal } from "../../../lib/client/picture-limits.ts";
import { classifyQrText, type ForeignQrKind } from "../../../lib/core/otpauth/classify-qr-text.ts";
import type { CharacterHint } from "../../../lib/core/otpauth/key-characters.ts";
import type { SetupKeyError, SetupKeyErrorCode } from "../../../lib/core/otpauth/setup-key.ts";
import type { OtpauthUriErrorCode } from "../../../lib/core/otpauth/uri-error.ts";
import { t } from "../../../lib/platform/i18n.ts";
import { joinSentences } from "../sentences.ts";

type Texts<Code extends string> = Readonly<Record<Code, () => string>>;

const refusals: Texts<PictureRefusal> = {
  svg: () => t("add.refused.svg"),
  pdf: () => t("add.refused.pdf"),
  heic: () => t("add.refused.heic"),
  tiff: () => t("add.refused.tiff"),
  archive: () => t("add.refused.archive"),
  other: () => t("add.refused.other"),
  empty: () => t("add.refused.empty"),
  damaged: () => t("add.refused.damaged"),
  "too-large": () => t("add.refused.tooLarge"),
  "too-many-pixels": () => t("add.refused.tooManyPixels"),
};

export const refusalText = (reason: PictureRefusal): string => refusals[reason]();

const foreign: Texts<ForeignQrKind> = {
  hotp: () => t("add.foreign.hotp"),
  steam: () => t("add.foreign.steam"),
  migration: () => t("add.foreign.migration"),
  microsoft: () => t("add.foreign.microsoft"),
  wifi: () => t("add.foreign.wifi"),
  contact: () => t("add.foreign.contact"),
  email: () => t("add.foreign.email"),
  phone: () => t("add.foreign.phone"),
  message: () => t("add.foreign.message"),
  location: () => t("add.foreign.location"),
  calendar: () => t("add.foreign.calendar"),
  url: () => t("add.foreign.url"),
  text: () => t("add.foreign.text"),
};

export const foreignText = (kind: ForeignQrKind): string => foreign[kind]();

const uriErrors: Texts<OtpauthUriErrorCode> = {
  "uri-not-otpauth": () => t("add.uri.notOtpauth"),
  "uri-too-long": () => t("add.uri.tooLong"),
  "uri-bad-encoding": () => t("add.uri.encoding"),
  "uri-unsupported-part": () => t("add.uri.part"),
  "uri-type-hotp": () => t("add.uri.hotp"),
  "uri-type-steam": () => t("add.uri.steam"),
  "uri-type-unknown": () => t("add.uri.type"),
  "uri-duplicate-parameter": () => t("add.uri.duplicate"),
  "issuer-too-long": () => t("add.uri.names"),
  "label-too-long": () => t("add.uri.names"),
  "bad-digits": () => t("add.uri.digits"),
  "bad-period": () => t("add.uri.period"),
  "bad-algorithm": () => t("add.uri.algorithm"),
  "secret-missing": () => t("add.uri.noSecret"),
  "secret-bad-character": () => t("add.uri.secret"),
  "secret-too-short": () => t("add.uri.secretLength"),
  "secret-too-long": () => t("add.uri.secretLength"),
  "secret-bad-length": () => t("add.uri.secretLength"),
  "secret-trailing-bits": () => t("add.uri.secret"),
  "secret-wrong-encoding": () => t("add.uri.secret"),
};

export const uriErrorText = (code: OtpauthUriErrorCode): string => uriErrors[code]();

const keyErrors: Texts<Exclude<SetupKeyErrorCode, "bad-character" | "looks-like-uri">> = {
  "empty-key": () => t("add.key.empty"),
  "key-too-short": () => t("add.key.tooShort"),
  "key-too-long": () => t("add.key.tooLong"),
  "bad-length": () => t("add.key.badLength"),
  "trailing-bits": () => t("add.key.trailing"),
  "looks-like-hex": () => t("add.key.hex"),
  "looks-like-base64": () => t("add.key.base64"),
};

const hints: Texts<CharacterHint> = {
  "look-alike-digit": () => t("add.key.lookAlikeDigit"),
  "japanese-input": () => t("add.key.japanese"),
  "look-alike-letter": () => t("add.key.lookAlikeLetter"),
  other: () => "",
};

/** What is wrong with a typed key, where, and what was probably meant. `text`: what was typed. */
export const keyErrorText = (error: SetupKeyError, text: string): string => {
  const { code } = error;
  if (code === "bad-character") return characterText(error);
  if (code !== "looks-like-uri") return keyErrors[code]();
  const { kind } = classifyQrText(text.trim());
  return kind === "migration" || kind === "steam" || kind === "microsoft"
    ? foreignText(kind)
    : t("add.key.uri");
};

const characterText = ({ position, character, hint, suggestion }: SetupKeyError): string => {
  return joinSentences([
    t("add.key.at", { position: position ?? 1, character: character ?? "" }),
    hint === null ? "" : hints[hint](),
    suggestion === null ? "" : t("add.key.suggest", { suggestion }),
  ]);
};
