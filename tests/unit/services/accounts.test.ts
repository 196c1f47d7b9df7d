import { describe, expect, it } from "vitest";
import { encodeBase32, encodeBase64, encodeHex } from "../../../lib/core/bytes.ts";
import {
  codeNow,
  codeOfFailure,
  createRig,
  createUnlockedRig,
  enrolAccount,
  newKeycloakSecret,
  type Rig,
  uriOf,
} from "../fakes/rig.ts";

const add = (rig: Rig, uri: string, onSameName: "ask" | "keep-both" | "replace" = "ask") =>
  rig.services().accounts.add({ uri, onSameName });

describe("accounts: add", () => {
  it("keeps a new account as confirmed and bound to no page", async () => {
    const rig = await createUnlockedRig();

    const outcome = await add(rig, uriOf(newKeycloakSecret()));

    const [account] = await rig.services().accounts.list();
    expect(outcome).toEqual({ status: "added", accountId: account?.id });
    expect(account).toMatchObject({ status: "confirmed", origin: null, accountName: "member001" });
  });

  it("adds a secret once and names the account that has it", async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    const first = await add(rig, uriOf(secret));

    const second = await add(rig, uriOf(secret, "another name"), "keep-both");

    expect(second).toEqual({ ...first, status: "same-secret" });
    expect(await rig.services().accounts.list()).toHaveLength(1);
  });

  it("takes the same secret out of the bin", async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    const { accountId } = await add(rig, uriOf(secret));
    await rig.services().accounts.delete(accountId);

    expect(await add(rig, uriOf(secret))).toEqual({ status: "added", accountId });

    expect(await rig.services().accounts.list()).toMatchObject([{ id: accountId, deletedAtMs: null }]);
  });

  it("asks about a name that is taken and changes nothing until it is told what to do", async () => {
    const rig = await createUnlockedRig();
    const { accountId } = await add(rig, uriOf(newKeycloakSecret()));
    const before = rig.vaultRepository.stored;

    expect(await add(rig, uriOf(newKeycloakSecret()))).toEqual({ status: "same-name", accountId });

    expect(rig.vaultRepository.stored).toBe(before);
  });

  it("keeps both on request, or puts the old one into the bin", async () => {
    const rig = await createUnlockedRig();
    const old = await add(rig, uriOf(newKeycloakSecret()));

    await add(rig, uriOf(newKeycloakSecret()), "keep-both");
    expect((await rig.services().accounts.list()).map(({ deletedAtMs }) => deletedAtMs)).toEqual([
      null,
      null,
    ]);
    await add(rig, uriOf(newKeycloakSecret()), "replace");

    const list = await rig.services().accounts.list();
    expect(list).toHaveLength(3);
    expect(list.find(({ id }) => id === old.accountId)?.deletedAtMs).toBe(rig.clock.nowMs());
  });

  it.each([
    ["another scheme", "https://demo.portal.kosmo-web.jp/"],
    ["a counter-based key", "otpauth://hotp/a?secret=JBSWY3DPEHPK3PXPJBSWY3DP&counter=1"],
    ["no secret", "otpauth://totp/a"],
    ["nothing", ""],
  ])("refuses %s with one code and adds nothing", async (_, uri) => {
    const rig = await createUnlockedRig();

    expect(await codeOfFailure(add(rig, uri))).toBe("invalid-uri");

    expect(await rig.services().accounts.list()).toEqual([]);
  });
});

describe("accounts: names, bin and confirmation", () => {
  it("renames, confirms, bins, restores and erases one account and leaves the other alone", async () => {
    const rig = await createUnlockedRig();
    const other = await enrolAccount(rig, newKeycloakSecret());
    const { accountId } = await add(rig, uriOf(newKeycloakSecret(), "second"));
    const one = async (id: string) => (await rig.services().accounts.list()).find((item) => item.id === id);

    await rig.services().accounts.rename({ accountId, issuer: "新", accountName: "名", deviceName: "机" });
    expect(await one(accountId)).toMatchObject({ issuer: "新", accountName: "名", deviceName: "机" });
    await rig.services().accounts.confirm(other);
    expect(await one(other)).toMatchObject({ status: "confirmed" });
    await rig.services().accounts.delete(accountId);
    expect(await one(accountId)).toMatchObject({ deletedAtMs: rig.clock.nowMs() });
    await rig.services().accounts.restore(accountId);
    expect(await one(accountId)).toMatchObject({ deletedAtMs: null });
    await rig.services().accounts.delete(accountId);
    await rig.services().accounts.erase(accountId);

    expect(await one(accountId)).toBeUndefined();
    expect(await one(other)).toBeDefined();
  });

  it("refuses to erase an account in use, as one that another window took out of the bin", async () => {
    const rig = await createUnlockedRig();
    const { accountId } = await add(rig, uriOf(newKeycloakSecret()));

    expect(await codeOfFailure(rig.services().accounts.erase(accountId))).toBe("changed-elsewhere");

    expect(await rig.services().accounts.list()).toHaveLength(1);
  });

  it("names an account that is gone and an account name that is too long", async () => {
    const rig = await createUnlockedRig();
    const { accountId } = await add(rig, uriOf(newKeycloakSecret()));
    const names = { issuer: "", accountName: "x".repeat(129), deviceName: "" };

    expect(await codeOfFailure(rig.services().accounts.delete("gone"))).toBe("account-missing");
    expect(await codeOfFailure(rig.services().accounts.rename({ accountId, ...names }))).toBe(
      "invalid-account",
    );
  });
});

describe("accounts: codes and summaries", () => {
  it("shows this step's and the next code of the wanted accounts, with the background's time", async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    const { accountId } = await add(rig, uriOf(secret));
    await add(rig, uriOf(newKeycloakSecret(), "unwanted"));

    const { timeMs, codes } = await rig.services().accounts.codes([accountId, "gone"]);

    expect(timeMs).toBe(rig.clock.nowMs());
    expect(codes).toEqual([
      {
        accountId,
        code: codeNow(rig, secret),
        nextCode: codeNow(rig, secret, 1),
        step: timeMs / 30_000,
        isUsed: false,
      },
    ]);
  });

  it("never contain the secret in any writing", async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    const bytes = new TextEncoder().encode(secret);
    const { accountId } = await add(rig, uriOf(secret));

    const seen = JSON.stringify([
      await rig.services().accounts.list(),
      await rig.services().accounts.codes([accountId]),
    ]);

    for (const writing of [secret, encodeBase32(bytes), encodeBase64(bytes), encodeHex(bytes)]) {
      expect(seen.includes(writing)).toBe(false);
    }
  });

  it("are closed while the vault is locked or missing", async () => {
    const rig = await createUnlockedRig();
    await rig.services().session.lock();

    expect(await codeOfFailure(rig.services().accounts.list())).toBe("locked");
    expect(await codeOfFailure(rig.services().accounts.codes([]))).toBe("locked");
    expect(await codeOfFailure(rig.services().accounts.delete("any"))).toBe("locked");
    expect(await codeOfFailure(createRig().services().accounts.list())).toBe("no-vault");
  });
});
