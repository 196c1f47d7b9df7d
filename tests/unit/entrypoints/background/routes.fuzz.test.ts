import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { createRoutes } from "../../../../entrypoints/background/routes.ts";
import { encodeBase32, encodeBase64, encodeHex } from "../../../../lib/core/bytes.ts";
import { onMessage, type RawSender } from "../../../../lib/platform/messaging.ts";
import { errorCodes } from "../../../../lib/protocol/answer.ts";
import { pageReaders, portalReaders, tabReaders } from "../../../../lib/protocol/check-requests.ts";
import type { PageRequests, PortalRequests } from "../../../../lib/protocol/requests.ts";
import { createServices } from "../../../../lib/services/services.ts";
import { sessionKeys } from "../../../../lib/services/session-keys.ts";
import { plainAegis } from "../../core/importers/aegis-samples.ts";
import {
  codeNow,
  createUnlockedRig,
  enrolAccount,
  entryClaim,
  material,
  newKdf,
  newKeycloakSecret,
  OTHER_PORTAL,
  passwordSlotId,
  qrMaterial,
  type Rig,
  sender,
  setRecovery,
  unlock,
  uriOf,
  verdict,
} from "../../fakes/rig.ts";
import {
  impostor,
  otherExtension,
  otherSite,
  ownPage,
  portalPage,
  prerendered,
  subFrame,
} from "../../fakes/senders.ts";

type Listener = (message: unknown, sender: unknown) => Promise<unknown> | undefined;

const listeners = vi.hoisted(() => [] as Listener[]);

vi.mock("wxt/browser", async () => {
  const { EXTENSION_ID, EXTENSION_ORIGIN } = await import("../../fakes/senders.ts");
  const runtime = {
    id: EXTENSION_ID,
    getURL: (path: string) => `${EXTENSION_ORIGIN}${path}`,
    onMessage: { addListener: (listener: Listener) => listeners.push(listener) },
  };
  return { browser: { runtime } };
});

const messagesPerRole = 20_000;

/** Two accounts on this portal, one on another, one of no page; all names and codes are unlike anything generated. */
const prepare = async () => {
  const rig = await createUnlockedRig();
  await rig.services().settings.set({ autoLockMinutes: 0, autoSubmit: false, deviceName: "" });
  await rig.services().session.touch();
  const secrets = Array.from({ length: 4 }, newKeycloakSecret);
  const [here = "", alsoHere = "", elsewhere = "", nowhere = ""] = secrets;
  const from = sender({ origin: OTHER_PORTAL, tabId: 9 });
  const named = (secret: string, name: string) => qrMaterial(rig, secret, [uriOf(secret, name, "発行元𠮷")]);
  const ids = [
    await enrolAccount(rig, here, { from: sender({ tabId: 9 }), page: named(here, "会員𠮷一") }),
    await enrolAccount(rig, alsoHere, { from: sender({ tabId: 9 }), page: named(alsoHere, "会員𠮷二") }),
    await enrolAccount(rig, elsewhere, { from, page: named(elsewhere, "会員𠮷三") }),
    (await rig.services().accounts.add({ uri: uriOf(nowhere, "会員𠮷四", "発行元𠮷"), onSameName: "ask" }))
      .accountId,
  ];
  const code = await setRecovery(rig, rig.rootKey);
  listeners.length = 0;
  onMessage(createRoutes(createServices(rig.ports)));
  const [listener] = listeners;
  if (listener === undefined) throw new Error("no listener");
  return { rig, secrets, ids, listener, code };
};

type World = Awaited<ReturnType<typeof prepare>>;

/** Every way in which a key could be written down. */
const writingsOf = (secret: string): readonly string[] => {
  const bytes = new TextEncoder().encode(secret);
  return [secret, encodeBase32(bytes), encodeBase64(bytes), encodeHex(bytes), bytes.join(",")];
};

/** What only our own pages may learn of the accounts: ids, names, codes of the steps around now. */
const privateTexts = ({ rig, secrets, ids }: World, indexes: readonly number[]): readonly string[] =>
  indexes.flatMap((index) => {
    const secret = secrets[index] ?? "";
    return [ids[index] ?? "", ...[-1, 0, 1].map((ahead) => `"${codeNow(rig, secret, ahead)}"`)];
  });

type Payloads = {
  readonly [K in keyof PageRequests | keyof PortalRequests]: fc.Arbitrary<
    (PageRequests & PortalRequests)[K]["payload"]
  >;
};

/** A well-formed payload for every request, with the ids and slots that exist. */
const wellFormed = (ids: readonly string[], slotId: string, file: string): Payloads => {
  const none = fc.constant(null);
  const id = fc.constantFrom(...ids, "made-up");
  const text = fc.string({ maxLength: 40 });
  const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(encodeBase64);
  const code = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(encodeBase64);
  const kdf = fc.constant(newKdf());
  const proof = fc.record({ slotId: fc.constant(slotId), rootKey: key });
  const provedFile = { text: fc.oneof(fc.constant(file), text), proof };
  const importedFile = {
    text: fc.oneof(fc.constant(file), fc.constant(plainAegis()), text),
    proof: fc.option(proof),
  };
  const ofAccount = fc.record({ accountId: id });
  const maybeId = fc.option(id);
  const purpose = fc.constantFrom("setup" as const, "entry" as const);
  const intent = fc.constantFrom("enrol" as const, "fill" as const);
  const slot = fc.constantFrom(slotId, "made-up");
  const size = fc.integer({ min: 1, max: 5_000 });
  return {
    "vault.status": none,
    "vault.create": fc.record({ kdf, rootKey: key }),
    "vault.unlockMethods": none,
    "vault.health": none,
    "vault.acknowledgeRollback": none,
    "vault.startOver": none,
    "vault.unlock": fc.record({ slotId: fc.constant(slotId), rootKey: key }),
    "vault.lock": none,
    "vault.inUse": none,
    "vault.checkKey": fc.record({ slotId: fc.constant(slotId), rootKey: key }),
    "reminder.get": none,
    "reminder.set": fc.record({ everyDays: fc.constantFrom(0, 14, 30, 90) }),
    "reminder.postpone": none,
    "vault.rewrap": fc.record({
      current: fc.record({ slotId: fc.constant(slotId), rootKey: key }),
      next: fc.record({ kdf, rootKey: key }),
    }),
    "vault.changePassword": fc.record({
      current: fc.record({ slotId: fc.constant(slotId), rootKey: key }),
      next: fc.record({ kdf, rootKey: key }),
    }),
    "recovery.set": fc.record({
      proof: fc.record({ slotId: fc.constant(slotId), rootKey: key }),
      rootKey: code,
    }),
    "recovery.remove": fc.record({ proof: fc.record({ slotId: fc.constant(slotId), rootKey: key }) }),
    "recovery.check": fc.record({ rootKey: code }),
    "recovery.use": fc.record({
      rootKey: code,
      next: fc.record({ kdf, rootKey: key }),
      nextRecoveryRootKey: code,
    }),
    "recovery.setMissingPassword": fc.record({
      proof: fc.record({ slotId: fc.constant(slotId), rootKey: key }),
      next: fc.record({ kdf, rootKey: key }),
    }),
    "backup.state": none,
    "backup.make": none,
    "backup.makeOwn": fc.record({ password: fc.record({ kdf, rootKey: key }), proof }),
    "backup.saved": fc.record({ createdAtMs: fc.nat(), countedChanges: fc.nat() }),
    "backup.snooze": none,
    "backup.test": fc.record(provedFile),
    "backup.preview": fc.record(importedFile),
    "backup.restore": fc.record({
      ...importedFile,
      leavesBad: fc.boolean(),
      choices: fc.array(fc.record({ id, choice: fc.constantFrom("skip", "take", "both") }), { maxLength: 3 }),
    }),
    "backup.adopt": fc.record({ ...provedFile, next: fc.option(fc.record({ kdf, rootKey: key })) }),
    "backup.plain": fc.record({ proof }),
    "draft.save": fc.record({ text }),
    "draft.read": none,
    "draft.drop": none,
    "slots.list": none,
    "slots.addPasskey": fc.record({
      proof,
      passkey: fc.record({
        kdf: fc.record({ algorithm: fc.constant("webauthn-prf" as const), salt: key, credentialId: key }),
        rootKey: key,
        name: text,
        transports: fc.constantFrom([], ["internal"]),
      }),
    }),
    "slots.renamePasskey": fc.record({ slotId: slot, name: text }),
    "slots.removePasskey": fc.record({ proof, slotId: slot }),
    "slots.rotate": fc.record({ proof }),
    "accounts.list": none,
    "accounts.codes": fc.record({ accountIds: fc.constant(ids) }),
    "accounts.add": fc.record({
      uri: fc.constantFrom(uriOf("Ab3dEf6hIjKlMnOpQrS1"), "https://example.com/", ""),
      onSameName: fc.constantFrom("ask", "keep-both", "replace"),
    }),
    "accounts.rename": fc.record({ accountId: id, issuer: text, accountName: text, deviceName: text }),
    "accounts.confirm": ofAccount,
    "accounts.delete": ofAccount,
    "accounts.restore": ofAccount,
    "accounts.erase": fc.record({ accountId: fc.constant("made-up") }),
    "page.describe": none,
    "page.fill": fc.record({ accountId: maybeId }),
    "region.start": none,
    "capture.take": fc.record({ captureId: text }),
    "intent.pending": none,
    "intent.resume": none,
    "intent.drop": none,
    "policy.get": none,
    "policy.ignoredKeys": none,
    "settings.get": none,
    "settings.set": fc.constant({ autoLockMinutes: 0, autoSubmit: true, deviceName: "" }),
    "portal.page": fc.constantFrom(verdict("entry"), verdict("other"), verdict("entry", { hasError: true })),
    "portal.gesture": fc.record({ intent }),
    "portal.enrol": fc.constantFrom(material("Zb3dEf6hIjKlMnOpQrS1"), material("x", { keyText: null })),
    "portal.claim": fc.record({
      purpose,
      accountId: maybeId,
      attemptedUsername: fc.option(text),
      devices: fc.constant([]),
    }),
    "portal.submitted": fc.record({
      purpose,
      cancelled: fc.boolean(),
      code: fc.string({ maxLength: 16 }),
      deviceName: text,
    }),
    "region.selected": fc.record({
      rect: fc.record({ x: size, y: size, width: size, height: size }),
      viewport: fc.record({ width: size, height: size }),
    }),
    "region.cancelled": none,
  };
};

/** A third each: anything, a known type with anything, a known type with a well-formed payload. */
const messages = (payloads: Payloads): fc.Arbitrary<unknown> => {
  const types = Object.keys({ ...pageReaders, ...portalReaders, ...tabReaders });
  const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, maxDepth: 2 });
  const formed = Object.entries(payloads).map(([type, payload]) =>
    fc.record({ type: fc.constant(type), payload: payload as fc.Arbitrary<unknown> }),
  );
  return fc.oneof(
    anything,
    fc.record({ type: fc.constantFrom(...types), payload: anything }),
    fc.oneof(...formed),
  );
};

/** Sends the messages of one role and gives back the distinct answers as text. */
const flood = async (world: World, from: RawSender, everyHundred: (rig: Rig) => Promise<unknown>) => {
  const slotId = await passwordSlotId(world.rig);
  const { text: file } = await world.rig.services().backup.make();
  const sample = fc.sample(messages(wellFormed(world.ids, slotId, file)), {
    numRuns: messagesPerRole,
    seed: 20_260_901,
  });
  const answers = new Map<string, number>();
  for (const [index, message] of sample.entries()) {
    if (index % 100 === 0) await everyHundred(world.rig);
    const answer = await world.listener(message, from);
    const text = JSON.stringify(answer) ?? "undefined";
    answers.set(text, (answers.get(text) ?? 0) + 1);
  }
  return answers;
};

const isAnswer = (text: string): boolean => {
  const answer = JSON.parse(text) as { ok: unknown; code?: never; value?: unknown };
  return answer.ok === true
    ? "value" in answer
    : answer.ok === false && errorCodes.includes(answer.code ?? ("" as never));
};

const contains = (answers: ReadonlyMap<string, number>, texts: readonly string[]): boolean =>
  [...answers.keys()].some((answer) => texts.some((text) => answer.includes(text)));

const nothing = async (): Promise<void> => undefined;

describe(`${messagesPerRole} random messages`, () => {
  it.each([
    ["another site", otherSite],
    ["a sub-frame of the portal", subFrame],
    ["a prerendered portal page", prerendered],
  ])("from %s learn nothing and change nothing", async (_, from) => {
    const world = await prepare();
    const before = world.rig.vaultRepository.stored;

    const answers = await flood(world, from, nothing);

    expect([...answers.keys()].every(isAnswer)).toBe(true);
    const known = [...answers.keys()].toSorted();
    const region =
      from === otherSite ? ['{"ok":true,"value":null}', '{"ok":true,"value":{"status":"expired"}}'] : [];
    expect(known).toEqual([
      '{"ok":false,"code":"bad-request"}',
      '{"ok":false,"code":"forbidden"}',
      ...region,
    ]);
    expect(world.rig.vaultRepository.stored).toBe(before);
    expect(world.rig.screen.captured).toEqual([]);
    expect(world.rig.tabs.opened).toEqual([]);
  });

  it.each([
    ["another extension", otherExtension],
    ["another extension with our address", impostor],
  ])("from %s are not answered at all", async (_, from) => {
    const world = await prepare();

    expect(await flood(world, from, nothing)).toEqual(new Map([["undefined", messagesPerRole]]));
  });

  it("from a portal page never reveal a key, nor anything of another society's accounts", async () => {
    const world = await prepare();
    const { rig, secrets } = world;

    // Clicks included: this role may get a code of its own origin after one.
    const answers = await flood(world, portalPage, async ({ clock }) => clock.advance(7_000));

    expect([...answers.keys()].every(isAnswer)).toBe(true);
    expect([...answers.keys()].some((answer) => answer.includes('"status":"fill"'))).toBe(true);
    expect(contains(answers, secrets.flatMap(writingsOf))).toBe(false);
    const elsewhere = [world.ids[2] ?? "", world.ids[3] ?? "", "会員𠮷三", "会員𠮷四", "発行元𠮷"];
    expect(contains(answers, elsewhere)).toBe(false);
    expect(contains(answers, privateTexts(world, [2, 3]))).toBe(false);
    const accounts = await rig.services().accounts.list();
    expect(world.ids.every((id) => accounts.some((one) => one.id === id))).toBe(true);
  });

  it("from our own pages never reveal a key and never end in anything but an answer", async () => {
    const world = await prepare();
    const { rootKey } = world.rig as Rig & { rootKey: string };

    const answers = await flood(world, ownPage, (rig) => unlock(rig, rootKey));

    expect([...answers.keys()].every(isAnswer)).toBe(true);
    expect(contains(answers, privateTexts(world, [0]))).toBe(true);
    expect(contains(answers, [...world.secrets.flatMap(writingsOf), rootKey, world.code])).toBe(false);
    await world.rig.session.remove(sessionKeys.attempts); // the flood was full of wrong keys
    expect(await unlock(world.rig, rootKey)).toBe("unlocked");
    expect(await world.rig.services().recovery.check(world.code)).toBe("right");
  });
});

describe("the search for leaks", () => {
  it("finds a key and a code where they are (the control for the cases above)", async () => {
    const world = await prepare();
    const leak = (text: string) => new Map([[JSON.stringify({ ok: true, value: text }), 1]]);
    const [secret = ""] = world.secrets;

    for (const writing of writingsOf(secret)) {
      expect(contains(leak(`key ${writing}`), world.secrets.flatMap(writingsOf))).toBe(true);
    }
    expect(contains(leak(codeNow(world.rig, secret)), privateTexts(world, [0]))).toBe(true);
    expect(entryClaim().purpose).toBe("entry");
  });
});
