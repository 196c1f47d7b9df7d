import { describe, expect, it } from "vitest";
import { sessionKeys } from "../../../lib/services/session-keys.ts";
import { codeOfFailure, createUnlockedRig, unlock } from "../fakes/rig.ts";

const TEXT = JSON.stringify({ keyText: "MZXW 6YTB OI2D GNBV", issuer: "見本健康保険組合" });

describe("draft", () => {
  it("comes back as it was, also after a lock and with a new worker", async () => {
    const rig = await createUnlockedRig();
    await rig.services().draft.save(TEXT);
    await rig.services().session.lock();
    expect(await codeOfFailure(rig.services().draft.read())).toBe("locked");

    await unlock(rig, rig.rootKey);

    expect(await rig.services().draft.read()).toBe(TEXT);
  });

  it("is nowhere in session memory as text", async () => {
    const rig = await createUnlockedRig();
    await rig.services().draft.save(TEXT);

    const dump = rig.session.dump();
    expect(dump).toContain(sessionKeys.draft);
    for (const part of ["MZXW", "6YTB", "keyText", "見本"]) expect(dump).not.toContain(part);
    expect(dump).not.toContain(btoa("MZXW 6YTB OI2D GNBV").slice(0, 12));
  });

  it("is gone when dropped, and there is none at first", async () => {
    const rig = await createUnlockedRig();
    expect(await rig.services().draft.read()).toBeNull();
    await rig.services().draft.save(TEXT);

    await rig.services().draft.drop();

    expect(await rig.services().draft.read()).toBeNull();
  });

  it("that cannot be read is dropped without a word", async () => {
    const rig = await createUnlockedRig();
    const other = await createUnlockedRig();
    await other.services().draft.save(TEXT);
    const foreign = await other.session.get(sessionKeys.draft);

    for (const damage of [foreign, 7, {}, "", "A", "AAAA", "あ", "A".repeat(400)]) {
      await rig.session.set(sessionKeys.draft, damage);
      expect(await rig.services().draft.read()).toBeNull();
      expect(rig.session.has(sessionKeys.draft)).toBe(false);
    }
  });

  it("is not taken while locked", async () => {
    const rig = await createUnlockedRig();
    await rig.services().session.lock();

    expect(await codeOfFailure(rig.services().draft.save(TEXT))).toBe("locked");
    expect(rig.session.has(sessionKeys.draft)).toBe(false);
  });
});
