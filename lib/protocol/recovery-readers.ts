/** Readers of the payloads of {@link RecoveryRequests}. */

import { RECOVERY_CODE_BYTES } from "../core/vault/recovery-code.ts";
import { type Reader, type Readers, shape } from "./readers.ts";
import type { RecoveryRequests } from "./recovery-requests.ts";
import { keyReader, newPasswordReader, slotKeyReader } from "./vault-readers.ts";

/** The root key of a recovery code: exactly 16 bytes in base64. */
export const recoveryRootKeyReader: Reader<string> = keyReader(RECOVERY_CODE_BYTES);

/** One reader per request about the recovery code. */
export const recoveryReaders: Readers<RecoveryRequests> = {
  "recovery.set": shape({ proof: slotKeyReader, rootKey: recoveryRootKeyReader }),
  "recovery.remove": shape({ proof: slotKeyReader }),
  "recovery.check": shape({ rootKey: recoveryRootKeyReader }),
  "recovery.use": shape({
    rootKey: recoveryRootKeyReader,
    next: newPasswordReader,
    nextRecoveryRootKey: recoveryRootKeyReader,
  }),
  "recovery.setMissingPassword": shape({ proof: slotKeyReader, next: newPasswordReader }),
};
