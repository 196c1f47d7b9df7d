/** Japanese in Latin letters: kana as they are typed, and one spelling for the many ways to write the same sound. */

const rows: Readonly<Record<string, string>> = {
  あいうえお: "a i u e o",
  かきくけこ: "ka ki ku ke ko",
  がぎぐげご: "ga gi gu ge go",
  さしすせそ: "sa shi su se so",
  ざじずぜぞ: "za ji zu ze zo",
  たちつてと: "ta chi tsu te to",
  だぢづでど: "da ji zu de do",
  なにぬねの: "na ni nu ne no",
  はひふへほ: "ha hi fu he ho",
  ばびぶべぼ: "ba bi bu be bo",
  ぱぴぷぺぽ: "pa pi pu pe po",
  まみむめも: "ma mi mu me mo",
  やゆよわを: "ya yu yo wa o",
  らりるれろ: "ra ri ru re ro",
  ぁぃぅぇぉ: "a i u e o",
  ゃゅょんゔ: "ya yu yo n vu",
};

const lettersByKana: ReadonlyMap<string, string> = new Map(
  Object.entries(rows).flatMap(([kana, letters]) => {
    const list = letters.split(" ");
    return Array.from(kana, (one, index): [string, string] => [one, list[index] ?? ""]);
  }),
);

/**
 * Kana in Hepburn letters, the spelling of station signs, long vowels written out as in kana; everything else as it is.
 * Takes any width and both kana (NFKC), gives lower case.
 */
export function romanise(text: string): string {
  const hiragana = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[ァ-ヴ]/g, (katakana) => String.fromCharCode(katakana.charCodeAt(0) - 0x60));
  return hiragana
    .replace(/(.)([ゃゅょ])/g, (pair, kana: string, small: string) => contracted(kana, small) ?? pair)
    .replace(/[ぁ-ゔ]/g, (kana) => lettersByKana.get(kana) ?? kana)
    .replace(/っ(?=ch)/g, "t")
    .replace(/っ(?=([a-z]))/g, "$1")
    .replace(/([aiueo])ー/g, "$1$1");
}

/** き + ゃ = "kya", し + ゃ = "sha"; null where the pair is none. */
function contracted(kana: string, small: string): string | null {
  const letters = lettersByKana.get(kana);
  const vowel = lettersByKana.get(small)?.slice(1);
  if (letters === undefined || vowel === undefined || letters.length < 2 || !letters.endsWith("i"))
    return null;
  const stem = letters.slice(0, -1);
  return /^(sh|ch|j)$/.test(stem) ? stem + vowel : `${stem}y${vowel}`;
}

/** The same sound written otherwise: other systems of romanisation first, then doubled letters and long vowels. */
const sameSounds: readonly (readonly [RegExp, string])[] = [
  [/sy(?=[aiueo])/g, "sh"],
  [/(?:ty|cy)(?=[aiueo])/g, "ch"],
  [/(?:zy|jy)(?=[aiueo])/g, "j"],
  [/si/g, "shi"],
  [/ti/g, "chi"],
  [/tu/g, "tsu"],
  [/(?<![sc])hu/g, "fu"],
  [/[zd]i/g, "ji"],
  [/du/g, "zu"],
  [/m(?=[bmp])/g, "n"],
  [/([a-z])\1/g, "$1"],
  [/tch/g, "ch"],
  [/o[uh](?![aiueo])/g, "o"],
  [/ei/g, "e"],
];

/** One spelling for all romanisations of the same Japanese text, so that a word list needs each word once. */
export function foldRomaji(text: string): string {
  return sameSounds.reduce((folded, [sound, letters]) => folded.replace(sound, letters), romanise(text));
}
