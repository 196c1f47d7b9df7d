import { describe, expect, it } from "vitest";
import { encodeBase32, encodeBase64, encodeHex } from "../../../lib/core/bytes.ts";
import type { EnrolMaterial } from "../../../lib/protocol/requests.ts";
import {
  codeOfFailure,
  createRig,
  createUnlockedRig,
  enrol,
  enrolAccount,
  material,
  newKeycloakSecret,
  OTHER_PORTAL,
  PORTAL,
  qrMaterial,
  type Rig,
  sender,
  unlock,
  uriOf,
} from "../fakes/rig.ts";

const list = (rig: Rig) => rig.services().accounts.list();

describe("enrol", () => {
  it("keeps a pending account of the sender's origin, from the QR and from the written key", async () => {
    for (const make of [qrMaterial, (_: Rig, secret: string) => material(secret)]) {
      const rig = await createUnlockedRig();

      const outcome = await enrol(rig, sender(), make(rig, newKeycloakSecret()));

      const [account] = await list(rig);
      expect(outcome).toEqual({
        status: "stored",
        accountId: account?.id,
        deviceName: "自宅PC (Chrome)",
        pleaseCheck: false,
      });
      expect(account).toMatchObject({
        origin: PORTAL,
        status: "pending",
        deviceName: "自宅PC (Chrome)",
        issuer: "見本健康保険組合",
        createdAtMs: rig.clock.nowMs(),
      });
    }
  });

  it("is forbidden without a gesture, with a used one and with one of another document", async () => {
    const rig = await createUnlockedRig();
    const page = qrMaterial(rig, newKeycloakSecret());

    expect(await codeOfFailure(rig.services().enrolment.enrol(sender(), page))).toBe("forbidden");
    await enrol(rig, sender(), page);
    expect(await codeOfFailure(rig.services().enrolment.enrol(sender(), page))).toBe("forbidden");
    await rig.services().gestures.grant(sender(), "enrol");
    const other = sender({ documentId: "other" });
    expect(await codeOfFailure(rig.services().enrolment.enrol(other, page))).toBe("forbidden");

    expect(await list(rig)).toHaveLength(1);
  });

  it("asks to check a secret that Keycloak cannot have made", async () => {
    const rig = await createUnlockedRig();

    expect(await enrol(rig, sender(), material("not-alphanumeric-at-all!"))).toMatchObject({
      pleaseCheck: true,
    });
  });

  it("lets only the enrolling document ask which account it enrolled", async () => {
    const rig = await createUnlockedRig();
    const accountId = await enrolAccount(rig, newKeycloakSecret());
    const { enrolment } = rig.services();

    expect(await enrolment.enrolledBy(sender())).toBe(accountId);
    expect(await enrolment.enrolledBy(sender({ documentId: "other" }))).toBeNull();
    expect(await enrolment.enrolledBy(sender({ tabId: 8 }))).toBeNull();
  });

  it("puts no secret into the session memory, in any writing", async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    const bytes = new TextEncoder().encode(secret);
    await enrolAccount(rig, secret);

    await rig.services().session.lock();
    await enrol(rig, sender(), qrMaterial(rig, secret));

    for (const writing of [secret, encodeBase32(bytes), encodeBase64(bytes), encodeHex(bytes)]) {
      expect(rig.session.dump().includes(writing)).toBe(false);
    }
  });
});

describe("enrol: the same page again", () => {
  it("keeps one account for one secret, also from the other set-up page", async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    const accountId = await enrolAccount(rig, secret);

    expect(await enrolAccount(rig, secret)).toBe(accountId);
    expect(await enrolAccount(rig, secret, { page: material(secret) })).toBe(accountId);

    expect(await list(rig)).toHaveLength(1);
  });

  it("moves an unfinished set-up of the same login to the bin when the page shows a new secret", async () => {
    const rig = await createUnlockedRig();
    const first = await enrolAccount(rig, newKeycloakSecret());
    rig.clock.advance(1_000);

    const second = await enrolAccount(rig, newKeycloakSecret());

    expect((await list(rig)).map(({ id, deletedAtMs }) => [id, deletedAtMs])).toEqual([
      [first, rig.clock.nowMs()],
      [second, null],
    ]);
  });

  it("leaves a confirmed account and another society's set-up beside the new one", async () => {
    const rig = await createUnlockedRig();
    const confirmed = await enrolAccount(rig, newKeycloakSecret());
    await rig.services().accounts.confirm(confirmed);
    await enrolAccount(rig, newKeycloakSecret(), { from: sender({ origin: OTHER_PORTAL }) });

    await enrolAccount(rig, newKeycloakSecret());

    expect((await list(rig)).map(({ deletedAtMs }) => deletedAtMs)).toEqual([null, null, null]);
  });

  it("takes a secret out of the bin and binds one without a page to this page", async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    const { accountId } = await rig.services().accounts.add({ uri: uriOf(secret), onSameName: "ask" });
    await rig.services().accounts.delete(accountId);

    expect(await enrolAccount(rig, secret)).toBe(accountId);

    expect(await list(rig)).toMatchObject([
      { id: accountId, origin: PORTAL, deletedAtMs: null, deviceName: "自宅PC (Chrome)" },
    ]);
  });

  it("does not hand an account that belongs to one society to another", async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    await enrolAccount(rig, secret);

    await enrolAccount(rig, secret, { from: sender({ origin: OTHER_PORTAL }) });

    expect(await list(rig)).toMatchObject([{ origin: PORTAL }]);
  });

  it("stores nothing when the disk is full, and says so", async () => {
    const rig = await createUnlockedRig();
    const before = rig.vaultRepository.stored;
    rig.vaultRepository.isFull = true;

    expect(await codeOfFailure(enrol(rig, sender(), material(newKeycloakSecret())))).toBe("storage-failed");

    expect(rig.vaultRepository.stored).toBe(before);
    expect(await rig.services().enrolment.enrolledBy(sender())).toBeNull();
  });
});

describe("enrol: device name", () => {
  const nameFor = async (rig: Rig, changes: Partial<EnrolMaterial> = {}): Promise<string> => {
    const secret = newKeycloakSecret();
    const outcome = await enrol(rig, sender(), qrMaterial(rig, secret, [uriOf(secret)], changes));
    return outcome.status === "stored" ? outcome.deviceName : outcome.status;
  };
  const confirmAll = async (rig: Rig) => {
    for (const { id, deletedAtMs } of await list(rig)) {
      if (deletedAtMs === null) await rig.services().accounts.confirm(id);
    }
  };

  it("is what the member has typed, before anything else", async () => {
    const rig = await createUnlockedRig();
    await rig.services().settings.set({ autoLockMinutes: 10, autoSubmit: false, deviceName: "居間" });

    expect(await nameFor(rig, { deviceName: "書斎" })).toBe("書斎");
  });

  it("is the member's setting unless an account of this portal bears it", async () => {
    const rig = await createUnlockedRig();
    await rig.services().settings.set({ autoLockMinutes: 10, autoSubmit: false, deviceName: "居間" });
    expect(await nameFor(rig)).toBe("居間");
    await confirmAll(rig);

    expect(await nameFor(rig)).toBe("自宅PC (Chrome)");
  });

  it("counts up beside confirmed accounts of this portal and not beside another's", async () => {
    const rig = await createUnlockedRig();
    await enrolAccount(rig, newKeycloakSecret(), { from: sender({ origin: OTHER_PORTAL }) });
    await confirmAll(rig);
    expect(await nameFor(rig)).toBe("自宅PC (Chrome)");
    await confirmAll(rig);

    expect(await nameFor(rig)).toBe("自宅PC (Chrome) (2)");
  });

  it("is proposed again for an unfinished set-up, and another one once the portal refused it", async () => {
    const rig = await createUnlockedRig();
    const secret = newKeycloakSecret();
    const again = async (isDeviceNameRefused: boolean) => {
      const page = qrMaterial(rig, secret, [uriOf(secret)], { isDeviceNameRefused });
      const outcome = await enrol(rig, sender(), page);
      return outcome.status === "stored" ? outcome.deviceName : outcome.status;
    };

    expect([await again(false), await again(false), await again(true)]).toEqual([
      "自宅PC (Chrome)",
      "自宅PC (Chrome)",
      "自宅PC (Chrome) (2)",
    ]);
    expect(await list(rig)).toMatchObject([{ deviceName: "自宅PC (Chrome) (2)" }]);
  });
});

describe("enrol: refused pages", () => {
  const secret = "Ab3dEf6hIjKlMnOpQrS1";
  const other = "Zb3dEf6hIjKlMnOpQrS1";
  const pages: readonly [string, string, (rig: Rig) => EnrolMaterial][] = [
    ["qr-unreadable", "a page without any copy", () => material(secret, { keyText: null })],
    ["qr-unreadable", "a QR that holds nothing readable", (rig) => qrMaterial(rig, secret, [])],
    [
      "qr-unreadable",
      "a picture that is none",
      () => material(secret, { hasQr: true, qrPng: "AAAA", keyText: null }),
    ],
    [
      "qr-unreadable",
      "a QR of a picture that did not load",
      () => material(secret, { hasQr: true, keyText: null }),
    ],
    ["several-codes", "two set-up codes", (rig) => qrMaterial(rig, secret, [uriOf(secret), uriOf(other)])],
    ["copies-disagree", "a form with another secret", (rig) => qrMaterial(rig, secret, [uriOf(other)])],
    ["copies-disagree", "a key with another secret", () => material(secret, { totpSecret: other })],
    ["foreign-link", "a link", (rig) => qrMaterial(rig, secret, ["https://demo.portal.kosmo-web.jp/"])],
    [
      "foreign-migration",
      "a transfer code",
      (rig) => qrMaterial(rig, secret, ["otpauth-migration://offline?data=AAAA"]),
    ],
    [
      "foreign-hotp",
      "a counter-based key",
      (rig) => qrMaterial(rig, secret, [uriOf(secret).replace("totp", "hotp")]),
    ],
    ["foreign-steam", "a game's key", (rig) => qrMaterial(rig, secret, ["steam://JBSWY3DPEHPK3PXP"])],
    [
      "foreign-microsoft",
      "an approval code",
      (rig) => qrMaterial(rig, secret, ["phonefactor://activate_account?code=1"]),
    ],
    ["foreign-other", "a plain text", (rig) => qrMaterial(rig, secret, ["hello"])],
    [
      "damaged-code",
      "a broken set-up code",
      (rig) => qrMaterial(rig, secret, ["otpauth://totp/a?secret=A&secret=B"]),
    ],
    ["damaged-key", "a key with a character too few", () => material(secret, { keyText: "IFRD GZC" })],
    [
      "unsupported",
      "nine digits",
      () => material(secret, { parameters: { ...material(secret).parameters, digits: "桁数: 9" } }),
    ],
  ];

  it.each(pages)("are answered with %s: %s; nothing is stored", async (code, _, make) => {
    const rig = await createUnlockedRig();
    const before = rig.vaultRepository.stored;

    expect(await enrol(rig, sender(), make(rig))).toEqual({ status: "refused", code });

    expect(rig.vaultRepository.stored).toBe(before);
    expect(await rig.services().enrolment.enrolledBy(sender())).toBeNull();
  });

  it.each(pages)(
    "open no page of ours while there is no vault or a locked one: %s, %s",
    async (code, _, make) => {
      const missing = createRig();
      const locked = await createUnlockedRig();
      await locked.services().session.lock();

      for (const rig of [missing, locked]) {
        expect(await enrol(rig, sender(), make(rig))).toEqual({ status: "refused", code });
        expect(rig.tabs.opened).toEqual([]);
        expect(await rig.services().intents.pending()).toBeNull();
      }
    },
  );
});

describe("enrol: before there is an open vault", () => {
  it("leads to the welcome page without a vault and to the unlock page with a locked one", async () => {
    const missing = createRig();
    const locked = await createUnlockedRig();
    await locked.services().session.lock();

    for (const [rig, page] of [
      [missing, "welcome"],
      [locked, "unlock"],
    ] as const) {
      expect(await enrol(rig, sender(), material(newKeycloakSecret()))).toEqual({ status: "unlock-opened" });
      expect(rig.tabs.opened).toEqual([{ page, openerTabId: 7 }]);
      expect(await rig.services().intents.pending()).toEqual({
        intent: "enrol",
        host: "demo.portal.kosmo-web.jp",
      });
    }
  });

  it("continues after the unlock in the same document without another click", async () => {
    const rig = await createUnlockedRig();
    rig.tabs.show({ tabId: 7, kind: "setup-qr" });
    const secret = newKeycloakSecret();
    await rig.services().session.lock();
    await enrol(rig, sender(), material(secret));

    await unlock(rig, rig.rootKey);
    expect(await rig.services().intents.resume()).toEqual({ status: "resumed" });

    expect(await rig.services().enrolment.enrol(sender(), material(secret))).toMatchObject({
      status: "stored",
    });
  });
});
