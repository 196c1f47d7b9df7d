import { isSetupKind, type PageVerdict } from "./page-kind.ts";

/** A form that was sent. `control`: the button used; "cancel" is the portal's own way back (`cancel-aia`). */
export interface Submission {
  readonly kind: "setup" | "entry";
  readonly control: "submit" | "cancel";
}

/**
 * What became of a submission. "accepted": the portal went on. "refused": the same page came back with an error.
 * "abandoned": the login ended or was cancelled. "unknown": the next page does not tell, so nothing is concluded.
 */
export type SubmissionOutcome = "accepted" | "refused" | "abandoned" | "unknown";

/**
 * Judges a submission by the page that followed it in the same tab. Success is having left the form without an error,
 * not having reached a certain page: terms, a new password or the next device may follow.
 */
export function judgeSubmission(input: {
  readonly submitted: Submission;
  readonly next: PageVerdict;
}): SubmissionOutcome {
  const { submitted, next } = input;
  if (submitted.control === "cancel") return "abandoned";
  const isSameKind = submitted.kind === "setup" ? isSetupKind(next.kind) : next.kind === "entry";
  if (isSameKind) return next.hasError ? "refused" : "unknown";
  return judgeOtherPage(next);
}

function judgeOtherPage(next: PageVerdict): SubmissionOutcome {
  switch (next.kind) {
    case "expired":
    case "error":
    case "oidc-error":
      return "abandoned";
    case "login":
    case "reauth":
      return next.hasError ? "abandoned" : "unknown";
    // Reached by "another way", which is a form of its own: the code may never have been judged.
    case "select-authenticator":
      return "unknown";
    // A page that resembles a code page, an HTTP error or a page outside the gate proves nothing.
    case "other":
      return next.reasons.includes("nothing-recognised") ? "accepted" : "unknown";
    default:
      return "accepted";
  }
}
