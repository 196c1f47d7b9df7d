import { describe, expect, it } from "vitest";
import { claim, createRig, createUnlockedRig, entryClaim, type Rig, sender, unlock } from "../fakes/rig.ts";

/** A fill that met a locked vault, in tab 7. */
const postponed = async (accountId: string | null = null): Promise<Rig & { rootKey: string }> => {
  const rig = await createUnlockedRig();
  rig.tabs.show({ tabId: 7 });
  await rig.services().session.lock();
  await claim(rig, sender(), entryClaim({ accountId }));
  return rig;
};

describe("intents", () => {
  it("keep who and what, and tell the page of ours only the host and the kind", async () => {
    const rig = await postponed();

    expect(await rig.services().intents.pending()).toEqual({
      intent: "fill",
      host: "demo.portal.kosmo-web.jp",
    });
    expect(rig.tabs.opened).toEqual([{ page: "unlock", openerTabId: 7 }]);
  });

  it("are carried out once, in the very document, with the member's earlier choice", async () => {
    const rig = await postponed("account-5");
    await unlock(rig, rig.rootKey);

    expect(await rig.services().intents.resume()).toEqual({ status: "resumed" });
    expect(await rig.services().intents.resume()).toEqual({ status: "nothing" });

    expect(rig.tabs.sent).toEqual([
      {
        tabId: 7,
        documentId: "document-of-tab-7",
        type: "tab.run",
        payload: { intent: "fill", accountId: "account-5" },
      },
    ]);
    expect(rig.tabs.focused).toEqual([7]);
    expect(await rig.services().gestures.take(sender(), "fill")).toBe(true);
  });

  it("end when the document was left, and nothing is sent to the one that took its place", async () => {
    const rig = await postponed();
    await unlock(rig, rig.rootKey);
    rig.tabs.show({ tabId: 7, documentId: "next-document" });

    expect(await rig.services().intents.resume()).toEqual({ status: "page-gone" });

    expect(rig.tabs.sent).toEqual([]);
    expect(rig.tabs.focused).toEqual([]);
    expect(await rig.services().gestures.take(sender({ documentId: "next-document" }), "fill")).toBe(false);
    expect(await rig.services().intents.pending()).toBeNull();
  });

  it("end when the tab was closed", async () => {
    const rig = await postponed();
    await rig.tabs.close(7);

    expect(await rig.services().intents.resume()).toEqual({ status: "page-gone" });
  });

  it("are dropped when the member gives up", async () => {
    const rig = await postponed();

    await rig.services().intents.drop();

    expect(await rig.services().intents.pending()).toBeNull();
    expect(await rig.services().intents.resume()).toEqual({ status: "nothing" });
  });

  it("are postponed again, not lost, when resumed while the vault is still locked", async () => {
    const rig = await postponed();

    await rig.services().intents.resume();
    expect(await rig.services().fill.claim(sender(), entryClaim())).toEqual({ status: "unlock-opened" });

    expect(await rig.services().intents.pending()).not.toBeNull();
  });

  it("are none at first", async () => {
    expect(await createRig().services().intents.pending()).toBeNull();
  });
});
