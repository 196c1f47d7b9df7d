/** Vaults sealed by the first release of format v1. They must open for ever: never make them anew. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Envelope, findPasswordSlot, readEnvelope } from "../../../../lib/core/vault/envelope.ts";
import { deriveRootKey } from "../../../../lib/core/vault/kdf.ts";
import { openVault } from "../../../../lib/core/vault/seal.ts";
import { unlockVault } from "../../../../lib/core/vault/unlock.ts";
import type { Vault } from "../../../../lib/core/vault/vault.ts";

/** The synthetic password as it was typed when the fixtures were made: full-width, half-width kana, emoji. */
const PASSWORD = "ひととき　Ｓａｍｐｌｅ ﾊﾟｽﾜｰﾄﾞ 🔑 2026";

/** The synthetic PRF output and recovery code of the fixture with all slots: counted bytes. */
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

function readFixture(name: string): Envelope {
  const url = new URL(`../../../fixtures/vault/${name}`, import.meta.url);
  return readEnvelope(JSON.parse(readFileSync(url, "utf8")));
}

async function openBy(envelope: Envelope, slotId: string, rootKey: Uint8Array): Promise<Vault | null> {
  const outcome = await unlockVault(envelope, slotId, rootKey);
  return outcome.status === "unlocked" ? openVault(envelope, outcome.vaultKey) : null;
}

describe("a frozen vault of format v1", () => {
  it.each(["v1-password.json", "v1-all-slots.json"])("opens by its password: %s", async (name) => {
    const envelope = readFixture(name);
    const slot = findPasswordSlot(envelope)!;

    const rootKey = await deriveRootKey(PASSWORD, slot.kdf);

    expect(slot.kdf).toMatchObject({ N: 131072, r: 8, p: 1 });
    expect(await openBy(envelope, slot.id, rootKey)).toEqual(EXPECTED);
  });

  it("opens by its passkey and by its recovery code", async () => {
    const envelope = readFixture("v1-all-slots.json");
    const [, passkey, recovery] = envelope.slots;

    expect(await openBy(envelope, passkey!.id, PRF_OUTPUT)).toEqual(EXPECTED);
    expect(await openBy(envelope, recovery!.id, RECOVERY_CODE)).toEqual(EXPECTED);
    expect(await openBy(envelope, recovery!.id, PRF_OUTPUT)).toBeNull();
  });
});
