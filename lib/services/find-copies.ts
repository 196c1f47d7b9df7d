/** Asks every place of the vault what lies there. A place that does not answer is told from an empty one. */

import {
  type Findings,
  type FoundCopy,
  type MarkerReading,
  readMarker,
  readPointer,
} from "../core/vault/choose-copy.ts";
import { type CopyReading, readOldCopy, readSavedCopy, readSavedCopyText } from "../core/vault/saved-copy.ts";
import type { LocalCopies, MirrorFile, VaultPlaces } from "./ports.ts";

/** The mirror's files; a save takes the one of its serial modulo their number. */
export const mirrorFiles = [0, 1, 2] as const satisfies readonly MirrorFile[];

/** Where the two markers lie: beside the mirror, and in a database of its own. */
export const markerPlaces = ["mirror", "database"] as const;

/** The findings, and whether the copy of release 0.1 is still there to be retired. */
export interface FoundInPlaces {
  readonly findings: Findings;
  readonly hasOldCopy: boolean;
}

type Call = <T>(work: Promise<T>) => Promise<T>;

const unreadable = { status: "unreadable" } as const;

/** Everything in all places. Never rejects. */
export const findInPlaces = async (places: VaultPlaces, call: Call): Promise<FoundInPlaces> => {
  const [local, mirror, markers] = await Promise.all([
    settled(call(places.readLocal())),
    Promise.all(mirrorFiles.map((file) => readMirrorFile(places, call, file))),
    Promise.all(markerPlaces.map((place) => readMarkerAt(places, call, place))),
  ]);
  const [mirror0 = unreadable, mirror1 = unreadable, mirror2 = unreadable] = mirror;
  return {
    findings: {
      copies: {
        "local-a": local === null ? unreadable : readSavedCopy(local.a),
        "local-b": local === null ? unreadable : readSavedCopy(local.b),
        "local-old": local === null ? unreadable : readOldCopy(local.old),
        "mirror-0": mirror0,
        "mirror-1": mirror1,
        "mirror-2": mirror2,
      },
      pointer: local === null ? null : readPointer(local.pointer),
      markers,
    },
    hasOldCopy: local !== null && local.old !== null && local.old !== undefined,
  };
};

/** The half that the pointer names, when it is whole and of the very save the pointer speaks of; else null. */
export const readPointedCopy = (local: LocalCopies): FoundCopy | null => {
  const pointer = readPointer(local.pointer);
  if (pointer === null) return null;
  const reading = readSavedCopy(local[pointer.half]);
  if (reading.status !== "good" || reading.serial !== pointer.serial) return null;
  return { place: `local-${pointer.half}`, serial: reading.serial, envelope: reading.envelope };
};

const readMirrorFile = async (
  places: VaultPlaces,
  call: Call,
  file: MirrorFile,
): Promise<CopyReading | typeof unreadable> => {
  try {
    return readSavedCopyText(await call(places.readMirror(file)));
  } catch {
    return unreadable;
  }
};

const readMarkerAt = async (
  places: VaultPlaces,
  call: Call,
  place: (typeof markerPlaces)[number],
): Promise<MarkerReading> => {
  try {
    return readMarker(await call(places.readMarker(place)));
  } catch {
    return unreadable;
  }
};

const settled = async <T>(work: Promise<T>): Promise<T | null> => {
  try {
    return await work;
  } catch {
    return null;
  }
};
