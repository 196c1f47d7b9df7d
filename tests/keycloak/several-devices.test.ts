/** A member with more than one device at the server: the code has to belong to the device that is selected. */

import { expect } from "@playwright/test";
import { clickOffer, expectOffer } from "../browser/offer.ts";
import { test } from "./journey-fixtures.ts";
import {
  CARD,
  countRefusals,
  DEVICE_NAME,
  expectEntryFilled,
  fillEntry,
  fillSetUp,
  listDeviceNames,
  logOut,
  readChosenDevice,
  SECOND_DEVICE_NAME,
  sendEntry,
  sendSetUp,
  setUpFirstDevice,
} from "./journey-steps.ts";
import {
  currentCode,
  enterPassword,
  submit,
  submitEntryCode,
  submitPassword,
  waitForSite,
} from "./member.ts";
import { demoUser, LOGIN_THEMES } from "./realm.ts";
import { siteLoginUrl } from "./site-server.ts";
import { readLink } from "./smtp-sink.ts";

const NEW_PASSWORD = "Demo-pass-changed";

for (const theme of LOGIN_THEMES) {
  test.describe(`several devices on ${theme}`, () => {
    test.use({ theme });
    // Each code after the first waits for its own time step.
    test.describe.configure({ timeout: 240_000 });

    test("a second device gets a name of its own; the one chosen on the card is the one the server judges", async ({
      journey,
    }) => {
      const { rig, page, background } = journey;
      const user = demoUser("demo_user01");
      await background.createVault();
      await setUpFirstDevice(journey, user);

      await page.goto(siteLoginUrl({ action: "CONFIGURE_TOTP", isFresh: true }));
      await submitPassword(page, user.password);
      await fillEntry(page);
      await submit(page, "#kc-login");
      await fillSetUp(page, SECOND_DEVICE_NAME);
      await sendSetUp(page);
      await waitForSite(page);
      expect(await listDeviceNames(rig, user)).toEqual([DEVICE_NAME, SECOND_DEVICE_NAME]);
      expect(await background.ask("accounts.list", null)).toMatchObject([
        { status: "confirmed", deviceName: DEVICE_NAME },
        { status: "confirmed", deviceName: SECOND_DEVICE_NAME },
      ]);

      await logOut(page);
      await enterPassword(page, user);
      await clickOffer(page, CARD.fill);
      await expectOffer(page, CARD.ask);
      await expect(page.locator("#otp")).toHaveValue("");
      await clickOffer(page, SECOND_DEVICE_NAME);
      await expectEntryFilled(page);
      expect(await readChosenDevice(rig, page, user)).toBe(SECOND_DEVICE_NAME);
      await sendEntry(page);

      expect(await countRefusals(rig)).toBe(0);
    });

    test("beside a telephone that is the default, this computer's own device is selected and filled", async ({
      journey,
    }) => {
      const { rig, page, background } = journey;
      const user = demoUser("demo_user03");
      const [telephone] = user.devices;
      await background.createVault();
      await enterPassword(page, user, { action: "CONFIGURE_TOTP" });
      await submitEntryCode(page, currentCode(telephone!.secret));
      await fillSetUp(page);
      await sendSetUp(page);
      await waitForSite(page);

      await logOut(page);
      await enterPassword(page, user);
      expect(await readChosenDevice(rig, page, user)).toBe(telephone!.label);
      await fillEntry(page);
      expect(await readChosenDevice(rig, page, user)).toBe(DEVICE_NAME);
      await sendEntry(page);

      expect(await countRefusals(rig)).toBe(0);
    });

    test("a forgotten password brings a new device, which logs in although the old one stays the default", async ({
      journey,
    }) => {
      const { rig, page, background } = journey;
      const user = demoUser("demo_user02");
      const [oldDevice] = user.devices;
      await background.createVault();

      await page.goto(siteLoginUrl());
      await submit(page, 'a[href*="reset-credentials"]');
      await page.locator("#username").fill(user.username);
      await submit(page, '#kc-reset-password-form [type="submit"]');
      await page.goto(readLink(await rig.mail.takeMail(user.email)));
      await fillSetUp(page);
      await sendSetUp(page);
      await expectOffer(page, CARD.confirmed);
      await page.locator("#password-new").fill(NEW_PASSWORD);
      await page.locator("#password-confirm").fill(NEW_PASSWORD);
      await submit(page, '#kc-passwd-update-form [name="login"]');
      await waitForSite(page);
      expect(await listDeviceNames(rig, user)).toEqual([oldDevice!.label, DEVICE_NAME]);

      await logOut(page);
      await enterPassword(page, { ...user, password: NEW_PASSWORD });
      expect(await readChosenDevice(rig, page, user)).toBe(oldDevice!.label);
      await fillEntry(page);
      expect(await readChosenDevice(rig, page, user)).toBe(DEVICE_NAME);
      await sendEntry(page);

      expect(await countRefusals(rig)).toBe(0);
    });
  });
}
