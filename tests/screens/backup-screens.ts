/** Pictures of the back-up page with its parts opened, and of a file of another app looked into. */

import { openBackground } from "../browser/background.ts";
import { launch } from "../browser/launch.ts";
import { aegisEntry, everyKind, plainAegis, sealedAegis } from "../unit/core/importers/aegis-samples.ts";

const words = {
  ja: {
    own: "このファイルだけの、別のパスワードで開く",
    test: "ファイルを選んで確かめる",
    restore: "ファイルを選んで中を見る",
    look: "中を見る",
    other: "別のファイルを選ぶ",
    plain: "注意を読んで書き出す",
    preview: "ファイルの中のアカウント",
    rotate: "鍵を全部新しくする",
  },
  en: {
    own: "Another password, for this file alone",
    test: "Choose a file and check it",
    restore: "Choose a file and look inside",
    look: "Look inside",
    other: "Choose another file",
    plain: "Read the warning and export",
    preview: "Accounts in the file",
    rotate: "Make all keys new",
  },
} as const;

export interface BackupScreens {
  readonly language: "ja" | "en";
  readonly colorScheme: "light" | "dark";
  /** Where the pictures go. It exists already. */
  readonly folder: string;
}

/** An account that the vault has already under another name, beside everything the app can hold and a damaged entry. */
const entries = [
  ...everyKind,
  aegisEntry({ name: "broken", issuer: "Example" }, { digits: 5 }),
  aegisEntry(
    { name: "hanako.yamada", issuer: "さくら健康保険組合" },
    { secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP" },
  ),
];

export const takeBackupScreens = async ({ language, colorScheme, folder }: BackupScreens): Promise<void> => {
  const text = words[language];
  const { context, extensionId, close } = await launch({ hostResolverRules: "", language, colorScheme });
  const background = await openBackground(context, extensionId);
  await background.createVault();
  const uri = "otpauth://totp/taro?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Example%20Cloud";
  await background.ask("accounts.add", { uri, onSameName: "keep-both" });
  let page = await context.newPage();
  const shoot = (name: string) => page.screenshot({ path: `${folder}/backup-${name}.png`, fullPage: true });
  const open = async (part: string): Promise<void> => {
    await page.close();
    page = await context.newPage(); // what was opened before is closed
    await page.setViewportSize({ width: 1200, height: 860 });
    await page.goto(`chrome-extension://${extensionId}/manager.html#${part}`);
    await page.locator("main h2").first().waitFor();
  };
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const choose = (content: string) =>
    page.locator("input[type=file]").setInputFiles({
      name: "aegis-export.json",
      mimeType: "application/json",
      buffer: Buffer.from(content),
    });

  await open("backup");
  await page.getByText(text.own).click();
  await page.locator("input[type=password]").first().waitFor();
  await shoot("1-own-password");
  await open("backup");
  await press(text.test);
  await choose(plainAegis());
  await page.getByRole("alert").waitFor();
  await shoot("2-test-refused");
  await open("backup");
  await press(text.restore);
  await choose(sealedAegis());
  await page.locator("input[type=password]").waitFor();
  await shoot("3-aegis-password");
  await press(text.other);
  await choose(plainAegis(entries));
  await page.getByRole("button", { name: text.look, exact: true }).waitFor();
  await shoot("4-aegis-in-clear");
  await press(text.look);
  await page.getByText(text.preview).waitFor();
  await shoot("5-preview");
  await page.setViewportSize({ width: 420, height: 860 });
  await shoot("6-preview-narrow");
  await open("backup");
  await press(text.plain);
  await page.locator("input[type=password]").waitFor();
  await shoot("7-unencrypted-list");
  await open("security");
  await press(text.rotate);
  await page.locator("form").last().waitFor();
  await shoot("8-new-keys");
  await close();
};
