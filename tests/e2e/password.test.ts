/** Choosing a password, getting one suggested, trying wrong ones, and locking. */

import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { expect, type Page } from "@playwright/test";
import { openBackground } from "../browser/background.ts";
import { MASTER_PASSWORD } from "../browser/first-run.ts";
import { extensionPath, launch } from "../browser/launch.ts";
import { type Member, test } from "./fixtures.ts";

const NEW = "新しいマスターパスワード";
const AGAIN = "もう一度入力（確認）";

const pageOf = async (member: Member, name: string): Promise<Page> => {
  const page = await member.context.newPage();
  await page.goto(`chrome-extension://${member.launched.extensionId}/${name}`);
  return page;
};

const openPasswordStep = async (member: Member, prepare = async (_: Page): Promise<unknown> => undefined) => {
  const page = await member.context.newPage();
  await prepare(page);
  await page.goto(`chrome-extension://${member.launched.extensionId}/welcome.html`);
  await page.getByRole("button", { name: "わかりました。次へ進む" }).click();
  await expect(page.getByLabel(NEW)).toBeFocused();
  return page;
};

/** For full-cost key derivations one after another, on a machine that does other things as well. */
const patiently = { timeout: 60_000 };

const begin = (page: Page): Promise<void> =>
  page.getByRole("button", { name: "このパスワードで始める" }).click();

for (const [password, reason] of [
  ["kenkouhoken2026", "だれでも思いつく言葉でできています"],
  ["けんこうほけんくみあい！！", "だれでも思いつく言葉でできています"],
  ["yamadatarou1955", "人の名前は、すぐに当てられます"],
  ["ohayougozaimasu", "よく使われる言葉だけでは"],
] as const) {
  test(`${password} is refused with its reason`, async ({ member }) => {
    const page = await openPasswordStep(member);

    await page.getByLabel(NEW).fill(password);
    await expect(page.getByRole("status").filter({ hasText: reason })).toBeVisible();
    await page.getByLabel(AGAIN).fill(password);
    await begin(page);

    await expect(page.getByRole("alert").filter({ hasText: reason })).toBeVisible();
    await expect(page.getByLabel(NEW)).toBeFocused();
    await expect(page.getByLabel(NEW)).toHaveValue(password);
    expect(await member.background.ask("vault.status", null)).toBe("none");
  });
}

test("a suggested passphrase is shown, typed again, accepted, and opens the vault", async ({ member }) => {
  const page = await openPasswordStep(member);

  await page.getByRole("button", { name: "パスワードを考えてもらう" }).click();
  await expect(page.getByText("紙に書いてください")).toBeVisible();
  const field = page.getByLabel(NEW);
  await expect(field).toHaveAttribute("type", "text");
  const phrase = await field.inputValue();
  expect(phrase).toMatch(/^[a-z]{2,6}(-[a-z]{2,6}){5}$/);
  await begin(page);
  await expect(page.getByText("同じパスワードをもう一度入力してください")).toBeVisible();
  await page.getByLabel(AGAIN).pressSequentially(phrase);
  await begin(page);

  await expect(page.getByText("準備ができました")).toBeVisible(patiently);
  await member.background.lock();
  const unlock = await pageOf(member, "unlock.html");
  await unlock.getByLabel("マスターパスワード", { exact: true }).fill(phrase);
  await unlock.getByRole("button", { name: "ロックを解除する" }).click();
  await expect.poll(() => member.background.ask("vault.status", null), patiently).toBe("unlocked");
});

test("typing stays fluent while the estimate works: no task of the page longer than 200 ms", async ({
  member,
}) => {
  const page = await openPasswordStep(member);
  await page.evaluate(() => {
    const scope = globalThis as { longest?: number };
    scope.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) scope.longest = Math.max(scope.longest ?? 0, duration);
    }).observe({ type: "longtask" });
  });

  await page.getByLabel(NEW).pressSequentially("kame no niwa ni hashi ga kakaru", { delay: 20 });
  await expect(page.getByText("よいパスワードです")).toBeVisible();

  const longest = await page.evaluate(() => (globalThis as { longest?: number }).longest);
  test.info().annotations.push({ type: "longest task (ms)", description: String(longest) });
  expect(longest).toBeLessThanOrEqual(200);
});

test("without its estimator the form goes by length and says nothing wrong", async ({ member }) => {
  const page = await openPasswordStep(member, (opened) =>
    opened.addInitScript(() => {
      const RealWorker = Worker;
      globalThis.Worker = class extends RealWorker {
        constructor(url: string | URL, options?: WorkerOptions) {
          if (String(url).includes("strength")) throw new Error("not here");
          super(url, options);
        }
      };
    }),
  );

  await page.getByLabel(NEW).fill("yamadatarou1955");
  await expect(page.getByText("長さは足りています。")).toBeVisible();
  await page.getByLabel(AGAIN).fill("yamadatarou1955");
  await begin(page);

  await expect(page.getByText("準備ができました")).toBeVisible(patiently);
});

test("the change of the password refuses weak ones, shows and hides each field, and takes a good one", async ({
  member,
}) => {
  const welcome = await openPasswordStep(member);
  await welcome.getByLabel(NEW).fill(MASTER_PASSWORD);
  await welcome.getByLabel(AGAIN).fill(MASTER_PASSWORD);
  await begin(welcome);
  await expect(welcome.getByText("準備ができました")).toBeVisible(patiently);
  const page = await pageOf(member, "manager.html#security");
  const change = page.getByRole("button", { name: "パスワードを変える" }).last();

  for (const label of ["いまのマスターパスワード", NEW, AGAIN]) {
    const field = page.getByLabel(label);
    const toggle = page.locator(`button[aria-controls="${await field.getAttribute("id")}"]`);
    await toggle.click();
    await expect(field).toHaveAttribute("type", "text");
    await toggle.click();
    await expect(field).toHaveAttribute("type", "password");
  }
  await page.getByLabel("いまのマスターパスワード").fill(MASTER_PASSWORD);
  await page.getByLabel(NEW).fill("kosmo-kenpo-2026!");
  await page.getByLabel(AGAIN).fill("kosmo-kenpo-2026!");
  await change.click();
  await expect(page.getByRole("alert").filter({ hasText: "だれでも思いつく言葉" })).toBeVisible();
  for (const label of [NEW, AGAIN]) await page.getByLabel(label).fill("kame no niwa 3 hashi");
  await change.click();

  await expect(page.getByText("マスターパスワードを変えました")).toBeVisible(patiently);
});

test("after ten wrong passwords the next try waits, counts down and keeps what was typed", async ({
  member,
}) => {
  await member.background.createVault();
  await member.background.lock();
  const { password } = await member.background.ask("vault.unlockMethods", null);
  for (let tries = 0; tries < 10; tries += 1) {
    const attempt = { slotId: password?.slotId ?? "", rootKey: randomBytes(32).toString("base64") };
    expect(await member.background.ask("vault.unlock", attempt)).toEqual({ status: "wrong-password" });
  }
  await member.background.stopWorker(); // the count survives it
  const page = await pageOf(member, "unlock.html");
  const field = page.getByLabel("マスターパスワード", { exact: true });
  const button = page.getByRole("button", { name: "ロックを解除する" });
  // The pause may be over before half a second of key derivation is; one more wrong try starts the next one.
  await expect(async () => {
    if (await button.isEnabled()) {
      await field.fill(MASTER_PASSWORD);
      await button.click();
    }
    await expect(page.getByText(/あと \d+ 秒たつと/)).toBeVisible({ timeout: 1_500 });
  }).toPass();

  await expect(button).toBeDisabled();
  await expect(field).toHaveValue(MASTER_PASSWORD);
  await expect(page.getByText("もう一度ためせます。")).toBeVisible({ timeout: 30_000 });
  await expect(button).toBeEnabled();
  await expect(field).toHaveValue(MASTER_PASSWORD);
});

/** Makes the pages of this test believe that they run on a PC of this memory, whose derivations take this long. */
const pretendPc = (page: Page, pc: { readonly memoryGb: number; readonly elapsedMs: number }) =>
  page.addInitScript(({ memoryGb, elapsedMs }) => {
    Object.defineProperty(Navigator.prototype, "deviceMemory", { get: () => memoryGb });
    const RealWorker = Worker;
    globalThis.Worker = class extends RealWorker {
      override set onmessage(listener: (event: MessageEvent) => unknown) {
        super.onmessage = ({ data }: MessageEvent) =>
          listener({ data: "elapsedMs" in data ? { ...data, elapsedMs } : data } as MessageEvent);
      }
    };
  }, pc);

const storedCost = (member: Member): Promise<number | undefined> =>
  member.background.ask("vault.unlockMethods", null).then(({ password }) => password?.kdf.N);

test("a PC that shows itself fast gets the higher cost with the next unlock, which does not wait for it", async ({
  member,
}) => {
  const welcome = await openPasswordStep(member, (page) => pretendPc(page, { memoryGb: 4, elapsedMs: 10 }));
  await welcome.getByLabel(NEW).fill(MASTER_PASSWORD);
  await welcome.getByLabel(AGAIN).fill(MASTER_PASSWORD);
  await begin(welcome);
  await expect(welcome.getByText("準備ができました")).toBeVisible(patiently);
  expect(await storedCost(member)).toBe(2 ** 17);
  const unlock = async (): Promise<Page> => {
    await member.background.lock();
    const page = await member.context.newPage();
    await pretendPc(page, { memoryGb: 8, elapsedMs: 100 });
    await page.goto(`chrome-extension://${member.launched.extensionId}/unlock.html`);
    await page.getByLabel("マスターパスワード", { exact: true }).fill(MASTER_PASSWORD);
    await page.getByRole("button", { name: "ロックを解除する" }).click();
    await expect.poll(() => member.background.ask("vault.status", null), patiently).toBe("unlocked");
    return page;
  };

  await (await unlock()).close(); // halfway: nothing happens, the next unlock tries again
  const page = await unlock();
  await expect.poll(() => storedCost(member), patiently).toBe(2 ** 18);
  await page.close();

  await unlock();
  expect(await storedCost(member)).toBe(2 ** 18);
});

test("the PC's own lock locks the vault within a second", async ({ member }) => {
  await member.background.createVault();
  const worker = member.context.serviceWorkers()[0];

  await worker?.evaluate(() => {
    const { chrome } = globalThis as unknown as {
      chrome: { idle: { onStateChanged: { dispatch(state: string): void } } };
    };
    chrome.idle.onStateChanged.dispatch("locked");
  });

  const status = () => member.background.ask("vault.status", null);
  await expect.poll(status, { timeout: 1_000, intervals: [10, 20, 50, 100] }).toBe("locked");
});

test("a worker that starts beside an open vault finds its alarm again", async ({ member }) => {
  await member.background.createVault();
  const alarm = (name: "get" | "clear") =>
    member.background.page.evaluate((call) => {
      const { chrome } = globalThis as unknown as {
        chrome: { alarms: Record<string, (alarm: string) => Promise<unknown>> };
      };
      return chrome.alarms[call]?.("lock");
    }, name);
  const before = await alarm("get");
  expect(before).toMatchObject({ name: "lock" });
  await member.background.stopWorker();
  await alarm("clear");

  await member.background.ask("vault.status", null);

  await expect.poll(() => alarm("get")).toMatchObject({ name: "lock" });
  expect(await member.background.ask("vault.status", null)).toBe("unlocked");
});

test("a new start of the browser means locked", async () => {
  const userDataDir = mkdtempSync(join(tmpdir(), "hitotoki-restart-"));
  const options = { hostResolverRules: "MAP * ~NOTFOUND", userDataDir };
  const first = await launch(options);
  const before = await openBackground(first.context, first.extensionId);
  await before.createVault();
  expect(await before.ask("vault.status", null)).toBe("unlocked");
  await first.close();

  const second = await launch(options);
  const after = await openBackground(second.context, second.extensionId);

  expect(await after.ask("vault.status", null)).toBe("locked");
  await second.close();
  rmSync(userDataDir, { recursive: true, force: true });
});

test("the word lists are in files of their own, not in what the popup, the worker or a portal page loads", () => {
  const read = (path: string): string => readFileSync(join(extensionPath, path), "utf8");
  /** A script with everything that it loads at its start. */
  const withImports = (path: string, found = new Set<string>()): ReadonlySet<string> => {
    if (found.has(path)) return found;
    found.add(path);
    for (const [, specifier = ""] of read(path).matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g)) {
      withImports(posix.join(posix.dirname(path), specifier), found);
    }
    return found;
  };
  const scriptsOf = (page: string): readonly string[] =>
    [...read(page).matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].flatMap(([, path = ""]) => [
      ...withImports(path),
    ]);
  const marks = ["qwertyuiop12", "あいこくしん", "abandon\nability", "kenpokumiai", "guessesLog10"];
  const marksIn = (paths: readonly string[]) =>
    paths.flatMap((path) => marks.filter((mark) => read(path).includes(mark)).map((mark) => [path, mark]));

  const popup = scriptsOf("popup.html");
  expect(popup.length).toBeGreaterThan(3);
  expect(marksIn(popup)).toEqual([]);
  expect(marksIn(scriptsOf("unlock.html"))).toEqual([]);
  expect(marksIn(scriptsOf("welcome.html"))).toEqual([]);
  expect(marksIn([...withImports("background.js"), "kdf-worker.js", "qr-worker.js"])).toEqual([]);
  const contentScripts = readdirSync(join(extensionPath, "content-scripts")).filter((name) =>
    name.endsWith(".js"),
  );
  expect(marksIn(contentScripts.map((name) => `content-scripts/${name}`))).toEqual([]);
  expect(marksIn(["strength-worker.js"]).length).toBeGreaterThan(2); // the control
});
