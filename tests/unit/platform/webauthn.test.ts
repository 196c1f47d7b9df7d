import { randomBytes } from "@noble/hashes/utils.js";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { encodeBase64 } from "../../../lib/core/bytes.ts";
import { createPasskey, evaluatePasskey } from "../../../lib/platform/webauthn.ts";

class FakeResponse {
  readonly #transports: readonly string[];
  constructor(transports: readonly string[]) {
    this.#transports = transports;
  }
  getTransports() {
    return [...this.#transports];
  }
}

class FakeCredential {
  readonly rawId = new Uint8Array([1, 2, 3]).buffer;
  readonly response: FakeResponse;
  readonly #prf: unknown;
  constructor(prf: unknown, response = new FakeResponse(["internal"])) {
    this.#prf = prf;
    this.response = response;
  }
  getClientExtensionResults() {
    return this.#prf === undefined ? {} : { prf: this.#prf };
  }
}

const salt = encodeBase64(randomBytes(32));
const passkey = { credentialId: encodeBase64(new Uint8Array([1, 2, 3])), transports: ["internal"] };

/** What the browser was asked, and its answers in turn: a credential, or an error to reject with. */
const browser = {
  asked: [] as { kind: string; publicKey: Record<string, unknown> }[],
  answers: [] as unknown[],
};

const answer =
  (kind: string) =>
  async ({ publicKey }: { publicKey: Record<string, unknown> }) => {
    browser.asked.push({ kind, publicKey });
    const next = browser.answers.shift();
    if (next instanceof Error) throw next;
    return next;
  };

beforeEach(() => {
  browser.asked = [];
  browser.answers = [];
  vi.stubGlobal("PublicKeyCredential", FakeCredential);
  vi.stubGlobal("AuthenticatorAttestationResponse", FakeResponse);
  vi.stubGlobal("navigator", { credentials: { create: answer("create"), get: answer("get") } });
});
afterEach(() => vi.unstubAllGlobals());

const create = (signal = new AbortController().signal) =>
  createPasskey({ productName: "ひととき", salt, excluded: [passkey], signal });
const evaluate = (signal = new AbortController().signal) => evaluatePasskey(passkey, { salt, signal });

describe("createPasskey", () => {
  it("asks for user verification and prf with an input, names no other relying party, excludes known passkeys", async () => {
    browser.answers = [new FakeCredential({ enabled: true, results: { first: randomBytes(32).buffer } })];

    await create();

    expect(browser.asked).toMatchObject([
      {
        kind: "create",
        publicKey: {
          rp: { name: "ひととき" },
          authenticatorSelection: { userVerification: "required" },
          excludeCredentials: [{ type: "public-key", id: new Uint8Array([1, 2, 3]) }],
          extensions: { prf: { eval: { first: expect.any(Uint8Array) } } },
          timeout: 60_000,
        },
      },
    ]);
    expect(browser.asked[0]!.publicKey["rp"]).toEqual({ name: "ひととき" });
  });

  it("returns the output as base64 and wipes its bytes", async () => {
    const output = randomBytes(32);
    const rootKey = encodeBase64(output);
    browser.answers = [new FakeCredential({ enabled: true, results: { first: output.buffer } })];

    expect(await create()).toEqual({ status: "done", ...passkey, rootKey });
    expect([...output].every((byte) => byte === 0)).toBe(true);
  });

  it("asks once more where prf is there and the first answer has no output", async () => {
    const output = randomBytes(32);
    const rootKey = encodeBase64(output);
    browser.answers = [
      new FakeCredential({ enabled: true }),
      new FakeCredential({ results: { first: output.buffer } }),
    ];

    expect(await create()).toEqual({ status: "done", ...passkey, rootKey });
    expect(browser.asked.map(({ kind }) => kind)).toEqual(["create", "get"]);
  });

  it.each([
    ["no prf at all", undefined],
    ["prf refused", { enabled: false }],
  ])("is unsupported with %s, without asking again", async (_, prf) => {
    browser.answers = [new FakeCredential(prf)];

    expect(await create()).toEqual({ status: "unsupported" });
    expect(browser.asked).toHaveLength(1);
  });

  it("keeps at most eight short transports", async () => {
    const response = new FakeResponse([
      "x".repeat(33),
      ...Array.from({ length: 9 }, (_, index) => `t${index}`),
    ]);
    const prf = { results: { first: randomBytes(32).buffer } };
    browser.answers = [new FakeCredential(prf, response)];

    expect(await create()).toMatchObject({ transports: ["t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7"] });
  });
});

describe("evaluatePasskey", () => {
  it("asks this one credential, with user verification and the slot's salt", async () => {
    browser.answers = [new FakeCredential({ results: { first: randomBytes(32).buffer } })];

    expect(await evaluate()).toMatchObject({ status: "done" });
    expect(browser.asked).toMatchObject([
      {
        kind: "get",
        publicKey: {
          allowCredentials: [{ type: "public-key", id: new Uint8Array([1, 2, 3]), transports: ["internal"] }],
          userVerification: "required",
          extensions: { prf: { eval: { first: expect.any(Uint8Array) } } },
        },
      },
    ]);
  });

  it("is unsupported without an output and with one that is not 32 bytes", async () => {
    browser.answers = [
      new FakeCredential({}),
      new FakeCredential({ results: { first: new ArrayBuffer(31) } }),
    ];

    expect(await evaluate()).toEqual({ status: "unsupported" });
    expect(await evaluate()).toEqual({ status: "unsupported" });
  });

  it.each([
    ["NotAllowedError", "not-allowed"],
    ["AbortError", "cancelled"],
    ["InvalidStateError", "exists"],
    ["NotSupportedError", "unsupported"],
    ["ConstraintError", "unsupported"],
    ["SecurityError", "failed"],
    ["UnknownError", "failed"],
  ])("tells %s as %s", async (name, status) => {
    browser.answers = [new DOMException("refused", name)];

    expect(await evaluate()).toEqual({ status });
  });

  it("asks nothing when it was cancelled before, or the browser has no WebAuthn", async () => {
    expect(await evaluate(AbortSignal.abort())).toEqual({ status: "cancelled" });
    vi.stubGlobal("PublicKeyCredential", undefined);
    expect(await evaluate()).toEqual({ status: "unsupported" });
    expect(browser.asked).toEqual([]);
  });
});
