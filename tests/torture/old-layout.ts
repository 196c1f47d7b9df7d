/** A profile whose vault lies where the first version of the extension kept it: one key `vault`, nothing else. */

import { randomBytes } from "node:crypto";
import { decodeBase64 } from "../../lib/core/bytes.ts";
import { newVaultId } from "../../lib/core/vault/envelope.ts";
import { createPasswordSlot, newVaultKey } from "../../lib/core/vault/key-slot.ts";
import { sealVault } from "../../lib/core/vault/seal.ts";
import { createEmptyVault } from "../../lib/core/vault/vault.ts";
import { type Model, newPassword } from "./model.ts";
import { startOn } from "./profile.ts";

/** Makes the profile in `folder` and closes its browser in good order. */
export const plantOldVault = async (folder: string): Promise<Model> => {
  const password = newPassword();
  const secret = randomBytes(10).toString("hex");
  const vaultKey = newVaultKey();
  const vaultId = newVaultId();
  const { kdf } = password;
  const rootKey = decodeBase64(password.rootKey);
  const slot = await createPasswordSlot({ vaultKey, vaultId, kdf: kdf as never, rootKey });
  const account = {
    id: crypto.randomUUID(),
    key: {
      type: "totp",
      issuer: "練習用健保",
      accountName: "old-account",
      secret: Buffer.from(secret),
      algorithm: "SHA1",
      digits: 6,
      period: 30,
    },
    origin: null,
    deviceName: "",
    status: "confirmed",
    createdAtMs: Date.now(),
    deletedAtMs: null,
  };
  const vault = { ...createEmptyVault(), accounts: [account] } as never;
  const envelope = await sealVault({ vault, vaultKey, vaultId, generation: 1, slots: [slot] });
  const browser = await startOn(folder);
  await browser.background.page.evaluate(async (value) => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: { local: { set(items: object): Promise<void> } } };
    };
    await chrome.storage.local.set({ vault: value });
  }, envelope as object);
  await browser.close();
  return {
    password,
    accounts: [{ secret, accountName: "old-account", isDeleted: false }],
    recoveryRootKey: null,
  };
};
