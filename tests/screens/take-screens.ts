/**
 * Pictures of every screen in both languages, light and dark, for looking at: `npm run screens` writes them to
 * test-results/screens. Nothing is asserted here; eyes are needed.
 */

import { mkdirSync } from "node:fs";
import type { Page } from "@playwright/test";
import { openBackground } from "../browser/background.ts";
import { launch } from "../browser/launch.ts";
import { leaveBy } from "../browser/leave.ts";
import { clickOffer, expectOffer } from "../browser/offer.ts";
import { startPortal } from "../portal/server.ts";
import { takeBackupScreens } from "./backup-screens.ts";
import { takeRecoveryScreens } from "./recovery-screens.ts";
import { takeStorageScreens } from "./storage-screens.ts";

type Language = "ja" | "en";
type Scheme = "light" | "dark";

const words = {
  ja: {
    act: "登録して入力する",
    filled: "入力しました",
    done: "登録が完了しました",
    fill: "コードを入力する",
    next: "わかりました",
  },
  en: {
    act: "Register and fill",
    filled: "Filled in",
    done: "Registration complete",
    fill: "Fill the code",
    next: "Go on",
  },
} as const;

const samples = [
  ["さくら健康保険組合加入者ページ", "hanako.yamada", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"],
  ["Example Cloud", "taro@example.jp", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"],
] as const;

const takeAll = async (language: Language, colorScheme: Scheme): Promise<void> => {
  const folder = `test-results/screens/${language}-${colorScheme}`;
  mkdirSync(folder, { recursive: true });
  const portal = await startPortal({ variant: "v2-26.x" });
  const { context, extensionId, close } = await launch({
    hostResolverRules: portal.hostResolverRules,
    language,
    colorScheme,
    viewport: { width: 1200, height: 860 },
  });
  const background = await openBackground(context, extensionId);
  let number = 0;
  const shoot = async (page: Page, name: string, fullPage = false): Promise<void> => {
    number += 1;
    await page.bringToFront();
    await page.screenshot({ path: `${folder}/${String(number).padStart(2, "0")}-${name}.png`, fullPage });
  };
  const open = async (path: string, width = 1200, height = 860): Promise<Page> => {
    const page = await context.newPage();
    await page.setViewportSize({ width, height });
    await page.goto(`chrome-extension://${extensionId}/${path}`);
    await page.locator("main").waitFor();
    return page;
  };
  const text = words[language];

  await shoot(await open("popup.html", 384, 560), "popup-none");
  const welcome = await open("welcome.html");
  await shoot(welcome, "welcome-about", true);
  await welcome.getByRole("button", { name: text.next }).click();
  await shoot(welcome, "welcome-password", true);
  await background.createVault();
  await shoot(await open("popup.html", 384, 560), "popup-empty");

  const page = await context.newPage();
  const signIn = async (): Promise<void> => {
    await context.clearCookies();
    await page.goto(`${portal.topOrigin}/login`);
    await page.fill("#username", "demo_user01");
    await page.fill("#password", "Demo-pass-01");
    await leaveBy(page, "#kc-login");
  };
  await signIn();
  await expectOffer(page, text.act);
  await shoot(page, "offer-setup");
  await clickOffer(page, text.act);
  await expectOffer(page, text.filled);
  await shoot(page, "offer-setup-filled");
  await leaveBy(page, "#saveTOTPBtn");
  await expectOffer(page, text.done);
  await shoot(page, "offer-confirmed");
  await signIn();
  await expectOffer(page, text.fill);
  await shoot(page, "offer-entry");
  await clickOffer(page, text.fill);
  await expectOffer(page, /秒|s left|入力しました|Filled/);
  await shoot(page, "offer-waiting");
  await page.goto(`${portal.origin}/pages/otp-error`);
  await expectOffer(page, text.fill);
  await shoot(page, "offer-after-error");
  await page.goto(`${portal.origin}/traps/qr-url`);
  await clickOffer(page, text.act);
  await expectOffer(page, /登録しませんでした|Nothing was registered/);
  await shoot(page, "offer-refused");
  await page.goto(`${portal.origin}/pages/setup-manual`);
  await expectOffer(page, text.act);
  await shoot(page, "offer-setup-manual");
  await page.setViewportSize({ width: 480, height: 800 });
  await page.goto(`${portal.origin}/pages/setup-qr`);
  await expectOffer(page, text.act);
  await shoot(page, "offer-narrow");

  for (const [issuer, account, secret] of samples) {
    const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
    const uri = `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
    await background.ask("accounts.add", { uri, onSameName: "keep-both" });
  }
  await shoot(await open("popup.html", 384, 900), "popup-codes", true);
  for (const view of ["accounts", "add", "backup", "security", "settings", "help"]) {
    await shoot(await open(`manager.html#${view}`), `manager-${view}`, true);
  }
  await background.lock();
  await shoot(await open("popup.html", 384, 560), "popup-locked");
  await shoot(await open("manager.html#accounts"), "manager-locked");
  await shoot(await open("unlock.html"), "unlock");
  await close();
  await portal.close();
  await takeRecoveryScreens({ language, colorScheme, folder });
  await takeStorageScreens({ language, colorScheme, folder });
  await takeBackupScreens({ language, colorScheme, folder });
};

// `npm run screens -- ja light` takes one set.
const [onlyLanguage, onlyScheme] = process.argv.slice(2);
for (const language of ["ja", "en"] as const) {
  for (const scheme of ["light", "dark"] as const) {
    if ((onlyLanguage ?? language) !== language || (onlyScheme ?? scheme) !== scheme) continue;
    await takeAll(language, scheme);
    console.log(`test-results/screens/${language}-${scheme}`);
  }
}
