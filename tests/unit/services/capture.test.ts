import { describe, expect, it } from "vitest";
import { refusalFor } from "../../../lib/services/capture.ts";
import { createRig, type Rig } from "../fakes/rig.ts";

const from = { tabId: 3, windowId: 9 };
const drawn = { rect: { x: 100, y: 50, width: 200, height: 180 }, viewport: { width: 1280, height: 720 } };

const started = async (): Promise<Rig> => {
  const rig = createRig();
  rig.tabs.show({ tabId: 3, windowId: 9, url: "https://example.com/" });
  expect(await rig.services().capture.start()).toEqual({ status: "started" });
  return rig;
};
const captureIdOf = (rig: Rig): string => rig.tabs.opened[0]?.hash?.replace("add/", "") ?? "";

describe("capture: start", () => {
  it("puts the overlay into the active tab", async () => {
    const rig = await started();

    expect(rig.tabs.injected).toEqual([3]);
  });

  it("names what cannot be photographed and leaves nothing behind", async () => {
    const rig = createRig();
    const start = async () => (await rig.services().capture.start()) as unknown;
    const refused = (reason: string) => ({ status: "not-capturable", reason });

    expect(await start()).toEqual(refused("browser-page"));
    rig.tabs.show({ tabId: 3, url: "" });
    expect(await start()).toEqual(refused("browser-page"));
    rig.tabs.show({ tabId: 3, url: "https://example.com/a.pdf", canInject: false });
    expect(await start()).toEqual(refused("pdf"));
    rig.tabs.show({ tabId: 3, url: "https://example.com/", canInject: false });
    expect(await start()).toEqual(refused("no-permission"));

    expect(await rig.services().capture.selected(from, drawn)).toEqual({ status: "expired" });
    expect(rig.screen.captured).toEqual([]);
  });

  it.each([
    ["https://example.com/", null],
    ["http://localhost:8080/x", null],
    ["file:///C:/qr.html", null],
    ["https://example.com/Guide.PDF?page=2", null],
    ["https://chromewebstore.google.com/detail/x", "store"],
    ["https://microsoftedge.microsoft.com/addons", "store"],
    ["chrome://settings/", "browser-page"],
    ["edge://settings/", "browser-page"],
    ["about:blank", "browser-page"],
    ["chrome-extension://abcdefgh/popup.html", "browser-page"],
    ["view-source:https://example.com/", "browser-page"],
    ["", "browser-page"],
  ])("judges %s as %s", (url, refusal) => {
    expect(refusalFor(url)).toBe(refusal);
  });
});

describe("capture: selected", () => {
  it("photographs the sender's window once, with room around the drawn rectangle, and opens the manager", async () => {
    const rig = await started();

    expect(await rig.services().capture.selected(from, drawn)).toEqual({ status: "opened" });

    const grown = { x: 76, y: 26, width: 248, height: 228 };
    expect(rig.screen.captured).toEqual([[9, grown, drawn.viewport]]);
    expect(rig.tabs.opened).toEqual([{ page: "manager", hash: `add/${captureIdOf(rig)}`, openerTabId: 3 }]);
  });

  it("answers one drawing per start, and none of a tab in which nothing was started", async () => {
    const rig = await started();

    expect(await rig.services().capture.selected({ ...from, tabId: 4 }, drawn)).toEqual({
      status: "expired",
    });
    expect(await rig.services().capture.selected(from, drawn)).toEqual({ status: "opened" });
    expect(await rig.services().capture.selected(from, drawn)).toEqual({ status: "expired" });

    expect(rig.screen.captured).toHaveLength(1);
  });

  it("is in time after ten minutes and expired a millisecond later", async () => {
    const inTime = await started();
    const late = await started();
    inTime.clock.advance(10 * 60_000);
    late.clock.advance(10 * 60_000 + 1);

    expect(await inTime.services().capture.selected(from, drawn)).toEqual({ status: "opened" });
    expect(await late.services().capture.selected(from, drawn)).toEqual({ status: "expired" });
    expect(late.screen.captured).toEqual([]);
  });

  it("is refused after the member cancelled", async () => {
    const rig = await started();

    await rig.services().capture.cancelled(from);

    expect(await rig.services().capture.selected(from, drawn)).toEqual({ status: "expired" });
  });

  it("can be drawn again when the photograph failed, as the overlay says", async () => {
    const rig = await started();
    rig.screen.isBusy = true;
    expect(await rig.services().capture.selected(from, drawn)).toEqual({ status: "capture-failed" });
    expect(rig.tabs.opened).toEqual([]);
    rig.screen.isBusy = false;

    expect(await rig.services().capture.selected(from, drawn)).toEqual({ status: "opened" });
  });

  it("is expired when the memory is damaged", async () => {
    const rig = await started();
    rig.session.putRaw("region:3", {});

    expect(await rig.services().capture.selected(from, drawn)).toEqual({ status: "expired" });
  });
});

describe("capture: take", () => {
  it("hands the picture out once and forgets it", async () => {
    const rig = await started();
    await rig.services().capture.selected(from, drawn);
    const captureId = captureIdOf(rig);

    expect(await rig.services().capture.take(captureId)).toEqual({ picture: "picture-1" });
    expect(await rig.services().capture.take(captureId)).toBeNull();

    expect(rig.session.dump().includes("picture-1")).toBe(false);
  });

  it("keeps one picture at most: the next reading forgets one that nobody took", async () => {
    const rig = await started();
    await rig.services().capture.selected(from, drawn);

    await rig.services().capture.start();
    expect(rig.session.dump().includes("picture-1")).toBe(false);
    await rig.services().capture.selected(from, drawn);

    expect(await rig.services().capture.take(captureIdOf(rig))).toBeNull();
    expect(rig.session.dump().includes("picture-2")).toBe(true);
  });

  it("has nothing for an unknown id or another key's memory", async () => {
    const rig = await started();

    expect(await rig.services().capture.take("unknown")).toBeNull();
    expect(await rig.services().capture.take("../unlocked")).toBeNull();
  });
});
