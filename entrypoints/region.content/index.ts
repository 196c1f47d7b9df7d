/** Injected on request: lets the member draw a rectangle around a QR code; sends the rectangle, nothing else. */

import { defineContentScript } from "wxt/utils/define-content-script";
import { startRegion } from "./region.ts";

export default defineContentScript({
  registration: "runtime",
  main: (context) => startRegion(context.signal),
});
