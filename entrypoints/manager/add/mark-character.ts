/** Cuts a typed text around one character, so that it can be shown marked. */

export interface MarkedText {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** Code points shown on either side: enough to find the place, short enough to read. */
const around = 24;

/** `position`: 1-based, in code points. Null when the text has no such place. */
export const markCharacter = (text: string, position: number): MarkedText | null => {
  const characters = Array.from(text);
  const index = position - 1;
  const marked = characters[index];
  if (marked === undefined) return null;
  const from = Math.max(0, index - around);
  const to = index + 1 + around;
  return {
    before: (from > 0 ? "…" : "") + characters.slice(from, index).join(""),
    marked,
    after: characters.slice(index + 1, to).join("") + (to < characters.length ? "…" : ""),
  };
};
