/** Dedicated worker: a pixel grid in, every QR text as soon as it is found. The page ends it after its time limit. */

import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import type { PixelGrid } from "../../lib/core/qr/pixel-grid.ts";
import { readQrTexts } from "../../lib/core/qr/read-qr.ts";
import type { QrReply } from "../../lib/platform/workers.ts";

export default defineUnlistedScript(() => {
  const reply = (message: QrReply): void => self.postMessage(message);

  self.onmessage = ({ data }: MessageEvent<PixelGrid>) => {
    for (const text of readQrTexts(data)) reply({ type: "text", text });
    reply({ type: "end" });
  };
});
