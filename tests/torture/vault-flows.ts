/** Changes of the vault beyond single accounts: restoring from a file, and key slots. */

import { randomBytes } from "node:crypto";
import type { Background } from "../browser/background.ts";
import {
  addAccount,
  type Change,
  type Model,
  type ModelAccount,
  newPassword,
  removeOldest,
} from "./model.ts";

const proofOf = async (background: Background, { password }: Model) => {
  const methods = await background.ask("vault.unlockMethods", null);
  return { slotId: methods.password?.slotId ?? "", rootKey: password.rootKey };
};

const expectStatus = <Reply extends { readonly ok: boolean }>(reply: Reply, status: string): Reply => {
  const value = "value" in reply ? (reply.value as { status?: string }) : {};
  if (reply.ok && value.status !== status) throw new Error(`expected ${status}, got ${value.status}`);
  return reply;
};

/** Recovery codes set one after another, and now and then all keys made new, which ends the code. */
export const changeSlots = (model: Model, turn: number): Change => {
  if (turn % 3 === 2) {
    return {
      after: { ...model, recoveryRootKey: null },
      send: async (background) => {
        const proof = await proofOf(background, model);
        return expectStatus(await background.answer("slots.rotate", { proof }), "rotated");
      },
    };
  }
  const rootKey = randomBytes(16).toString("base64");
  return {
    after: { ...model, recoveryRootKey: rootKey },
    send: async (background) => {
      const proof = await proofOf(background, model);
      return expectStatus(await background.answer("recovery.set", { proof, rootKey }), "set");
    },
  };
};

interface KeptFile {
  readonly text: string;
  readonly proof: { readonly slotId: string; readonly rootKey: string };
  readonly accounts: readonly ModelAccount[];
}

const makeFile = async (background: Background, model: Model): Promise<KeptFile> => {
  const { accounts } = model;
  const password = newPassword();
  const made = await background.ask("backup.makeOwn", { password, proof: await proofOf(background, model) });
  if (made.status !== "made") throw new Error("the password of the model was refused");
  const { text } = made;
  const { envelope } = JSON.parse(text) as { envelope: { slots: { id: string }[] } };
  return { text, proof: { slotId: envelope.slots[0]?.id ?? "", rootKey: password.rootKey }, accounts };
};

const restoreFile = async (background: Background, { text, proof }: KeptFile) => {
  const preview = await background.ask("backup.preview", { text, proof });
  if (preview.status !== "opened") throw new Error("the file does not open");
  const choices = preview.entries
    .filter(({ status }) => status === "new")
    .map(({ id }) => ({ id, choice: "take" as const }));
  return expectStatus(
    await background.answer("backup.restore", { text, proof, choices, leavesBad: false }),
    "restored",
  );
};

/** Removes accounts and brings them back from a file that was made when there were three. */
export const createRestoring = (): ((model: Model, turn: number) => Change) => {
  let file: KeptFile | null = null;
  return (model, turn) => {
    if (file === null && model.accounts.length < 3) return addAccount(model);
    const isRemovalNext = turn % 3 !== 0 || model.accounts[0]?.isDeleted === true;
    if (file !== null && isRemovalNext && model.accounts.length > 0) return removeOldest(model);
    const present = new Set(model.accounts.map(({ secret }) => secret));
    const missing = (file?.accounts ?? []).filter(({ secret }) => !present.has(secret));
    return {
      after: { ...model, accounts: [...model.accounts, ...missing] },
      send: async (background) => {
        file ??= await makeFile(background, model);
        return restoreFile(background, file);
      },
    };
  };
};
