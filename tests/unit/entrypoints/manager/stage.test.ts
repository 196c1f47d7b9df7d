import { describe, expect, it } from "vitest";
import { stageAfterPicture } from "../../../../entrypoints/manager/add/stage.ts";

const uri = "otpauth://totp/Demo:hanako?secret=GEZDGNBVGY3TQOJQGEZDGNBV";
const read = (...texts: string[]) => stageAfterPicture({ status: "read", texts });

describe("stageAfterPicture", () => {
  it("previews a single set-up code and saves nothing by itself", () => {
    expect(read(uri).kind).toBe("preview");
  });

  it("lets the member choose between two set-up codes", () => {
    expect(read(uri, uri.replace("hanako", "taro")).kind).toBe("choose");
  });

  it.each([
    ["no code", read(), "no-code"],
    ["a link", read("https://example.com"), "foreign"],
    ["a broken set-up code", read(`${uri}&digits=9`), "invalid"],
    ["a stopped reading", stageAfterPicture({ status: "cancelled" }), "cancelled"],
    ["a PDF", stageAfterPicture({ status: "refused", reason: "pdf" }), "refused"],
  ])("goes back to the start with a reason after %s", (_name, stage, kind) => {
    expect(stage).toMatchObject({ kind: "start", problem: { kind } });
  });
});
