import { describe, expect, it } from "vitest";
import { judgeQrTexts } from "../../../lib/client/qr-finding.ts";

const setUp = (issuer: string, more = ""): string =>
  `otpauth://totp/${issuer}:hanako?secret=GEZDGNBVGY3TQOJQGEZDGNBV&issuer=${issuer}${more}`;

describe("judgeQrTexts", () => {
  it("finds nothing in a picture without codes", () => {
    expect(judgeQrTexts([])).toEqual({ status: "none" });
  });

  it("takes the only set-up code and mentions a foreign one beside it", () => {
    expect(judgeQrTexts(["https://example.com/app", setUp("Demo")])).toMatchObject({
      status: "one",
      hasForeign: true,
    });
  });

  it("asks when there are two set-up codes, in the order they were found", () => {
    const finding = judgeQrTexts([setUp("A"), setUp("B")]);

    expect(finding.status === "several" && finding.found.map(({ key }) => key.issuer)).toEqual(["A", "B"]);
  });

  it("counts the same set-up written in two ways once", () => {
    expect(judgeQrTexts([setUp("A"), setUp("A", "&digits=6")]).status).toBe("one");
  });

  it("asks when a broken set-up code stands beside a good one", () => {
    expect(judgeQrTexts([setUp("A"), setUp("B", "&digits=9")])).toMatchObject({
      status: "several",
      broken: 1,
    });
  });

  it("names the fault of the only set-up code", () => {
    expect(judgeQrTexts([setUp("A", "&period=1")])).toEqual({ status: "invalid", code: "bad-period" });
  });

  it("names each foreign kind once", () => {
    expect(judgeQrTexts(["https://a.example", "https://b.example", "WIFI:S:x;;"])).toEqual({
      status: "foreign",
      kinds: ["url", "wifi"],
    });
  });
});
