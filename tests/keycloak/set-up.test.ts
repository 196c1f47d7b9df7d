/** The first device, set up on the pages of a real server, which judges every code itself. */

import { expect } from "@playwright/test";
import { clickOffer, expectOffer } from "../browser/offer.ts";
import { LOGIN_ORIGIN } from "./hosts.ts";
import { test } from "./journey-fixtures.ts";
import {
  CARD,
  countRefusals,
  DEVICE_NAME,
  expectSetUpFilled,
  fillSetUp,
  listDeviceNames,
  SECOND_DEVICE_NAME,
  sendSetUp,
} from "./journey-steps.ts";
import { currentCode, enterPassword, submit, submitEntryCode, waitForSite } from "./member.ts";
import { demoUser, LOGIN_THEMES } from "./realm.ts";

for (const theme of LOGIN_THEMES) {
  test.describe(`set-up on ${theme}`, () => {
    test.use({ theme });

    test("one click reads the QR and fills; the server keeps the device under the name filled in", async ({
      journey,
    }) => {
      const { rig, page, background } = journey;
      const user = demoUser("demo_user01");
      await background.createVault();
      await enterPassword(page, user);

      await fillSetUp(page);
      expect(await background.ask("accounts.list", null)).toMatchObject([{ status: "pending" }]);
      await sendSetUp(page);

      await waitForSite(page);
      await expectOffer(page, CARD.confirmed);
      expect(await listDeviceNames(rig, user)).toEqual([DEVICE_NAME]);
      expect(await background.ask("accounts.list", null)).toMatchObject([
        { status: "confirmed", origin: LOGIN_ORIGIN, accountName: user.username, deviceName: DEVICE_NAME },
      ]);
    });

    test("the page with the written key gives a device that the server accepts", async ({ journey }) => {
      const { rig, page, background } = journey;
      const user = demoUser("demo_user01");
      await background.createVault();
      await enterPassword(page, user);
      await submit(page, "#mode-manual");

      await fillSetUp(page);
      await sendSetUp(page);

      await waitForSite(page);
      await expectOffer(page, CARD.confirmed);
      expect(await listDeviceNames(rig, user)).toEqual([DEVICE_NAME]);
      expect(await background.ask("accounts.list", null)).toMatchObject([
        { status: "confirmed", origin: LOGIN_ORIGIN, deviceName: DEVICE_NAME },
      ]);
    });

    test("a device name that the server refuses gives way to the next free one", async ({ journey }) => {
      const { rig, page, background } = journey;
      const user = demoUser("demo_user02");
      const [device] = user.devices;
      const userId = await rig.admin.findUserId(user.username);
      const [credential] = await rig.admin.listOtpCredentials(userId);
      await rig.admin.renameCredential(userId, credential!.id, DEVICE_NAME);
      await background.createVault();
      await enterPassword(page, user, { action: "CONFIGURE_TOTP" });
      await submitEntryCode(page, currentCode(device!.secret));

      await fillSetUp(page);
      await sendSetUp(page);
      await expect(page.locator("#input-error-otp-label")).toBeVisible();
      expect(await background.ask("accounts.list", null)).toMatchObject([{ status: "pending" }]);
      await clickOffer(page, CARD.enrol);
      await expectSetUpFilled(page, SECOND_DEVICE_NAME);
      await sendSetUp(page);

      await waitForSite(page);
      await expectOffer(page, CARD.confirmed);
      expect(await listDeviceNames(rig, user)).toEqual([DEVICE_NAME, SECOND_DEVICE_NAME]);
      expect(await countRefusals(rig)).toBe(0);
      expect(await background.ask("accounts.list", null)).toMatchObject([
        { status: "confirmed", deviceName: SECOND_DEVICE_NAME },
      ]);
    });
  });
}
