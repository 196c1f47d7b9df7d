import { describe, expect, it } from "vitest";
import { hashOf, readRoute } from "../../../../entrypoints/manager/route.ts";

describe("readRoute", () => {
  it.each([
    ["", { part: "accounts", argument: null }],
    ["#nonsense", { part: "accounts", argument: null }],
    ["#add", { part: "add", argument: null }],
    ["#add/0f5c-1", { part: "add", argument: "0f5c-1" }],
    ["#accounts/abc", { part: "accounts", argument: "abc" }],
    ["#help/abc", { part: "help", argument: null }],
    ["#add/<b>", { part: "add", argument: null }],
  ])("reads %j", (hash, route) => {
    expect(readRoute(hash)).toEqual(route);
  });

  it("is the inverse of hashOf", () => {
    for (const hash of ["#accounts", "#accounts/a1", "#add/a-1", "#security", "#settings", "#help"]) {
      expect(hashOf(readRoute(hash))).toBe(hash);
    }
  });
});
