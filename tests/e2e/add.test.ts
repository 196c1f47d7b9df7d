/** Adding on the manager's page: pictures, typed keys, pasted URIs; whatever is refused is named and stores nothing. */

import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { PNG } from "pngjs";
import { createSampleKey, type SampleKey } from "../browser/qr-page.ts";
import { qrPng } from "../portal/qr-image.ts";
import { codeAtStep } from "../portal/totp.ts";
import { type Member, test } from "./fixtures.ts";

const openAdd = async (member: Member): Promise<Page> => {
  await member.background.createVault();
  const page = await member.context.newPage();
  await page.goto(`chrome-extension://${member.launched.extensionId}/manager.html#add`);
  await expect(page.getByText("ここに画像をドラッグ")).toBeVisible();
  return page;
};

const choose = (page: Page, buffer: Buffer, name = "qr.png", mimeType = "image/png"): Promise<void> =>
  page.locator("input[type=file]").setInputFiles({ name, mimeType, buffer });

const preview = (page: Page) => page.getByRole("heading", { name: "この内容で追加しますか" });

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();

/** Adds what the preview shows and compares its codes with the portal's own computation. */
const expectAdded = async (member: Member, page: Page, key: SampleKey): Promise<void> => {
  await expect(preview(page)).toBeVisible();
  await press(page, "追加する");
  await expect(page.getByRole("heading", { name: "追加しました" })).toBeVisible();
  await expectStored(member, key);
};

const expectStored = async ({ background }: Member, key: SampleKey): Promise<void> => {
  const accountIds = (await background.ask("accounts.list", null))
    .filter(({ deletedAtMs }) => deletedAtMs === null)
    .map(({ id }) => id);
  const { codes } = await background.ask("accounts.codes", { accountIds });
  expect(codes.map(({ code, step }) => code === codeAtStep(key.secret, step))).toContain(true);
};

const expectNothingStored = async (member: Member): Promise<void> => {
  expect(await member.background.ask("accounts.list", null)).toEqual([]);
};

const keyField = (page: Page) => page.getByRole("textbox", { name: "セットアップキー" });

const typeKey = async (page: Page, text: string, accountName = "taro"): Promise<void> => {
  await keyField(page).fill(text);
  await page.getByRole("textbox", { name: "アカウント名" }).fill(accountName);
  await press(page, "内容を確かめる");
};

const grouped = (text: string, by: string): string => (text.match(/.{1,4}/g) ?? []).join(by);

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

test("a picture file is read, shown and added", async ({ member }) => {
  const page = await openAdd(member);
  const key = createSampleKey();

  await choose(page, qrPng(key.uri));

  await expect(page.getByRole("definition").filter({ hasText: key.issuer })).toBeVisible();
  expect(await page.content()).not.toContain(key.secretBase32);
  await expectAdded(member, page, key);
});

test("a screenshot is taken with Ctrl + V", async ({ member }) => {
  const page = await openAdd(member);
  const key = createSampleKey();
  const site = await member.context.newPage();
  await site.goto(`${member.portal.topOrigin}/`);
  await member.context.grantPermissions(["clipboard-read", "clipboard-write"], {
    origin: member.portal.topOrigin,
  });
  await site.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const png = new Blob([bytes], { type: "image/png" });
    await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
  }, qrPng(key.uri).toString("base64"));
  await page.bringToFront();

  await page.keyboard.press("Control+V");

  await expectAdded(member, page, key);
});

test("a picture dropped on the page is read", async ({ member }, info) => {
  const page = await openAdd(member);
  const key = createSampleKey();
  const file = info.outputPath("qr.png");
  await mkdir(info.outputDir, { recursive: true });
  await writeFile(file, qrPng(key.uri));
  const box = await page.getByText("ここに画像をドラッグ").boundingBox();
  if (box === null) throw new Error("no drop zone");
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const cdp = await member.context.newCDPSession(page);

  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await cdp.send("Input.dispatchDragEvent", {
      type,
      ...at,
      data: { items: [], files: [file], dragOperationsMask: 1 },
    });

  await expectAdded(member, page, key);
});

for (const [form, write] of [
  ["in groups of four", (text: string) => grouped(text, " ")],
  ["with hyphens", (text: string) => grouped(text, "-")],
  ["in lower case", (text: string) => text.toLowerCase()],
  ["in full width with wide blanks", (text: string) => fullWidth(grouped(text, " ")).replaceAll(" ", "　")],
] as const) {
  test(`a key typed ${form} gives the same codes`, async ({ member }) => {
    const page = await openAdd(member);
    const key = createSampleKey();

    await typeKey(page, write(key.secretBase32));

    await expectAdded(member, page, key);
    expect(await member.background.ask("accounts.list", null)).toMatchObject([
      { accountName: "taro", origin: null },
    ]);
  });
}

test("a wrong character is pointed at and nothing typed is lost", async ({ member }) => {
  const page = await openAdd(member);
  const { secretBase32 } = createSampleKey();
  const typed = `${grouped(secretBase32.slice(0, 7), " ")}1${secretBase32.slice(8)}`;

  await typeKey(page, typed);

  await expect(page.getByText("左から9文字目（空白も数えます）の「1」")).toBeVisible();
  await expect(page.locator("mark")).toContainText("1");
  await expect(keyField(page)).toHaveValue(typed);
  await expect(keyField(page)).toBeFocused();
  await expectNothingStored(member);
});

test("a pasted otpauth URI is read in the field for the key", async ({ member }) => {
  const page = await openAdd(member);
  const key = createSampleKey("hanako");

  await keyField(page).fill(key.uri);
  await press(page, "内容を確かめる");

  await expect(page.getByRole("definition").filter({ hasText: "hanako" })).toBeVisible();
  await expectAdded(member, page, key);
});

test("the same secret again is said to be there and not added twice", async ({ member }) => {
  const page = await openAdd(member);
  const key = createSampleKey();
  await choose(page, qrPng(key.uri));
  await expectAdded(member, page, key);
  await press(page, "もう1つ追加する");

  await choose(page, qrPng(key.uri));
  await press(page, "追加する");

  await expect(page.getByRole("heading", { name: "もう追加されています" })).toBeVisible();
  expect(await member.background.ask("accounts.list", null)).toHaveLength(1);
});

for (const [choice, stored, binned] of [
  ["両方残す", 2, 0],
  ["置きかえる", 1, 1],
  ["やめる", 1, 0],
] as const) {
  test(`the same name with another secret is asked about: ${choice}`, async ({ member }) => {
    const page = await openAdd(member);
    const [first, second] = [createSampleKey(), createSampleKey()];
    await choose(page, qrPng(first.uri));
    await expectAdded(member, page, first);
    await press(page, "もう1つ追加する");
    await choose(page, qrPng(second.uri));
    await press(page, "追加する");
    const dialog = page.getByRole("dialog", { name: "同じ名前のアカウントがあります" });
    await expect(dialog).toBeVisible();
    expect(await member.background.ask("accounts.list", null)).toHaveLength(1);

    await dialog.getByRole("button", { name: choice, exact: true }).click();

    await expect(dialog).toBeHidden();
    if (choice === "やめる") await expect(preview(page)).toBeVisible();
    else await expect(page.getByRole("heading", { name: "追加しました" })).toBeVisible();
    const list = await member.background.ask("accounts.list", null);
    expect(list.filter(({ deletedAtMs }) => deletedAtMs === null)).toHaveLength(stored);
    expect(list.filter(({ deletedAtMs }) => deletedAtMs !== null)).toHaveLength(binned);
    await expectStored(member, choice === "やめる" ? first : second);
  });
}

const picture = (): Buffer => qrPng(createSampleKey().uri);

const REFUSED_FILES = {
  "an SVG": [
    () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    "SVGという形式",
  ],
  "a PDF": [() => Buffer.from("%PDF-1.7\n"), "これはPDFファイルです"],
  "more than 10 MB": [
    () => Buffer.concat([picture(), Buffer.alloc(10 * 1024 * 1024)]),
    "大きすぎます（10MBまで）",
  ],
  "a cut-off picture": [() => picture().subarray(0, 120), "この画像はこわれているようです"],
  "a picture of 100 million pixels": [
    () => {
      const file = Buffer.from(picture());
      file.writeUInt32BE(10_000, 16);
      file.writeUInt32BE(10_000, 20);
      return file;
    },
    "大きすぎます（2,500万画素まで）",
  ],
  "an empty file": [() => Buffer.alloc(0), "このファイルは空です"],
  "an SVG of one element": [() => Buffer.from("<svg/>"), "SVGという形式"],
  "a text": [() => Buffer.from("こんにちは"), "画像として読めないファイル"],
} as const;

test("files that are no usable picture are refused, each in its own words, and nothing is stored", async ({
  member,
}) => {
  const page = await openAdd(member);
  for (const [name, [make, words]] of Object.entries(REFUSED_FILES)) {
    await test.step(name, async () => {
      await choose(page, make());
      await expect(page.getByText(words)).toBeVisible();
      await expect(page.getByText("何も追加していません").first()).toBeVisible();
    });
  }
  await expectNothingStored(member);
  const key = createSampleKey();
  await choose(page, qrPng(key.uri));
  await expectAdded(member, page, key);
});

const FOREIGN = {
  "otpauth://hotp/A:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=A&counter=1":
    "回数式（カウンター方式）の鍵です",
  "otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8": "引っ越し用のコードです",
  "steam://GEZDGNBVGY3TQOJQ": "ゲームのSteam用のコードです",
  "phonefactor://activate_account?code=123456789&url=https%3A%2F%2Fexample.test":
    "Microsoftの通知承認用のコードです",
  "https://store.example.test/app": "ウェブサイトやアプリのストアへのリンクです",
} as const;

test("codes of other kinds are named, not opened and not stored", async ({ member }) => {
  const page = await openAdd(member);
  const asked: string[] = [];
  member.context.on("request", (request) => asked.push(request.url()));
  for (const [text, words] of Object.entries(FOREIGN)) {
    await choose(page, qrPng(text));
    await expect(page.getByText(words)).toBeVisible();
    await expect(preview(page)).toBeHidden();
  }
  await expectNothingStored(member);
  expect(asked.filter((url) => !url.startsWith("chrome-extension://") && !url.startsWith("blob:"))).toEqual(
    [],
  );
});

/** Dark and light at random: every run of pixels could be a finder pattern. */
const noise = (width: number, height: number): Buffer => {
  const png = new PNG({ width, height, colorType: 0 });
  const bits = randomBytes(width * height);
  for (let i = 0; i < width * height; i++)
    png.data.fill((bits[i] ?? 0) < 128 ? 0 : 255, 4 * i, 4 * i + 3).writeUInt8(255, 4 * i + 3);
  return PNG.sync.write(png, { colorType: 0 });
};

test("a screen full of noise is given up in time while the page stays usable", async ({ member }) => {
  const page = await openAdd(member);
  const file = noise(3840, 2160);
  await page.evaluate(() => {
    const pulse = { longestMs: 0, lastMs: performance.now() };
    Object.assign(globalThis, { pulse });
    setInterval(() => {
      pulse.longestMs = Math.max(pulse.longestMs, performance.now() - pulse.lastMs);
      pulse.lastMs = performance.now();
    }, 20);
  });

  await choose(page, file, "noise.png");
  await expect(page.getByText("QRコードをさがしています")).toBeVisible();
  const startMs = Date.now();
  await expect(page.getByText("QRコードが見つかりませんでした")).toBeVisible();

  expect(Date.now() - startMs).toBeLessThan(6_000); // 3 s of searching, the rest is decoding on a busy machine
  expect(
    await page.evaluate(() => (globalThis as unknown as { pulse: { longestMs: number } }).pulse.longestMs),
  ).toBeLessThan(1_000);
  await expectNothingStored(member);
});

test("reading a picture can be stopped, and the next one is read", async ({ member }) => {
  const page = await openAdd(member);
  await choose(page, noise(3840, 2160), "noise.png");
  await page.getByRole("button", { name: "やめる" }).click();
  await expect(page.getByText("読み取りをやめました")).toBeVisible();
  const key = createSampleKey();

  await choose(page, qrPng(key.uri));

  await expectAdded(member, page, key);
});
