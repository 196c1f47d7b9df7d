import { describe, expect, it } from "vitest";
import { encodeBase32 } from "../../../../lib/core/bytes.ts";
import { parseOtpauthUri, readOtpauthUri } from "../../../../lib/core/otpauth/parse-uri.ts";
import { SetupKeyError } from "../../../../lib/core/otpauth/setup-key.ts";
import { OtpauthUriError } from "../../../../lib/core/otpauth/uri-error.ts";
import { codeOf, errorOf, SECRET } from "./cases.ts";

const uri = (query: string, label = "Demo:taro") => `otpauth://totp/${label}?${query}`;
const good = (query = "", label?: string) => uri(`secret=${SECRET}${query}`, label);
const verdict = (text: string) => codeOf(() => readOtpauthUri(text));
const warnings = (text: string) => readOtpauthUri(text).warnings;
const bytesUri = (bytes: Uint8Array) => uri(`secret=${encodeBase32(bytes)}`);
const counting = (length: number) => Uint8Array.from({ length }, (_, i) => i);

describe("parseOtpauthUri", () => {
  it("reads what Keycloak writes: encoded Japanese issuer, form-encoded account, its order of parameters", () => {
    const issuer = encodeURIComponent("デモ健康保険組合加入者ページ");
    const text = `otpauth://totp/${issuer}:taro+yamada%40example.jp?secret=IFRDGZCFMY3GQSLKJNWE23SPOBIXEUZR&digits=6&algorithm=SHA1&issuer=${issuer}&period=30`;

    expect(readOtpauthUri(text)).toEqual({
      key: {
        type: "totp",
        issuer: "デモ健康保険組合加入者ページ",
        accountName: "taro yamada@example.jp",
        secret: new TextEncoder().encode("Ab3dEf6hIjKlMnOpQrS1"),
        algorithm: "SHA1",
        digits: 6,
        period: 30,
      },
      warnings: [],
    });
  });

  it("takes 6 digits, 30 seconds and SHA1 for absent parameters", () => {
    expect(parseOtpauthUri(good())).toMatchObject({ digits: 6, period: 30, algorithm: "SHA1" });
  });

  it("refuses parameters that are present but empty, save an empty issuer", () => {
    expect(
      ["&digits=", "&period=", "&algorithm=", "&digits", "&issuer="].map((query) => verdict(good(query))),
    ).toEqual(["bad-digits", "bad-period", "bad-algorithm", "bad-digits", "accepted"]);
  });

  it("splits the label at a literal colon first, else at an encoded one", () => {
    const names = ["A%3AB:c%3Ad", "A%3ab", "A:%20b", "taro", "A:b:c", ":a%3Ab"].map((label) => {
      const { issuer, accountName } = parseOtpauthUri(good("", label));
      return [issuer, accountName];
    });

    expect(names).toEqual([
      ["A:B", "c:d"],
      ["A", "b"],
      ["A", "b"],
      ["", "taro"],
      ["A", "b:c"],
      ["", "a:b"],
    ]);
  });

  it("reads names that were not percent-encoded at all", () => {
    expect(parseOtpauthUri(good("&issuer=健保 デモ", "健保 デモ:太郎"))).toMatchObject({
      issuer: "健保 デモ",
      accountName: "太郎",
    });
  });

  it("accepts 2,048 characters and refuses 2,049, and a megabyte at once", () => {
    const padded = (length: number) => good(`&image=${"x".repeat(length - good("&image=").length)}`);

    expect([padded(2048), padded(2049), padded(1_000_000)].map(verdict)).toEqual([
      "accepted",
      "uri-too-long",
      "uri-too-long",
    ]);
  });

  it("accepts an issuer of 64 and a label of 128 code points and refuses one more", () => {
    expect(verdict(good(`&issuer=${"健".repeat(64)}`))).toBe("accepted");
    expect(verdict(good(`&issuer=${"健".repeat(65)}`))).toBe("issuer-too-long");
    expect(verdict(good("", `${"a".repeat(65)}:b`))).toBe("issuer-too-long");
    expect(verdict(good("", `${"🏥".repeat(64)}:${"a".repeat(64)}`))).toBe("accepted");
    expect(verdict(good("", `${"🏥".repeat(64)}:${"a".repeat(65)}`))).toBe("label-too-long");
    expect(verdict(good("", "a".repeat(128)))).toBe("accepted");
    expect(verdict(good("", "a".repeat(129)))).toBe("label-too-long");
  });

  it("never puts the text of the URI into its errors", () => {
    for (const text of [
      uri("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1"),
      good("&digits=13371337"),
      good("&x=%zz13371337"),
    ]) {
      const error = errorOf(OtpauthUriError, () => readOtpauthUri(text));

      expect(`${error} ${error.cause}`).not.toMatch(/GEZD|taro|Demo|13371337/);
    }
  });
});

describe("readOtpauthUri and the catalogue of bad input", () => {
  it("Q5: names counter-based, Steam and unknown types", () => {
    expect(
      ["hotp", "STEAM", "yaotp", "1", ""].map((type) =>
        verdict(`otpauth://${type}/a?secret=${SECRET}&counter=1`),
      ),
    ).toEqual([
      "uri-type-hotp",
      "uri-type-steam",
      "uri-type-unknown",
      "uri-type-unknown",
      "uri-type-unknown",
    ]);
  });

  it("Q6: reads scheme, type and parameter names in upper case", () => {
    expect(parseOtpauthUri(`OTPAUTH://TOTP/Demo:taro?SECRET=${SECRET}&Digits=8`)).toMatchObject({
      digits: 8,
      accountName: "taro",
    });
  });

  it("Q7: refuses an absent or empty secret", () => {
    expect(
      ["", "secret", "secret=", "secret=%20", "secret====="].map((query) => verdict(uri(query))),
    ).toEqual(Array(5).fill("secret-missing"));
  });

  it("Q8: refuses the one-character secret that decodes to no bytes", () => {
    expect([verdict(uri("secret=A")), verdict(uri("secret=AAAA"))]).toEqual([
      "secret-too-short",
      "secret-too-short",
    ]);
  });

  it("Q9: refuses any parameter that occurs twice, in whatever case or encoding", () => {
    const twice = [
      `&secret=${SECRET}`,
      `&SECRET=${SECRET}`,
      `&%73ecret=${SECRET}`,
      "&issuer=a&issuer=a",
      "&image=a&image=b",
    ];

    expect(twice.map((query) => verdict(good(query)))).toEqual(Array(5).fill("uri-duplicate-parameter"));
  });

  it("Q10: reads a secret in lower case, with blanks, hyphens and padding", () => {
    const texts = [
      SECRET.toLowerCase(),
      "GEZD+GNBV%20GY3T-QOJQ-GEZD GNBV GY3T QOJQ",
      `${SECRET}====`,
      `${SECRET}%3D`,
    ];

    for (const text of texts)
      expect(encodeBase32(parseOtpauthUri(uri(`secret=${text}`)).secret)).toBe(SECRET);
  });

  it.each(["0", "1", "8", "9", "あ", "１"])("Q11: refuses %s in a secret and points at it", (character) => {
    const error = errorOf(OtpauthUriError, () =>
      readOtpauthUri(uri(`secret=GEZD${character}NBVGY3TQOJQGEZDGNBVGY3TQOJQ`)),
    );

    expect(error.code).toBe("secret-bad-character");
    expect(error.cause).toBeInstanceOf(SetupKeyError);
    expect(error.cause).toMatchObject({ position: 5, character });
  });

  it("Q11: reads full-width letters and digits in a secret", () => {
    expect(encodeBase32(parseOtpauthUri(uri("secret=ＧＥＺＤＧＮＢＶｇｙ３ｔｑｏｊｑ")).secret)).toBe(
      "GEZDGNBVGY3TQOJQ",
    );
  });

  it("Q12: refuses non-zero trailing bits and impossible lengths", () => {
    expect(verdict(uri("secret=GEZDGNBVGY3TQOJQGA"))).toBe("accepted");
    expect(verdict(uri("secret=GEZDGNBVGY3TQOJQGB"))).toBe("secret-trailing-bits");
    expect(verdict(uri(`secret=${SECRET}A`))).toBe("secret-bad-length");
  });

  it("Q13: refuses 9 bytes, warns of 10 to 15 and is content with 16", () => {
    expect(verdict(bytesUri(counting(9)))).toBe("secret-too-short");
    expect([10, 15, 16].map((length) => warnings(bytesUri(counting(length))))).toEqual([
      [{ code: "short-secret" }],
      [{ code: "short-secret" }],
      [],
    ]);
  });

  it("Q14: accepts 64 bytes and refuses 65 and 640 KiB", () => {
    expect([verdict(bytesUri(counting(64))), verdict(bytesUri(counting(65)))]).toEqual([
      "accepted",
      "secret-too-long",
    ]);
    expect(verdict(uri(`secret=${"A".repeat(640 * 1024)}`))).toBe("uri-too-long");
  });

  it("Q15: warns of a secret of one repeated byte", () => {
    expect(warnings(bytesUri(new Uint8Array(20)))).toEqual([{ code: "weak-secret" }]);
    expect(warnings(bytesUri(new Uint8Array(20).fill(0x41)))).toEqual([{ code: "weak-secret" }]);
    expect(warnings(bytesUri(new Uint8Array(20).fill(0x41, 1)))).toEqual([]);
  });

  it.each(["0", "1", "5", "9", "11", "99999", "6.5", "1e1", "-6", "06", " 6", "６", "+6"])(
    "Q16: refuses %j digits",
    (digits) => {
      expect(verdict(good(`&digits=${digits}`))).toBe("bad-digits");
    },
  );

  it("Q16: accepts 6, 7 and 8 digits", () => {
    expect(["6", "7", "8"].map((digits) => parseOtpauthUri(good(`&digits=${digits}`)).digits)).toEqual([
      6, 7, 8,
    ]);
  });

  it.each(["0", "-30", "1", "14", "301", "999999999", "30.5", "3e1", "030", "0x1e", "３０"])(
    "Q17: refuses a period of %j",
    (period) => {
      expect(verdict(good(`&period=${period}`))).toBe("bad-period");
    },
  );

  it("Q18: accepts periods from 15 to 300 and warns of all but 30", () => {
    expect([15, 30, 60, 300].map((period) => warnings(good(`&period=${period}`)))).toEqual([
      [{ code: "unusual-period", period: 15 }],
      [],
      [{ code: "unusual-period", period: 60 }],
      [{ code: "unusual-period", period: 300 }],
    ]);
  });

  it.each(["MD5", "SHA3-256", "SHA-256", "SHA224", "HmacSHA1", "SHA1 ", "ſHA1"])(
    "Q19: refuses the algorithm %j",
    (name) => {
      expect(verdict(good(`&algorithm=${encodeURIComponent(name)}`))).toBe("bad-algorithm");
    },
  );

  it("Q19: reads the three algorithms in any case", () => {
    expect(
      ["sha1", "Sha256", "SHA512"].map((name) => parseOtpauthUri(good(`&algorithm=${name}`)).algorithm),
    ).toEqual(["SHA1", "SHA256", "SHA512"]);
  });

  it("Q20: keeps the issuer parameter and warns with both when the label says otherwise", () => {
    const { key, warnings: remarks } = readOtpauthUri(good("&issuer=Other", "Demo:taro"));

    expect(key.issuer).toBe("Other");
    expect(remarks).toEqual([{ code: "issuer-mismatch", labelIssuer: "Demo", parameterIssuer: "Other" }]);
    expect(warnings(good("&issuer=Demo", "Demo:taro"))).toEqual([]);
    expect(warnings(good("&issuer=Demo", "taro"))).toEqual([]);
  });

  it.each([
    "%E2%80%AE",
    "%00",
    "%0A",
    "%E2%80%8B",
    "%F3%A0%81%81",
    "%E3%85%A4",
    "%E2%81%A6",
    "%EF%B8%8F",
    "%C2%AD",
    "\u202e",
  ])("Q21: strips the hidden character %j from names and warns", (hidden) => {
    const { key, warnings: remarks } = readOtpauthUri(good(`&issuer=De${hidden}mo`, `Demo:ta${hidden}ro`));

    expect([key.issuer, key.accountName]).toEqual(["Demo", "taro"]);
    expect(remarks).toEqual([
      { code: "hidden-characters", field: "issuer" },
      { code: "hidden-characters", field: "accountName" },
    ]);
  });

  it("Q21: keeps the variant form of a kanji and half-width kana", () => {
    expect(readOtpauthUri(good(`&issuer=${encodeURIComponent("葛\u{e0100}城ﾎﾟｰﾀﾙ")}`, "taro"))).toMatchObject({
      key: { issuer: "葛\u{e0100}城ﾎﾟｰﾀﾙ" },
      warnings: [],
    });
  });

  it("Q22: warns of Cyrillic or Greek among Latin letters, not of Japanese", () => {
    const mixed = ["Dem\u043e", "\u0391BC", "\u0410\u0391", "健保Dem\u043e"];
    const plain = ["KOSMO健康保険組合ポータルひ", "\u0414\u0435\u043c\u043e", "ＫＯＳＭＯ Web"];

    expect(mixed.map((issuer) => warnings(good(`&issuer=${encodeURIComponent(issuer)}`, "taro")))).toEqual(
      mixed.map(() => [{ code: "mixed-script", field: "issuer" }]),
    );
    expect(plain.map((issuer) => warnings(good(`&issuer=${encodeURIComponent(issuer)}`, "taro")))).toEqual([
      [],
      [],
      [],
    ]);
    expect(warnings(good("", "t\u0430ro"))).toEqual([{ code: "mixed-script", field: "accountName" }]);
  });

  it.each(["%", "%4", "%zz", "%FF", "%C0%80", "%ED%A0%80", "\ud800", "%E3%81"])(
    "Q23: refuses bad encoding (case %#)",
    (bad) => {
      expect([
        verdict(good("", `Demo:${bad}`)),
        verdict(good(`&issuer=${bad}`)),
        verdict(good(`&image=${bad}`)),
      ]).toEqual(Array(3).fill("uri-bad-encoding"));
    },
  );

  it("Q24: ignores parameters named after prototype members and stays clean", () => {
    const { key, warnings: remarks } = readOtpauthUri(
      good("&__proto__=x&constructor=y&toString=z&__proto__.digits=8"),
    );

    expect(key).toEqual(parseOtpauthUri(good()));
    expect(remarks).toEqual([]);
    expect(Object.getPrototypeOf(key)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)["digits"]).toBeUndefined();
    expect(verdict(good("&__proto__=x&__proto__=y"))).toBe("uri-duplicate-parameter");
  });

  it("Q25: ignores unknown parameters and keeps nothing of them", () => {
    expect(readOtpauthUri(good("&image=http%3A%2F%2Fevil.example%2Fx.png&lock=true"))).toEqual(
      readOtpauthUri(good()),
    );
  });

  it.each([
    `${good()}#x`,
    `otpauth://user@totp/a?secret=${SECRET}`,
    `otpauth://user:pw@totp/a?secret=${SECRET}`,
    `otpauth://totp:80/a?secret=${SECRET}`,
  ])("Q26: refuses fragment, user name and port (case %#)", (text) => {
    expect(verdict(text)).toBe("uri-unsupported-part");
  });

  it("Q27: accepts an empty label or one with an issuer alone, and asks for a name", () => {
    const texts = [
      `otpauth://totp/?secret=${SECRET}`,
      `otpauth://totp?secret=${SECRET}`,
      good("", "Demo:"),
      good("", "%E2%80%8B"),
    ];

    expect(texts.map((text) => warnings(text).some(({ code }) => code === "no-account-name"))).toEqual(
      Array(4).fill(true),
    );
    expect(parseOtpauthUri(good("", "Demo:"))).toMatchObject({ issuer: "Demo", accountName: "" });
  });

  it("refuses other schemes and near misses", () => {
    expect(
      ["", "otpauth:totp/a", " otpauth://totp/a", "otpauth-migration://offline?data=x", "https://totp/a"].map(
        verdict,
      ),
    ).toEqual(Array(5).fill("uri-not-otpauth"));
  });
});
