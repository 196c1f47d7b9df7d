/** Fakes of the platform for tests of our pages: a background that answers by message type, keys in place of texts. */

import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, vi } from "vitest";
import type { Answer } from "../../../../lib/protocol/answer.ts";

/** Replies by message type; a message that is not in it is answered with "unexpected". */
export type Replies = Record<string, unknown>;

export const fakes = {
  replies: {} as Replies,
  asked: [] as string[],
  closedTabs: 0,
  handedOver: [] as { name: string; text: string }[],
  watchers: [] as (() => void)[],
  onVaultChange: (): void => {
    for (const watcher of fakes.watchers) watcher();
  },
  onPolicyChange: (): void => undefined,
  rootKey: (_password: string): Promise<string> => Promise.resolve("key"),
};

export const resetFakes = (replies: Replies): void => {
  Object.assign(fakes, {
    replies,
    asked: [],
    closedTabs: 0,
    handedOver: [],
    watchers: [],
    rootKey: async (password: string) => password,
  });
  document.body.innerHTML = "";
};

export const fakeMessaging = {
  askBackground: async (type: string, payload: unknown): Promise<Answer<unknown>> => {
    fakes.asked.push(type);
    if (!(type in fakes.replies)) return { ok: false, code: "unexpected" };
    const reply = fakes.replies[type];
    return { ok: true, value: typeof reply === "function" ? await reply(payload) : reply };
  },
};

export const fakeTabs = {
  closeOwnTab: async (): Promise<void> => {
    fakes.closedTabs += 1;
  },
  openOwnPage: async (): Promise<void> => undefined,
};

export const fakeStorage = {
  watchVault: (onChange: () => void): void => {
    fakes.watchers.push(onChange);
  },
  watchPolicy: (onChange: () => void): void => {
    fakes.onPolicyChange = onChange;
  },
};

export const fakeWorkers = {
  deriveRootKey: (password: string) => fakes.rootKey(password),
  deriveFileKey: (password: string) => fakes.rootKey(password),
};

export const fakeDownload = {
  handOverFile: (name: string, text: string): void => {
    fakes.handedOver.push({ name, text });
  },
};

/** A text is its key, with what was put into it. */
export const fakeI18n = {
  language: () => "en",
  t: (key: string, parts?: Record<string, unknown>): string =>
    parts === undefined ? key : `${key} ${Object.values(parts).join(" ")}`,
};

/** Renders into the document and waits until every promise and effect has run. */
export const show = async (tree: Parameters<typeof render>[0]): Promise<void> => {
  const root = document.body.appendChild(document.createElement("div"));
  await act(() => render(tree, root));
  await settle();
};

export const settle = (): Promise<void> => act(() => new Promise((resolve) => setTimeout(resolve, 0)));

export const pageText = (): string => document.body.textContent ?? "";

/** The input whose label begins with `label`. */
export const field = (label: string): HTMLInputElement => {
  const found = [...document.querySelectorAll("label")].find(({ textContent }) =>
    textContent.startsWith(label),
  );
  return document.getElementById(found?.htmlFor ?? "") as HTMLInputElement; // labels of these pages stand before inputs
};

/** Waits for the field: a step before it may have real work to do. */
export const type = async (label: string, value: string): Promise<void> => {
  await vi.waitFor(() => expect(field(label)).not.toBeNull());
  field(label).value = value;
  await act(() => void field(label).dispatchEvent(new Event("input", { bubbles: true })));
};

export const press = async (label: string): Promise<void> => {
  const button = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === label);
  await act(() => void button?.click());
  await settle();
};

/** Chooses a file in the only file input of the page. */
export const chooseFile = async (
  content: string | Uint8Array<ArrayBuffer>,
  name = "hitotoki-backup.json",
): Promise<void> => {
  const input = document.querySelector<HTMLInputElement>("input[type=file]");
  if (input === null) throw new Error("no file input");
  Object.defineProperty(input, "files", { value: [new File([content], name)], configurable: true });
  await act(() => void input.dispatchEvent(new Event("change", { bubbles: true })));
  await settle();
};
