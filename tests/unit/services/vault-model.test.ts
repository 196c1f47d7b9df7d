/**
 * Random sequences of everything that can happen to a vault, beside a plain list that says what must be in it. A killed
 * browser may leave the change that was on its way out or in, but nothing else.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createServices, type Services } from "../../../lib/services/services.ts";
import { codeAtStep } from "../../portal/totp.ts";
import { FakeLocks } from "../fakes/ports.ts";
import {
  codeOfFailure,
  createUnlockedRig,
  newKeycloakSecret,
  newPassword,
  passwordSlotId,
  type Rig,
  unlock,
  uriOf,
} from "../fakes/rig.ts";
import { scaled } from "../scale.ts";

const sequences = scaled({ ci: 300, long: 5_000 });
const LENGTH = 50;
const AUTO_LOCK_MS = 10 * 60_000;

interface ModelAccount {
  readonly name: string;
  readonly secret: string;
  readonly isDeleted: boolean;
}

interface Model {
  readonly accounts: readonly ModelAccount[];
  readonly rootKey: string;
}

/** What may happen. `pick` chooses among the accounts there are; without any the command does nothing. */
type Command =
  | { readonly type: "lock" | "unlock" | "wrong-password" | "stop-worker" | "restart-browser" | "look" }
  | { readonly type: "add" }
  | { readonly type: "change-password" }
  | { readonly type: "rename" | "delete" | "restore" | "erase"; readonly pick: number }
  | { readonly type: "pass-time"; readonly minutes: number }
  | { readonly type: "kill-amid"; readonly edit: Edit; readonly afterCalls: number };

type Edit =
  | { readonly type: "add" }
  | { readonly type: "change-password" }
  | { readonly type: "rename" | "delete" | "restore" | "erase"; readonly pick: number };

const pick = fc.nat(20);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ type: fc.constantFrom("add" as const, "add" as const, "change-password" as const) }),
  fc.record({
    type: fc.constantFrom("rename" as const, "delete" as const, "restore" as const, "erase" as const),
    pick,
  }),
);
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom(
        "look" as const,
        "lock" as const,
        "unlock" as const,
        "unlock" as const,
        "wrong-password" as const,
        "stop-worker" as const,
        "restart-browser" as const,
      ),
    }),
  },
  { weight: 8, arbitrary: edit },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("pass-time" as const),
      minutes: fc.integer({ min: 0, max: 12 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("kill-amid" as const), edit, afterCalls: fc.nat(25) }),
  },
);

/** How a change shows from outside: its message, and the model after it. Null: there is nothing to do it to. */
interface Change {
  readonly after: Model;
  readonly send: (services: Services, slotId: string) => Promise<unknown>;
}

let named = 0;
/** What the kills did to the change that was on its way. */
const kills = { acknowledged: 0, undone: 0, done: 0 };

const changeOf = (model: Model, asked: Edit, ids: ReadonlyMap<string, string>): Change | null => {
  if (asked.type === "add") {
    named += 1;
    const account = { name: `member-${named}`, secret: newKeycloakSecret(), isDeleted: false };
    return {
      after: { ...model, accounts: [...model.accounts, account] },
      send: ({ accounts }) =>
        accounts.add({ uri: uriOf(account.secret, account.name), onSameName: "keep-both" }),
    };
  }
  if (asked.type === "change-password") {
    const next = newPassword();
    return {
      after: { ...model, rootKey: next.rootKey },
      send: ({ keySlots }, slotId) => keySlots.changePassword({ slotId, rootKey: model.rootKey }, next),
    };
  }
  return changeOfAccount(model, asked, ids);
};

const changeOfAccount = (
  model: Model,
  asked: Extract<Edit, { pick: number }>,
  ids: ReadonlyMap<string, string>,
): Change | null => {
  const at = model.accounts.length === 0 ? -1 : asked.pick % model.accounts.length;
  const account = model.accounts[at];
  if (account === undefined || (asked.type === "erase" && !account.isDeleted)) return null;
  const accountId = ids.get(account.secret) ?? "";
  const instead = (changed: ModelAccount): Model => ({
    ...model,
    accounts: model.accounts.with(at, changed),
  });
  named += 1;
  const name = `renamed-${named}`;
  switch (asked.type) {
    case "rename":
      return {
        after: instead({ ...account, name }),
        send: ({ accounts }) => accounts.rename({ accountId, issuer: "", accountName: name, deviceName: "" }),
      };
    case "delete":
      return {
        after: instead({ ...account, isDeleted: true }),
        send: ({ accounts }) => accounts.delete(accountId),
      };
    case "restore":
      return {
        after: instead({ ...account, isDeleted: false }),
        send: ({ accounts }) => accounts.restore(accountId),
      };
    case "erase":
      return {
        after: { ...model, accounts: model.accounts.filter((one) => one !== account) },
        send: ({ accounts }) => accounts.erase(accountId),
      };
  }
};

/** A port whose calls, from the one on that the shared budget does not cover, have no effect and never end. */
const mortal = <Port extends object>(port: Port, budget: { calls: number }): Port =>
  new Proxy(port, {
    get: (target, name) => {
      const member = Reflect.get(target, name) as unknown;
      if (typeof member !== "function") return member;
      return (...values: unknown[]) => {
        budget.calls -= 1;
        return budget.calls < 0 ? new Promise(() => undefined) : Reflect.apply(member, target, values);
      };
    },
  });

const macrotask = (): Promise<void> => new Promise((done) => setImmediate(done));

/** One vault, its model, and how they are driven side by side. */
class World {
  readonly rig: Rig;
  model: Model;
  services: Services;
  openUntilMs: number;
  readonly ids = new Map<string, string>();

  constructor(rig: Rig & { readonly rootKey: string }) {
    this.rig = rig;
    this.model = { accounts: [], rootKey: rig.rootKey };
    this.services = rig.services();
    this.openUntilMs = rig.clock.nowMs() + AUTO_LOCK_MS;
  }

  get isOpen(): boolean {
    return this.rig.clock.nowMs() < this.openUntilMs;
  }

  async run(asked: Command): Promise<void> {
    switch (asked.type) {
      case "look":
        return this.look();
      case "lock":
        await this.services.session.lock();
        this.openUntilMs = 0;
        return;
      case "unlock":
        return this.unlock();
      case "wrong-password":
        expect(await unlock(this.rig, newPassword().rootKey)).toBe("wrong-password");
        return;
      case "stop-worker":
        this.services = this.rig.services();
        return;
      case "restart-browser":
        return this.restart();
      case "pass-time":
        this.rig.clock.advance(asked.minutes * 60_000);
        return;
      case "kill-amid":
        return this.killAmid(asked.edit, asked.afterCalls);
      default:
        return this.edit(asked);
    }
  }

  /** Names, places in the bin, and a code that only the right key makes. */
  async contents(): Promise<readonly string[]> {
    const accounts = await this.services.accounts.list();
    const { codes } = await this.services.accounts.codes(accounts.map(({ id }) => id));
    return accounts
      .map(({ id, accountName, deletedAtMs }) => {
        const shown = codes.find(({ accountId }) => accountId === id);
        return `${accountName} ${deletedAtMs !== null} ${shown?.code}`;
      })
      .toSorted();
  }

  expected(model: Model): readonly string[] {
    const step = Math.floor(this.rig.clock.nowMs() / 30_000);
    return model.accounts
      .map(({ name, secret, isDeleted }) => `${name} ${isDeleted} ${codeAtStep(secret, step)}`)
      .toSorted();
  }

  async look(): Promise<void> {
    expect(await this.services.vaultService.status()).toBe(this.isOpen ? "unlocked" : "locked");
    if (!this.isOpen) expect(await codeOfFailure(this.services.accounts.list())).toBe("locked");
    else expect(await this.contents()).toEqual(this.expected(this.model));
  }

  async unlock(): Promise<void> {
    expect(await unlock(this.rig, this.model.rootKey)).toBe("unlocked");
    this.openUntilMs = this.rig.clock.nowMs() + AUTO_LOCK_MS;
  }

  restart(): void {
    this.rig.session.clear();
    this.services = this.rig.services();
    this.openUntilMs = 0;
  }

  async edit(asked: Edit): Promise<void> {
    const change = changeOf(this.model, asked, this.ids);
    if (change === null) return;
    const slotId = await passwordSlotId(this.rig);
    if (asked.type !== "change-password" && !this.isOpen) {
      expect(await codeOfFailure(change.send(this.services, slotId))).toBe("locked");
      return;
    }
    await change.send(this.services, slotId);
    if (asked.type === "change-password") this.openUntilMs = this.rig.clock.nowMs() + AUTO_LOCK_MS;
    await this.adopt(change.after);
  }

  async killAmid(asked: Edit, afterCalls: number): Promise<void> {
    await this.unlock();
    const change = changeOf(this.model, asked, this.ids);
    if (change === null) return;
    const budget = { calls: afterCalls };
    const { ports } = this.rig;
    const doomed = createServices({
      ...ports,
      vaultPlaces: mortal(ports.vaultPlaces, budget),
      session: mortal(ports.session, budget),
      locks: new FakeLocks(),
    });
    const slotId = await passwordSlotId(this.rig);
    let isAcknowledged = false;
    const sent = change.send(doomed, slotId).then(
      () => {
        isAcknowledged = true;
      },
      () => undefined,
    );
    // It has either come to its end or to a call that never answers once the budget no longer falls.
    for (let left = Number.NaN, still = 0; still < 25; still = left === budget.calls ? still + 1 : 0) {
      left = budget.calls;
      await Promise.race([sent, macrotask()]);
      await macrotask();
    }
    budget.calls = 0;
    this.restart();
    await this.settle(isAcknowledged ? [change.after] : [this.model, change.after]);
  }

  /** After a kill the vault is like one of the candidates, wholly. */
  async settle(candidates: readonly Model[]): Promise<void> {
    for (const candidate of candidates) {
      if ((await unlock(this.rig, candidate.rootKey)) !== "unlocked") continue;
      this.openUntilMs = this.rig.clock.nowMs() + AUTO_LOCK_MS;
      const found = await this.contents();
      if (JSON.stringify(found) !== JSON.stringify(this.expected(candidate))) continue;
      if (candidates.length === 1) kills.acknowledged += 1;
      else if (candidate === candidates[0]) kills.undone += 1;
      else kills.done += 1;
      await this.adopt(candidate);
      return;
    }
    throw new Error("after a kill the vault is like neither state");
  }

  /** The model's new state, with the ids that the vault gave to its accounts. */
  async adopt(model: Model): Promise<void> {
    this.model = model;
    if (model.accounts.every(({ secret }) => this.ids.has(secret))) return;
    const accounts = await this.services.accounts.list();
    for (const { secret, name } of model.accounts) {
      const found = accounts.find(({ accountName }) => accountName === name);
      if (found !== undefined) this.ids.set(secret, found.id);
    }
  }
}

describe("the vault beside a plain model of it", () => {
  it(
    `agrees after each of ${sequences} random sequences of ${LENGTH} commands`,
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(command, { minLength: LENGTH, maxLength: LENGTH }), async (commands) => {
          const world = new World(await createUnlockedRig());
          for (const one of commands) await world.run(one);
          await world.unlock();
          await world.look();
        }),
        { numRuns: sequences },
      );
      // The kills fell before the change was stored, between that and its answer, and after it.
      for (const count of Object.values(kills)) expect(count).toBeGreaterThan(sequences / 10);
    },
    scaled({ ci: 300_000, long: 7_200_000 }),
  );

  it("is seen to disagree when an account goes missing, comes back or is renamed behind its back", async () => {
    const world = new World(await createUnlockedRig());
    await world.run({ type: "add" });
    await world.look();
    const [account] = await world.services.accounts.list();
    const accountId = account?.id ?? "";

    await world.services.accounts.delete(accountId);
    await expect(world.look()).rejects.toThrow();
    await world.services.accounts.restore(accountId);
    await world.look();
    await world.services.accounts.rename({ accountId, issuer: "", accountName: "other", deviceName: "" });
    await expect(world.look()).rejects.toThrow();
  });
});
