/** A vault whose password slot is lost, as a damaged or foreign file would have it: for looking at what is left. */

import { expect } from "@playwright/test";
import { readBackup } from "../../lib/core/backup/backup-file.ts";
import { findPasswordSlot } from "../../lib/core/vault/envelope.ts";
import { deriveRootKey } from "../../lib/core/vault/kdf.ts";
import { resealWithSlots } from "../../lib/core/vault/reseal.ts";
import { makeSavedCopy } from "../../lib/core/vault/saved-copy.ts";
import { unlockVault } from "../../lib/core/vault/unlock.ts";
import type { Background } from "./background.ts";

/** Locks the open vault and stores it again without its password slot, in local storage and in the mirror. */
export const losePasswordSlot = async (background: Background, password: string): Promise<void> => {
  const { text } = await background.ask("backup.make", null);
  const { envelope } = readBackup(text);
  const slot = findPasswordSlot(envelope);
  if (slot === null) throw new Error("the vault has no password slot");
  const outcome = await unlockVault(envelope, slot.id, await deriveRootKey(password, slot.kdf));
  if (outcome.status !== "unlocked") throw new Error("the password is wrong");
  const slots = envelope.slots.filter(({ type }) => type !== "password");
  const lost = await resealWithSlots(envelope, outcome.vaultKey, slots);
  await background.ask("vault.lock", null);
  const serial = await background.page.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: { local: { get(key: string): Promise<Record<string, { serial: number }>> } } };
    };
    return (await chrome.storage.local.get("vault.pointer"))["vault.pointer"]?.serial ?? 0;
  });
  expect(serial).toBeGreaterThan(0);
  await background.page.evaluate(
    async (copy) => {
      const { chrome } = globalThis as unknown as {
        chrome: {
          storage: {
            local: { remove(keys: readonly string[]): Promise<void>; set(items: object): Promise<void> };
          };
        };
      };
      const pointer = { half: "a", serial: copy.serial };
      await chrome.storage.local.remove(["vault", "vault.b"]);
      await chrome.storage.local.set({ "vault.a": copy, "vault.pointer": pointer });
      const mirror = await navigator.storage.getDirectory();
      for (const file of ["vault-0.json", "vault-1.json", "vault-2.json"]) {
        await mirror.removeEntry(file).catch(() => undefined);
      }
      const file = await mirror.getFileHandle(`vault-${copy.serial % 3}.json`, { create: true });
      const writing = await file.createWritable();
      await writing.write(JSON.stringify(copy));
      await writing.close();
    },
    makeSavedCopy(lost, serial),
  );
  await background.stopWorker();
};
