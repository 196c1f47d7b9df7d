import { describe, expect, it } from "vitest";
import { markCharacter } from "../../../../entrypoints/manager/add/mark-character.ts";

describe("markCharacter", () => {
  it("cuts a short text around the character", () => {
    expect(markCharacter("AB0CD", 3)).toEqual({ before: "AB", marked: "0", after: "CD" });
  });

  it("counts code points, not UTF-16 units", () => {
    expect(markCharacter("𠮷A0", 3)).toEqual({ before: "𠮷A", marked: "0", after: "" });
  });

  it("shows 24 characters on either side and says that there are more", () => {
    const parts = markCharacter(`${"A".repeat(30)}0${"B".repeat(30)}`, 31);

    expect(parts).toEqual({ before: `…${"A".repeat(24)}`, marked: "0", after: `${"B".repeat(24)}…` });
  });

  it("marks nothing beyond the text", () => {
    expect(markCharacter("AB", 3)).toBeNull();
  });
});
