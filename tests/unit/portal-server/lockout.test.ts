import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Portal } from "../../portal/server.ts";
import { enterCode, enterPassword, isTop, newClient, startStillPortal, wrongCode } from "./practice.ts";

let portal: Portal;
beforeAll(async () => {
  portal = await startStillPortal();
});
afterAll(() => portal.close());
beforeEach(() => portal.control.reset());

/** `count` wrong codes, `apartMs` from one to the next, each in an attempt of its own. */
async function failCodes(count: number, apartMs: number): Promise<string> {
  let body = "";
  for (let i = 0; i < count; i++) {
    if (i > 0) portal.control.shiftTime(apartMs);
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user02", "Demo-pass-02");
    body = (await enterCode(client, entry, wrongCode(portal, "demo_user02", "自宅PC"))).body;
  }
  return body;
}

async function enterRightCode(variant = "") {
  const client = newClient(portal);
  const entry = await enterPassword(client, "demo_user02", "Demo-pass-02", variant);
  return { client, page: await enterCode(client, entry, portal.control.codeFor("demo_user02", "自宅PC")) };
}

describe("lock-out", () => {
  it("comes with the fifth failure, not with the fourth", async () => {
    await failCodes(4, 2000);
    const afterFour = portal.control.isLocked("demo_user02");
    portal.control.shiftTime(2000);
    await failCodes(1, 0);

    expect(afterFour).toBe(false);
    expect(portal.control.isLocked("demo_user02")).toBe(true);
  });

  it("comes at once with two failures within a second", async () => {
    await failCodes(2, 999);

    expect(portal.control.isLocked("demo_user02")).toBe(true);
  });

  it("ends after 60 seconds", async () => {
    await failCodes(2, 0);

    portal.control.shiftTime(59_999);
    const before = portal.control.isLocked("demo_user02");
    portal.control.shiftTime(1);

    expect([before, portal.control.isLocked("demo_user02")]).toEqual([true, false]);
  });

  it("answers a right code with the words of a wrong one", async () => {
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user02", "Demo-pass-02");
    await failCodes(2, 0);

    const page = await enterCode(client, entry, portal.control.codeFor("demo_user02", "自宅PC"));

    expect(page.body).toContain("ワンタイムパスワードが正しくありません");
    expect(portal.control.submissions.at(-1)).toMatchObject({ accepted: false, reason: "locked" });
  });

  it.each(["base26.7", "v2-26.x"] as const)(
    "has words of its own in %s, and the code that brought it about has not",
    async (variant) => {
      const client = newClient(portal);
      const wrong = wrongCode(portal, "demo_user02", "自宅PC");
      const entry = await enterPassword(client, "demo_user02", "Demo-pass-02", variant);
      const first = await enterCode(client, entry, wrong);
      const second = await enterCode(client, first, wrong);

      const locked = await enterCode(client, second, portal.control.codeFor("demo_user02", "自宅PC"));

      expect(portal.control.submissions.map(({ reason }) => reason)).toEqual(["wrong", "wrong", "locked"]);
      expect(second.body).toContain("ワンタイムパスワードが正しくありません");
      expect(locked.body).toContain("無効なオーセンティケーターコードです。");
      expect(locked.body).not.toContain("ワンタイムパスワードが正しくありません");
    },
  );

  it.each([
    ["base24", true],
    ["base26", false],
    ["base26.7", true],
    ["v2-26.0", false],
    ["v2-26.x", true],
  ] as const)("lets an attempt of %s that met it go on afterwards: %s", async (variant, isAccepted) => {
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user02", "Demo-pass-02", variant);
    await failCodes(2, 0);
    const refused = await enterCode(client, entry, portal.control.codeFor("demo_user02", "自宅PC"));
    portal.control.shiftTime(61_000);

    const page = await enterCode(client, refused, portal.control.codeFor("demo_user02", "自宅PC"));

    expect(isTop(page)).toBe(isAccepted);
  });

  it("forgets failures after a right code", async () => {
    await failCodes(3, 2000);
    portal.control.shiftTime(2000);

    const { page } = await enterRightCode();

    expect(isTop(page)).toBe(true);
    expect(portal.control.failureCount("demo_user02")).toBe(0);
  });

  it("counts a used code as a failure", async () => {
    await enterRightCode();

    await enterRightCode();

    expect(portal.control.failureCount("demo_user02")).toBe(1);
  });

  it("holds for the password page too, in the same words as a wrong password", async () => {
    await failCodes(2, 0);

    const page = await enterPassword(newClient(portal), "demo_user02", "Demo-pass-02");

    expect(page.body).toContain("無効なユーザIDまたはパスワードです。");
  });
});
