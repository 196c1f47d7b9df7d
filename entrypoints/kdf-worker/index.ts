/** Dedicated worker: password and scrypt parameters in, progress and the root key out. */

import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { BACKUP_KDF_LIMITS } from "../../lib/core/backup/kdf-limits.ts";
import { encodeBase64, wipe } from "../../lib/core/bytes.ts";
import { deriveRootKey } from "../../lib/core/vault/kdf.ts";
import { VAULT_KDF_LIMITS } from "../../lib/core/vault/scrypt-parameters.ts";
import type { KdfOrder, KdfReply } from "../../lib/platform/workers.ts";

export default defineUnlistedScript(() => {
  const reply = (message: KdfReply): void => self.postMessage(message);

  const derive = async ({ password, kdf, isFile }: KdfOrder): Promise<void> => {
    try {
      const rootKey = await deriveRootKey(password, kdf, {
        limits: isFile ? BACKUP_KDF_LIMITS : VAULT_KDF_LIMITS,
        onProgress: (share) => reply({ type: "progress", share }),
      });
      reply({ type: "done", rootKey: encodeBase64(rootKey) });
      wipe(rootKey);
    } catch {
      reply({ type: "failed" }); // parameters out of range; the page says so, the password is not repeated anywhere
    }
  };

  self.onmessage = ({ data }: MessageEvent<KdfOrder>) => {
    void derive(data); // derive reports its own failure
  };
});
