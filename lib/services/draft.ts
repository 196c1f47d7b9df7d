/**
 * The form for a written key as it was when its page was closed. Kept in session memory, sealed under the open vault's
 * key: what was typed may be a secret. It is gone with the browser.
 */

import { openDraft, sealDraft } from "../core/vault/draft-seal.ts";
import type { Ports } from "./ports.ts";
import { sessionKeys } from "./session-keys.ts";
import type { VaultAccess } from "./vault-access.ts";

/** The draft. @throws ServiceError "locked" | "no-vault" from `save` and `read` */
export interface Draft {
  save(text: string): Promise<void>;
  /** What was saved last, or null. One that cannot be read is dropped without a word: it was never promised. */
  read(): Promise<string | null>;
  drop(): Promise<void>;
}

/** The draft over session memory. */
export const createDraft = ({ session }: Pick<Ports, "session">, access: VaultAccess): Draft => {
  const drop = (): Promise<void> => session.remove(sessionKeys.draft);
  return {
    drop,
    save: async (text) => {
      const { vaultKey, found } = await access.opened();
      await session.set(sessionKeys.draft, await sealDraft(text, vaultKey, found.vaultId));
    },
    read: async () => {
      const { vaultKey, found } = await access.opened();
      const sealed = await session.get(sessionKeys.draft);
      if (sealed === undefined) return null;
      const text = typeof sealed === "string" ? await openDraft(sealed, vaultKey, found.vaultId) : null;
      if (text === null) await drop();
      return text;
    },
  };
};
