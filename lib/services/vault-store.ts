/**
 * Where the sealed vault is kept: two halves of local storage in turn, three files of the mirror in turn, two markers.
 * A save is reported only after all of it was read back and opened; a reading concludes nothing from silence.
 */

import { type Choice, chooseCopy, type FoundCopy, type Marker } from "../core/vault/choose-copy.ts";
import type { Envelope } from "../core/vault/envelope.ts";
import { makeSavedCopy } from "../core/vault/saved-copy.ts";
import { type FoundInPlaces, findInPlaces, mirrorFiles, readPointedCopy } from "./find-copies.ts";
import type { Ports, VaultPlaces } from "./ports.ts";
import { ServiceError } from "./service-error.ts";
import type { StorageHealth } from "./storage-health.ts";
import { within } from "./within.ts";
import { type CopyWriter, createCopyWriter } from "./write-copies.ts";

/** What is saved, and on top of what. */
export interface Saving {
  readonly envelope: Envelope;
  /** Opens what was read back with the key that is to open it later; rejects when it does not open. */
  readonly tryOut: (readBack: Envelope) => Promise<unknown>;
  /** Also overwrites the older copies, so that keys that were replaced or removed open nothing any more. */
  readonly isEverywhere: boolean;
  /** A newer copy could not be opened: the member is told until they have read it. */
  readonly isRolledBack: boolean;
}

/** Reading and writing the copies. Writing is only for the holder of the vault's lock. */
export interface VaultStore {
  /** `isQuick`: for what is read again and again; asks the mirror only where something looks wrong. Never rejects. */
  read(options?: { readonly isQuick: boolean }): Promise<Choice>;
  /** @throws ServiceError "storage-failed": the old state or the new one is there, nothing in between */
  save(saving: Saving): Promise<void>;
  /** Nothing that was stored counts any more; asked for by the member alone. @throws ServiceError "storage-failed" */
  startOver(): Promise<void>;
  /** The member has read that an older state was opened. @throws ServiceError "storage-failed" */
  acknowledgeRollback(): Promise<void>;
}

/** The store over its places. `limitMs`: a call that has not answered after this time counts as failed. */
export const createVaultStore = (
  { vaultPlaces, clock }: Pick<Ports, "vaultPlaces" | "clock">,
  health: StorageHealth,
  limitMs: number,
): VaultStore => {
  const call = <T>(work: Promise<T>): Promise<T> => within(limitMs, work);
  const find = async (): Promise<Found> => {
    const found = await findInPlaces(vaultPlaces, call);
    return { ...found, choice: chooseCopy(found.findings) };
  };
  const quick = createQuickReading(vaultPlaces, call);
  const writer = createCopyWriter(vaultPlaces, call, health);
  const saveOnce = createSaving({ vaultPlaces, clock }, writer, call);

  const read: VaultStore["read"] = async (options) => {
    const copy = options?.isQuick === true ? await quick.read() : null;
    if (copy !== null) return foundAlone(copy);
    const { choice } = await find();
    quick.learn(choice);
    if (choice.status === "found" && choice.isPartlyUnreadable) await health.failed();
    return choice;
  };
  const reporting = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (cause) {
      await health.failed();
      throw new ServiceError("storage-failed", "the vault could not be saved", { cause });
    } finally {
      quick.forget();
    }
  };
  /** The save itself stands; what cannot be overwritten is reported as failing storage. */
  const overwriteOlder = async (saving: Saving): Promise<void> => {
    try {
      for (let round = 1; round < mirrorFiles.length; round += 1) await saveOnce(saving, await find());
    } catch {
      await health.failed();
    }
  };
  return {
    read,
    save: (saving) =>
      reporting(async () => {
        await saveOnce(saving, await find());
        if (saving.isEverywhere) await overwriteOlder(saving);
      }),
    startOver: () =>
      reporting(async () => {
        const { choice } = await find();
        if (choice.status !== "missing") throw new Error("there is a vault, or it cannot be told");
        await writer.markers({ vaultId: null, serial: choice.lastSerial + 1, rolledBackAtMs: null });
      }),
    acknowledgeRollback: () =>
      reporting(async () => {
        const { choice, findings } = await find();
        if (choice.status !== "found") return;
        if (choice.isPartlyUnreadable)
          throw new Error("a place that does not answer may hold the later state");
        const { place, serial, envelope } = choice.copies[0];
        if (findings.pointer !== null && findings.pointer.serial > serial) {
          // The pointer still speaks of the lost save: the notice would come back at every reading. Never over the copy itself.
          const { half: lost } = findings.pointer;
          const other = lost === "a" ? "b" : "a";
          const half = place === `local-${lost}` ? other : lost;
          await writer.local(makeSavedCopy(envelope, serial), { half, serial }, async () => undefined);
        }
        await writer.markers({ vaultId: envelope.vaultId, serial, rolledBackAtMs: null });
      }),
  };
};

type Found = FoundInPlaces & { readonly choice: Choice };
type Call = <T>(work: Promise<T>) => Promise<T>;

/** The order is the promise: the mirror first, then local storage with its pointer, which confirms; the markers last. */
const createSaving =
  ({ vaultPlaces, clock }: Pick<Ports, "vaultPlaces" | "clock">, writer: CopyWriter, call: Call) =>
  async ({ envelope, tryOut, isRolledBack }: Saving, { findings, hasOldCopy, choice }: Found) => {
    const copy = makeSavedCopy(envelope, choice.lastSerial + 1);
    const half = findings.pointer?.half === "a" ? "b" : "a";
    const isNoticeDue = isRolledBack || (choice.status === "found" && choice.isRolledBack);
    const marker: Marker = {
      vaultId: envelope.vaultId,
      serial: copy.serial,
      rolledBackAtMs: isNoticeDue ? clock.nowMs() : null,
    };
    await writer.mirror(copy);
    await writer.local(copy, { half, serial: copy.serial }, tryOut);
    await writer.markers(marker);
    if (hasOldCopy) await call(vaultPlaces.retireOldCopy());
  };

/** Reads the half that the pointer names alone, once a full reading of this worker has found nothing wrong. */
const createQuickReading = (places: VaultPlaces, call: Call) => {
  let knownSerial: number | null = null;
  return {
    read: async (): Promise<FoundCopy | null> => {
      if (knownSerial === null) return null;
      try {
        const copy = readPointedCopy(await call(places.readLocal()));
        return copy !== null && copy.serial >= knownSerial ? copy : null;
      } catch {
        return null; // the full reading finds out what is wrong
      }
    },
    learn: (choice: Choice): void => {
      const isSound = choice.status === "found" && choice.isComplete && !choice.isRolledBack;
      knownSerial = isSound ? choice.copies[0].serial : null;
    },
    /** After a save, whatever became of it. */
    forget: (): void => {
      knownSerial = null;
    },
  };
};

const foundAlone = (copy: FoundCopy): Choice => ({
  status: "found",
  copies: [copy],
  isRolledBack: false,
  isComplete: true,
  isPartlyUnreadable: false,
  lastSerial: copy.serial,
});
