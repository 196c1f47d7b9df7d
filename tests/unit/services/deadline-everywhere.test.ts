import { describe, expect, it, vi } from "vitest";
import { createRoutes } from "../../../entrypoints/background/routes.ts";
import type { PageRequests, PortalRequests } from "../../../lib/protocol/requests.ts";
import { sessionKeys } from "../../../lib/services/session-keys.ts";
import {
  codeNow,
  createUnlockedRig,
  enrolAccount,
  entryClaim,
  material,
  newKeycloakSecret,
  newPassword,
  passwordSlotId,
  uriOf,
  verdict,
} from "../fakes/rig.ts";
import { ownPage, portalPage } from "../fakes/senders.ts";

vi.mock("wxt/browser", async () => {
  const { EXTENSION_ORIGIN } = await import("../fakes/senders.ts");
  return { browser: { runtime: { getURL: (path: string) => `${EXTENSION_ORIGIN}${path}` } } };
});

const minute = 60_000;

/** An open vault with one account, and a way to ask as a page or as a portal page. */
const prepare = async () => {
  const rig = await createUnlockedRig();
  const secret = newKeycloakSecret();
  const accountId = await enrolAccount(rig, secret);
  rig.tabs.show({ tabId: 7 });
  const send = (from: object, type: string, payload: unknown = null): Promise<unknown> =>
    createRoutes(rig.services())({ type, payload }, from as typeof ownPage) as Promise<unknown>;
  return { rig, secret, accountId, send };
};

type World = Awaited<ReturnType<typeof prepare>>;

/** Requests of our pages that need the open vault. */
const needingTheVault: readonly (readonly [keyof PageRequests, (world: World) => unknown])[] = [
  ["accounts.list", () => null],
  ["accounts.codes", ({ accountId }) => ({ accountIds: [accountId] })],
  ["accounts.add", () => ({ uri: uriOf(newKeycloakSecret(), "another"), onSameName: "ask" })],
  ["accounts.rename", ({ accountId }) => ({ accountId, issuer: "a", accountName: "b", deviceName: "c" })],
  ["accounts.confirm", ({ accountId }) => ({ accountId })],
  ["accounts.delete", ({ accountId }) => ({ accountId })],
  ["accounts.restore", ({ accountId }) => ({ accountId })],
  ["accounts.erase", ({ accountId }) => ({ accountId })],
];

/** Ways in which time makes an open vault a locked one, with no alarm and no event. */
const ways: readonly (readonly [string, (world: World) => void])[] = [
  ["the deadline", ({ rig }) => rig.clock.advance(10 * minute)],
  ["eight hours of sleep", ({ rig }) => rig.clock.advance(8 * 60 * minute)],
  ["a clock set back by a day", ({ rig }) => rig.clock.advance(-24 * 60 * minute)],
  ["a clock set back by 61 seconds", ({ rig }) => rig.clock.advance(-61_000)],
  ["a browser start", ({ rig }) => rig.session.clear()],
];

describe.each(ways)("after %s", (_, pass) => {
  it.each(needingTheVault)("%s is refused as locked and the key is gone", async (type, payload) => {
    const world = await prepare();
    const request = payload(world);
    const before = world.rig.vaultRepository.stored;
    pass(world);

    expect(await world.send(ownPage, type, request)).toEqual({ ok: false, code: "locked" });

    expect(world.rig.session.has(sessionKeys.unlocked)).toBe(false);
    expect(world.rig.vaultRepository.stored).toBe(before);
  });

  it("the status is locked and the popup learns of no account", async () => {
    const { rig, send, ...world } = await prepare();
    pass({ rig, send, ...world });

    expect(await send(ownPage, "page.describe")).toMatchObject({ ok: true, value: { accounts: [] } });
    expect(await send(ownPage, "vault.status")).toEqual({ ok: true, value: "locked" });
  });

  it("a portal page gets no code, no count and no new account", async () => {
    const world = await prepare();
    const { rig, send, secret } = world;
    pass(world);
    const answers: unknown[] = [];
    const ask = async <K extends keyof PortalRequests>(type: K, payload: PortalRequests[K]["payload"]) =>
      answers.push(await send(portalPage, type, payload));

    await ask("portal.gesture", { intent: "fill" });
    await ask("portal.claim", entryClaim());
    await ask("portal.gesture", { intent: "enrol" });
    await ask("portal.enrol", material(newKeycloakSecret()));
    await ask("portal.page", verdict("entry"));

    const said = JSON.stringify(answers);
    for (const ahead of [-1, 0, 1]) expect(said).not.toContain(`"${codeNow(rig, secret, ahead)}"`);
    expect(answers[1]).toEqual({ ok: true, value: { status: "unlock-opened" } });
    expect(answers[3]).toEqual({ ok: true, value: { status: "unlock-opened" } });
    expect(answers[4]).toMatchObject({ ok: true, value: { vault: "locked", accountCount: null } });
  });

  it("use of a page does not bring it back; the password does", async () => {
    const world = await prepare();
    const { rig, send } = world;
    pass(world);

    await send(ownPage, "vault.inUse");
    expect(await send(ownPage, "vault.status")).toEqual({ ok: true, value: "locked" });

    const proof = { slotId: await passwordSlotId(rig), rootKey: rig.rootKey };
    expect(await send(ownPage, "vault.unlock", proof)).toEqual({ ok: true, value: { status: "unlocked" } });
  });

  it("a change of the password needs the password, not the session", async () => {
    const world = await prepare();
    const { rig, send } = world;
    pass(world);
    const current = { slotId: await passwordSlotId(rig), rootKey: newPassword().rootKey };

    expect(await send(ownPage, "vault.changePassword", { current, next: newPassword() })).toEqual({
      ok: true,
      value: { status: "wrong-password" },
    });
    expect(await send(ownPage, "vault.status")).toEqual({ ok: true, value: "locked" });
  });
});

describe("the control for the cases above", () => {
  it("all of these requests are answered a minute before the deadline", async () => {
    for (const [type, payload] of needingTheVault) {
      const world = await prepare();
      if (type === "accounts.erase") await world.rig.services().accounts.delete(world.accountId);
      world.rig.clock.advance(9 * minute);
      const answer = await world.send(ownPage, type, payload(world));
      expect([type, answer]).toMatchObject([type, { ok: true }]);
    }
  });
});
