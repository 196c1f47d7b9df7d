/** Small in-memory stand-ins for every port of the services, with the faults that the real browser has. */

import type { Marker, Pointer } from "../../../lib/core/vault/choose-copy.ts";
import type { Envelope } from "../../../lib/core/vault/envelope.ts";
import { makeSavedCopy, type SavedCopy } from "../../../lib/core/vault/saved-copy.ts";
import type {
  Alarms,
  BackupRecordStore,
  BrowserIdentity,
  Clock,
  ExtensionPage,
  Idle,
  LocalCopies,
  Locks,
  MirrorFile,
  PolicyStore,
  QrPictures,
  Screen,
  SessionStore,
  SettingsStore,
  Tabs,
  VaultPlaces,
} from "../../../lib/services/ports.ts";

/** Lets everything else that is ready run first, as every call into the browser does. */
const turn = (): Promise<void> => Promise.resolve();

/** Session memory. Keeps JSON text, so that bytes and keys put into it are lost as they are in the browser. */
export class FakeSession implements SessionStore {
  private readonly textByKey = new Map<string, string>();
  private readonly rawByKey = new Map<string, unknown>();

  async get(key: string): Promise<unknown> {
    await turn();
    if (this.rawByKey.has(key)) return this.rawByKey.get(key);
    const text = this.textByKey.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  }

  async set(key: string, value: unknown): Promise<void> {
    await turn();
    this.rawByKey.delete(key);
    this.textByKey.set(key, JSON.stringify(value));
  }

  async remove(key: string): Promise<void> {
    await turn();
    this.rawByKey.delete(key);
    this.textByKey.delete(key);
  }

  /** Puts a value there that did not pass through JSON, such as NaN. */
  putRaw(key: string, value: unknown): void {
    this.rawByKey.set(key, value);
  }

  has(key: string): boolean {
    return this.rawByKey.has(key) || this.textByKey.has(key);
  }

  /** Everything in it, for searching. */
  dump(): string {
    return JSON.stringify([...this.textByKey]);
  }

  /** The browser was closed. */
  clear(): void {
    this.textByKey.clear();
    this.rawByKey.clear();
  }
}

/** Local storage, mirror and markers. Keeps JSON text, as each of them copies what it is given. */
export class FakeVaultPlaces implements VaultPlaces {
  readonly local = new Map<"a" | "b" | "pointer" | "old", string>();
  readonly mirror = new Map<MirrorFile, string>();
  readonly markers = new Map<"mirror" | "database", string>();
  /** Every write is refused. */
  isFull = false;
  /** Saves that were confirmed by local storage. */
  writes = 0;

  async readLocal(): Promise<LocalCopies> {
    await turn();
    const at = (key: "a" | "b" | "pointer" | "old"): unknown => parsed(this.local.get(key));
    return { a: at("a"), b: at("b"), pointer: at("pointer"), old: at("old") };
  }

  async writeLocal(copy: SavedCopy, pointer: Pointer): Promise<void> {
    await this.room();
    this.writes += 1;
    this.local.set(pointer.half, JSON.stringify(copy));
    this.local.set("pointer", JSON.stringify(pointer));
  }

  async retireOldCopy(): Promise<void> {
    await this.room();
    this.local.set("old", "null");
  }

  async readMirror(file: MirrorFile): Promise<string | null> {
    await turn();
    return this.mirror.get(file) ?? null;
  }

  async writeMirror(file: MirrorFile, text: string): Promise<void> {
    await this.room();
    this.mirror.set(file, text);
  }

  async readMarker(place: "mirror" | "database"): Promise<unknown> {
    await turn();
    return parsed(this.markers.get(place));
  }

  async writeMarker(place: "mirror" | "database", marker: Marker): Promise<void> {
    await this.room();
    this.markers.set(place, JSON.stringify(marker));
  }

  /** The text of the envelope that a new worker would find, or null. */
  get stored(): string | null {
    const pointer = parsed(this.local.get("pointer")) as Pointer | undefined;
    const copy = pointer && (parsed(this.local.get(pointer.half)) as SavedCopy | undefined);
    return copy?.text ?? null;
  }

  /** Puts an envelope there as if nothing else had ever been saved. */
  set stored(text: string | null) {
    const serial = Number((parsed(this.local.get("pointer")) as Pointer | undefined)?.serial ?? 0) + 1;
    for (const places of [this.local, this.mirror, this.markers]) places.clear();
    if (text === null) return;
    const envelope = JSON.parse(text) as Envelope;
    const copy = JSON.stringify(makeSavedCopy(envelope, serial));
    this.local.set("a", copy);
    this.local.set("pointer", JSON.stringify({ half: "a", serial }));
    this.mirror.set((serial % 3) as MirrorFile, copy);
    const marker = JSON.stringify({ vaultId: envelope.vaultId, serial, rolledBackAtMs: null });
    this.markers.set("mirror", marker).set("database", marker);
  }

  /** The envelope that a new worker would find, read and written past the services. */
  async read(): Promise<unknown> {
    return this.stored === null ? null : JSON.parse(this.stored);
  }

  async write(envelope: unknown): Promise<void> {
    this.stored = JSON.stringify(envelope);
  }

  private async room(): Promise<void> {
    await turn();
    if (this.isFull) throw new Error("no space left");
  }
}

const parsed = (text: string | undefined): unknown => (text === undefined ? undefined : JSON.parse(text));

export class FakeSettings implements SettingsStore {
  stored: unknown = null;

  async read(): Promise<unknown> {
    await turn();
    return this.stored;
  }

  async write(value: unknown): Promise<void> {
    await turn();
    this.stored = value;
  }
}

/** As the settings, with a disk that may be full. */
export class FakeBackupRecord extends FakeSettings implements BackupRecordStore {
  isFull = false;

  override async write(value: unknown): Promise<void> {
    if (this.isFull) throw new Error("no space left");
    await super.write(value);
  }
}

/** What an administrator has set. Any value at all, as a wrongly written policy may be. */
export class FakePolicy implements PolicyStore {
  managed: unknown = {};

  async read(): Promise<unknown> {
    await turn();
    return this.managed;
  }
}

/** Runs the work of one name strictly one after another, also when a part of it fails. */
export class FakeLocks implements Locks {
  private readonly lastByName = new Map<string, Promise<unknown>>();

  exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
    const last = this.lastByName.get(name) ?? Promise.resolve();
    const mine = last.then(work, work);
    this.lastByName.set(name, mine);
    return mine;
  }
}

export class FakeClock implements Clock {
  timeMs: number;

  constructor(timeMs: number) {
    this.timeMs = timeMs;
  }

  nowMs(): number {
    return this.timeMs;
  }

  /** Also backwards. */
  advance(ms: number): void {
    this.timeMs += ms;
  }
}

export class FakeAlarms implements Alarms {
  readonly atMsByName = new Map<string, number>();

  async schedule(name: string, atMs: number): Promise<void> {
    await turn();
    this.atMsByName.set(name, atMs);
  }

  async clear(name: string): Promise<void> {
    await turn();
    this.atMsByName.delete(name);
  }
}

/** A PC that was last used some seconds ago. */
export class FakeIdle implements Idle {
  reportedAfterSeconds: number | null = null;
  unusedForSeconds = 0;

  async reportAfter(seconds: number): Promise<void> {
    await turn();
    this.reportedAfterSeconds = seconds;
  }

  async isIdleFor(seconds: number): Promise<boolean> {
    await turn();
    return this.unusedForSeconds >= seconds;
  }
}

/** What is open in a tab. `kind`: what its content script recognises; null = no content script runs there. */
export interface FakeTab {
  readonly tabId: number;
  readonly windowId: number;
  readonly url: string;
  readonly documentId: string;
  readonly kind: unknown;
  readonly canInject: boolean;
}

export interface Sent {
  readonly tabId: number;
  readonly documentId: string;
  readonly type: string;
  readonly payload: unknown;
}

export class FakeTabs implements Tabs {
  readonly openTabs = new Map<number, FakeTab>();
  readonly sent: Sent[] = [];
  readonly opened: { page: ExtensionPage; hash?: string; openerTabId?: number }[] = [];
  readonly focused: number[] = [];
  readonly injected: number[] = [];
  activeTabId: number | null = null;

  /** Shows a page in a tab and brings the tab to the front. */
  show(tab: Partial<FakeTab> & { readonly tabId: number }): void {
    this.openTabs.set(tab.tabId, {
      windowId: 1,
      url: "https://demo.portal.kosmo-web.jp/",
      documentId: `document-of-tab-${tab.tabId}`,
      kind: "entry",
      canInject: true,
      ...tab,
    });
    this.activeTabId = tab.tabId;
  }

  async active() {
    await turn();
    const tab = this.openTabs.get(this.activeTabId ?? Number.NaN);
    return tab === undefined ? null : { tabId: tab.tabId, windowId: tab.windowId, url: tab.url };
  }

  async openPage(page: ExtensionPage, options: { hash?: string; openerTabId?: number }): Promise<void> {
    await turn();
    this.opened.push({ page, ...options });
  }

  async focus(tabId: number): Promise<void> {
    await turn();
    this.focused.push(tabId);
  }

  async close(tabId: number): Promise<void> {
    await turn();
    this.openTabs.delete(tabId);
  }

  async send(target: { tabId: number; documentId: string | null }, type: string, payload: unknown) {
    await turn();
    const tab = this.openTabs.get(target.tabId);
    if (tab === undefined || tab.kind === null) throw new Error("no receiving end");
    if (target.documentId !== null && target.documentId !== tab.documentId) {
      throw new Error("no receiving end");
    }
    this.sent.push({ tabId: tab.tabId, documentId: tab.documentId, type, payload });
    // The real reply comes from a content script and is not checked either.
    return (type === "tab.describe" ? { kind: tab.kind } : { status: "started" }) as never;
  }

  async injectRegion(tabId: number): Promise<void> {
    await turn();
    if (this.openTabs.get(tabId)?.canInject !== true) throw new Error("cannot access contents of the page");
    this.injected.push(tabId);
  }
}

export class FakeScreen implements Screen {
  isBusy = false;
  readonly captured: Parameters<Screen["captureRegion"]>[] = [];

  async captureRegion(...request: Parameters<Screen["captureRegion"]>): Promise<string> {
    await turn();
    if (this.isBusy) throw new Error("image readback failed");
    this.captured.push(request);
    return `picture-${this.captured.length}`;
  }
}

/** Pictures by their base64 text; any other text is no picture. */
export class FakeQrPictures implements QrPictures {
  readonly textsByPicture = new Map<string, readonly string[]>();

  async readTexts(pngBase64: string): Promise<readonly string[] | null> {
    await turn();
    return this.textsByPicture.get(pngBase64) ?? null;
  }
}

export class FakeIdentity implements BrowserIdentity {
  browser() {
    return "Chrome" as const;
  }

  os() {
    return "windows" as const;
  }

  language() {
    return "ja" as const;
  }
}
