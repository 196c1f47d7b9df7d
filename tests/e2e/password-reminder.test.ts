/** Members who open with a passkey are asked whether they still know their master password. */

import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { encodeBase64 } from "../../lib/core/bytes.ts";
import { newVaultId } from "../../lib/core/vault/envelope.ts";
import { deriveRootKey, newScryptParameters } from "../../lib/core/vault/kdf.ts";
import { createPasswordSlot, newVaultKey, wrapVaultKey } from "../../lib/core/vault/key-slot.ts";
import { sealVault } from "../../lib/core/vault/seal.ts";
import { createEmptyVault } from "../../lib/core/vault/vault.ts";
import { MASTER_PASSWORD } from "../browser/first-run.ts";
import { type Member, test } from "./fixtures.ts";

const day = 24 * 60 * 60_000;

/** Stores a vault with a password and a passkey, the password last given 31 days ago, and opens it by the passkey. */
const openByPasskey = async (member: Member): Promise<void> => {
  const [vaultKey, vaultId, kdf] = [newVaultKey(), newVaultId(), newScryptParameters()];
  const rootKey = await deriveRootKey(MASTER_PASSWORD, kdf);
  const password = await createPasswordSlot({ vaultKey, vaultId, kdf, rootKey });
  const passkeyRoot = randomBytes(32);
  const random = (length: number): string => encodeBase64(randomBytes(length));
  const head = {
    id: random(16),
    type: "passkey",
    kdf: { algorithm: "webauthn-prf", salt: random(32), credentialId: random(16) },
  } as const;
  const wrapped = await wrapVaultKey(vaultKey, { slot: head, vaultId, rootKey: passkeyRoot });
  const passkey = { ...head, ...wrapped, name: "PC", transports: [], createdAtMs: 1 };
  const slots = [password, passkey];
  const vault = await sealVault({ vault: createEmptyVault(), vaultKey, vaultId, generation: 1, slots });
  const use = { everyDays: 30, usedAtMs: Date.now() - 31 * day, postponedUntilMs: null };
  await member.background.page.evaluate(
    (stored) => {
      const { chrome } = globalThis as unknown as {
        chrome: { storage: { local: { set(values: object): Promise<void> } } };
      };
      return chrome.storage.local.set(stored);
    },
    { vault, "password-use": use },
  );
  const proof = { slotId: head.id, rootKey: encodeBase64(passkeyRoot) };
  expect(await member.background.ask("vault.unlock", proof)).toEqual({ status: "unlocked" });
};

const openManager = async (member: Member) => {
  const page = await member.context.newPage();
  await page.goto(`chrome-extension://${member.launched.extensionId}/manager.html`);
  return page;
};

const QUESTION = "マスターパスワードを覚えていますか";

test("a month after the password was last given it is asked for kindly, and the right one ends the question", async ({
  member,
}) => {
  await openByPasskey(member);
  const page = await openManager(member);
  await expect(page.getByText(QUESTION)).toBeVisible();
  const field = page.getByLabel("マスターパスワード", { exact: true });

  await field.fill("kame-no-niwa-123");
  await page.getByRole("button", { name: "確かめる" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "何も変わっていません" })).toBeVisible();
  expect(await member.background.ask("vault.status", null)).toBe("unlocked");
  await field.fill(MASTER_PASSWORD);
  await page.getByRole("button", { name: "確かめる" }).click();

  await expect(page.getByText("合っています")).toBeVisible();
  expect(await member.background.ask("reminder.get", null)).toMatchObject({ hasPasskey: true, isDue: false });
  await page.reload();
  await expect(page.getByRole("heading", { name: "アカウント", level: 1 })).toBeVisible();
  await expect(page.getByText(QUESTION)).toBeHidden();
});

test("“later” is quiet for three days, in the manager and in the popup alike", async ({ member }) => {
  await openByPasskey(member);
  const page = await openManager(member);
  const popup = await member.popup(page);
  await expect.poll(() => popup.text()).toContain(QUESTION);
  await popup.close();

  await page.getByRole("button", { name: "あとで" }).click();
  await expect(page.getByText(QUESTION)).toBeHidden();

  expect(await member.background.ask("reminder.get", null)).toMatchObject({ isDue: false });
  await member.advance(3 * day + 1_000);
  expect(await member.background.ask("reminder.get", null)).toMatchObject({ isDue: true });
});
