/** Turns the bytes of a QR code into text. */

/** Part of a QR code's content: its bytes, and whether the code itself marks them as Shift_JIS (kanji mode, ISO/IEC 18004 §7.4.6). */
export interface QrSegment {
  readonly bytes: readonly number[];
  readonly isKanji: boolean;
}

/**
 * The text of a code's segments: strict UTF-8 where the bytes are UTF-8, else Shift_JIS, which Japanese printers and old
 * services still write. Returns null for bytes that are neither: no text is better than a guess.
 */
export function decodeSegments(segments: readonly QrSegment[]): string | null {
  const texts = joinRuns(segments).map(({ bytes, isKanji }) => {
    const whole = Uint8Array.from(bytes);
    return (isKanji ? null : decodeAs("utf-8", whole)) ?? decodeAs("shift_jis", whole);
  });
  return texts.includes(null) ? null : texts.join("");
}

/** Neighbours of one kind belong together: a character may be cut between two byte segments. */
function joinRuns(segments: readonly QrSegment[]): readonly QrSegment[] {
  const runs: QrSegment[] = [];
  for (const segment of segments) {
    const last = runs.at(-1);
    if (last?.isKanji === segment.isKanji)
      runs[runs.length - 1] = { ...last, bytes: [...last.bytes, ...segment.bytes] };
    else runs.push(segment);
  }
  return runs;
}

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Documented outcome: these bytes are not of this encoding.
    return null;
  }
}
