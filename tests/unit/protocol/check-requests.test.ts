import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBase64 } from "../../../lib/core/bytes.ts";
import { pageReaders, portalReaders, readMessage, tabReaders } from "../../../lib/protocol/check-requests.ts";
import { PayloadError } from "../../../lib/protocol/readers.ts";
import { entryClaim, material, newKdf, verdict } from "../fakes/rig.ts";

const key = "A".repeat(43).concat("=");

describe("readMessage", () => {
  it("splits a known message into type and payload; a missing payload is null", () => {
    expect(readMessage(pageReaders, { type: "capture.take", payload: { captureId: "1" } })).toEqual({
      type: "capture.take",
      payload: { captureId: "1" },
    });
    expect(readMessage(pageReaders, { type: "vault.status" })).toEqual({
      type: "vault.status",
      payload: null,
    });
  });

  it.each([
    [null],
    [undefined],
    ["vault.status"],
    [["vault.status"]],
    [{}],
    [{ type: "unknown" }],
    [{ type: "toString" }],
    [{ type: "__proto__" }],
    [{ type: "constructor" }],
    [{ type: ["vault.status"] }],
    [{ type: 5 }],
  ])("does not know %j", (message) => {
    expect(readMessage(pageReaders, message)).toBeNull();
    expect(readMessage(portalReaders, message)).toBeNull();
    expect(readMessage(tabReaders, message)).toBeNull();
  });

  it("keeps the three tables apart: no type is in two of them", () => {
    const types = [pageReaders, portalReaders, tabReaders].flatMap(Object.keys);

    expect(new Set(types).size).toBe(types.length);
  });
});

describe("page requests", () => {
  it("take what our pages send", () => {
    const kdf = newKdf();
    const attempt = { slotId: "slot", rootKey: key };

    expect(pageReaders["vault.create"]({ kdf, rootKey: key })).toEqual({ kdf, rootKey: key });
    expect(pageReaders["vault.unlock"](attempt)).toEqual(attempt);
    expect(pageReaders["page.fill"]({ accountId: null })).toEqual({ accountId: null });
  });

  it.each([
    ["a cost above the cap", { N: 2 ** 19 }],
    ["a broken cost", { N: 2.5 }],
    ["no r", { r: undefined }],
    ["another algorithm", { algorithm: "argon2id" }],
    ["a salt that is no text", { salt: [1, 2, 3] }],
    ["one key more", { extra: 1 }],
  ])("refuse a key derivation with %s", (_, changes) => {
    const payload = { kdf: { ...newKdf(), ...changes }, rootKey: key };

    expect(() => pageReaders["vault.create"](payload)).toThrow(PayloadError);
  });

  it.each([
    ["15 bytes", encodeBase64(new Uint8Array(15))],
    ["17 bytes", encodeBase64(new Uint8Array(17))],
    ["no base64", "!".repeat(24)],
    ["no text", 16],
  ])("refuse a recovery code of %s and take 16 bytes", (_, rootKey) => {
    const right = { rootKey: encodeBase64(new Uint8Array(16)) };

    expect(() => pageReaders["recovery.check"]({ rootKey })).toThrow(PayloadError);
    expect(pageReaders["recovery.check"](right)).toEqual(right);
  });

  it.each([-1, 481, 1.5, Number.NaN, "10"])("refuse %s minutes until the lock", (autoLockMinutes) => {
    const settings = { autoLockMinutes, autoSubmit: false, deviceName: "" };

    expect(() => pageReaders["settings.set"](settings)).toThrow(PayloadError);
  });
});

describe("portal requests", () => {
  it("take what the content scripts send", () => {
    const rect = { x: -5, y: 0, width: 10.5, height: 10 };
    const selected = { rect, viewport: { width: 1280, height: 720 } };

    expect(portalReaders["portal.page"](verdict("entry"))).toEqual(verdict("entry"));
    expect(portalReaders["portal.enrol"](material("secret"))).toEqual(material("secret"));
    expect(portalReaders["portal.claim"](entryClaim())).toEqual(entryClaim());
    expect(portalReaders["region.selected"](selected)).toEqual(selected);
  });

  it.each([
    ["portal.gesture", { intent: "steal" }],
    ["portal.gesture", { intent: "fill", tabId: 1 }],
    ["portal.page", { ...verdict("entry"), kind: "made-up" }],
    ["portal.page", { ...verdict("entry"), errorField: "password" }],
    ["portal.claim", { ...entryClaim(), origin: "https://demo.portal.kosmo-web.jp" }],
    ["portal.claim", { ...entryClaim(), devices: Array.from({ length: 51 }, () => ({})) }],
    ["portal.enrol", { ...material("secret"), qrPng: "A".repeat(3_000_001) }],
    ["portal.enrol", { ...material("secret"), deviceName: "A".repeat(1_025) }],
    ["portal.submitted", { purpose: "entry", cancelled: false, code: "1".repeat(17), deviceName: "" }],
    ["region.selected", { rect: {}, viewport: { width: 0, height: 0 } }],
  ] as const)("refuse a payload of %s that is not of its shape (case %#)", (type, payload) => {
    expect(() => portalReaders[type](payload)).toThrow(PayloadError);
  });
});

describe("all payload readers", () => {
  const readers = Object.entries({ ...pageReaders, ...portalReaders, ...tabReaders });

  it.each(readers)("%s gives a value or a PayloadError for anything at all", (_, reader) => {
    fc.assert(
      fc.property(fc.anything(), (payload) => {
        try {
          reader(payload);
        } catch (error) {
          expect(error).toBeInstanceOf(PayloadError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
