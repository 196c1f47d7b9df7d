/** Dedicated worker: a new password in, what it is worth out. Has the word lists, so that no page must load them. */

import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { createStrengthEstimator } from "../../lib/core/password/strength.ts";
import type { StrengthQuestion, StrengthReply } from "../../lib/platform/workers.ts";

export default defineUnlistedScript(() => {
  const estimate = createStrengthEstimator();
  self.onmessage = ({ data: { id, password } }: MessageEvent<StrengthQuestion>) => {
    self.postMessage({ id, strength: estimate(password) } satisfies StrengthReply);
  };
});
