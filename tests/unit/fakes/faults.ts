/** Storage, session memory and locks that fail once, at a chosen call, in a chosen way. */
import type { Marker, Pointer } from "../../../lib/core/vault/choose-copy.ts";
import type { SavedCopy } from "../../../lib/core/vault/saved-copy.ts";
import type {
  Locks,
  MirrorFile,
  SessionStore,
  SettingsStore,
  VaultPlaces,
} from "../../../lib/services/ports.ts";
import type { FakeVaultPlaces } from "./ports.ts";

/**
 * "reject": an error. "hang": no answer, ever. "lie": reports success and does nothing; a reading finds nothing.
 * "forget": a write is there until the browser is started again and gone then, as Chromium does after a full disk.
 * "tear": half of what was to be written is there, then an error.
 */
export const faultKinds = ["reject", "hang", "lie", "forget", "tear"] as const;
export type FaultKind = (typeof faultKinds)[number];

interface Attempt<T> {
  readonly work: () => Promise<T>;
  /** What a lie answers. */
  readonly nothing: T;
  /** Leaves half of it behind; absent for readings. */
  readonly tear?: () => void;
}

/** Counts the calls and strikes at number `at` (from 0). */
export class Fault {
  calls = 0;
  /** The browser was closed: what its worker still asks for is never carried out. */
  isOver = false;
  readonly undoAtRestart: (() => void)[] = [];

  readonly kind: FaultKind;
  readonly at: number;

  constructor(kind: FaultKind, at: number) {
    this.kind = kind;
    this.at = at;
  }

  async run<T>({ work, nothing, tear }: Attempt<T>, undo: () => () => void): Promise<T> {
    if (this.isOver) return new Promise<T>(() => undefined);
    const isStruck = this.calls === this.at;
    this.calls += 1;
    if (!isStruck) return work();
    switch (this.kind) {
      case "reject":
        throw new Error("the call was refused");
      case "hang":
        return new Promise<T>(() => undefined);
      case "lie":
        return nothing;
      case "forget":
        this.undoAtRestart.push(undo());
        return work();
      case "tear":
        tear?.();
        throw new Error("the call ended half-way");
    }
  }
}

const half = (text: string): string => text.slice(0, Math.floor(text.length / 2));

const snapshot =
  <K, V>(map: Map<K, V>) =>
  () => {
    const before = new Map(map);
    return () => {
      map.clear();
      for (const [key, value] of before) map.set(key, value);
    };
  };

export class FaultyPlaces implements VaultPlaces {
  private readonly real: FakeVaultPlaces;
  private readonly fault: Fault;

  constructor(real: FakeVaultPlaces, fault: Fault) {
    this.real = real;
    this.fault = fault;
  }

  readLocal() {
    const nothing = { a: undefined, b: undefined, pointer: undefined, old: undefined };
    return this.fault.run({ work: () => this.real.readLocal(), nothing }, snapshot(this.real.local));
  }

  writeLocal(copy: SavedCopy, pointer: Pointer) {
    const tear = (): void => {
      this.real.local.set(pointer.half, JSON.stringify({ ...copy, text: half(copy.text) }));
      this.real.local.set("pointer", JSON.stringify(pointer));
    };
    const work = (): Promise<void> => this.real.writeLocal(copy, pointer);
    return this.fault.run<void>({ work, nothing: undefined, tear }, snapshot(this.real.local));
  }

  retireOldCopy() {
    const work = (): Promise<void> => this.real.retireOldCopy();
    return this.fault.run<void>({ work, nothing: undefined }, snapshot(this.real.local));
  }

  readMirror(file: MirrorFile) {
    return this.fault.run(
      { work: () => this.real.readMirror(file), nothing: null },
      snapshot(this.real.mirror),
    );
  }

  writeMirror(file: MirrorFile, text: string) {
    const tear = (): void => void this.real.mirror.set(file, half(text));
    const work = (): Promise<void> => this.real.writeMirror(file, text);
    return this.fault.run<void>({ work, nothing: undefined, tear }, snapshot(this.real.mirror));
  }

  readMarker(place: "mirror" | "database") {
    return this.fault.run<unknown>(
      { work: () => this.real.readMarker(place), nothing: null },
      snapshot(this.real.markers),
    );
  }

  writeMarker(place: "mirror" | "database", marker: Marker) {
    const tear = (): void => void this.real.markers.set(place, JSON.stringify(half(JSON.stringify(marker))));
    const work = (): Promise<void> => this.real.writeMarker(place, marker);
    return this.fault.run<void>({ work, nothing: undefined, tear }, snapshot(this.real.markers));
  }
}

const keepNothing = () => () => undefined;

export const faultySession = (real: SessionStore, fault: Fault): SessionStore => ({
  get: (key) => fault.run<unknown>({ work: () => real.get(key), nothing: undefined }, keepNothing),
  set: (key, value) => fault.run<void>({ work: () => real.set(key, value), nothing: undefined }, keepNothing),
  remove: (key) => fault.run<void>({ work: () => real.remove(key), nothing: undefined }, keepNothing),
});

export const faultySettings = (real: SettingsStore, fault: Fault): SettingsStore => ({
  read: () => fault.run<unknown>({ work: () => real.read(), nothing: null }, keepNothing),
  write: (value) => fault.run<void>({ work: () => real.write(value), nothing: undefined }, keepNothing),
});

/** A lock cannot lie: whatever else it does, the work runs alone or not at all. */
export const faultyLocks = (real: Locks, fault: Fault): Locks => ({
  exclusively: (name, work) =>
    fault.kind === "lie"
      ? real.exclusively(name, work)
      : fault.run({ work: () => real.exclusively(name, work), nothing: undefined as never }, keepNothing),
});
