/** Going back to the portal page that waits behind an unlock or first-run page. */

import { askBackground } from "../platform/messaging.ts";
import { closeOwnTab } from "../platform/tabs.ts";

/** "resumed": this tab is closing. "page-gone": the waiting page was closed or left. "nothing": none was waiting. */
export type ResumeOutcome = "resumed" | "page-gone" | "nothing";

/** Carries out what the portal page asked for and closes this tab. A failure counts as a page that is gone. */
export const resumePortalPage = async (): Promise<ResumeOutcome> => {
  const answer = await askBackground("intent.resume", null);
  if (!answer.ok) return "page-gone";
  if (answer.value.status === "resumed") await closeOwnTab();
  return answer.value.status;
};
