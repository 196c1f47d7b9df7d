/** The sentence for each reason why a file is not used: what it is, that nothing changed, what to choose instead. */

import type { BackupErrorCode } from "../core/backup/backup-error.ts";
import { t } from "../platform/i18n.ts";

const texts: Readonly<Record<BackupErrorCode | "unreadable", () => string>> = {
  empty: () => t("backup.refused.empty"),
  "too-large": () => t("backup.refused.tooLarge"),
  "utf-16": () => t("backup.refused.encoding"),
  "not-text": () => t("backup.refused.encoding"),
  archive: () => t("backup.refused.archive"),
  program: () => t("backup.refused.program"),
  "web-page": () => t("backup.refused.webPage"),
  table: () => t("backup.refused.table"),
  "plain-list": () => t("backup.refused.plainList"),
  "other-file": () => t("backup.refused.other"),
  aegis: () => t("backup.refused.aegis"),
  "cut-off": () => t("backup.refused.cutOff"),
  damaged: () => t("backup.refused.damaged"),
  "newer-version": () => t("backup.refused.newer"),
  "kdf-out-of-range": () => t("backup.refused.kdf"),
  unreadable: () => t("backup.refused.unreadable"),
};

/** "unreadable": the browser could not read it at all. */
export const refusedFileText = (code: BackupErrorCode | "unreadable"): string => texts[code]();
