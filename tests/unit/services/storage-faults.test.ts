/**
 * Every call into storage, mirror, markers, session memory and locks fails once, in every way, in every flow. Whatever
 * happens, what was acknowledged is there after the next start, what was not is there wholly or not at all, nobody waits
 * for ever, and a vault that existed is never taken for a first run.
 */
import { describe, expect, it } from "vitest";
import { createServices, type Services } from "../../../lib/services/services.ts";
import { addNamed, type Flow, flows, names, type World } from "../fakes/fault-flows.ts";
import {
  Fault,
  type FaultKind,
  FaultyPlaces,
  faultKinds,
  faultyLocks,
  faultySession,
  faultySettings,
} from "../fakes/faults.ts";
import { unlock } from "../fakes/rig.ts";

/** Short, since the fakes answer at once; a hanging call is given up after `callMs`. */
const limits = { callMs: 10, lockMs: 10 };

const withFault = ({ rig }: World, fault: Fault): Services =>
  createServices(
    {
      ...rig.ports,
      vaultPlaces: new FaultyPlaces(rig.vaultPlaces, fault),
      session: faultySession(rig.session, fault),
      settings: faultySettings(rig.settings, fault),
      passwordUse: faultySettings(rig.passwordUse, fault),
      backupRecord: faultySettings(rig.backupRecord, fault),
      locks: faultyLocks(rig.locks, fault),
    },
    limits,
  );

/** A fault in reading may look like a wrong key: an outcome that acknowledges nothing. */
const isRefusal = (outcome: unknown): boolean => {
  const status =
    typeof outcome === "object" && outcome !== null && "status" in outcome ? outcome.status : outcome;
  return ["wrong-password", "wrong-code", "must-wait", "full"].includes(String(status));
};

/** Runs the flow with one fault; whether it was acknowledged. A flow that never settles fails the test by its time. */
const strike = async (flow: Flow, kind: FaultKind, at: number) => {
  const world = await flow.prepare();
  const fault = new Fault(kind, at);
  const isAcknowledged = await flow.run(withFault(world, fault), world).then(
    (outcome) => !isRefusal(outcome),
    () => false,
  );
  return { world, fault, isAcknowledged };
};

const restart = ({ rig }: World, fault: Fault): void => {
  fault.isOver = true;
  for (const undo of fault.undoAtRestart) undo();
  rig.session.clear();
};

/** Opens by the password that must be the one, or by either where nothing was acknowledged. */
const openAgain = async (flow: Flow, world: World, isAcknowledged: boolean): Promise<string> => {
  const { rig, rootKey, nextPassword } = world;
  const [first, second] = flow.changesPassword ? [nextPassword.rootKey, rootKey] : [rootKey, rootKey];
  if ((await unlock(rig, first)) === "unlocked") return "new";
  if (isAcknowledged) throw new Error("the acknowledged password does not open the vault");
  return (await unlock(rig, second)) === "unlocked" ? "old" : "closed";
};

const check = async (flow: Flow, kind: FaultKind, at: number): Promise<boolean> => {
  const { world, fault, isAcknowledged } = await strike(flow, kind, at);
  if (fault.calls <= at) return false; // the flow has no such call any more
  restart(world, fault);
  const services = world.rig.services();
  const status = await services.vaultService.status();
  const where = `${flow.name}, ${kind} at call ${at}${isAcknowledged ? ", acknowledged" : ""}`;
  if (flow.before === null && !isAcknowledged && status !== "locked") {
    if (status === "missing") await services.vaultService.startOver(); // half a file of a first save that failed
    expect(await services.vaultService.status(), where).toBe("none");
    return true;
  }
  expect(status, where).toBe("locked");
  expect(await openAgain(flow, world, isAcknowledged), where).not.toBe("closed");
  const allowed = isAcknowledged ? [flow.after] : [flow.before ?? [], flow.after];
  const found = await names(world.rig.services());
  expect(allowed, where).toContainEqual(found);
  // And it goes on from there: the next change is kept over one more start.
  await addNamed(world.rig.services(), "later");
  world.rig.session.clear();
  await openAgain(flow, world, isAcknowledged);
  expect(await names(world.rig.services()), where).toEqual([...found, "later"]);
  return true;
};

describe("one fault at every call", () => {
  it.each(flows)("of $name loses nothing that was acknowledged", { timeout: 120_000 }, async (flow) => {
    const checked = { total: 0 };

    for (const kind of faultKinds) {
      let at = 0;
      while (await check(flow, kind, at)) at += 1;
      checked.total += at;
    }

    expect(checked.total).toBeGreaterThanOrEqual(faultKinds.length);
  });

  it("marks the storage as failing whenever a write of the vault failed, until the browser is restarted", async () => {
    const add = flows.find(({ name }) => name === "add")!;
    for (let at = 0; ; at += 1) {
      const { world, fault, isAcknowledged } = await strike(add, "reject", at);
      if (fault.calls <= at) break;
      if (isAcknowledged) continue;
      const { isDegraded } = await world.rig.services().vaultService.health();
      const outcome = await addNamed(world.rig.services(), "next").then(
        () => "saved",
        (error: { code: string }) => error.code,
      );
      expect(outcome, `call ${at}`).toBe(isDegraded ? "storage-degraded" : "saved");
    }
  });
});
