import { describe, expect, it } from "vitest";
import {
  claim,
  codeNow,
  codeOfFailure,
  createRig,
  createUnlockedRig,
  enrol,
  enrolAccount,
  entryClaim,
  material,
  newKeycloakSecret,
  OTHER_PORTAL,
  qrMaterial,
  type Rig,
  sender,
  setupClaim,
  uriOf,
} from "../fakes/rig.ts";

/** The entry page is another document than the set-up page was. */
const entry = sender({ documentId: "entry" });
const device = (id: string, label: string) => ({ id, label, isSelected: false });

const enrolAs = async (rig: Rig, accountName: string, deviceName = "") => {
  const secret = newKeycloakSecret();
  const page = qrMaterial(rig, secret, [uriOf(secret, accountName)], { deviceName });
  const accountId = await enrolAccount(rig, secret, { page });
  await rig.services().accounts.confirm(accountId);
  return { secret, accountId };
};

describe("claim on the set-up page", () => {
  it("gives the enrolling document the code of its account, without another gesture", async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    await enrolAccount(rig, secret);

    expect(await rig.services().fill.claim(sender(), setupClaim)).toMatchObject({
      status: "fill",
      code: codeNow(rig, secret),
      deviceId: null,
    });
  });

  it("is forbidden for a document that enrolled nothing, whatever gesture it has", async () => {
    const rig = await createUnlockedRig();
    await enrolAccount(rig, newKeycloakSecret());

    for (const other of [sender({ documentId: "other" }), sender({ tabId: 8 })]) {
      await rig.services().gestures.grant(other, "fill");
      await rig.services().gestures.grant(other, "enrol");
      expect(await codeOfFailure(rig.services().fill.claim(other, setupClaim))).toBe("forbidden");
    }
  });

  it("finds no account when the member erased it in between", async () => {
    const rig = await createUnlockedRig();
    const accountId = await enrolAccount(rig, newKeycloakSecret());
    await rig.services().accounts.delete(accountId);
    await rig.services().accounts.erase(accountId);

    expect(await rig.services().fill.claim(sender(), setupClaim)).toEqual({ status: "no-account" });
  });

  it("is closed after a lock", async () => {
    const rig = await createUnlockedRig();
    await enrolAccount(rig, newKeycloakSecret());
    await rig.services().session.lock();

    expect(await codeOfFailure(rig.services().fill.claim(sender(), setupClaim))).toBe("locked");
  });
});

describe("claim on the entry page: gesture", () => {
  it("is needed for every code, and one gesture gives one code", async () => {
    const rig = await createUnlockedRig();
    const { secret } = await enrolAs(rig, "member001");
    const { fill } = rig.services();

    expect(await codeOfFailure(fill.claim(entry, entryClaim()))).toBe("forbidden");
    expect(await claim(rig, entry)).toMatchObject({ status: "fill", code: codeNow(rig, secret) });

    rig.clock.advance(30_000);
    expect(await codeOfFailure(fill.claim(entry, entryClaim()))).toBe("forbidden");
  });

  it("gives one of ten simultaneous claims a code, also for different accounts", async () => {
    const rig = await createUnlockedRig();
    const ids = [await enrolAs(rig, "a"), await enrolAs(rig, "b")].map(({ accountId }) => accountId);
    await rig.services().gestures.grant(entry, "fill");

    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        rig.services().fill.claim(entry, entryClaim({ accountId: ids[index % 2] ?? null })),
      ),
    );

    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it.each([
    ["another tab", { tabId: 8 }],
    ["another document", { documentId: "reloaded" }],
  ])("cannot be replayed from %s", async (_, changes) => {
    const rig = await createUnlockedRig();
    await enrolAs(rig, "member001");
    await rig.services().gestures.grant(entry, "fill");

    const replay = rig.services().fill.claim({ ...entry, ...changes }, entryClaim());

    expect(await codeOfFailure(replay)).toBe("forbidden");
  });

  it("expires after five seconds", async () => {
    const rig = await createUnlockedRig();
    await enrolAs(rig, "member001");
    await rig.services().gestures.grant(entry, "fill");
    rig.clock.advance(5_001);

    expect(await codeOfFailure(rig.services().fill.claim(entry, entryClaim()))).toBe("forbidden");
  });
});

describe("claim on the entry page: whose code", () => {
  it("is given to exactly the origin of the enrolment", async () => {
    const rig = await createUnlockedRig();
    await enrolAs(rig, "member001");

    for (const origin of [
      OTHER_PORTAL,
      "https://www.demo.portal.kosmo-web.jp",
      "https://portal.kosmo-web.jp",
      "https://demo.kosmo-web.jp",
    ]) {
      expect(await claim(rig, { ...entry, origin })).toEqual({ status: "no-account" });
    }
  });

  it("is never that of an account without an origin or in the bin, not even when it is asked for by id", async () => {
    const rig = await createUnlockedRig();
    const uri = uriOf(newKeycloakSecret());
    const byHand = await rig.services().accounts.add({ uri, onSameName: "ask" });
    const { accountId } = await enrolAs(rig, "member002");
    await rig.services().accounts.delete(accountId);

    for (const wanted of [null, byHand.accountId, accountId]) {
      expect(await claim(rig, entry, entryClaim({ accountId: wanted }))).toEqual({ status: "no-account" });
    }
  });

  it("is asked with several accounts, newest first, and the answer is followed", async () => {
    const rig = await createUnlockedRig();
    const first = await enrolAs(rig, "member001", "居間");
    rig.clock.advance(1_000);
    const second = await enrolAs(rig, "member002", "書斎");

    expect(await claim(rig, entry)).toMatchObject({
      status: "ask",
      candidates: [
        { accountId: second.accountId, accountName: "member002", deviceName: "書斎" },
        { accountId: first.accountId, accountName: "member001", deviceName: "居間" },
      ],
    });

    const chosen = entryClaim({ accountId: first.accountId });
    expect(await claim(rig, entry, chosen)).toMatchObject({
      status: "fill",
      code: codeNow(rig, first.secret),
    });
  });

  it("is not given for an account chosen from another society", async () => {
    const rig = await createUnlockedRig();
    await enrolAs(rig, "member001");
    const secret = newKeycloakSecret();
    const elsewhere = await enrolAccount(rig, secret, { from: sender({ origin: OTHER_PORTAL }) });

    expect(await claim(rig, entry, entryClaim({ accountId: elsewhere }))).toEqual({ status: "no-account" });
    expect(await claim(rig, entry, entryClaim({ accountId: "made-up" }))).toEqual({ status: "no-account" });
  });

  it("is that of the user name the page shows, and asked about when nobody here bears it", async () => {
    const rig = await createUnlockedRig();
    await enrolAs(rig, "member001");
    const { secret } = await enrolAs(rig, "member002");
    const named = (attemptedUsername: string) => claim(rig, entry, entryClaim({ attemptedUsername }));

    expect(await named("MEMBER002")).toMatchObject({ status: "fill", code: codeNow(rig, secret) });
    expect(await named("stranger")).toMatchObject({ status: "ask" });
  });

  it("is filled for a shown name when the only account came from a written key and has no name yet", async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    await enrolAccount(rig, secret, { page: material(secret) });

    const outcome = await claim(rig, entry, entryClaim({ attemptedUsername: "member009" }));

    expect(outcome).toMatchObject({ status: "fill", code: codeNow(rig, secret) });
  });

  it("comes with the device of the page's list that bears the account's device name", async () => {
    const rig = await createUnlockedRig();
    await enrolAs(rig, "member001", "居間");
    const devices = [device("d1", "スマホ"), device("d2", "居間")];

    expect(await claim(rig, entry, entryClaim({ devices }))).toMatchObject({
      status: "fill",
      deviceId: "d2",
    });
  });

  it("is asked when no device of the list bears the name, and then filled without choosing a device", async () => {
    const rig = await createUnlockedRig();
    const { accountId } = await enrolAs(rig, "member001", "居間");
    const devices = [device("d1", "スマホ"), device("d2", "書斎")];

    expect(await claim(rig, entry, entryClaim({ devices }))).toMatchObject({ status: "ask" });
    expect(await claim(rig, entry, entryClaim({ devices, accountId }))).toMatchObject({
      status: "fill",
      deviceId: null,
    });
  });
});

describe("claim on the entry page: step", () => {
  it("is handed out once; the next one follows after a wait that keeps the gesture", async () => {
    const rig = await createUnlockedRig();
    const { secret } = await enrolAs(rig, "member001");
    const first = await claim(rig, entry);

    expect(await claim(rig, entry)).toEqual({ status: "wait", readyInMs: 30_000, reason: "used" });
    rig.clock.advance(30_000);
    const second = await rig.services().fill.claim(entry, entryClaim());

    expect(second).toMatchObject({ status: "fill", code: codeNow(rig, secret), deviceId: null });
    expect(second).not.toEqual(first);
  });

  it("is withheld on the entry page after it was used on the set-up page", async () => {
    const rig = await createUnlockedRig();
    await enrolAccount(rig, newKeycloakSecret());
    await rig.services().fill.claim(sender(), setupClaim);

    expect(await claim(rig, entry)).toMatchObject({ status: "wait", reason: "used" });
  });

  it("is filled with five seconds left and awaited with less", async () => {
    const rig = await createUnlockedRig();
    await enrolAs(rig, "member001");
    rig.clock.advance(25_001);
    expect(await claim(rig, entry)).toEqual({ status: "wait", readyInMs: 4_999, reason: "ending" });

    rig.clock.advance(-1);

    expect(await claim(rig, entry)).toMatchObject({ status: "fill" });
  });

  it("goes to one of two tabs that ask at the same moment", async () => {
    const rig = await createUnlockedRig();
    await enrolAs(rig, "member001");
    const tabs = [sender({ tabId: 1 }), sender({ tabId: 2 })];

    const outcomes = await Promise.all(tabs.map((tab) => claim(rig, tab)));

    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fill", "wait"]);
  });

  it("is never given twice over 200 clicks at irregular moments", async () => {
    const rig = await createUnlockedRig();
    await rig.services().settings.set({ autoLockMinutes: 0, autoSubmit: false, deviceName: "" });
    await rig.services().session.touch();
    const { secret } = await enrolAs(rig, "member001");
    const steps: number[] = [];

    for (let click = 0; click < 200; click += 1) {
      const outcome = await claim(rig, entry);
      if (outcome.status === "fill") {
        steps.push(Math.floor(rig.clock.nowMs() / 30_000));
        expect(outcome.code).toBe(codeNow(rig, secret));
        expect(30_000 - (rig.clock.nowMs() % 30_000)).toBeGreaterThanOrEqual(5_000);
      }
      rig.clock.advance((click * 7_919) % 20_000);
    }

    expect(new Set(steps).size).toBe(steps.length);
    expect(steps.length).toBeGreaterThan(20);
  });
});

describe("claim on the entry page: closed vault", () => {
  it("opens the unlock page when locked and does nothing when there is no vault", async () => {
    const rig = await createUnlockedRig();
    await enrolAs(rig, "member001");
    await rig.services().session.lock();
    const missing = createRig();

    expect(await claim(rig, entry)).toEqual({ status: "unlock-opened" });
    expect(await claim(missing, entry)).toEqual({ status: "no-account" });

    expect(rig.tabs.opened).toEqual([{ page: "unlock", openerTabId: 7 }]);
    expect(missing.tabs.opened).toEqual([]);
  });

  it("opens the unlock page when the open key belongs to another vault", async () => {
    const rig = await createUnlockedRig();
    rig.vaultRepository.stored = (await createUnlockedRig()).vaultRepository.stored;

    expect(await claim(rig, entry)).toEqual({ status: "unlock-opened" });
  });
});

describe("filledBy", () => {
  it("remembers per tab whose code was released, and nothing before that", async () => {
    const rig = await createUnlockedRig();
    const { accountId } = await enrolAs(rig, "member001");
    expect(await rig.services().fill.filledBy(7)).toBeNull();

    await claim(rig, entry, entryClaim({ attemptedUsername: "member001" }));

    expect(await rig.services().fill.filledBy(7)).toEqual({ accountId, username: "member001" });
    expect(await rig.services().fill.filledBy(8)).toBeNull();
  });

  it("is not changed by a refused enrolment", async () => {
    const rig = await createUnlockedRig();
    await enrol(rig, sender(), material(newKeycloakSecret(), { keyText: null }));

    expect(await rig.services().fill.filledBy(7)).toBeNull();
  });
});
