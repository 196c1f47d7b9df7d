import { describe, expect, it } from "vitest";
import {
  createRig,
  createUnlockedRig,
  enrolAccount,
  newKeycloakSecret,
  OTHER_PORTAL,
  sender,
  verdict,
} from "../fakes/rig.ts";

const silent = { notice: null, refusals: 0, autoSubmit: false, rule: "everything" };

describe("page seen", () => {
  it("tells how many accounts belong to this very origin while the vault is open", async () => {
    const rig = await createUnlockedRig();
    await enrolAccount(rig, newKeycloakSecret());
    await enrolAccount(rig, newKeycloakSecret(), { from: sender({ origin: OTHER_PORTAL }) });
    const deleted = await enrolAccount(rig, newKeycloakSecret(), { from: sender({ origin: OTHER_PORTAL }) });
    await rig.services().accounts.delete(deleted);

    expect(await rig.services().offers.pageSeen(sender(), verdict("entry"))).toEqual({
      ...silent,
      vault: "unlocked",
      accountCount: 1,
    });
  });

  it("tells no number while the vault is locked or missing", async () => {
    const rig = await createUnlockedRig();
    await enrolAccount(rig, newKeycloakSecret());
    await rig.services().session.lock();
    const page = verdict("entry");

    expect(await rig.services().offers.pageSeen(sender(), page)).toEqual({
      ...silent,
      vault: "locked",
      accountCount: null,
    });
    expect(await createRig().services().offers.pageSeen(sender(), page)).toEqual({
      ...silent,
      vault: "none",
      accountCount: null,
    });
  });

  it("tells the outcome of the last submission once, the refusals in a row and the member's setting", async () => {
    const rig = await createUnlockedRig();
    await rig.services().settings.set({ autoLockMinutes: 10, autoSubmit: true, deviceName: "" });
    const sent = { purpose: "entry", cancelled: false, code: "000000", deviceName: "" } as const;
    await rig.services().submissions.submitted(sender({ documentId: "before" }), sent);
    const page = verdict("entry", { hasError: true });

    const first = await rig.services().offers.pageSeen(sender(), page);
    const second = await rig.services().offers.pageSeen(sender(), page);

    const notice = { purpose: "entry", outcome: "refused" };
    expect(first).toMatchObject({ notice, refusals: 1, autoSubmit: true });
    expect(second).toMatchObject({ notice: null, refusals: 1 });
  });
});
