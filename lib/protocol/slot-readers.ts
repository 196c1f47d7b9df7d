/** Readers of the payloads of {@link SlotRequests}. */

import type { PrfParameters } from "../core/vault/slot-format.ts";
import { listOf, nothing, oneOf, type Readers, shape, text } from "./readers.ts";
import type { EnrolledPasskey, SlotRequests } from "./slot-requests.ts";
import { slotKeyReader } from "./vault-readers.ts";

/** 32 bytes in base64 are 44 characters, 1023 are 1364. */
const key32 = text(44);
const credentialId = text(1_364);

const slotId = text(64);
const name = text(256);

/** One reader per request about key slots. */
export const slotReaders: Readers<SlotRequests> = {
  "slots.list": nothing,
  "slots.addPasskey": shape({
    proof: slotKeyReader,
    passkey: shape<EnrolledPasskey>({
      kdf: shape<PrfParameters>({ algorithm: oneOf("webauthn-prf"), salt: key32, credentialId }),
      rootKey: key32,
      name,
      transports: listOf(text(32), 8),
    }),
  }),
  "slots.renamePasskey": shape({ slotId, name }),
  "slots.removePasskey": shape({ proof: slotKeyReader, slotId }),
  "slots.rotate": shape({ proof: slotKeyReader }),
};
