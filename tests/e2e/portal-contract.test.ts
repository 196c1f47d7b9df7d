/** The practice portal against the pages recorded from a real server. Needs neither the extension nor that server. */
import { type Browser, chromium, expect, test } from "@playwright/test";
import type { SignatureByPage } from "../keycloak/collect-signatures.ts";
import { LOGIN_THEMES } from "../keycloak/realm.ts";
import { readSignatures } from "../keycloak/signature-file.ts";
import {
  browserPath,
  CONTRACT_PAGES,
  collectPracticeSignatures,
  NAME_TAKEN_PAGE,
  readableOf,
  VARIANT_BY_THEME,
} from "../portal/contract.ts";
import { SAMPLE_DEVICES } from "../portal/gallery.ts";
import { type Portal, startPortal } from "../portal/server.ts";

let portal: Portal;
let browser: Browser;

test.beforeAll(async () => {
  portal = await startPortal();
  browser = await chromium.launch({
    executablePath: browserPath(),
    args: ["--no-sandbox", `--host-resolver-rules=${portal.hostResolverRules}`],
  });
});

test.afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

for (const theme of LOGIN_THEMES) {
  const variant = VARIANT_BY_THEME[theme];

  test.describe(`practice pages of ${variant}`, () => {
    let recorded: SignatureByPage;
    let practice: SignatureByPage;

    test.beforeAll(async () => {
      recorded = await readSignatures(theme);
      practice = await collectPracticeSignatures(browser, portal.origin, variant);
    });

    test("include every page that was recorded", () => {
      expect(Object.keys(practice)).toEqual(expect.arrayContaining(Object.keys(recorded)));
    });

    test("show a name that is taken where they show a missing one", () => {
      expect(readableOf(practice, NAME_TAKEN_PAGE)).toEqual(readableOf(recorded, "setup-label-error"));
    });

    for (const name of CONTRACT_PAGES) {
      test(`${name} has what the product reads on the real page`, () => {
        expect(readableOf(practice, name)).toEqual(readableOf(recorded, name));
      });
    }
  });
}

test("a tile of v2-26.x puts its device into the form and is the only one marked", async () => {
  const page = await browser.newPage({ ignoreHTTPSErrors: true });
  await page.goto(`${portal.origin}/pages/otp-several?variant=v2-26.x`);

  await page.locator("#kc-otp-credential-1").click();

  await expect(page.locator("#selectedCredentialId")).toHaveValue(SAMPLE_DEVICES[1].id);
  await expect(page.locator(".pf-m-selected")).toHaveId("kc-otp-credential-1");
  await page.close();
});
