/** Readers of the payloads of {@link RecoveryRequests}. */

import { BytesError, decodeBase64 } from "../core/bytes.ts";
import { RECOVERY_CODE_BYTES } from "../core/vault/recovery-code.ts";
import { PayloadError, type Reader, type Readers, shape, text } from "./readers.ts";
import type { RecoveryRequests } from "./recovery-requests.ts";
import { newPasswordReader, slotKeyReader } from "./vault-readers.ts";

/** 16 bytes in base64 are 24 characters. */
const base64Text = text(24);

/** The root key of a recovery code: exactly 16 bytes in base64. */
export const recoveryRootKeyReader: Reader<string> = (value) => {
  const rootKey = base64Text(value);
  try {
    if (decodeBase64(rootKey).length === RECOVERY_CODE_BYTES) return rootKey;
  } catch (error) {
    if (!(error instanceof BytesError)) throw error;
  }
  throw new PayloadError(`expected ${RECOVERY_CODE_BYTES} bytes in base64`);
};

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
