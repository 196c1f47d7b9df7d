/** What the services need from the browser. Real ones live in lib/platform, fakes in the tests. */

import type { Marker, Pointer } from "../core/vault/choose-copy.ts";
import type { SavedCopy } from "../core/vault/saved-copy.ts";
import type { TabRequests, ViewportRect } from "../protocol/requests.ts";

/** What local storage holds of the vault, by key; undefined where there is nothing. `old`: the copy of release 0.1. */
export interface LocalCopies {
  readonly a: unknown;
  readonly b: unknown;
  readonly pointer: unknown;
  readonly old: unknown;
}

/** One of the mirror's three files. */
export type MirrorFile = 0 | 1 | 2;

/** The places of the encrypted vault. Each call reaches one place once; what is written is not checked here. */
export interface VaultPlaces {
  readLocal(): Promise<LocalCopies>;
  /** One half with the pointer to it, in one step: both are there afterwards, or neither. */
  writeLocal(copy: SavedCopy, pointer: Pointer): Promise<void>;
  /** Empties the place of release 0.1's copy. */
  retireOldCopy(): Promise<void>;
  /** The text of one file of the mirror, or null when there is no such file. */
  readMirror(file: MirrorFile): Promise<string | null>;
  writeMirror(file: MirrorFile, text: string): Promise<void>;
  /** Null or undefined when there is none. */
  readMarker(place: "mirror" | "database"): Promise<unknown>;
  writeMarker(place: "mirror" | "database", marker: Marker): Promise<void>;
}

/** Memory that survives a stopped worker but not the browser, and never reaches the disk. */
export interface SessionStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Small settings that need no encryption. */
export interface SettingsStore {
  read(): Promise<unknown>;
  write(value: unknown): Promise<void>;
}

/** What is remembered about back-ups: days and counts, outside the vault. `read` gives null when nothing was stored. */
export interface BackupRecordStore {
  read(): Promise<unknown>;
  write(value: unknown): Promise<void>;
}

/** What an administrator has laid down for this browser. */
export interface PolicyStore {
  /** Everything set, as the browser hands it over; an empty object or null when nothing is. */
  read(): Promise<unknown>;
}

/** When the master password was last given; needs no encryption. */
export interface PasswordUseStore {
  read(): Promise<unknown>;
  write(value: unknown): Promise<void>;
}

/** Mutual exclusion among the worker and all pages. */
export interface Locks {
  /** Runs `work` alone among all contexts that use the same name. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** The one source of time; tests set it. */
export interface Clock {
  /** Unix time in milliseconds. */
  nowMs(): number;
}

/** Wakes the worker. An alarm may come late or never (sleep), so nothing relies on it alone. */
export interface Alarms {
  schedule(name: string, atMs: number): Promise<void>;
  clear(name: string): Promise<void>;
}

/** Whether somebody uses the PC: keyboard and mouse of the whole system. */
export interface Idle {
  /** From now on the browser reports the PC idle after this many seconds; fewer than 15 count as 15. */
  reportAfter(seconds: number): Promise<void>;
  /** Nobody has used the PC for this many seconds, or it is locked. */
  isIdleFor(seconds: number): Promise<boolean>;
}

/** The tab in front of the window used last. */
export interface ActiveTab {
  readonly tabId: number;
  readonly windowId: number;
  /** Known only where the extension may see it (activeTab granted), else "". */
  readonly url: string;
}

/** Pages of ours that are opened in a tab. */
export type ExtensionPage = "welcome" | "unlock" | "manager" | "recover";

/** Tabs of the browser and the content scripts in them. */
export interface Tabs {
  active(): Promise<ActiveTab | null>;
  /** Opens one of our pages beside `openerTabId`; `hash` selects a view inside it. */
  openPage(page: ExtensionPage, options: { hash?: string; openerTabId?: number }): Promise<void>;
  focus(tabId: number): Promise<void>;
  close(tabId: number): Promise<void>;
  /** Sends to the content script of a tab's top document; `documentId` pins the very document. Rejects when it is gone. */
  send<K extends keyof TabRequests>(
    target: { tabId: number; documentId: string | null },
    type: K,
    payload: TabRequests[K]["payload"],
  ): Promise<TabRequests[K]["value"]>;
  /** Puts the region-selection overlay into the tab; rejects where scripts may not run. */
  injectRegion(tabId: number): Promise<void>;
}

/** Pictures of what is visible. Needs the permission that a click on the toolbar button gives. */
export interface Screen {
  /** Takes a picture of the tab visible in the window and cuts out `rect`; base64 PNG without a prefix. */
  captureRegion(
    windowId: number,
    rect: ViewportRect,
    viewport: { readonly width: number; readonly height: number },
  ): Promise<string>;
}

/** Reads QR codes out of pictures. */
export interface QrPictures {
  /** All texts in a small PNG (base64), or null when the picture is too large or no picture at all. */
  readTexts(pngBase64: string): Promise<readonly string[] | null>;
}

/** The browser's own name and system, for device names. */
export interface BrowserIdentity {
  browser(): "Chrome" | "Edge";
  os(): "windows" | "mac" | "linux" | "chromeos" | "other";
  language(): "ja" | "en";
}

/** Who sent a message, as the browser tells it. */
export interface PortalSender {
  readonly tabId: number;
  readonly windowId: number;
  readonly documentId: string;
  readonly origin: string;
}

/** Everything the services need from outside. */
export interface Ports {
  readonly vaultPlaces: VaultPlaces;
  readonly session: SessionStore;
  readonly settings: SettingsStore;
  readonly backupRecord: BackupRecordStore;
  readonly policy: PolicyStore;
  readonly passwordUse: PasswordUseStore;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly idle: Idle;
  readonly tabs: Tabs;
  readonly screen: Screen;
  readonly qrPictures: QrPictures;
  readonly identity: BrowserIdentity;
}
