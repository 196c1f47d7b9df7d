import { describe, expect, it } from "vitest";
import { formatBackup, readBackup } from "../../../lib/core/backup/backup-file.ts";
import { encodeBase32 } from "../../../lib/core/bytes.ts";
import {
  codeOfFailure,
  createRig,
  createUnlockedRig,
  newKeycloakSecret,
  newPassword,
  newRecoveryKey,
  passwordSlotId,
  type Rig,
  setRecovery,
  unlock,
  uriOf,
} from "../fakes/rig.ts";

const DAY_MS = 24 * 60 * 60_000;

const add = (rig: Rig, name: string, secret = newKeycloakSecret()) =>
  rig.services().accounts.add({ uri: uriOf(secret, name), onSameName: "keep-both" });

const proofOf = async (rig: Rig & { rootKey: string }) => ({
  slotId: await passwordSlotId(rig),
  rootKey: rig.rootKey,
});

const make = async (rig: Rig) => {
  const made = await rig.services().backup.make();
  await rig.services().backupStatus.noteSaved(made.createdAtMs, made.countedChanges);
  return made.text;
};

describe("backup.make", () => {
  it("under the master password is the stored vault with all its slots", async () => {
    const rig = await createUnlockedRig();
    await add(rig, "a");

    const { text, createdAtMs } = await rig.services().backup.make();

    expect(readBackup(text)).toEqual({
      kind: "master",
      createdAtMs,
      envelope: JSON.parse(rig.vaultRepository.stored ?? ""),
    });
    expect(createdAtMs).toBe(rig.clock.nowMs());
  });

  it("under a password of its own opens by that alone", async () => {
    const rig = await createUnlockedRig();
    await add(rig, "a");
    const password = newPassword();

    const wrong = { ...(await proofOf(rig)), rootKey: newPassword().rootKey };
    expect(await rig.services().backup.makeOwn(password, wrong)).toBe(null);
    const { text } = (await rig.services().backup.makeOwn(password, await proofOf(rig)))!;
    const file = readBackup(text);
    const slotId = file.envelope.slots[0]?.id ?? "";
    const open = (rootKey: string) => rig.services().backup.test({ text, proof: { slotId, rootKey } });

    expect(file.kind).toBe("own");
    expect(file.envelope.slots.map(({ type }) => type)).toEqual(["password"]);
    expect(await open(password.rootKey)).toMatchObject({ status: "opened", accountCount: 1, differences: 0 });
    expect(await open(rig.rootKey)).toEqual({ status: "wrong-password" });
  });

  it("needs an open vault, and works when nothing can be saved any more", async () => {
    const rig = await createUnlockedRig();
    rig.vaultRepository.isFull = true;
    rig.backupRecord.isFull = true;

    expect(await make(rig)).toContain("hitotoki-backup");
    await rig.services().session.lock();
    expect(await codeOfFailure(rig.services().backup.make())).toBe("locked");
    expect(await codeOfFailure(createRig().services().backup.make())).toBe("no-vault");
  });
});

describe("backup.test", () => {
  it("proves that the file opens and counts what differs", async () => {
    const rig = await createUnlockedRig();
    await add(rig, "a");
    const text = await make(rig);
    const test = async () => rig.services().backup.test({ text, proof: await proofOf(rig) });

    expect(await test()).toMatchObject({ status: "opened", accountCount: 1, differences: 0 });
    await add(rig, "b");
    expect(await test()).toMatchObject({ status: "opened", accountCount: 1, differences: 1 });
  });

  it("counts as a look at the back-up only when it holds what the vault holds", async () => {
    const rig = await createUnlockedRig();
    await add(rig, "a");
    const text = await make(rig);
    await add(rig, "b");

    await rig.services().backup.test({ text, proof: await proofOf(rig) });
    expect(await rig.services().backup.state()).toMatchObject({ verifiedAtMs: null, changesSinceBackup: 1 });
    const later = await make(rig);
    rig.clock.advance(1_000);
    await rig.services().backup.test({ text: later, proof: await proofOf(rig) });

    expect(await rig.services().backup.state()).toMatchObject({
      verifiedAtMs: rig.clock.nowMs(),
      changesSinceBackup: 0,
    });
  });

  it("says nothing about a file whose password is wrong, nor to a locked vault", async () => {
    const rig = await createUnlockedRig();
    const text = await make(rig);
    const slotId = await passwordSlotId(rig);
    const wrong = { text, proof: { slotId, rootKey: newPassword().rootKey } };

    expect(await rig.services().backup.test(wrong)).toEqual({ status: "wrong-password" });
    await rig.services().session.lock();
    expect(await codeOfFailure(rig.services().backup.test(wrong))).toBe("locked");
  });

  it.each([
    ["no JSON", () => "{", "backup-damaged"],
    ["another checksum", (text: string) => text.replace(/"sha256":"(.)/, '"sha256":"+'), "backup-damaged"],
    [
      "a later version",
      (text: string) => text.replace('"version":1', '"version":2,"more":1'),
      "backup-newer",
    ],
  ])("refuses a file with %s", async (_, change, code) => {
    const rig = await createUnlockedRig();
    const text = change(await make(rig));

    expect(await codeOfFailure(rig.services().backup.test({ text, proof: await proofOf(rig) }))).toBe(code);
  });

  it("refuses a slot that the file does not have", async () => {
    const rig = await createUnlockedRig();
    const proof = { slotId: "AAAAAAAAAAAAAAAAAAAAAA==", rootKey: rig.rootKey };

    expect(await codeOfFailure(rig.services().backup.test({ text: await make(rig), proof }))).toBe(
      "backup-damaged",
    );
  });
});

describe("backup.plain", () => {
  it("gives the URIs of accounts outside the bin for the right password alone", async () => {
    const rig = await createUnlockedRig();
    const secrets = [newKeycloakSecret(), newKeycloakSecret()];
    await add(rig, "a", secrets[0]);
    const binned = await add(rig, "b", secrets[1]);
    await rig.services().accounts.delete(binned.accountId);
    const proof = await proofOf(rig);
    const [kept, gone] = secrets.map((secret) => encodeBase32(new TextEncoder().encode(secret)));

    const listed = await rig.services().backup.plain(proof);

    expect(listed).toMatchObject({ status: "listed", count: 1, leftOut: 0 });
    expect(JSON.stringify(listed)).toContain(kept);
    expect(JSON.stringify(listed)).not.toContain(gone);
    expect(await rig.services().backup.plain({ ...proof, rootKey: newPassword().rootKey })).toEqual({
      status: "wrong-password",
    });
  });
});

describe("a company's rule against exports", () => {
  it("forbids files and the plain list, reminds of nothing, and leaves checking as it is", async () => {
    const rig = await createUnlockedRig();
    await add(rig, "a");
    const text = await make(rig);
    const proof = await proofOf(rig);
    rig.backupRecord.stored = null;
    rig.policy.managed = { allowExport: false };

    expect(await codeOfFailure(rig.services().backup.make())).toBe("forbidden-by-policy");
    expect(await codeOfFailure(rig.services().backup.makeOwn(newPassword(), await proofOf(rig)))).toBe(
      "forbidden-by-policy",
    );
    expect(await codeOfFailure(rig.services().backup.plain(proof))).toBe("forbidden-by-policy");
    expect((await rig.services().backup.state()).reminder).toBe("none");
    expect(await rig.services().backup.test({ text, proof })).toMatchObject({ status: "opened" });
  });
});

describe("backup.state", () => {
  it.each(["a changed password", "keys made new", "a recovery"])(
    "reminds of a new back-up after %s, because the last one opens with what was valid before",
    async (change) => {
      const rig = await createUnlockedRig();
      await add(rig, "a");
      const code = await setRecovery(rig, rig.rootKey);
      const { backup, backupStatus, keySlots, recovery } = rig.services();
      await backupStatus.noteSaved(rig.clock.nowMs(), 9);
      expect((await backup.state()).reminder).toBe("none");
      const [proof, next] = [await proofOf(rig), newPassword()];

      rig.clock.advance(1);
      const wrong = { ...proof, rootKey: newPassword().rootKey };
      expect(await keySlots.changePassword(wrong, next)).toBe("wrong-password");
      expect((await backup.state()).reminder).toBe("none");
      if (change === "a changed password") await keySlots.changePassword(proof, next);
      if (change === "keys made new") await keySlots.rotate(proof);
      if (change === "a recovery")
        await recovery.use({ rootKey: code, next, nextRecoveryRootKey: newRecoveryKey() });

      expect((await backup.state()).reminder).toBe("new-keys");
      rig.clock.advance(1);
      await backupStatus.noteSaved(rig.clock.nowMs(), 0);
      expect((await backup.state()).reminder).toBe("none");
    },
  );

  it("reminds from the first account on, insists after three days, and waits when told to", async () => {
    const rig = await createUnlockedRig();
    const reminder = async () => (await rig.services().backup.state()).reminder;
    expect(await reminder()).toBe("none");
    await add(rig, "a");
    expect(await reminder()).toBe("banner");

    rig.clock.advance(3 * DAY_MS);
    await unlock(rig, rig.rootKey);
    expect(await reminder()).toBe("insist");
    await rig.services().backupStatus.snooze();
    expect(await reminder()).toBe("banner");
    rig.clock.advance(DAY_MS);
    await unlock(rig, rig.rootKey);

    expect(await reminder()).toBe("insist");
  });

  it("is quiet after a back-up until three changes", async () => {
    const rig = await createUnlockedRig();
    const reminder = async () => (await rig.services().backup.state()).reminder;
    const added = await add(rig, "a");
    const { accountId } = added;
    await make(rig);
    const rename = (issuer: string) =>
      rig.services().accounts.rename({ accountId, issuer, accountName: "a", deviceName: "" });

    await rename("1");
    await rename("2");
    expect(await reminder()).toBe("none");
    await rename("3");

    expect(await reminder()).toBe("changed");
  });

  it("keeps counting changes that came between making a file and saving it", async () => {
    const rig = await createUnlockedRig();
    await add(rig, "a");
    const made = await rig.services().backup.make();
    await add(rig, "b");

    await rig.services().backupStatus.noteSaved(made.createdAtMs, made.countedChanges);

    expect(await rig.services().backup.state()).toMatchObject({ changesSinceBackup: 1 });
  });

  it("takes a damaged record for never backed up, and an empty vault for nothing to back up", async () => {
    const rig = await createUnlockedRig();
    const { accountId } = await add(rig, "a");
    await make(rig);
    for (const damage of [null, 7, "x", {}, { lastBackupAtMs: Number.NaN, changesSinceBackup: -1 }]) {
      rig.backupRecord.stored = damage;
      expect(await rig.services().backup.state()).toMatchObject({ lastBackupAtMs: null, reminder: "banner" });
    }
    await rig.services().accounts.delete(accountId);

    expect((await rig.services().backup.state()).reminder).toBe("none");
  });

  it("does not take another vault's back-up for this one's", async () => {
    const rig = await createUnlockedRig();
    await add(rig, "a");
    await make(rig);
    rig.vaultRepository.stored = null; // lost, and begun anew
    await rig.services().vaultService.create(newPassword());
    await add(rig, "b");

    expect(await rig.services().backup.state()).toMatchObject({ lastBackupAtMs: null, reminder: "banner" });
  });

  it("believes no day to come that a file names", async () => {
    const rig = await createUnlockedRig();
    await add(rig, "a");
    const file = readBackup(await make(rig));
    const createdAtMs = rig.clock.nowMs() + 900 * DAY_MS;
    const text = formatBackup({ ...file, kind: "master", createdAtMs });

    await rig.services().backup.test({ text, proof: await proofOf(rig) });

    expect(await rig.services().backup.state()).toMatchObject({ lastBackupAtMs: rig.clock.nowMs() });
  });

  it("says nothing while locked, and a record that cannot be written never fails a save", async () => {
    const rig = await createUnlockedRig();
    rig.backupRecord.isFull = true;
    await add(rig, "a");
    expect(await rig.services().accounts.list()).toHaveLength(1);
    expect((await rig.services().vaultService.health()).isDegraded).toBe(true);

    await rig.services().session.lock();

    expect((await rig.services().backup.state()).reminder).toBe("none");
  });
});
