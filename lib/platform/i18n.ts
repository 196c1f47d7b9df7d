/** Texts from `locales/` in the browser's language; keys are checked by the compiler. */

import { i18n } from "#i18n";

export const { t } = i18n;

/** "ja" or "en": the language the texts are in. Asked of the texts themselves, so the two can never differ. */
export const language = (): "ja" | "en" => (t("app.language") === "ja" ? "ja" : "en");
