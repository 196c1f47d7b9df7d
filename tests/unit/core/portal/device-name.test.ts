import { describe, expect, it } from "vitest";
import { type DeviceNameInput, suggestDeviceName } from "../../../../lib/core/portal/device-name.ts";

const INPUT: DeviceNameInput = { browser: "Chrome", os: "windows", taken: [], language: "ja" };

describe("suggestDeviceName", () => {
  it.each([
    [{}, "自宅PC (Chrome)"],
    [{ browser: "Edge" }, "自宅PC (Edge)"],
    [{ os: "mac" }, "自宅Mac (Chrome)"],
    [{ os: "chromeos" }, "自宅Chromebook (Chrome)"],
    [{ browser: "other", os: "other" }, "自宅PC"],
    [{ language: "en" }, "Home PC (Chrome)"],
    [{ language: "en", browser: "Edge", os: "mac" }, "Home Mac (Edge)"],
  ] as const)("names %o %s", (change, name) => {
    expect(suggestDeviceName({ ...INPUT, ...change })).toBe(name);
  });

  it("appends the first free number to a taken name", () => {
    expect(suggestDeviceName({ ...INPUT, taken: ["自宅PC (Chrome)"] })).toBe("自宅PC (Chrome) (2)");
    expect(suggestDeviceName({ ...INPUT, taken: ["自宅PC (Chrome)", "自宅PC (Chrome) (2)"] })).toBe(
      "自宅PC (Chrome) (3)",
    );
    expect(suggestDeviceName({ ...INPUT, taken: ["自宅PC (Chrome)", "自宅PC (Chrome) (3)"] })).toBe(
      "自宅PC (Chrome) (2)",
    );
  });

  it("counts a name in other width, case and spacing as taken", () => {
    expect(suggestDeviceName({ ...INPUT, taken: ["自宅ＰＣ（chrome）"] })).toBe("自宅PC (Chrome) (2)");
  });

  it("is not disturbed by another browser's name", () => {
    expect(suggestDeviceName({ ...INPUT, taken: ["自宅PC (Edge)"] })).toBe("自宅PC (Chrome)");
  });
});
