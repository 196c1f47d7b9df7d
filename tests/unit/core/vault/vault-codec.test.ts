import { describe, expect, it } from "vitest";
import { decodeUtf8, encodeUtf8 } from "../../../../lib/core/bytes.ts";
import { createEmptyVault, type Vault } from "../../../../lib/core/vault/vault.ts";
import { decodeVault, encodeVault } from "../../../../lib/core/vault/vault-codec.ts";
import { type copyJson, makeAccount } from "./samples.ts";

const vault: Vault = {
  schema: 1,
  accounts: [makeAccount(), makeAccount({ id: "b", origin: null, deletedAtMs: 5 })],
};

function toJson(): ReturnType<typeof copyJson> {
  return JSON.parse(decodeUtf8(encodeVault(vault)));
}

function decodeJson(value: unknown): Vault {
  return decodeVault(encodeUtf8(JSON.stringify(value)));
}

function refusal(code: string) {
  return expect.objectContaining({ name: "VaultError", code });
}

describe("encodeVault", () => {
  it("writes plain JSON with the secret as base64, readable without this code", () => {
    expect(toJson().accounts[0]).toEqual({
      id: "account-1",
      key: {
        type: "totp",
        issuer: "見本健康保険組合",
        accountName: "member001",
        secret: "AQgPFh0kKzI5QEdOVVxjanF4f4Y=",
        algorithm: "SHA1",
        digits: 6,
        period: 30,
      },
      origin: "https://demo.portal.kosmo-web.jp",
      deviceName: "自宅PC",
      status: "confirmed",
      createdAtMs: 1_790_000_000_000,
      deletedAtMs: null,
    });
  });

  it("is inverted by decodeVault", () => {
    expect(decodeVault(encodeVault(vault))).toEqual(vault);
    expect(decodeVault(encodeVault(createEmptyVault()))).toEqual(createEmptyVault());
  });
});

describe("decodeVault", () => {
  it("refuses a missing, an added and a wrongly typed field at every level", () => {
    const levels = [[], ["accounts", 0], ["accounts", 0, "key"]] as const;
    let cases = 0;
    for (const level of levels) {
      const at = (root: ReturnType<typeof copyJson>) => level.reduce((value, key) => value[key], root);
      for (const field of Object.keys(at(toJson()))) {
        for (const wrong of [undefined, true, {}, [7], -1, 0.5]) {
          const changed = toJson();
          at(changed)[field] = wrong;
          expect(() => decodeJson(changed)).toThrow(refusal("damaged"));
          cases++;
        }
      }
      const added = toJson();
      at(added).extra = 1;
      expect(() => decodeJson(added)).toThrow(refusal("damaged"));
    }

    expect(cases).toBe(6 * (2 + 7 + 7));
  });

  it.each([
    ["an unknown algorithm", { algorithm: "MD5" }],
    ["an unknown key type", { type: "hotp" }],
    ["five digits", { digits: 5 }],
    ["a period of 14 s", { period: 14 }],
    ["a secret of 9 bytes", { secret: "AAAAAAAAAAAA" }],
    ["a secret that is not base64", { secret: "?" }],
  ])("refuses %s", (_, change) => {
    const changed = toJson();
    Object.assign(changed.accounts[0].key, change);

    expect(() => decodeJson(changed)).toThrow(refusal("damaged"));
  });

  it("refuses two accounts of one id", () => {
    const changed = toJson();
    changed.accounts[1].id = changed.accounts[0].id;

    expect(() => decodeJson(changed)).toThrow(refusal("damaged"));
  });

  it("reports a later schema as newer-version and an earlier one as damage", () => {
    expect(() => decodeJson({ schema: 2, books: [] })).toThrow(refusal("newer-version"));
    expect(() => decodeJson({ ...toJson(), schema: 0 })).toThrow(refusal("damaged"));
  });

  it("never quotes its input in an error, not even in the cause", () => {
    const broken = encodeUtf8('{"schema":1,"accounts":[{"key":{"secret":"TOPSECRETVALUE');
    const badSecret = toJson();
    badSecret.accounts[0].key.secret = "TOPSECRETVALUE?";

    for (const bytes of [broken, encodeUtf8(JSON.stringify(badSecret)), Uint8Array.of(0x7b, 0xff)]) {
      const error = failureOf(() => decodeVault(bytes));
      expect(error).toEqual(refusal("damaged"));
      expect(`${error} ${(error as Error).cause}`).not.toContain("TOPSECRET");
    }
  });
});

function failureOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("expected a failure");
}
