/** Pictures of making and using a recovery code, and the sheet as it is printed; each run has a browser of its own. */

import { writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { openBackground } from "../browser/background.ts";
import { MASTER_PASSWORD } from "../browser/first-run.ts";
import { launch } from "../browser/launch.ts";

const words = {
  ja: {
    next: "わかりました",
    start: "このパスワードで始める",
    make: "復旧コードを作る",
    code: "復旧コード",
    onPaper: "紙に残した",
    compare: "確かめる",
    save: "復旧コードを保存する",
    check: "確かめて次へ進む",
    go: "次へ進む",
  },
  en: {
    next: "Go on",
    start: "Start with this password",
    make: "Make a recovery code",
    code: "Recovery code",
    onPaper: "It is on paper",
    compare: "Compare",
    save: "Save the recovery code",
    check: "Check and go on",
    go: "Go on",
  },
} as const;

export interface RecoveryScreens {
  readonly language: "ja" | "en";
  readonly colorScheme: "light" | "dark";
  /** Where the pictures go. It exists already. */
  readonly folder: string;
}

export const takeRecoveryScreens = async ({
  language,
  colorScheme,
  folder,
}: RecoveryScreens): Promise<void> => {
  const text = words[language];
  const { context, extensionId, close } = await launch({
    hostResolverRules: "MAP * 127.0.0.1:9",
    language,
    colorScheme,
  });
  const background = await openBackground(context, extensionId);
  const shoot = (page: Page, name: string) =>
    page.screenshot({ path: `${folder}/recovery-${name}.png`, fullPage: true });
  const open = async (path: string): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`chrome-extension://${extensionId}/${path}`);
    return page;
  };
  const press = (page: Page, name: string) => page.getByRole("button", { name }).click();
  const fillPasswords = async (page: Page): Promise<void> => {
    for (const field of await page.locator("input[type=password]").all()) await field.fill(MASTER_PASSWORD);
  };
  const codeOf = async (page: Page): Promise<string> => {
    const list = page.getByRole("list", { name: text.code });
    await list.waitFor();
    return (await list.locator("li > span:last-child").allTextContents()).join("-");
  };

  const welcome = await open("welcome.html");
  await press(welcome, text.next);
  await fillPasswords(welcome);
  await press(welcome, text.start);
  await welcome.getByRole("button", { name: text.make }).waitFor();
  await shoot(welcome, "1-offer");
  await press(welcome, text.make);
  const code = await codeOf(welcome);
  await shoot(welcome, "2-code");
  writeFileSync(`${folder}/recovery-sheet.pdf`, await welcome.pdf({ preferCSSPageSize: true }));
  await press(welcome, text.onPaper);
  await welcome.getByRole("textbox", { name: text.code }).fill(`${code.slice(0, 7)}U`);
  await shoot(welcome, "3-type-back");
  await welcome.getByRole("textbox", { name: text.code }).fill(code);
  await press(welcome, text.compare);
  await fillPasswords(welcome);
  await shoot(welcome, "4-save");
  await press(welcome, text.save);
  await welcome.getByRole("button", { name: text.save }).waitFor({ state: "detached" });
  await shoot(welcome, "5-saved");

  await background.lock();
  const recover = await open("recover.html");
  await recover.getByRole("textbox", { name: text.code }).fill(code);
  await shoot(recover, "6-enter");
  await press(recover, text.check);
  await recover.locator("input[type=password]").first().waitFor();
  await shoot(recover, "7-password");
  await fillPasswords(recover);
  await press(recover, text.go);
  const next = await codeOf(recover);
  await shoot(recover, "8-new-code");
  await press(recover, text.onPaper);
  await recover.getByRole("textbox", { name: text.code }).fill(next);
  await press(recover, text.compare);
  await recover.locator("h2").waitFor();
  await shoot(recover, "9-done");
  await close();
};
