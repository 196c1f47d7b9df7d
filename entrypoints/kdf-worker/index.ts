/** Dedicated worker: password and scrypt parameters in, progress and the root key out; or the time one takes here. */

import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { BACKUP_KDF_LIMITS } from "../../lib/core/backup/kdf-limits.ts";
import { encodeBase64, wipe } from "../../lib/core/bytes.ts";
import { deriveRootKey } from "../../lib/core/vault/kdf.ts";
import { timeScrypt } from "../../lib/core/vault/kdf-cost.ts";
import { VAULT_KDF_LIMITS } from "../../lib/core/vault/scrypt-parameters.ts";
import type { KdfQuestion, KdfReply } from "../../lib/platform/workers.ts";

type DeriveQuestion = Extract<KdfQuestion, { type: "derive" }>;

export default defineUnlistedScript(() => {
  const reply = (message: KdfReply): void => self.postMessage(message);
  const nowMs = (): number => performance.now();

  const derive = async ({ password, kdf, source }: DeriveQuestion): Promise<void> => {
    const startedMs = nowMs();
    const rootKey = await deriveRootKey(password, kdf, {
      limits: source === "vault" ? VAULT_KDF_LIMITS : BACKUP_KDF_LIMITS,
      isAsTyped: source === "other-app",
      onProgress: (share) => reply({ type: "progress", share }),
    });
    reply({ type: "done", rootKey: encodeBase64(rootKey), elapsedMs: nowMs() - startedMs });
    wipe(rootKey);
  };

  const answer = async (question: KdfQuestion): Promise<void> => {
    try {
      if (question.type === "derive") await derive(question);
      else reply({ type: "timed", ...(await timeScrypt(nowMs)) });
    } catch {
      reply({ type: "failed" }); // parameters out of range; the page says so, the password is not repeated anywhere
    }
  };

  self.onmessage = ({ data }: MessageEvent<KdfQuestion>) => {
    void answer(data); // answer reports its own failure
  };
});
