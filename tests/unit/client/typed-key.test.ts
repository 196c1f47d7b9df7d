import { describe, expect, it } from "vitest";
import { emptyTypedKey, readTypedKey, type TypedKey } from "../../../lib/client/typed-key.ts";

const keycloakKey = "MZXW 6YTB OI2D GNBV GY3T QOJQ GEZD GNBV";
const read = (part: Partial<TypedKey>) =>
  readTypedKey({ ...emptyTypedKey, keyText: keycloakKey, accountName: "hanako", ...part });
const codes = (part: Partial<TypedKey>): readonly string[] => {
  const outcome = read(part);
  return outcome.status === "ok" ? outcome.found.warnings.map(({ code }) => code) : [outcome.status];
};

describe("readTypedKey", () => {
  it("reads a key in groups of four with its names and parameters", () => {
    const outcome = read({ issuer: "Demo", algorithm: "SHA256", digits: 8, period: "６０" });

    expect(outcome).toMatchObject({
      status: "ok",
      found: { key: { issuer: "Demo", accountName: "hanako", algorithm: "SHA256", digits: 8, period: 60 } },
    });
  });

  it("has no remark on a key that the portal can have made", () => {
    expect(codes({})).toEqual([]);
  });

  it("remarks on a key that the portal cannot have made", () => {
    expect(codes({ keyText: "AAAQ EAYE AUDA OCAJ BIFQ YDIO B4IB CEQT" })).toEqual(["not-keycloak-alphabet"]);
  });

  it("remarks on names that pretend to be others", () => {
    expect(codes({ issuer: "Dem\u043e" })).toEqual(["mixed-script"]);
  });

  it("gives the place of a wrong character in the text as it was typed", () => {
    const outcome = read({ keyText: " MZXW 0YTB OI2D GNBV" });

    expect(outcome.status === "bad-key" && [outcome.error.position, outcome.error.suggestion]).toEqual([
      7,
      "O",
    ]);
  });

  it("asks for an account name, and takes the key's fault first", () => {
    expect(read({ accountName: " \u200b " }).status).toBe("no-account-name");
    expect(read({ accountName: "", keyText: "" }).status).toBe("bad-key");
  });

  it.each(["", "14", "301", "30.5", "abc"])("refuses a period of %j", (period) => {
    expect(read({ period }).status).toBe("bad-period");
  });

  it("reads a pasted URI and fills only the names it lacks", () => {
    const keyText = "otpauth://totp/Portal:?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    const outcome = read({ keyText, issuer: "Other" });

    expect(outcome).toMatchObject({
      status: "ok",
      found: { key: { issuer: "Portal", accountName: "hanako" }, warnings: [] },
    });
  });

  it("keeps the question for a name when neither the URI nor the form has one", () => {
    const keyText = "otpauth://totp/Portal:?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    expect(codes({ keyText, accountName: "" })).toEqual(["no-account-name"]);
  });

  it("refuses a counter-based URI by name and a text of a million characters at once", () => {
    expect(read({ keyText: "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBV&counter=1" }).status).toBe(
      "bad-uri",
    );
    expect(read({ keyText: "A".repeat(1_000_000) }).status).toBe("bad-key");
  });
});
