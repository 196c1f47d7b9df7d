/** What the vault must hold, kept outside the browser, and the comparison of the two through the extension's messages. */

import { randomBytes } from "node:crypto";
import type { Background } from "../browser/background.ts";
import { createSampleKey } from "../browser/qr-page.ts";
import { codeAtStep } from "../portal/totp.ts";

/** A password that was never typed: its cost parameters and a random root key. */
export interface Password {
  readonly kdf: {
    readonly algorithm: "scrypt";
    readonly N: number;
    readonly r: number;
    readonly p: number;
    readonly salt: string;
  };
  readonly rootKey: string;
}

export interface ModelAccount {
  /** The characters whose ASCII bytes are the key: what tells accounts apart, whatever they are called. */
  readonly secret: string;
  readonly accountName: string;
  /** In the bin, where it shows no codes. */
  readonly isDeleted: boolean;
}

export interface Model {
  readonly password: Password;
  readonly accounts: readonly ModelAccount[];
  /** The 16 bytes of the recovery code in base64; null = none. */
  readonly recoveryRootKey: string | null;
}

export const newPassword = (): Password => ({
  kdf: { algorithm: "scrypt", N: 2 ** 17, r: 8, p: 1, salt: randomBytes(32).toString("base64") },
  rootKey: randomBytes(32).toString("base64"),
});

/** One change: asked of the background, and what the model is after it. */
export interface Change {
  readonly after: Model;
  readonly send: (background: Background) => Promise<{ readonly ok: boolean; readonly code?: string }>;
}

const MOST_ACCOUNTS = 8;
let named = 0;

const idOf = async (background: Background, account: ModelAccount): Promise<string> => {
  const accounts = await background.ask("accounts.list", null);
  const found = accounts.find(({ accountName }) => accountName === account.accountName);
  if (found === undefined) throw new Error("an account of the model is not in the vault");
  return found.id;
};

export const addAccount = (model: Model): Change => {
  named += 1;
  const key = createSampleKey(`account-${named}`);
  const account = { secret: key.secret, accountName: key.accountName, isDeleted: false };
  return {
    after: { ...model, accounts: [...model.accounts, account] },
    send: ({ answer }) => answer("accounts.add", { uri: key.uri, onSameName: "keep-both" }),
  };
};

export const renameAccount = (model: Model, at: number): Change => {
  const account = model.accounts[at];
  if (account === undefined) throw new Error("nothing to rename");
  named += 1;
  const renamed = { ...account, accountName: `account-${named}` };
  return {
    after: { ...model, accounts: model.accounts.with(at, renamed) },
    send: async (background) =>
      background.answer("accounts.rename", {
        accountId: await idOf(background, account),
        issuer: "練習用健保",
        accountName: renamed.accountName,
        deviceName: "",
      }),
  };
};

/** Into the bin first; out of it for good the next time. */
export const removeOldest = (model: Model): Change => {
  const [oldest, ...others] = model.accounts;
  if (oldest === undefined) throw new Error("nothing to remove");
  const type = oldest.isDeleted ? "accounts.erase" : "accounts.delete";
  return {
    after: { ...model, accounts: oldest.isDeleted ? others : [{ ...oldest, isDeleted: true }, ...others] },
    send: async (background) => background.answer(type, { accountId: await idOf(background, oldest) }),
  };
};

/** Adds and renames by turns; removes the oldest once there are enough. */
export const nextEdit = (model: Model, turn: number): Change => {
  if (model.accounts.length > 0 && turn % 2 === 1) return renameAccount(model, turn % model.accounts.length);
  return model.accounts.length >= MOST_ACCOUNTS ? removeOldest(model) : addAccount(model);
};

export const changePassword = (model: Model): Change => {
  const password = newPassword();
  return {
    after: { ...model, password },
    send: async (background) => {
      const methods = await background.ask("vault.unlockMethods", null);
      const current = { slotId: methods.password?.slotId ?? "", rootKey: model.password.rootKey };
      const reply = await background.answer("vault.changePassword", { current, next: password });
      if (reply.ok && reply.value.status !== "changed") throw new Error("the current password was refused");
      return reply;
    },
  };
};

/** An empty vault, unlocked. */
export const createVault = async (background: Background): Promise<Model> => {
  const password = newPassword();
  await background.ask("vault.create", password);
  return { password, accounts: [], recoveryRootKey: null };
};

/** Opens the vault with the password of one of the models; null when none of them opens it. */
export const unlockAs = async (
  background: Background,
  candidates: readonly Model[],
): Promise<Password | null> => {
  const { password } = await background.ask("vault.unlockMethods", null);
  for (const rootKey of new Set(candidates.map((model) => model.password.rootKey))) {
    const reply = await background.ask("vault.unlock", { slotId: password?.slotId ?? "", rootKey });
    if (reply.status === "unlocked")
      return candidates.find((model) => model.password.rootKey === rootKey)?.password ?? null;
  }
  return null;
};

/**
 * Everything the vault holds, as far as it can be seen from outside: names, and of each account a code that only its
 * key can make. The accounts of `known` are recognised by their codes; an unknown one counts as torn.
 */
export const lookInside = async (
  background: Background,
  known: readonly ModelAccount[],
): Promise<readonly ModelAccount[]> => {
  const accounts = await background.ask("accounts.list", null);
  const { codes } = await background.ask("accounts.codes", { accountIds: accounts.map(({ id }) => id) });
  return accounts.map(({ id, accountName, deletedAtMs }) => {
    const shown = codes.find(({ accountId }) => accountId === id);
    const isDeleted = deletedAtMs !== null;
    const owner = known.find((one) =>
      shown === undefined
        ? isDeleted && one.accountName === accountName
        : codeAtStep(one.secret, shown.step) === shown.code,
    );
    return { secret: owner?.secret ?? "torn", accountName, isDeleted };
  });
};

const textOf = (password: Password, accounts: readonly ModelAccount[]): string =>
  JSON.stringify([
    password.rootKey,
    accounts.map(({ secret, accountName, isDeleted }) => `${secret} ${accountName} ${isDeleted}`).toSorted(),
  ]);

/** The model that the vault is now like, or null when it is like none of them. `password`: of {@link unlockAs}. */
export const findModel = async (
  background: Background,
  password: Password,
  candidates: readonly Model[],
): Promise<Model | null> => {
  const known = candidates.flatMap(({ accounts }) => accounts);
  const found = textOf(password, await lookInside(background, known));
  for (const model of candidates) {
    const isLike = textOf(model.password, model.accounts) === found;
    if (isLike && (await hasRecoveryKey(background, model.recoveryRootKey))) return model;
  }
  return null;
};

/** Whether the vault's recovery code is this one; null asks whether it has none. */
const hasRecoveryKey = async (background: Background, rootKey: string | null): Promise<boolean> => {
  const methods = await background.ask("vault.unlockMethods", null);
  if (rootKey === null || methods.recovery === null) return rootKey === null && methods.recovery === null;
  return (await background.ask("recovery.check", { rootKey })).status === "right";
};
