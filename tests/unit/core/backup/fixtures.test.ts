/** Back-ups written by the first release of the format. They must open for ever: never make them anew. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  type BackupFile,
  formatBackup,
  hasWeakKdf,
  readBackup,
} from "../../../../lib/core/backup/backup-file.ts";
import { readFileText } from "../../../../lib/core/backup/file-text.ts";
import { BACKUP_KDF_LIMITS } from "../../../../lib/core/backup/kdf-limits.ts";
import { openBackup } from "../../../../lib/core/backup/open-backup.ts";
import { encodeBase32 } from "../../../../lib/core/bytes.ts";
import { findPasswordSlot } from "../../../../lib/core/vault/envelope.ts";
import { deriveRootKey } from "../../../../lib/core/vault/kdf.ts";
import type { Vault } from "../../../../lib/core/vault/vault.ts";

const SCRIPT = fileURLToPath(new URL("../../../../scripts/decrypt-vault.mjs", import.meta.url));

/** The synthetic password as it was typed when the files were made. */
const PASSWORD = "控えの　Ｓａｍｐｌｅ ﾊﾟｽﾜｰﾄﾞ 🔑 2026";

/** The synthetic PRF output and recovery code of the file with all slots: counted bytes. */
const PRF_OUTPUT = Uint8Array.from({ length: 32 }, (_, index) => 32 + index);
const RECOVERY_CODE = Uint8Array.from({ length: 16 }, (_, index) => 64 + index);

const EXPECTED: Vault = {
  schema: 1,
  accounts: [
    {
      id: "11111111-1111-4111-8111-111111111111",
      key: {
        type: "totp",
        issuer: "見本健康保険組合加入者ページ",
        accountName: "member001",
        secret: Uint8Array.from({ length: 20 }, (_, index) => 1 + index),
        algorithm: "SHA1",
        digits: 6,
        period: 30,
      },
      origin: "https://demo.portal.kosmo-web.jp",
      deviceName: "自宅PC",
      status: "confirmed",
      createdAtMs: 1_790_000_000_000,
      deletedAtMs: null,
    },
    {
      id: "22222222-2222-4222-8222-222222222222",
      key: {
        type: "totp",
        issuer: "",
        accountName: "Ｍember🔑@example.invalid",
        secret: Uint8Array.from({ length: 64 }, (_, index) => 100 + index),
        algorithm: "SHA512",
        digits: 8,
        period: 60,
      },
      origin: null,
      deviceName: "",
      status: "pending",
      createdAtMs: 1_790_000_000_001,
      deletedAtMs: 1_790_000_000_002,
    },
  ],
};

const NAMES = ["v1-master.json", "v1-own.json", "v1-weak-kdf.json"];

const pathOf = (name: string) => fileURLToPath(new URL(`../../../fixtures/backup/${name}`, import.meta.url));
const textOf = (name: string) => readFileText(readFileSync(pathOf(name)));
const openBy = async (file: BackupFile, slotId: string, rootKey: Uint8Array) =>
  (await openBackup(file, { slotId, rootKey }))?.vault ?? null;
const runScript = (name: string, password: string) =>
  spawnSync(process.execPath, [SCRIPT, pathOf(name)], { input: `${password}\n`, encoding: "utf8" });

describe("a frozen back-up file of version 1", () => {
  it.each(NAMES)("opens by its password: %s", async (name) => {
    const file = readBackup(textOf(name));
    const slot = findPasswordSlot(file.envelope)!;

    const rootKey = await deriveRootKey(PASSWORD, slot.kdf, { limits: BACKUP_KDF_LIMITS });

    expect(file.createdAtMs).toBe(1_790_000_100_000);
    expect(hasWeakKdf(file)).toBe(name === "v1-weak-kdf.json");
    expect(await openBy(file, slot.id, rootKey)).toEqual(EXPECTED);
  });

  it("under the master password opens by passkey and recovery code too", async () => {
    const file = readBackup(textOf("v1-master.json"));
    const [, passkey, recovery] = file.envelope.slots;

    expect(await openBy(file, passkey!.id, PRF_OUTPUT)).toEqual(EXPECTED);
    expect(await openBy(file, recovery!.id, RECOVERY_CODE)).toEqual(EXPECTED);
    expect(await openBy(file, recovery!.id, PRF_OUTPUT)).toBeNull();
  });

  it.each(NAMES)("is written again byte for byte: %s", (name) => {
    const { kind, createdAtMs, envelope } = readBackup(textOf(name));

    expect(formatBackup({ kind: kind as "own", createdAtMs: createdAtMs ?? 0, envelope })).toBe(textOf(name));
  });

  it.each(NAMES)("opens by the script that shares no code with the extension: %s", (name) => {
    const { status, stdout, stderr } = runScript(name, PASSWORD);

    expect([status, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toMatchObject(
      EXPECTED.accounts.map(({ key, origin, deviceName, status: state }) => {
        const { secret, ...parameters } = key;
        return { ...parameters, secretBase32: encodeBase32(secret), origin, deviceName, status: state };
      }),
    );
  });

  it("is refused by the script for a wrong password, with nothing printed", () => {
    expect(runScript("v1-own.json", `${PASSWORD}.`)).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "The password is wrong.\n",
    });
  });
});
