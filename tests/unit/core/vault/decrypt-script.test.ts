import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { randomBytes } from "@noble/hashes/utils.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatBackup } from "../../../../lib/core/backup/backup-file.ts";
import { encodeBase32 } from "../../../../lib/core/bytes.ts";
import { type Envelope, newVaultId } from "../../../../lib/core/vault/envelope.ts";
import { deriveRootKey, newScryptParameters } from "../../../../lib/core/vault/kdf.ts";
import { createPasswordSlot, newVaultKey } from "../../../../lib/core/vault/key-slot.ts";
import { formatRecoveryCode } from "../../../../lib/core/vault/recovery-code.ts";
import { sealVault } from "../../../../lib/core/vault/seal.ts";
import { makeAccount, makePasskeySlot, makeRecoverySlot, makeSample } from "./samples.ts";

const SCRIPT = fileURLToPath(new URL("../../../../scripts/decrypt-vault.mjs", import.meta.url));
const PASSWORD = "ｽｸﾘﾌﾟﾄ の 確認 🔑";
const accounts = [
  makeAccount(),
  makeAccount({ id: "b", origin: null, key: { accountName: "別", algorithm: "SHA256" } }),
];

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vault-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A vault of our own code with all slot types, behind PASSWORD at full cost. */
async function sealOurs(code: Uint8Array = randomBytes(16)): Promise<object> {
  const [vaultKey, vaultId, kdf] = [newVaultKey(), newVaultId(), newScryptParameters()];
  const rootKey = await deriveRootKey(PASSWORD, kdf);
  const slots = [
    await createPasswordSlot({ vaultKey, vaultId, kdf, rootKey }),
    await makePasskeySlot(vaultKey, vaultId, rootKey),
    await makeRecoverySlot(vaultKey, vaultId, code),
  ];
  return sealVault({ vault: { schema: 1, accounts }, vaultKey, vaultId, generation: 9, slots });
}

function run(content: string, password: string, options: readonly string[] = []) {
  const file = join(folder, "vault.json");
  writeFileSync(file, content);
  return spawnSync(process.execPath, [SCRIPT, ...options, file], {
    input: `${password}\n`,
    encoding: "utf8",
  });
}

describe("decrypt-vault.mjs", () => {
  it("opens what our code sealed, refuses a wrong password and an altered file, and prints nothing then", async () => {
    const envelope = await sealOurs();

    const opened = run(JSON.stringify(envelope), PASSWORD);
    const wrong = run(JSON.stringify(envelope), `${PASSWORD}.`);
    const altered = run(JSON.stringify({ ...envelope, generation: 10 }), PASSWORD);

    expect(opened.stderr).toBe("");
    expect(opened.status).toBe(0);
    expect(JSON.parse(opened.stdout)).toEqual(
      accounts.map(({ key, origin, deviceName, status }) => {
        const { secret, ...parameters } = key;
        const times = { createdAt: new Date(1_790_000_000_000).toISOString(), deletedAt: null };
        return { ...parameters, secretBase32: encodeBase32(secret), origin, deviceName, status, ...times };
      }),
    );
    expect(wrong).toMatchObject({ status: 2, stdout: "", stderr: "The password is wrong.\n" });
    expect(altered).toMatchObject({ status: 1, stdout: "", stderr: "The file is damaged or was altered.\n" });
  });

  it("opens by the recovery code as typed, and refuses another code and a typing error", async () => {
    const bytes = randomBytes(16);
    const code = formatRecoveryCode(bytes);
    const envelope = JSON.stringify(await sealOurs(bytes));
    const open = (typed: string) => run(envelope, typed, ["--recovery-code"]);
    const typed = code.toLowerCase().replaceAll("0", "o").replaceAll("1", "l").replaceAll("-", "　");

    const opened = open(typed);

    expect(opened.stderr).toBe("");
    expect(opened.status).toBe(0);
    expect(JSON.parse(opened.stdout)).toHaveLength(accounts.length);
    expect(open(formatRecoveryCode(randomBytes(16)))).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "The recovery code is wrong.\n",
    });
    expect(open(code.slice(0, -1))).toMatchObject({ status: 2, stdout: "" });
    expect(open(`${code.startsWith("0") ? "1" : "0"}${code.slice(1)}`)).toMatchObject({
      status: 2,
      stdout: "",
    });
  });

  it("says when a vault has no recovery code", async () => {
    const { envelope } = await makeSample();

    expect(run(JSON.stringify(envelope), "", ["--recovery-code"])).toMatchObject({
      status: 1,
      stderr: "The vault has no recovery slot.\n",
    });
  });

  it.each([
    ["no JSON", "{", "The file cannot be read or is not JSON.\n"],
    ["another format", '{"format":"other"}', "This is not a vault file.\n"],
    [
      "a later version",
      '{"format":"hitotoki-vault","version":2}',
      "The vault has a format that this script does not know.\n",
    ],
    [
      "a later back-up",
      '{"format":"hitotoki-backup","version":2}',
      "The back-up has a format that this script does not know.\n",
    ],
    ["half a back-up", '{"format":"hitotoki-backup","version":1}', "The file is damaged or was altered.\n"],
    ["half a vault", '{"format":"hitotoki-vault","version":1}', "The file is damaged or was altered.\n"],
  ])("refuses %s", (_, content, message) => {
    expect(run(content, PASSWORD)).toMatchObject({ status: 1, stdout: "", stderr: message });
  });

  it("refuses a back-up whose checksum does not fit", async () => {
    const createdAtMs = 1_790_000_000_000;
    const envelope = (await sealOurs()) as Envelope;
    const text = formatBackup({ kind: "master", createdAtMs, envelope });

    expect(run(text, PASSWORD)).toMatchObject({ status: 0, stderr: "" });
    expect(run(text.replace(`${createdAtMs}`, `${createdAtMs + 1}`), PASSWORD)).toMatchObject({
      status: 1,
      stdout: "",
      stderr: "The file is damaged or was altered.\n",
    });
  });

  it("refuses costs outside the limits before any work", () => {
    const kdf = { ...newScryptParameters(), N: 2 ** 30 };
    const bomb = { format: "hitotoki-vault", version: 1, slots: [{ type: "password", kdf }] };

    expect(run(JSON.stringify(bomb), PASSWORD)).toMatchObject({
      status: 1,
      stderr: "The key derivation is outside the accepted costs.\n",
    });
  });
});
