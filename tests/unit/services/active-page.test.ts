import { describe, expect, it } from "vitest";
import {
  codeOfFailure,
  createRig,
  createUnlockedRig,
  enrolAccount,
  entryClaim,
  newKeycloakSecret,
  OTHER_PORTAL,
  PORTAL,
  sender,
} from "../fakes/rig.ts";

const describeActive = (rig: ReturnType<typeof createRig>) => rig.services().activePages.describe();

describe("active page: description", () => {
  it("is empty without a tab or without sight of its address", async () => {
    const rig = createRig();
    const nothing = { host: "", kind: "none", hostReason: "other", canFill: false, accounts: [] };

    expect(await describeActive(rig)).toEqual(nothing);
    rig.tabs.show({ tabId: 1, url: "" });
    expect(await describeActive(rig)).toEqual(nothing);
  });

  it.each([
    ["https://example.com/", "other"],
    ["http://demo.portal.kosmo-web.jp/", "http"],
    ["https://demo.portal.kosmo-web.jp:8443/", "port"],
    ["https://demo.portal.kosmo-web.jp.example/", "look-alike"],
    ["https://www.iswkenpo.portal.kosmo-web.jp/", "misprint"],
    ["chrome://newtab/", "other"],
  ])("says of %s only why it is no portal: %s", async (url, hostReason) => {
    const rig = await createUnlockedRig();
    await enrolAccount(rig, newKeycloakSecret());
    rig.tabs.show({ tabId: 1, url });

    const page = await describeActive(rig);

    expect(page).toEqual({ host: new URL(url).host, kind: "none", hostReason, canFill: false, accounts: [] });
    expect(rig.tabs.sent).toEqual([]);
  });

  it.each([
    ["setup-qr", "setup", true],
    ["setup-manual", "setup", true],
    ["entry", "entry", true],
    ["email-otp", "email-otp", false],
    ["login", "other", false],
    [null, "none", false],
    [42, "other", false],
    [{ toString: () => "entry" }, "other", false],
  ])("reduces the content script's %j to %s", async (kind, shown, canFill) => {
    const rig = createRig();
    rig.tabs.show({ tabId: 1, url: `${PORTAL}/auth/`, kind });

    expect(await describeActive(rig)).toMatchObject({ kind: shown, canFill, hostReason: "portal" });
  });

  it("names the accounts of this very origin, and none while locked", async () => {
    const rig = await createUnlockedRig();
    const here = await enrolAccount(rig, newKeycloakSecret());
    await enrolAccount(rig, newKeycloakSecret(), { from: sender({ origin: OTHER_PORTAL }) });
    rig.tabs.show({ tabId: 1, url: `${PORTAL}/auth/` });

    expect((await describeActive(rig)).accounts.map(({ id }) => id)).toEqual([here]);
    await rig.services().session.lock();

    expect((await describeActive(rig)).accounts).toEqual([]);
  });
});

describe("active page: fill", () => {
  it("starts in the active tab's document, which may then claim once", async () => {
    const rig = await createUnlockedRig();
    const accountId = await enrolAccount(rig, newKeycloakSecret());
    rig.tabs.show({ tabId: 7, kind: "entry" });

    expect(await rig.services().activePages.fill(accountId)).toEqual({ status: "started" });

    expect(rig.tabs.sent.at(-1)).toEqual({
      tabId: 7,
      documentId: "document-of-tab-7",
      type: "tab.run",
      payload: { intent: "fill", accountId },
    });
    const { fill } = rig.services();
    expect(await fill.claim(sender(), entryClaim({ accountId }))).toMatchObject({ status: "fill" });
    expect(await codeOfFailure(fill.claim(sender(), entryClaim({ accountId })))).toBe("forbidden");
  });

  it("enrols on a set-up page", async () => {
    const rig = await createUnlockedRig();
    rig.tabs.show({ tabId: 7, kind: "setup-qr" });

    await rig.services().activePages.fill(null);

    expect(rig.tabs.sent.at(-1)?.payload).toEqual({ intent: "enrol", accountId: null });
    expect(await rig.services().gestures.take(sender(), "enrol")).toBe(true);
  });

  it.each([
    ["an e-mail code page", { kind: "email-otp" }],
    ["another page of the portal", { kind: "other" }],
    ["a portal page without our content script", { kind: null }],
    ["another site that claims to be an entry page", { url: "https://example.com/" }],
  ])("grants nothing on %s", async (_, tab) => {
    const rig = await createUnlockedRig();
    rig.tabs.show({ tabId: 7, ...tab });

    expect(await rig.services().activePages.fill(null)).toEqual({ status: "not-fillable" });

    expect(rig.tabs.sent.filter(({ type }) => type === "tab.run")).toEqual([]);
    expect(await rig.services().gestures.take(sender(), "fill")).toBe(false);
  });

  it("is not possible without a tab", async () => {
    expect(await createRig().services().activePages.fill(null)).toEqual({ status: "not-fillable" });
  });
});
