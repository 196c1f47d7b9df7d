/**
 * The places of the encrypted vault: local storage, and a mirror with the two markers that lives apart from it. The mirror
 * came through a full disk that made local storage forget acknowledged writes (measured, Chromium 156).
 */

import { browser } from "wxt/browser";
import type { VaultPlaces } from "../services/ports.ts";
import { readDatabaseMarker, writeDatabaseMarker } from "./marker-database.ts";

const keys = { a: "vault.a", b: "vault.b", pointer: "vault.pointer", old: "vault" } as const;
const markerFile = "marker.json";

export const vaultPlaces: VaultPlaces = {
  readLocal: async () => {
    const found = await browser.storage.local.get(Object.values(keys));
    return { a: found[keys.a], b: found[keys.b], pointer: found[keys.pointer], old: found[keys.old] };
  },
  // One call is one batch of the database underneath: all of it is there afterwards, or nothing.
  writeLocal: (copy, pointer) =>
    browser.storage.local.set({ [pointer.half === "a" ? keys.a : keys.b]: copy, [keys.pointer]: pointer }),
  retireOldCopy: () => browser.storage.local.set({ [keys.old]: null }),
  readMirror: (file) => readFile(`vault-${file}.json`),
  writeMirror: (file, text) => writeFile(`vault-${file}.json`, text),
  readMarker: async (place) => {
    if (place === "database") return readDatabaseMarker();
    const text = await readFile(markerFile);
    return text === null ? null : parse(text);
  },
  writeMarker: (place, marker) =>
    place === "database" ? writeDatabaseMarker(marker) : writeFile(markerFile, JSON.stringify(marker)),
};

/** Whether a key of local storage belongs to the vault. */
export const isVaultKey = (key: string): boolean => Object.values<string>(keys).includes(key);

/** The text of a file of the origin's private file system, or null when it does not exist. */
const readFile = async (name: string): Promise<string | null> => {
  const root = await navigator.storage.getDirectory();
  try {
    return await (await (await root.getFileHandle(name)).getFile()).text();
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotFoundError") return null;
    throw error;
  }
};

/** Closing the stream swaps the new content in as a whole; until then the old one stays. */
const writeFile = async (name: string, text: string): Promise<void> => {
  const root = await navigator.storage.getDirectory();
  const stream = await (await root.getFileHandle(name, { create: true })).createWritable();
  try {
    await stream.write(text);
  } catch (error) {
    await stream.abort().catch(() => undefined); // the write's own failure is the news
    throw error;
  }
  await stream.close();
};

/** Not JSON is not a marker; the caller's reader says so of this text. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
