import { describe, expect, it } from "vitest";
import type { PortalRequests } from "../../../lib/protocol/requests.ts";
import { sessionKeys } from "../../../lib/services/session-keys.ts";
import {
  claim,
  codeNow,
  createRig,
  createUnlockedRig,
  enrolAccount,
  entryClaim,
  material,
  newKeycloakSecret,
  OTHER_PORTAL,
  PORTAL,
  type Rig,
  sender,
  setupClaim,
  unlock,
  verdict,
} from "../fakes/rig.ts";

type Submitted = PortalRequests["portal.submitted"]["payload"];

const setup = sender({ documentId: "setup" });
const entry = sender({ documentId: "entry" });
const next = sender({ documentId: "next" });

const submit = (rig: Rig, from: typeof setup, changes: Partial<Submitted> = {}) =>
  rig.services().submissions.submitted(from, {
    purpose: from === setup ? "setup" : "entry",
    cancelled: false,
    code: "000000",
    deviceName: "",
    ...changes,
  });
const judge = (rig: Rig, page = verdict("other"), from = next) =>
  rig.services().submissions.judge(from, page);
const statusOf = async (rig: Rig, accountId: string) =>
  (await rig.services().accounts.list()).find(({ id }) => id === accountId)?.status;

/** An account enrolled and filled on the set-up page, sent to the portal. */
const sentSetup = async (changes: Partial<Submitted> = {}) => {
  const rig = await createUnlockedRig();
  const secret = newKeycloakSecret();
  const accountId = await enrolAccount(rig, secret, { from: setup });
  await rig.services().fill.claim(setup, setupClaim);
  await submit(rig, setup, { code: codeNow(rig, secret), ...changes });
  return { rig, secret, accountId };
};

describe("set-up: judged by the page that follows", () => {
  it("is confirmed when the portal goes on", async () => {
    const { rig, accountId } = await sentSetup();
    expect(await statusOf(rig, accountId)).toBe("pending");

    expect(await judge(rig)).toEqual({ purpose: "setup", outcome: "accepted" });

    expect(await statusOf(rig, accountId)).toBe("confirmed");
  });

  it("is confirmed even when the next page reports before the submission is written down", async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    const accountId = await enrolAccount(rig, secret, { from: setup });
    await rig.services().fill.claim(setup, setupClaim);

    const sent = submit(rig, setup, { code: codeNow(rig, secret) });
    const notice = judge(rig);
    await sent;

    expect(await notice).toEqual({ purpose: "setup", outcome: "accepted" });
    expect(await statusOf(rig, accountId)).toBe("confirmed");
  });

  it("stays pending when the portal refuses the code", async () => {
    const { rig, accountId } = await sentSetup();

    expect(await judge(rig, verdict("setup-qr", { hasError: true, errorField: "code" }))).toEqual({
      purpose: "setup",
      outcome: "refused",
    });

    expect(await statusOf(rig, accountId)).toBe("pending");
    expect(await rig.services().submissions.refusals(PORTAL)).toBe(1);
  });

  it.each([
    ["abandoned", verdict("expired")],
    ["abandoned", verdict("login", { hasError: true })],
    ["unknown", verdict("setup-qr")],
    ["unknown", verdict("other", { reasons: ["outside-the-gate"] })],
  ] as const)("is %s and stays pending: %j", async (outcome, page) => {
    const { rig, accountId } = await sentSetup();

    expect(await judge(rig, page)).toEqual({ purpose: "setup", outcome });

    expect(await statusOf(rig, accountId)).toBe("pending");
    expect(await rig.services().submissions.refusals(PORTAL)).toBe(0);
  });

  it("is abandoned when the member pressed cancel, whatever page follows", async () => {
    const { rig, accountId } = await sentSetup({ cancelled: true });

    expect(await judge(rig)).toEqual({ purpose: "setup", outcome: "abandoned" });

    expect(await statusOf(rig, accountId)).toBe("pending");
  });

  it("is judged once, and not by its own document", async () => {
    const { rig } = await sentSetup();

    expect(await judge(rig, verdict("other"), setup)).toBeNull();
    expect(await judge(rig, verdict("other"), sender({ tabId: 8, documentId: "next" }))).toBeNull();
    expect(await judge(rig)).not.toBeNull();
    expect(await judge(rig)).toBeNull();
  });

  it("keeps the device name as the member finally sent it", async () => {
    const { rig, accountId } = await sentSetup({ deviceName: "  書斎のPC " });

    const list = await rig.services().accounts.list();

    expect(list).toMatchObject([{ id: accountId, deviceName: "書斎のPC" }]);
  });

  it("keeps the proposed device name when the field was empty or the member cancelled", async () => {
    for (const changes of [{ deviceName: " " }, { deviceName: "書斎", cancelled: true }]) {
      const { rig } = await sentSetup(changes);
      expect(await rig.services().accounts.list()).toMatchObject([{ deviceName: "自宅PC (Chrome)" }]);
    }
  });

  it("concludes nothing for a page on which nothing was enrolled here", async () => {
    const rig = await createUnlockedRig();
    await submit(rig, setup);

    expect(await judge(rig)).toEqual({ purpose: "setup", outcome: "accepted" });

    expect(await rig.services().accounts.list()).toEqual([]);
  });
});

describe("set-up: accepted while the vault is locked", () => {
  it("is confirmed at the next unlock, once", async () => {
    const { rig, accountId } = await sentSetup();
    await rig.services().session.lock();
    await judge(rig);

    await unlock(rig, (rig as Rig & { rootKey: string }).rootKey);
    expect(await statusOf(rig, accountId)).toBe("pending");
    await rig.services().confirmations.confirmWaiting();

    expect(await statusOf(rig, accountId)).toBe("confirmed");
    const { writes } = rig.vaultRepository;
    await rig.services().confirmations.confirmWaiting();
    expect(rig.vaultRepository.writes).toBe(writes);
  });

  it("waits on when the confirmation cannot be saved", async () => {
    const { rig, accountId } = await sentSetup();
    await rig.services().session.lock();
    await judge(rig);
    await unlock(rig, (rig as Rig & { rootKey: string }).rootKey);

    rig.vaultRepository.isFull = true;
    await rig.services().confirmations.confirmWaiting();
    expect(await statusOf(rig, accountId)).toBe("pending");
    rig.vaultRepository.isFull = false;
    await rig.session.remove(sessionKeys.storageDegraded);
    await rig.services().confirmations.confirmWaiting();

    expect(await statusOf(rig, accountId)).toBe("confirmed");
  });

  it("is forgotten when the member erased the account in between", async () => {
    const { rig, accountId } = await sentSetup();
    await rig.services().session.lock();
    await judge(rig);
    await unlock(rig, (rig as Rig & { rootKey: string }).rootKey);
    await rig.services().accounts.delete(accountId);
    await rig.services().accounts.erase(accountId);

    await rig.services().confirmations.confirmWaiting();

    expect(await rig.services().accounts.list()).toEqual([]);
  });
});

describe("entry: refusals in a row", () => {
  const refused = verdict("entry", { hasError: true, errorField: "code" });

  it("are counted per origin and cleared by a success", async () => {
    const rig = await createUnlockedRig();
    const count = (origin = PORTAL) => rig.services().submissions.refusals(origin);

    await submit(rig, entry);
    await judge(rig, refused);
    await submit(rig, entry);
    await judge(rig, refused);
    expect([await count(), await count(OTHER_PORTAL)]).toEqual([2, 0]);
    await submit(rig, entry);
    expect(await judge(rig)).toEqual({ purpose: "entry", outcome: "accepted" });

    expect(await count()).toBe(0);
  });

  it("are zero when the memory is damaged", async () => {
    const rig = createRig();
    rig.session.putRaw("refusals", { [PORTAL]: "many" });

    expect(await rig.services().submissions.refusals(PORTAL)).toBe(0);
  });
});

describe("entry: a code typed by hand", () => {
  it.each([0, -1, 1])("marks its step as used, %i steps from now", async (ahead) => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    await enrolAccount(rig, secret, { from: setup });
    await submit(rig, entry, { code: codeNow(rig, secret, ahead) });

    const outcome = await claim(rig, entry);

    // The next step that was not sent yet; a step in the past leaves the current one free.
    expect(outcome).toMatchObject(
      ahead < 0 ? { status: "fill" } : { status: "wait", readyInMs: (ahead + 1) * 30_000, reason: "used" },
    );
  });

  it("of the step before does not release the step that was already handed out", async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    await enrolAccount(rig, secret, { from: setup });
    const earlier = codeNow(rig, secret);
    rig.clock.advance(30_000);
    expect(await claim(rig, entry)).toMatchObject({ status: "fill" });

    await submit(rig, sender({ tabId: 8 }), { code: earlier, purpose: "entry" });

    expect(await claim(rig, entry)).toMatchObject({ status: "wait", reason: "used" });
  });

  it("confirms the account whose code it was", async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    const accountId = await enrolAccount(rig, secret, { from: setup });

    await submit(rig, entry, { code: codeNow(rig, secret) });
    await judge(rig);

    expect(await statusOf(rig, accountId)).toBe("confirmed");
  });

  it("marks nothing when it was cancelled, is no code of ours, or belongs to another society", async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    await enrolAccount(rig, secret, { from: setup });
    const code = codeNow(rig, secret);

    await submit(rig, entry, { code, cancelled: true });
    await submit(rig, entry, { code: "12345" });
    await submit(rig, entry, { code: `${code} ` });
    await submit(rig, { ...entry, origin: OTHER_PORTAL }, { code });

    expect(await claim(rig, entry)).toMatchObject({ status: "fill", code });
  });

  it("is accepted silently while the vault is locked or missing", async () => {
    const rig = await createUnlockedRig();
    await rig.services().session.lock();

    for (const one of [rig, createRig()]) {
      expect(await submit(one, entry, { code: "123456" })).toBeNull();
      expect(await judge(one)).toEqual({ purpose: "entry", outcome: "accepted" });
    }
  });
});

describe("entry: the name of an account from a written key", () => {
  const login = async (rig: Rig, attemptedUsername: string | null) => {
    await claim(rig, entry, entryClaim({ attemptedUsername }));
    await submit(rig, entry);
    await judge(rig);
    return (await rig.services().accounts.list()).map(({ accountName, status }) => [accountName, status]);
  };
  const keyAccount = async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    await enrolAccount(rig, secret, { from: setup, page: material(secret) });
    return rig;
  };

  it("is learned from the first accepted login that shows one", async () => {
    const rig = await keyAccount();

    expect(await login(rig, "member001")).toEqual([["member001", "confirmed"]]);
  });

  it("is learned later when the first login showed none", async () => {
    const rig = await keyAccount();
    expect(await login(rig, null)).toEqual([["", "confirmed"]]);
    rig.clock.advance(60_000);

    expect(await login(rig, "member001")).toEqual([["member001", "confirmed"]]);
  });

  it("is not learned from a refused login", async () => {
    const rig = await keyAccount();
    await claim(rig, entry, entryClaim({ attemptedUsername: "somebody" }));
    await submit(rig, entry);

    await judge(rig, verdict("entry", { hasError: true }));

    expect(await rig.services().accounts.list()).toMatchObject([{ accountName: "", status: "pending" }]);
  });

  it("never replaces a name that is there", async () => {
    const rig = await keyAccount();
    await login(rig, "member001");
    const [account] = await rig.services().accounts.list();
    rig.clock.advance(60_000);
    const chosen = entryClaim({ attemptedUsername: "other", accountId: account?.id ?? null });

    await claim(rig, entry, chosen);
    await submit(rig, entry);
    await judge(rig);

    expect(await rig.services().accounts.list()).toMatchObject([{ accountName: "member001" }]);
  });
});
