/** Set-up on the portal's own page: by QR and by key, in every theme. */

import { expect } from "@playwright/test";
import { leaveBy } from "../browser/leave.ts";
import { clickOffer, expectOffer } from "../browser/offer.ts";
import { VARIANTS } from "../portal/types.ts";
import { test } from "./fixtures.ts";

const USER = "demo_user01";

for (const variant of VARIANTS) {
  test.describe(`set-up on ${variant}`, () => {
    test.use({ variant });

    test("one click reads the QR, fills code and device name; the portal's acceptance confirms it", async ({
      member,
    }) => {
      const { background, portal } = member;
      await background.createVault();
      const page = await member.signIn(USER);

      await clickOffer(page, "登録して入力する");
      await expectOffer(page, "入力しました");
      await expect(page.locator("#totp")).toHaveValue(/^\d{6}$/);
      await expect(page.locator("#userLabel")).toHaveValue("自宅PC (Chrome)");
      expect(await background.ask("accounts.list", null)).toMatchObject([
        { status: "pending", accountName: USER },
      ]);

      await leaveBy(page, "#saveTOTPBtn");
      await expectOffer(page, "登録が完了しました");
      expect(portal.control.submissions).toMatchObject([
        { kind: "setup", accepted: true, device: "自宅PC (Chrome)" },
      ]);
      expect(await background.ask("accounts.list", null)).toMatchObject([
        { status: "confirmed", origin: portal.origin, deviceName: "自宅PC (Chrome)" },
      ]);
    });

    test("the page with the written key gives the same account", async ({ member }) => {
      const { background, portal } = member;
      await background.createVault();
      const page = await member.signIn(USER);
      await leaveBy(page, "#mode-manual");

      await clickOffer(page, "登録して入力する");
      await expectOffer(page, "入力しました");
      await leaveBy(page, "#saveTOTPBtn");

      await expectOffer(page, "登録が完了しました");
      expect(portal.control.submissions).toMatchObject([{ kind: "setup", accepted: true }]);
      expect(await background.ask("accounts.list", null)).toMatchObject([{ status: "confirmed" }]);
    });
  });
}
