/** What a member does to read a code from the screen, and what must come of it. */

import { expect, type Page } from "@playwright/test";
import { dragMouse, expectOverlay, pressReadScreen, rectOf } from "../browser/overlay.ts";
import type { SampleKey } from "../browser/qr-page.ts";
import { codeAtStep } from "../portal/totp.ts";
import type { Member } from "./fixtures.ts";

export const startReading = async (member: Member, page: Page): Promise<void> => {
  const popup = await member.popup(page);
  await pressReadScreen(popup);
  // It closes once the frame is in the page: an overlay that was there before is not taken for the new one.
  await expect.poll(popup.isOpen, { message: "popup gives way" }).toBe(false);
  await expectOverlay(page);
};

/** Does what frames the code and gives the manager's tab that opens for it. */
export const managerAfter = async (member: Member, frame: () => Promise<unknown>): Promise<Page> => {
  const opened = member.context.waitForEvent("page");
  await frame();
  const manager = await opened;
  await expect(manager).toHaveURL(/manager\.html#add\/[\w-]+$/);
  return manager;
};

export const frameWithMouse = (member: Member, page: Page, marginPx = 12): Promise<Page> =>
  managerAfter(member, async () => dragMouse(page, await rectOf(page, "#qr", marginPx)));

/** Checks the preview, adds, and compares the stored account's codes with the portal's own computation. */
export const expectAdded = async (member: Member, manager: Page, key: SampleKey): Promise<void> => {
  const { background } = member;
  await expect(manager.getByRole("heading", { name: "この内容で追加しますか" })).toBeVisible();
  await expect(manager.getByRole("definition").filter({ hasText: key.issuer })).toBeVisible();
  await expect(manager.getByRole("definition").filter({ hasText: key.accountName })).toBeVisible();
  await manager.getByRole("button", { name: "追加する", exact: true }).click();
  await expect(manager.getByRole("heading", { name: "追加しました" })).toBeVisible();

  const stored = (await background.ask("accounts.list", null)).filter(
    ({ accountName }) => accountName === key.accountName,
  );
  expect(stored).toMatchObject([{ issuer: key.issuer, origin: null, status: "confirmed" }]);
  const { codes } = await background.ask("accounts.codes", { accountIds: stored.map(({ id }) => id) });
  const [one] = codes;
  expect(one).toMatchObject({
    code: codeAtStep(key.secret, one?.step ?? -1),
    nextCode: codeAtStep(key.secret, (one?.step ?? -1) + 1),
  });
};

export const expectNothingStored = async (member: Member): Promise<void> => {
  expect(await member.background.ask("accounts.list", null)).toEqual([]);
};

/** Keys of the session memory that belong to reading the screen. */
export const readingKeys = (member: Member): Promise<readonly string[]> =>
  member.background.page.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: { session: { get(all: null): Promise<object> } } };
    };
    return Object.keys(await chrome.storage.session.get(null)).filter((key) => /^(region|capture)/.test(key));
  });
