/** The changes of key slots with their failures in words: what the forms that ask for proof are given. */

import { t } from "../platform/i18n.ts";
import type { DeriveOptions } from "../platform/workers.ts";
import { errorText } from "./error-text.ts";
import type { PasswordResult } from "./password-actions.ts";
import type { Way } from "./proof.ts";
import { addPasskey, removePasskey, rotateKeys, type SlotOutcome } from "./slot-client.ts";

/** One act that needs proof, by the password or by a passkey. */
export type ProvedAct = (way: Way, options: DeriveOptions) => Promise<PasswordResult>;

export const addPasskeyAction =
  (name: string): ProvedAct =>
  async (way, options) =>
    withText(await addPasskey(way, name, options));

export const removePasskeyAction =
  (slotId: string): ProvedAct =>
  async (way, options) =>
    withText(await removePasskey(way, slotId, options));

export const rotateAction = async (password: string, options: DeriveOptions): Promise<PasswordResult> =>
  withText(await rotateKeys(password, options));

const withText = (outcome: SlotOutcome): PasswordResult => {
  switch (outcome.status) {
    case "failed":
      return { status: "failed", text: errorText(outcome.code) };
    case "full":
      return { status: "failed", text: t("ways.full") };
    default:
      return { status: outcome.status };
  }
};
