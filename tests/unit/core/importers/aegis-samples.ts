/** Aegis vaults as that app writes them, made with Node's own cryptography and nothing of the product. */
import { createCipheriv, randomBytes, randomUUID, scryptSync } from "node:crypto";

export const AEGIS_PASSWORD = "ﾊﾟｽﾜｰﾄﾞ of 健保";

/** RFC 6238's secret of its appendix B: ASCII "12345678901234567890". */
export const RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/** One entry; `info` takes the place of fields of the same name. */
export const aegisEntry = (changes: Record<string, unknown> = {}, info: Record<string, unknown> = {}) => ({
  type: "totp",
  uuid: randomUUID(),
  name: "taro",
  issuer: "健保テスト",
  note: "",
  favorite: false,
  icon: null,
  info: { secret: RFC_SECRET, algo: "SHA1", digits: 6, period: 30, ...info },
  groups: [],
  ...changes,
});

/** One of each kind that the app knows. */
export const everyKind = [
  aegisEntry(),
  aegisEntry({ type: "hotp", name: "counter", issuer: "Demo" }, { counter: 7 }),
  aegisEntry({ type: "steam", name: "gamer", issuer: "Steam" }, { digits: 5 }),
  aegisEntry({ type: "motp", name: "pin", issuer: "Demo" }, { pin: "1234" }),
  aegisEntry(
    { name: "hana" },
    { secret: "OM4WOOGPLQEF6UGN3CPEOOLWUA", algo: "SHA256", digits: 8, period: 60 },
  ),
];

const db = (entries: readonly unknown[]) => ({ version: 3, entries, groups: [] });

/** A vault in clear. */
export const plainAegis = (entries: readonly unknown[] = everyKind): string =>
  JSON.stringify({ version: 1, header: { slots: null, params: null }, db: db(entries) }, null, 4);

const seal = (key: Buffer, plaintext: Buffer | string) => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const data = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return { data, params: { nonce: nonce.toString("hex"), tag: cipher.getAuthTag().toString("hex") } };
};

/** The root key that Aegis makes of a password: scrypt over its UTF-8. */
export const aegisKey = (password: string, salt: string, n = 2 ** 15): Buffer =>
  scryptSync(password, Buffer.from(salt, "hex"), 32, { N: n, r: 8, p: 1, maxmem: 2 ** 27 });

/** A vault under one or more passwords, with a slot of the phone's key store beside them. */
export const sealedAegis = (
  entries: readonly unknown[] = everyKind,
  passwords: readonly string[] = [AEGIS_PASSWORD],
): string => {
  const masterKey = randomBytes(32);
  const slots = passwords.map((password) => {
    const salt = randomBytes(32).toString("hex");
    const { data, params } = seal(aegisKey(password, salt), masterKey);
    const parameters = { n: 2 ** 15, r: 8, p: 1, salt, repaired: true, is_backup: false };
    return { type: 1, uuid: randomUUID(), key: data.toString("hex"), key_params: params, ...parameters };
  });
  const { data: key, params: key_params } = seal(randomBytes(32), masterKey);
  const biometric = { type: 2, uuid: randomUUID(), key: key.toString("hex"), key_params };
  const { data, params } = seal(masterKey, JSON.stringify(db(entries)));
  return JSON.stringify({
    version: 1,
    header: { slots: [biometric, ...slots], params },
    db: data.toString("base64"),
  });
};
