/** The form for a written key as a text to be kept, and back. */

import { asRecord, CheckError, readOneOf, readString } from "../core/check.ts";
import { emptyTypedKey, type TypedKey } from "./typed-key.ts";

/** As long as the form's own fields may be, with room. */
const text = { maxLength: 5_000 };

export const formatTypedKey = (typed: TypedKey): string => JSON.stringify(typed);

/** Null for anything that is not a form of ours. */
export const parseTypedKey = (draft: string): TypedKey | null => {
  try {
    const record = asRecord(JSON.parse(draft), "draft");
    return {
      keyText: readString(record, "keyText", text),
      issuer: readString(record, "issuer", text),
      accountName: readString(record, "accountName", text),
      algorithm: readOneOf(record, "algorithm", ["SHA1", "SHA256", "SHA512"]),
      digits: readOneOf(record, "digits", [6, 7, 8]),
      period: readString(record, "period", text),
    };
  } catch (error) {
    if (error instanceof CheckError || error instanceof SyntaxError) return null;
    throw error;
  }
};

export const isEmptyTypedKey = (typed: TypedKey): boolean =>
  formatTypedKey(typed) === formatTypedKey(emptyTypedKey);
