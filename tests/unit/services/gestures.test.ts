import { describe, expect, it } from "vitest";
import { createRig, OTHER_PORTAL, sender } from "../fakes/rig.ts";

describe("gestures", () => {
  it("release once", async () => {
    const rig = createRig();
    await rig.services().gestures.grant(sender(), "fill");

    expect(await rig.services().gestures.take(sender(), "fill")).toBe(true);
    expect(await rig.services().gestures.take(sender(), "fill")).toBe(false);
  });

  it("release once even when asked ten times at the same moment", async () => {
    const rig = createRig();
    await rig.services().gestures.grant(sender(), "fill");

    const taken = await Promise.all(
      Array.from({ length: 10 }, () => rig.services().gestures.take(sender(), "fill")),
    );

    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it.each([
    ["another document of the tab", { documentId: "reloaded" }],
    ["another tab", { tabId: 8 }],
    [
      "the same document in another tab's place",
      { tabId: 8, documentId: "document-of-tab-7", origin: OTHER_PORTAL },
    ],
  ])("do not release to %s", async (_, changes) => {
    const rig = createRig();
    await rig.services().gestures.grant(sender(), "fill");

    expect(await rig.services().gestures.take(sender(changes), "fill")).toBe(false);
  });

  it("are used up by a replay from another document", async () => {
    const rig = createRig();
    await rig.services().gestures.grant(sender(), "fill");

    await rig.services().gestures.take(sender({ documentId: "other" }), "fill");

    expect(await rig.services().gestures.take(sender(), "fill")).toBe(false);
  });

  it("do not release for another intent", async () => {
    const rig = createRig();
    await rig.services().gestures.grant(sender(), "enrol");

    expect(await rig.services().gestures.take(sender(), "fill")).toBe(false);
  });

  it("are good for five seconds and not for a millisecond more", async () => {
    const rig = createRig();
    await rig.services().gestures.grant(sender(), "fill");
    rig.clock.advance(5_000);
    expect(await rig.services().gestures.take(sender(), "fill")).toBe(true);

    await rig.services().gestures.grant(sender(), "fill");
    rig.clock.advance(5_001);

    expect(await rig.services().gestures.take(sender(), "fill")).toBe(false);
  });

  it("of the popup hold for any document of that tab and no other tab", async () => {
    const rig = createRig();
    await rig.services().gestures.grantTab(7, "fill");
    expect(await rig.services().gestures.take(sender({ tabId: 8 }), "fill")).toBe(false);
    expect(await rig.services().gestures.take(sender({ documentId: "any" }), "fill")).toBe(true);
  });

  it.each([
    [{}],
    ["granted"],
    [{ documentId: null, intent: "fill" }],
    [{ documentId: null, intent: "fill", expiresAtMs: Number.NaN }],
  ])("do not come from damaged memory: %j", async (stored) => {
    const rig = createRig();
    rig.session.putRaw("gesture:7", stored);

    expect(await rig.services().gestures.take(sender(), "fill")).toBe(false);
  });
});
