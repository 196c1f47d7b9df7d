/** Where adding an account stands. */

import type { PictureRefusal } from "../../../lib/client/picture-limits.ts";
import { type FoundKey, judgeQrTexts } from "../../../lib/client/qr-finding.ts";
import type { PictureOutcome } from "../../../lib/client/read-picture.ts";
import type { ForeignQrKind } from "../../../lib/core/otpauth/classify-qr-text.ts";
import type { OtpauthUriErrorCode } from "../../../lib/core/otpauth/uri-error.ts";

/** Why the last picture led nowhere. "taken": a picture of the screen that was read before. */
export type Problem =
  | { readonly kind: "no-code" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "taken" }
  | { readonly kind: "refused"; readonly reason: PictureRefusal }
  | { readonly kind: "foreign"; readonly kinds: readonly ForeignQrKind[] }
  | { readonly kind: "invalid"; readonly code: OtpauthUriErrorCode };

export type Stage =
  | { readonly kind: "start"; readonly problem: Problem | null }
  | { readonly kind: "reading" }
  | { readonly kind: "choose"; readonly found: readonly FoundKey[]; readonly broken: number }
  | { readonly kind: "preview"; readonly found: FoundKey; readonly hasForeign: boolean }
  | { readonly kind: "added"; readonly accountId: string; readonly name: string }
  | { readonly kind: "same-secret"; readonly accountId: string; readonly name: string };

export const start: Stage = { kind: "start", problem: null };

export const stopped = (problem: Problem): Stage => ({ kind: "start", problem });

/** Where a picture leads. */
export const stageAfterPicture = (outcome: PictureOutcome): Stage => {
  if (outcome.status === "cancelled") return stopped({ kind: "cancelled" });
  if (outcome.status === "refused") return stopped({ kind: "refused", reason: outcome.reason });
  const finding = judgeQrTexts(outcome.texts);
  switch (finding.status) {
    case "none":
      return stopped({ kind: "no-code" });
    case "foreign":
      return stopped({ kind: "foreign", kinds: finding.kinds });
    case "invalid":
      return stopped({ kind: "invalid", code: finding.code });
    case "one":
      return { kind: "preview", found: finding.found, hasForeign: finding.hasForeign };
    case "several":
      return { kind: "choose", found: finding.found, broken: finding.broken };
    default:
      return finding satisfies never;
  }
};
