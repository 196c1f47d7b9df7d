import { describe, expect, it } from "vitest";
import {
  type Choice,
  chooseCopy,
  type Findings,
  type Marker,
  type Place,
  readMarker,
  readPointer,
} from "../../../../lib/core/vault/choose-copy.ts";
import type { Envelope } from "../../../../lib/core/vault/envelope.ts";
import {
  type CopyReading,
  makeSavedCopy,
  readOldCopy,
  readSavedCopy,
  readSavedCopyText,
} from "../../../../lib/core/vault/saved-copy.ts";
import { makeSample } from "./samples.ts";

const { envelope } = await makeSample();
const good = (serial: number): CopyReading => ({ status: "good", serial, envelope });
const absent = { status: "absent" } as const;
const bad = { status: "bad" } as const;
const unreadable = { status: "unreadable" } as const;
const marker = (serial: number, changes: Partial<Marker> = {}) => ({
  status: "good" as const,
  marker: { vaultId: envelope.vaultId, serial, rolledBackAtMs: null, ...changes },
});

interface Case {
  readonly copies?: Partial<Findings["copies"]>;
  readonly pointer?: Findings["pointer"];
  readonly markers?: Findings["markers"];
}
const choose = ({ copies = {}, pointer = null, markers = [absent, absent] }: Case): Choice => {
  const nothing: Record<Place, typeof absent> = {
    "local-a": absent,
    "local-b": absent,
    "local-old": absent,
    "mirror-0": absent,
    "mirror-1": absent,
    "mirror-2": absent,
  };
  return chooseCopy({ copies: { ...nothing, ...copies }, pointer, markers });
};
/** All places as seven saves leave them. */
const whole: Required<Case> = {
  copies: {
    "local-a": good(7),
    "local-b": good(6),
    "mirror-1": good(7),
    "mirror-0": good(6),
    "mirror-2": good(5),
  },
  pointer: { half: "a", serial: 7 },
  markers: [marker(7), marker(7)],
};
const newestOf = (choice: Choice) => (choice.status === "found" ? choice.copies[0] : null);

describe("chooseCopy: which copy", () => {
  it("takes the newest confirmed copy and keeps the older ones behind it", () => {
    const choice = choose(whole);

    expect(choice).toMatchObject({ status: "found", isComplete: true, isRolledBack: false, lastSerial: 7 });
    expect(choice.status === "found" && choice.copies.map(({ serial }) => serial)).toEqual([7, 7, 6, 6, 5]);
    expect(newestOf(choice)?.place).toBe("local-a");
  });

  it("V3: takes the mirror when the pointer names a missing half", () => {
    const choice = choose({ ...whole, copies: { ...whole.copies, "local-a": absent } });

    expect(newestOf(choice)).toMatchObject({ place: "mirror-1", serial: 7 });
    expect(choice).toMatchObject({ isComplete: false, isRolledBack: false });
  });

  it("V4: takes the next generation, and says so, when the newest is damaged in both places", () => {
    const copies = { ...whole.copies, "local-a": bad, "mirror-1": bad };

    expect(choose({ ...whole, copies })).toMatchObject({ status: "found", isRolledBack: true });
    expect(newestOf(choose({ ...whole, copies }))?.serial).toBe(6);
  });

  it("V5: takes the mirror when local storage fell back to an older save", () => {
    const copies = { ...whole.copies, "local-a": good(3), "local-b": good(2) };
    const choice = choose({ ...whole, copies, pointer: { half: "a", serial: 3 } });

    expect(newestOf(choice)).toMatchObject({ place: "mirror-1", serial: 7 });
    expect(choice).toMatchObject({ isComplete: false, isRolledBack: false });
  });

  it("says so when local storage and mirror fell back together and a marker knows better", () => {
    const copies = { "local-a": good(3), "mirror-0": good(3) };
    const choice = choose({ copies, pointer: { half: "a", serial: 3 }, markers: [marker(3), marker(7)] });

    expect(newestOf(choice)?.serial).toBe(3);
    expect(choice).toMatchObject({ isRolledBack: true, lastSerial: 7 });
  });

  it("leaves a copy aside whose save was never confirmed, and counts its serial as used", () => {
    const choice = choose({ ...whole, copies: { ...whole.copies, "mirror-2": good(8) } });

    expect(newestOf(choice)?.serial).toBe(7);
    expect(choice.lastSerial).toBe(8);
  });

  it("takes an unconfirmed copy when nothing else is left", () => {
    expect(newestOf(choose({ copies: { "mirror-1": good(1) } }))?.serial).toBe(1);
  });

  it("takes release 0.1's copy, and any numbered save before it", () => {
    expect(newestOf(choose({ copies: { "local-old": good(0) } }))?.place).toBe("local-old");
    expect(newestOf(choose({ ...whole, copies: { ...whole.copies, "local-old": good(0) } }))?.serial).toBe(7);
  });

  it("keeps telling of an older state until a marker without the notice was written", () => {
    const told = marker(7, { rolledBackAtMs: 5 });

    expect(choose({ ...whole, markers: [told, told] })).toMatchObject({ isRolledBack: true });
    expect(choose(whole)).toMatchObject({ isRolledBack: false });
  });
});

describe("chooseCopy: no copy", () => {
  it("V1: is the first run only where no marker and no rubbish speaks of a vault", () => {
    expect(choose({}).status).toBe("none");
    expect(choose({ copies: { "local-a": bad } }).status).toBe("missing");
    expect(choose({ copies: { "mirror-0": bad } }).status).toBe("missing");
    expect(choose({ markers: [bad, absent] }).status).toBe("missing");
    expect(choose({ pointer: { half: "a", serial: 1 } }).status).toBe("missing");
  });

  it("V2: is a missing vault where one marker is left", () => {
    expect(choose({ markers: [marker(7), absent] }).status).toBe("missing");
    expect(choose({ markers: [absent, marker(1)] }).status).toBe("missing");
  });

  it("V6: is unreadable where a place does not answer, and found where another place has it", () => {
    expect(choose({ copies: { "local-a": unreadable, "local-b": unreadable } }).status).toBe("unreadable");
    expect(choose({ markers: [unreadable, absent] }).status).toBe("unreadable");
    const local = { "local-a": unreadable, "local-b": unreadable, "local-old": unreadable };
    const choice = choose({ ...whole, copies: { ...whole.copies, ...local }, pointer: null });
    expect(choice).toMatchObject({ status: "found", isPartlyUnreadable: true });
  });

  it("V8: is read-only where the newest copy is of a later release, whatever older copies there are", () => {
    const newer = { status: "newer", serial: 7 } as const;

    expect(
      choose({ ...whole, copies: { ...whole.copies, "local-a": newer, "mirror-1": newer } }).status,
    ).toBe("newer");
    expect(choose({ copies: { "local-old": { status: "newer", serial: 0 } } }).status).toBe("newer");
  });

  it("is the first run again after the member started over, and what turns up later stays out", () => {
    const erased = marker(8, { vaultId: null });

    expect(choose({ markers: [erased, marker(7)] }).status).toBe("none");
    expect(choose({ ...whole, markers: [erased, erased] }).status).toBe("none");
    const next = { "local-a": good(9), "mirror-0": good(9), "local-b": good(7) };
    const choice = choose({ copies: next, pointer: { half: "a", serial: 9 }, markers: [marker(9), erased] });
    expect(choice.status === "found" && choice.copies.map(({ serial }) => serial)).toEqual([9, 9]);
  });
});

describe("readSavedCopy", () => {
  it("is the inverse of makeSavedCopy", () => {
    const copy = makeSavedCopy(envelope, 12);

    expect(readSavedCopy(copy)).toEqual({ status: "good", serial: 12, envelope });
    expect(readSavedCopyText(JSON.stringify(copy))).toEqual({ status: "good", serial: 12, envelope });
  });

  it("finds every changed character of text, serial and checksum", () => {
    const text = JSON.stringify(makeSavedCopy(envelope, 12));

    for (let at = 0; at < text.length; at += 1) {
      const changed = text.slice(0, at) + (text[at] === "7" ? "8" : "7") + text.slice(at + 1);
      expect(readSavedCopyText(changed).status, `character ${at}`).toBe("bad");
    }
    for (let length = 0; length < text.length; length += 1) {
      expect(readSavedCopyText(text.slice(0, length)).status, `${length} characters`).toBe("bad");
    }
  });

  it("V7: takes a wrong type, a getter or an unknown key for bad, and nothing for absent", () => {
    const copy = makeSavedCopy(envelope, 12);
    const getter = Object.defineProperty({ ...copy }, "text", { get: () => copy.text, enumerable: true });
    for (const value of [
      1,
      "text",
      true,
      [],
      [copy],
      {},
      getter,
      { ...copy, more: 1 },
      { ...copy, serial: -1 },
    ]) {
      expect(readSavedCopy(value)).toEqual({ status: "bad" });
    }
    expect(readSavedCopy(undefined)).toEqual({ status: "absent" });
    expect(readSavedCopy(null)).toEqual({ status: "absent" });
    expect(readSavedCopyText(null)).toEqual({ status: "absent" });
    expect(readSavedCopyText("")).toEqual({ status: "bad" });
  });

  it("V9: takes an envelope with no slot, nine slots or two of one id for bad", () => {
    const [slot] = envelope.slots;
    for (const slots of [[], Array.from({ length: 9 }, () => slot), [slot, slot]]) {
      expect(readSavedCopy(makeSavedCopy({ ...envelope, slots } as Envelope, 1))).toEqual({ status: "bad" });
    }
  });

  it("V8: tells a later format from damage", () => {
    const later = { ...envelope, version: 2, more: "fields" } as unknown as Envelope;

    expect(readSavedCopy(makeSavedCopy(later, 3))).toEqual({ status: "newer", serial: 3 });
    expect(readOldCopy(later)).toEqual({ status: "newer", serial: 0 });
    expect(readOldCopy(envelope)).toEqual({ status: "good", serial: 0, envelope });
    expect(readOldCopy({})).toEqual({ status: "bad" });
  });
});

describe("readMarker and readPointer", () => {
  it("read what was written and nothing else", () => {
    const { marker: written } = marker(4, { rolledBackAtMs: 9 });

    expect(readMarker(written)).toEqual({ status: "good", marker: written });
    expect(readMarker(null)).toEqual(absent);
    for (const value of [1, "x", {}, { ...written, serial: 1.5 }, { ...written, vaultId: 3 }]) {
      expect(readMarker(value)).toEqual(bad);
    }
    expect(readPointer({ half: "b", serial: 3 })).toEqual({ half: "b", serial: 3 });
    for (const value of [null, 1, {}, { half: "c", serial: 1 }, { half: "a", serial: "1" }]) {
      expect(readPointer(value)).toBe(null);
    }
  });
});
