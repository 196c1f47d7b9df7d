/**
 * Which of the stored copies is the vault. Local storage can come back empty or older without an error (files deleted or
 * cut: measured, Chromium 156), so "nothing there" is first held against the markers, and "old" against the last save
 * that was confirmed.
 */
import { isRecord, readField, readInteger } from "../check.ts";
import type { Envelope } from "./envelope.ts";
import type { CopyReading } from "./saved-copy.ts";

/** Two halves in local storage that are written in turn, the single copy of release 0.1, three files of the mirror. */
export const PLACES = ["local-a", "local-b", "local-old", "mirror-0", "mirror-1", "mirror-2"] as const;

/** One of {@link PLACES}. */
export type Place = (typeof PLACES)[number];

/** Stands beside the halves and is written with them: the half and serial of the last save. */
export interface Pointer {
  readonly half: "a" | "b";
  readonly serial: number;
}

/**
 * Kept apart from the copies and written last: that a vault existed, and up to which save. `vaultId` null: the member
 * started over, and nothing up to `serial` counts any more. `rolledBackAtMs`: when an older state had to be opened,
 * until the member has read about it; else null.
 */
export interface Marker {
  readonly vaultId: string | null;
  readonly serial: number;
  readonly rolledBackAtMs: number | null;
}

/** What one marker's place holds. */
export type MarkerReading =
  | { readonly status: "absent" | "bad" | "unreadable" }
  | { readonly status: "good"; readonly marker: Marker };

/** Everything that was found. "unreadable": the place could not be asked. */
export interface Findings {
  readonly copies: Readonly<Record<Place, CopyReading | { readonly status: "unreadable" }>>;
  readonly pointer: Pointer | null;
  readonly markers: readonly MarkerReading[];
}

/** One whole copy. */
export interface FoundCopy {
  readonly place: Place;
  readonly serial: number;
  readonly envelope: Envelope;
}

/**
 * - "none": never a vault, or started over. - "missing": there was one and no whole copy is left.
 * - "unreadable": the places cannot be asked, so nothing may be concluded. - "newer": of a later release; read-only.
 * - "found": `copies` newest first. `isRolledBack`: a later save was confirmed than any copy shows.
 *   `isComplete`: the newest copy lies in local storage and in the mirror, and all markers know of it.
 *   `isPartlyUnreadable`: a place with copies did not answer.
 * `lastSerial`: the highest serial seen anywhere; the next save takes the one above it.
 */
export type Choice = { readonly lastSerial: number } & (
  | { readonly status: "none" | "missing" | "unreadable" | "newer" }
  | {
      readonly status: "found";
      readonly copies: readonly [FoundCopy, ...FoundCopy[]];
      readonly isRolledBack: boolean;
      readonly isComplete: boolean;
      readonly isPartlyUnreadable: boolean;
    }
);

const NEVER = -1;

/** Decides between the findings. Pure: what was found is all it knows. */
export function chooseCopy(findings: Findings): Choice {
  const markers = findings.markers.flatMap((one) => (one.status === "good" ? [one.marker] : []));
  const readings = PLACES.map((place) => ({ place, reading: findings.copies[place] }));
  const confirmed = Math.max(findings.pointer?.serial ?? NEVER, ...markers.map(({ serial }) => serial));
  const erasedUpTo = Math.max(NEVER, ...markers.filter(isErasure).map(({ serial }) => serial));
  const seen = readings.flatMap(({ reading }) => ("serial" in reading ? [reading.serial] : []));
  const lastSerial = Math.max(0, confirmed, ...seen);
  const whole = readings
    .flatMap(({ place, reading }) => ("serial" in reading ? [{ place, ...reading }] : []))
    .filter(({ serial }) => serial > erasedUpTo);
  // A copy above the last confirmed save belongs to one that was never reported as done: only if nothing else is left.
  const counted = whole.filter(({ serial }) => serial <= confirmed);
  const ranked = (counted.length > 0 ? counted : whole).toSorted((one, other) => other.serial - one.serial);
  if (ranked[0]?.status === "newer") return { status: "newer", lastSerial };
  const copies = ranked.flatMap((one) => (one.status === "good" ? [toFound(one)] : []));
  const [newest, ...older] = copies;
  if (newest === undefined) return { status: absence(findings, confirmed > erasedUpTo), lastSerial };
  return {
    status: "found",
    copies: [newest, ...older],
    isRolledBack: newest.serial < confirmed || markers.some((one) => isNoticeDue(one, confirmed)),
    isComplete:
      isInBoth(copies, newest.serial) &&
      findings.pointer?.serial === newest.serial &&
      findings.markers.every((one) => one.status === "good" && one.marker.serial === newest.serial),
    isPartlyUnreadable: readings.some(({ reading }) => reading.status === "unreadable"),
    lastSerial,
  };
}

/** Reads a marker of foreign origin (a file, a database). */
export function readMarker(value: unknown): MarkerReading {
  if (value === null || value === undefined) return { status: "absent" };
  try {
    if (!isRecord(value)) return { status: "bad" };
    const vaultId = readField(value, "vaultId");
    const rolledBackAtMs = readField(value, "rolledBackAtMs");
    if (vaultId !== null && (typeof vaultId !== "string" || vaultId.length > 64)) return { status: "bad" };
    if (rolledBackAtMs !== null && !Number.isSafeInteger(rolledBackAtMs)) return { status: "bad" };
    const serial = readInteger(value, "serial", 0, Number.MAX_SAFE_INTEGER);
    return {
      status: "good",
      marker: { vaultId, serial, rolledBackAtMs: rolledBackAtMs === null ? null : Number(rolledBackAtMs) },
    };
  } catch {
    return { status: "bad" };
  }
}

/** Reads the pointer of foreign origin; null when it is absent or not a pointer. */
export function readPointer(value: unknown): Pointer | null {
  try {
    if (!isRecord(value)) return null;
    const half = readField(value, "half");
    if (half !== "a" && half !== "b") return null;
    return { half, serial: readInteger(value, "serial", 0, Number.MAX_SAFE_INTEGER) };
  } catch {
    return null;
  }
}

const isErasure = ({ vaultId }: Marker): boolean => vaultId === null;

const isNoticeDue = ({ serial, rolledBackAtMs }: Marker, confirmed: number): boolean =>
  rolledBackAtMs !== null && serial === confirmed;

const toFound = ({ place, serial, envelope }: FoundCopy): FoundCopy => ({ place, serial, envelope });

const isInBoth = (copies: readonly FoundCopy[], serial: number): boolean => {
  const places = copies.filter((one) => one.serial === serial).map(({ place }) => place);
  const isLocal = places.some((place) => place === "local-a" || place === "local-b");
  return isLocal && places.some((place) => place.startsWith("mirror"));
};

/** No whole copy: never one, lost, or not to be told because a place did not answer. */
function absence({ copies, markers }: Findings, wasConfirmed: boolean): "none" | "missing" | "unreadable" {
  const readings = Object.values(copies);
  if (readings.some(({ status }) => status === "unreadable")) return "unreadable";
  if (wasConfirmed) return "missing";
  // An erasure above everything else makes old rubbish meaningless; without one, rubbish is a vault that was lost.
  const isErased = markers.some((one) => one.status === "good" && isErasure(one.marker));
  const hasRubbish = [...readings, ...markers].some(({ status }) => status === "bad");
  if (!isErased && hasRubbish) return "missing";
  return markers.some(({ status }) => status === "unreadable") ? "unreadable" : "none";
}
