/** The single steps of a save. Each one is done only when what was written has been read back and found right. */

import { type Marker, type Pointer, readMarker } from "../core/vault/choose-copy.ts";
import type { Envelope } from "../core/vault/envelope.ts";
import { readSavedCopyText, type SavedCopy } from "../core/vault/saved-copy.ts";
import { markerPlaces, mirrorFiles, readPointedCopy } from "./find-copies.ts";
import type { VaultPlaces } from "./ports.ts";
import type { StorageHealth } from "./storage-health.ts";

/** Steps over the places; `call` limits the time of each single call. */
export interface CopyWriter {
  mirror(copy: SavedCopy): Promise<void>;
  /** The step that confirms the save. `tryOut` opens what was read back. */
  local(copy: SavedCopy, pointer: Pointer, tryOut: (readBack: Envelope) => Promise<unknown>): Promise<void>;
  /** One marker of two is enough; the other is made good by a later save, and the storage counts as failing. */
  markers(marker: Marker): Promise<void>;
}

/** The writer over the places. */
export const createCopyWriter = (
  places: VaultPlaces,
  call: <T>(work: Promise<T>) => Promise<T>,
  health: StorageHealth,
): CopyWriter => ({
  mirror: async (copy) => {
    const file = mirrorFiles[copy.serial % mirrorFiles.length] ?? mirrorFiles[0];
    await call(places.writeMirror(file, JSON.stringify(copy)));
    const stored = readSavedCopyText(await call(places.readMirror(file)));
    if (stored.status !== "good" || stored.serial !== copy.serial) throw unlike("mirror");
  },
  local: async (copy, pointer, tryOut) => {
    await call(places.writeLocal(copy, pointer));
    const stored = readPointedCopy(await call(places.readLocal()));
    if (stored === null || stored.serial !== copy.serial) throw unlike("local storage");
    await tryOut(stored.envelope);
  },
  markers: async (marker) => {
    const outcomes = await Promise.allSettled(
      markerPlaces.map(async (place) => {
        await call(places.writeMarker(place, marker));
        if (!isSameMarker(await call(places.readMarker(place)), marker)) throw unlike("marker");
      }),
    );
    const failed = outcomes.filter(({ status }) => status === "rejected");
    if (failed.length > 0) await health.failed();
    if (failed.length === outcomes.length) throw unlike("markers");
  },
});

const unlike = (place: string): Error => new Error(`${place}: what was read back is not what was written`);

const isSameMarker = (stored: unknown, marker: Marker): boolean => {
  const reading = readMarker(stored);
  return (
    reading.status === "good" &&
    reading.marker.vaultId === marker.vaultId &&
    reading.marker.serial === marker.serial &&
    reading.marker.rolledBackAtMs === marker.rolledBackAtMs
  );
};
