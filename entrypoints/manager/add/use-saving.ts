/** Keeps a previewed key: asks the background, and the member where two accounts would look alike. */

import { useState } from "preact/hooks";
import type { FoundKey } from "../../../lib/client/qr-finding.ts";
import type { OtpKey } from "../../../lib/core/otp/otp-key.ts";
import { formatOtpauthUri } from "../../../lib/core/otpauth/format-uri.ts";
import { OtpauthUriError, type OtpauthUriErrorCode } from "../../../lib/core/otpauth/uri-error.ts";
import { askBackground } from "../../../lib/platform/messaging.ts";
import type { ErrorCode } from "../../../lib/protocol/answer.ts";
import type { AddOutcome, PageRequests } from "../../../lib/protocol/requests.ts";
import { accountTitle } from "../accounts/account-texts.ts";
import type { Stage } from "./stage.ts";

type OnSameName = PageRequests["accounts.add"]["payload"]["onSameName"];

/** Why nothing was saved. */
export type SavingError =
  | { readonly kind: "answer"; readonly code: ErrorCode }
  | { readonly kind: "uri"; readonly code: OtpauthUriErrorCode };

export interface Saving {
  readonly isBusy: boolean;
  readonly error: SavingError | null;
  /** The name two accounts would share while the member is asked, else null. */
  readonly sameName: string | null;
  readonly save: (onSameName: OnSameName) => void;
  readonly stopAsking: () => void;
}

/** `accountName`: the name as the preview shows or asked for it. */
export const useSaving = (found: FoundKey, accountName: string, setStage: (stage: Stage) => void): Saving => {
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<SavingError | null>(null);
  const [sameName, setSameName] = useState<string | null>(null);
  const key: OtpKey = { ...found.key, accountName };

  const settle = async (outcome: AddOutcome): Promise<void> => {
    if (outcome.status === "same-name") return setSameName(accountTitle(key));
    const name = await storedName(outcome.accountId, accountTitle(key));
    setStage({ kind: outcome.status, accountId: outcome.accountId, name });
  };

  const save = async (onSameName: OnSameName): Promise<void> => {
    setSameName(null);
    setError(null);
    const uri = writeUri(key);
    if (typeof uri !== "string") return setError(uri);
    setIsBusy(true);
    const answer = await askBackground("accounts.add", { uri, onSameName });
    setIsBusy(false);
    if (answer.ok) await settle(answer.value);
    else setError({ kind: "answer", code: answer.code });
  };

  return {
    isBusy,
    error,
    sameName,
    save: (onSameName) => void save(onSameName), // every outcome is shown
    stopAsking: () => setSameName(null),
  };
};

const writeUri = (key: OtpKey): string | SavingError => {
  try {
    return formatOtpauthUri(key);
  } catch (error) {
    if (error instanceof OtpauthUriError) return { kind: "uri", code: error.code };
    throw error;
  }
};

/** The name in the list: an account that was there, or came back from the bin, may be called differently. */
const storedName = async (accountId: string, otherwise: string): Promise<string> => {
  const answer = await askBackground("accounts.list", null);
  const stored = answer.ok ? answer.value.find(({ id }) => id === accountId) : undefined;
  return stored === undefined ? otherwise : accountTitle(stored);
};
