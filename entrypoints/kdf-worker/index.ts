/** Dedicated worker: password and scrypt parameters in, progress and the root key out. */

import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { encodeBase64, wipe } from "../../lib/core/bytes.ts";
import { deriveRootKey } from "../../lib/core/vault/kdf.ts";
import type { ScryptParameters } from "../../lib/core/vault/scrypt-parameters.ts";
import type { KdfReply } from "../../lib/platform/workers.ts";

export default defineUnlistedScript(() => {
  const reply = (message: KdfReply): void => self.postMessage(message);

  const derive = async (password: string, kdf: ScryptParameters): Promise<void> => {
    try {
      const rootKey = await deriveRootKey(password, kdf, {
        onProgress: (share) => reply({ type: "progress", share }),
      });
      reply({ type: "done", rootKey: encodeBase64(rootKey) });
      wipe(rootKey);
    } catch {
      reply({ type: "failed" }); // parameters out of range; the page says so, the password is not repeated anywhere
    }
  };

  self.onmessage = ({ data }: MessageEvent<{ password: string; kdf: ScryptParameters }>) => {
    void derive(data.password, data.kdf); // derive reports its own failure
  };
});
