import { describe, expect, it } from "vitest";
import { createServices, type Services } from "../../../lib/services/services.ts";
import {
  createRig,
  entryClaim,
  newPassword,
  qrMaterial,
  type Rig,
  STEP_START_MS,
  sender,
  setupClaim,
  unlock,
  verdict,
} from "../fakes/rig.ts";

const secret = "Ab3dEf6hIjKlMnOpQrS1";
const setup = sender({ documentId: "setup" });
const after = sender({ documentId: "after" });
const entry = sender({ documentId: "entry" });
const password = newPassword();

type Step = (services: Services, rig: Rig) => Promise<unknown>;

const unlockAgain: Step = (_services, rig) => unlock(rig, password.rootKey);

/** From the installation to the first login, one message per step; the vault is locked twice on the way. */
const journey: readonly (readonly [string, Step])[] = [
  ["set-up page seen", ({ offers }) => offers.pageSeen(setup, verdict("setup-qr"))],
  ["click", ({ gestures }) => gestures.grant(setup, "enrol")],
  ["enrol without a vault", ({ enrolment }, rig) => enrolment.enrol(setup, qrMaterial(rig, secret))],
  ["first-run page asks", ({ intents }) => intents.pending()],
  ["vault created", ({ vaultService }) => vaultService.create(password)],
  ["back to the page", ({ intents }) => intents.resume()],
  ["enrol", ({ enrolment }, rig) => enrolment.enrol(setup, qrMaterial(rig, secret))],
  ["claim", ({ fill }) => fill.claim(setup, setupClaim)],
  [
    "sent",
    ({ submissions }) =>
      submissions.submitted(setup, {
        purpose: "setup",
        cancelled: false,
        code: "000000",
        deviceName: "居間",
      }),
  ],
  ["PC locked", ({ session }) => session.lock()],
  ["accepted", ({ offers }) => offers.pageSeen(after, verdict("other"))],
  ["unlock", unlockAgain],
  ["waiting confirmation", ({ confirmations }) => confirmations.confirmWaiting()],
  ["accounts", ({ accounts }) => accounts.list()],
  ["PC locked again", ({ session }) => session.lock()],
  ["entry page seen", ({ offers }) => offers.pageSeen(entry, verdict("entry"))],
  ["click on the entry page", ({ gestures }) => gestures.grant(entry, "fill")],
  ["claim while locked", ({ fill }) => fill.claim(entry, entryClaim())],
  ["unlock page asks", ({ intents }) => intents.pending()],
  ["unlock", unlockAgain],
  [
    "back to the entry page",
    ({ intents }, rig) => {
      rig.tabs.show({ tabId: 7, documentId: "entry", kind: "entry" });
      return intents.resume();
    },
  ],
  ["claim of the used step", ({ fill }) => fill.claim(entry, entryClaim())],
  [
    "claim of the next step",
    ({ fill }, rig) => {
      rig.clock.advance(30_000);
      return fill.claim(entry, entryClaim({ attemptedUsername: "member001" }));
    },
  ],
  [
    "sent",
    ({ submissions }) =>
      submissions.submitted(entry, { purpose: "entry", cancelled: false, code: "000000", deviceName: "" }),
  ],
  ["logged in", ({ offers }) => offers.pageSeen(after, verdict("other"))],
  ["popup", ({ activePages }) => activePages.describe()],
  ["accounts at last", ({ accounts }) => accounts.list()],
];

/** Plays the journey; random ids are replaced by their order of appearance. */
const play = async (servicesFor: (step: number, kept: Services, rig: Rig) => Services) => {
  const rig = createRig();
  rig.tabs.show({ tabId: 7, documentId: "setup", kind: "setup-qr" });
  const kept = createServices(rig.ports);
  const outcomes: unknown[] = [];
  for (const [index, [name, step]] of journey.entries()) {
    outcomes.push([name, await step(servicesFor(index, kept, rig), rig)]);
  }
  const ids = new Map<string, string>();
  const text = JSON.stringify([outcomes, rig.tabs.opened, rig.tabs.sent, rig.tabs.focused]);
  const stable = text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => {
    ids.set(id, ids.get(id) ?? `id-${ids.size + 1}`);
    return ids.get(id) ?? "";
  });
  return JSON.parse(stable) as [[string, unknown][], unknown[], unknown[], unknown[]];
};

describe("a worker that is stopped", () => {
  it("leaves the journey from installation to login as it is, when it never stops", async () => {
    const [outcomes] = await play((_, kept) => kept);

    const byName = new Map(outcomes);
    expect(byName.get("enrol without a vault")).toEqual({ status: "unlock-opened" });
    expect(byName.get("back to the page")).toEqual({ status: "resumed" });
    expect(byName.get("enrol")).toMatchObject({ status: "stored" });
    expect(byName.get("claim")).toMatchObject({ status: "fill" });
    expect(byName.get("accepted")).toMatchObject({ vault: "locked", notice: { outcome: "accepted" } });
    expect(byName.get("accounts")).toMatchObject([{ status: "confirmed", deviceName: "居間" }]);
    expect(byName.get("claim while locked")).toEqual({ status: "unlock-opened" });
    expect(byName.get("claim of the used step")).toMatchObject({ status: "wait", reason: "used" });
    expect(byName.get("claim of the next step")).toMatchObject({ status: "fill" });
    expect(byName.get("logged in")).toMatchObject({ notice: { purpose: "entry", outcome: "accepted" } });
    expect(byName.get("accounts at last")).toMatchObject([{ createdAtMs: STEP_START_MS }]);
  });

  it("changes nothing when it stops between any two messages", async () => {
    expect(await play((_, __, rig) => rig.services())).toEqual(await play((_, kept) => kept));
  });

  it("changes nothing when it stops once, at each point of the journey", async () => {
    const undisturbed = await play((_, kept) => kept);

    for (const stop of journey.keys()) {
      let restarted: Services | null = null;
      const outcome = await play((step, kept, rig) => {
        if (step < stop) return kept;
        restarted ??= rig.services();
        return restarted;
      });
      expect(outcome).toEqual(undisturbed);
    }
  });
});
