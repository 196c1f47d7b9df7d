/** The password or a passkey once more, before something about the keys changes. */

import type { ComponentChildren } from "preact";
import { UnlockForm, type UnlockFormProps } from "../../../components/UnlockForm.tsx";
import type { ProvedAct } from "../../../lib/client/slot-actions.ts";
import { usePasskeys } from "../../../lib/client/use-passkeys.ts";

export interface ProofFormProps extends Pick<UnlockFormProps, "hasCode" | "isDanger" | "hasFocus"> {
  readonly act: ProvedAct;
  readonly actLabel: string;
  readonly onDone: () => void;
  /** Beside the button that acts, such as a cancel button. */
  readonly otherActions?: ComponentChildren;
}

export function ProofForm({ act, onDone, ...form }: ProofFormProps) {
  const { passkeys, missingPassword } = usePasskeys();
  return (
    <UnlockForm
      {...form}
      unlock={(password, options) => act({ kind: "password", password }, options)}
      passkeys={passkeys}
      missingPassword={missingPassword}
      onPasskey={(slotId, options) => act({ kind: "passkey", slotId }, options)}
      onUnlocked={onDone}
    />
  );
}
