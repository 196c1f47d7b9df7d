import type { Page } from "@playwright/test";

/** Presses a button that leaves the page, and waits until the page that follows, after all redirects, has loaded. */
export const leaveBy = async (page: Page, selector: string): Promise<void> => {
  const left = page.waitForEvent("framenavigated", (frame) => frame === page.mainFrame());
  await page.click(selector);
  await left;
  await page.waitForLoadState("load");
};
