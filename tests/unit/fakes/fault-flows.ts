/** The flows that change or move the stored vault, each with what it starts from and what it must lead to. */

import { randomBytes } from "@noble/hashes/utils.js";
import { encodeBase64 } from "../../../lib/core/bytes.ts";
import { addConfirmed } from "../../../lib/core/vault/vault.ts";
import { newAccount } from "../../../lib/services/new-account.ts";
import type { Services } from "../../../lib/services/services.ts";
import {
  createRig,
  createUnlockedRig,
  keyOf,
  newPassword,
  newRecoveryKey,
  passwordSlotId,
  type Rig,
  STEP_START_MS,
  setRecovery,
  unlock,
} from "./rig.ts";

export interface World {
  readonly rig: Rig;
  readonly rootKey: string;
  readonly nextPassword: ReturnType<typeof newPassword>;
  readonly code?: string;
  readonly file?: {
    readonly text: string;
    readonly proof: { readonly slotId: string; readonly rootKey: string };
  };
}

export interface Flow {
  readonly name: string;
  readonly prepare: () => Promise<World>;
  readonly run: (services: Services, world: World) => Promise<unknown>;
  /** Names of the accounts before and after; null where there is no vault. */
  readonly before: readonly string[] | null;
  readonly after: readonly string[] | null;
  /** After it the vault opens by the new password. */
  readonly changesPassword?: true;
}

const nameOf = (name: string) =>
  newAccount(keyOf(`secret of ${name}`.padEnd(20, "x"), { accountName: name }), {
    origin: null,
    deviceName: "",
    nowMs: STEP_START_MS,
  });
export const addNamed = (services: Services, name: string): Promise<unknown> =>
  services.vaultService.update((vault) => ({ vault: addConfirmed(vault, nameOf(name)), result: null }));
export const names = async (services: Services): Promise<readonly string[]> =>
  (await services.accounts.list())
    .filter(({ deletedAtMs }) => deletedAtMs === null)
    .map((one) => one.accountName);
const idOf = async (services: Services, name: string): Promise<string> =>
  (await services.accounts.list()).find(({ accountName }) => accountName === name)?.id ?? "";

const withTwo = async (): Promise<World> => {
  const rig = await createUnlockedRig();
  await addNamed(rig.services(), "one");
  await addNamed(rig.services(), "two");
  return { rig, rootKey: rig.rootKey, nextPassword: newPassword() };
};
/** As `withTwo`, with a disturbance while the browser was closed. */
const reopened = async (disturb: (rig: Rig) => void): Promise<World> => {
  const world = await withTwo();
  world.rig.session.clear();
  disturb(world.rig);
  return world;
};
const proofOf = async ({ rig, rootKey }: World) => ({ slotId: await passwordSlotId(rig), rootKey });
const newPasskey = () => ({
  kdf: {
    algorithm: "webauthn-prf" as const,
    salt: encodeBase64(randomBytes(32)),
    credentialId: encodeBase64(randomBytes(16)),
  },
  rootKey: encodeBase64(randomBytes(32)),
  name: "PC",
  transports: ["internal"],
});
const unlocking = (services: Services, { rootKey }: World, slotId: string) =>
  services.unlocking.unlock({ slotId, rootKey });
const unlockFlow = async (services: Services, world: World): Promise<unknown> => {
  const { password } = await services.unlocking.methods();
  return unlocking(services, world, password?.slotId ?? "");
};

export const flows: readonly Flow[] = [
  {
    name: "create",
    prepare: async () => {
      const nextPassword = newPassword();
      return { rig: createRig(), rootKey: nextPassword.rootKey, nextPassword };
    },
    run: (services, { nextPassword }) => services.vaultService.create(nextPassword),
    before: null,
    after: [],
  },
  {
    name: "add",
    prepare: withTwo,
    run: (services) => addNamed(services, "three"),
    before: ["one", "two"],
    after: ["one", "two", "three"],
  },
  {
    name: "rename",
    prepare: withTwo,
    run: async (services) =>
      services.accounts.rename({
        accountId: await idOf(services, "two"),
        issuer: "",
        accountName: "deux",
        deviceName: "",
      }),
    before: ["one", "two"],
    after: ["one", "deux"],
  },
  {
    name: "delete",
    prepare: withTwo,
    run: async (services) => services.accounts.delete(await idOf(services, "two")),
    before: ["one", "two"],
    after: ["one"],
  },
  {
    name: "restore from the bin",
    prepare: async () => {
      const world = await withTwo();
      const services = world.rig.services();
      await services.accounts.delete(await idOf(services, "two"));
      return world;
    },
    run: async (services) => services.accounts.restore(await idOf(services, "two")),
    before: ["one"],
    after: ["one", "two"],
  },
  {
    name: "change password",
    prepare: withTwo,
    run: async (services, { rig, rootKey, nextPassword }) =>
      services.keySlots.changePassword({ slotId: await passwordSlotId(rig), rootKey }, nextPassword),
    before: ["one", "two"],
    after: ["one", "two"],
    changesPassword: true,
  },
  {
    name: "unlock",
    prepare: () => reopened(() => undefined),
    run: unlockFlow,
    before: ["one", "two"],
    after: ["one", "two"],
  },
  {
    name: "unlock that moves release 0.1's copy",
    prepare: () =>
      reopened(({ vaultPlaces }) => {
        const { stored } = vaultPlaces;
        vaultPlaces.stored = null;
        vaultPlaces.local.set("old", stored ?? "");
      }),
    run: unlockFlow,
    before: ["one", "two"],
    after: ["one", "two"],
  },
  {
    name: "unlock that repairs lost local storage",
    prepare: () => reopened(({ vaultPlaces }) => vaultPlaces.local.clear()),
    run: unlockFlow,
    before: ["one", "two"],
    after: ["one", "two"],
  },
  {
    name: "unlock that repairs a lost mirror",
    prepare: () =>
      reopened(({ vaultPlaces }) => {
        vaultPlaces.mirror.clear();
        vaultPlaces.markers.delete("mirror");
      }),
    run: unlockFlow,
    before: ["one", "two"],
    after: ["one", "two"],
  },
  {
    name: "acknowledge an older state",
    prepare: async () => {
      const world = await reopened(({ vaultPlaces }) => {
        for (const place of ["mirror", "database"] as const)
          vaultPlaces.markers.set(place, JSON.stringify({ vaultId: "x", serial: 99, rolledBackAtMs: null }));
      });
      await unlock(world.rig, world.rootKey);
      return world;
    },
    run: (services) => services.vaultService.acknowledgeRollback(),
    before: ["one", "two"],
    after: ["one", "two"],
  },
  {
    name: "acknowledge that the newest save is lost",
    prepare: async () => {
      const world = await reopened(({ vaultPlaces: { local, mirror } }) => {
        const { half, serial } = JSON.parse(local.get("pointer") ?? "null");
        local.set(half, "{}");
        mirror.set((serial % 3) as 0 | 1 | 2, "{}");
      });
      await unlock(world.rig, world.rootKey);
      return world;
    },
    run: (services) => services.vaultService.acknowledgeRollback(),
    before: ["one"],
    after: ["one"],
  },
  {
    name: "lock",
    prepare: withTwo,
    run: (services) => services.session.lock(),
    before: ["one", "two"],
    after: ["one", "two"],
  },
  {
    name: "save settings",
    prepare: withTwo,
    run: (services) => services.settings.set({ autoLockMinutes: 5, autoSubmit: false, deviceName: "" }),
    before: ["one", "two"],
    after: ["one", "two"],
  },
  {
    name: "set a recovery code",
    prepare: withTwo,
    run: async (services, world) => services.recovery.set(await proofOf(world), newRecoveryKey()),
    before: ["one", "two"],
    after: ["one", "two"],
  },
  {
    name: "use the recovery code",
    prepare: async () => {
      const world = await withTwo();
      const code = await setRecovery(world.rig, world.rootKey);
      await world.rig.services().session.lock();
      return { ...world, code };
    },
    run: (services, { code = "", nextPassword }) =>
      services.recovery.use({ rootKey: code, next: nextPassword, nextRecoveryRootKey: newRecoveryKey() }),
    before: ["one", "two"],
    after: ["one", "two"],
    changesPassword: true,
  },
  {
    name: "add a passkey",
    prepare: withTwo,
    run: async (services, world) => services.passkeys.add(await proofOf(world), newPasskey()),
    before: ["one", "two"],
    after: ["one", "two"],
  },
  {
    name: "remove a passkey",
    prepare: async () => {
      const world = await withTwo();
      await world.rig.services().passkeys.add(await proofOf(world), newPasskey());
      return world;
    },
    run: async (services, world) => {
      const [passkey] = (await services.unlocking.methods()).passkeys;
      return services.passkeys.remove(await proofOf(world), passkey?.slotId ?? "");
    },
    before: ["one", "two"],
    after: ["one", "two"],
  },
  {
    name: "make all keys new",
    prepare: withTwo,
    run: async (services, world) => services.keySlots.rotate(await proofOf(world)),
    before: ["one", "two"],
    after: ["one", "two"],
  },
  {
    name: "restore from a file",
    prepare: async () => {
      const world = await withTwo();
      const services = world.rig.services();
      const { text } = await services.backup.make();
      const file = { text, proof: await proofOf(world) };
      const accountId = await idOf(services, "two");
      await services.accounts.delete(accountId);
      await services.accounts.erase(accountId);
      return { ...world, file };
    },
    run: async (services, { file }) => {
      if (file === undefined) throw new Error("no file was prepared");
      const preview = await services.restore.preview(file);
      if (preview.status !== "opened") throw new Error("the file does not open");
      const choices = preview.entries
        .filter(({ status }) => status === "new")
        .map(({ id }) => ({ id, choice: "take" as const }));
      return services.restore.restore({ ...file, choices, leavesBad: false });
    },
    before: ["one"],
    after: ["one", "two"],
  },
  {
    name: "begin with a file",
    prepare: async () => {
      const old = await withTwo();
      const { text } = await old.rig.services().backup.make();
      return { ...old, rig: createRig(), file: { text, proof: await proofOf(old) } };
    },
    run: (services, { file }) => {
      if (file === undefined) throw new Error("no file was prepared");
      return services.restore.adopt({ ...file, next: null });
    },
    before: null,
    after: ["one", "two"],
  },
];
