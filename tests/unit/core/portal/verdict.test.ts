import { describe, expect, it } from "vitest";
import type { PageKind, PageVerdict } from "../../../../lib/core/portal/page-kind.ts";
import { judgeSubmission, type Submission } from "../../../../lib/core/portal/verdict.ts";

const SETUP: Submission = { kind: "setup", control: "submit" };
const ENTRY: Submission = { kind: "entry", control: "submit" };

function page(
  kind: PageKind,
  hasError = false,
  reasons: readonly string[] = ["nothing-recognised"],
): PageVerdict {
  return { kind, reasons, hasError, errorField: hasError ? "code" : null };
}

describe("judgeSubmission", () => {
  it.each([
    [SETUP, "setup-qr", true, "refused"],
    [SETUP, "setup-manual", true, "refused"],
    [SETUP, "setup-qr", false, "unknown"],
    [SETUP, "setup-manual", false, "unknown"],
    [ENTRY, "entry", true, "refused"],
    [ENTRY, "entry", false, "unknown"],
    [SETUP, "entry", false, "accepted"],
    [SETUP, "update-password", false, "accepted"],
    [SETUP, "signing-in-console", false, "accepted"],
    [SETUP, "other", false, "accepted"],
    [ENTRY, "setup-qr", false, "accepted"],
    [ENTRY, "setup-manual", false, "accepted"],
    [ENTRY, "terms", false, "accepted"],
    [ENTRY, "delete-credential", false, "accepted"],
    [ENTRY, "update-profile", false, "accepted"],
    [ENTRY, "other", false, "accepted"],
    [ENTRY, "select-authenticator", false, "unknown"],
    [SETUP, "expired", false, "abandoned"],
    [ENTRY, "expired", false, "abandoned"],
    [ENTRY, "error", false, "abandoned"],
    [SETUP, "error", true, "abandoned"],
    [ENTRY, "oidc-error", false, "abandoned"],
    [SETUP, "login", true, "abandoned"],
    [ENTRY, "login", true, "abandoned"],
    [ENTRY, "login", false, "unknown"],
    [ENTRY, "reauth", true, "abandoned"],
    [ENTRY, "reauth", false, "unknown"],
  ] as const)("takes %o followed by %s (error: %s) as %s", (submitted, kind, hasError, outcome) => {
    expect(judgeSubmission({ submitted, next: page(kind, hasError) })).toBe(outcome);
  });

  it.each(["entry", "other", "signing-in-console", "login"] as const)(
    "takes the portal's way back as abandoned, even when %s follows",
    (kind) => {
      const submitted: Submission = { kind: "setup", control: "cancel" };

      expect(judgeSubmission({ submitted, next: page(kind) })).toBe("abandoned");
    },
  );

  it.each([
    "http-error",
    "gate-hidden",
    "gate-not-portal",
    "otp-not-visible",
    "page-id-contradicts",
    "already-signed-in",
  ])("concludes nothing from an unrecognised page marked %s", (reason) => {
    expect(judgeSubmission({ submitted: SETUP, next: page("other", false, [reason]) })).toBe("unknown");
  });
});
