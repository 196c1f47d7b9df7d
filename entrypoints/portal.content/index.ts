/** The portal's side: runs on every page of the portal's hosts and stays silent unless a page is certain. */

import { defineContentScript } from "wxt/utils/define-content-script";
import { startController } from "./controller.ts";

export default defineContentScript({
  matches: ["https://*.kosmo-web.jp/*"],
  runAt: "document_idle",
  main: (context) => startController(context.signal),
});
