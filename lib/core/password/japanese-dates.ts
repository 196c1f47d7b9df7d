/** Days and honorifics as Japanese people write them, in the plain form that the estimator knows. */

/** Years before the first of each era. */
const eraYears: Readonly<Record<string, number>> = {
  明治: 1867,
  meiji: 1867,
  m: 1867,
  大正: 1911,
  taisho: 1911,
  taishou: 1911,
  taisyo: 1911,
  t: 1911,
  昭和: 1925,
  showa: 1925,
  shouwa: 1925,
  syowa: 1925,
  s: 1925,
  平成: 1988,
  heisei: 1988,
  h: 1988,
  令和: 2018,
  reiwa: 2018,
  r: 2018,
};

const era = Object.keys(eraYears)
  .sort((a, b) => b.length - a.length)
  .join("|");

/** Year, and month and day where they stand: `shouwa35nen4gatsu12nichi`, `S35年4月`, `1960nen`. */
const written = new RegExp(
  `(${era})?(\\d{1,4}|元|gan)(?:nen|年)(?:(\\d{1,2})(?:gatsu|gatu|月)(?:(\\d{1,2})(?:nichi|niti|日)?)?)?(?:umare|生まれ|うまれ)?`,
  "gi",
);

/** At the end of a name only: within a word these letters mean nothing. */
const honorific = /(?<=\p{L}{2})(?:chan|kun|sama|san|ちゃん|くん|さま|さん|様)(?!\p{L})/giu;

/**
 * The text with written days as digits of the common era (`19600412`) and without honorifics, so that a birthday and a
 * name count as what they are. Unchanged when there is neither.
 */
export function foldJapaneseDates(text: string): string {
  return text
    .replace(written, (_, eraName: string | undefined, year: string, month?: string, day?: string) => {
      const count = /^\d+$/.test(year) ? Number(year) : 1;
      const before =
        eraName === undefined ? (count < 100 ? 1900 : 0) : (eraYears[eraName.toLowerCase()] ?? 0);
      return [String(before + count), month?.padStart(2, "0"), day?.padStart(2, "0")].join("");
    })
    .replace(honorific, "");
}
