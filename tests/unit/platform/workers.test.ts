import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { KdfQuestion, StrengthQuestion } from "../../../lib/platform/workers.ts";

vi.mock("wxt/browser", () => ({ browser: { runtime: { getURL: (path: string) => path } } }));

/** Workers that answer when the test says so. */
class FakeWorker {
  static readonly all: FakeWorker[] = [];
  static isForbidden = false;
  readonly asked: unknown[] = [];
  isEnded = false;
  onmessage: (event: { data: unknown }) => void = () => undefined;
  onerror: () => void = () => undefined;

  constructor() {
    if (FakeWorker.isForbidden) throw new Error("no workers here");
    FakeWorker.all.push(this);
  }

  postMessage(question: unknown): void {
    this.asked.push(question);
  }

  terminate(): void {
    this.isEnded = true;
  }
}

vi.stubGlobal("Worker", FakeWorker);
const { deriveRootKey, openStrengthMeter, timeDerivation } = await import("../../../lib/platform/workers.ts");

const kdf = { algorithm: "scrypt", N: 2 ** 17, r: 8, p: 1, salt: "" } as const;
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const passwords = () =>
  FakeWorker.all.map(({ asked }) => (asked[0] as KdfQuestion & { password?: string }).password ?? "time");
const endKdf = async (index: number, reply: object): Promise<void> => {
  FakeWorker.all[index]?.onmessage({ data: reply });
  await settled();
};
const done = { type: "done", rootKey: "key", elapsedMs: 5 };

beforeEach(() => {
  FakeWorker.all.length = 0;
  FakeWorker.isForbidden = false;
});
afterEach(() => void vi.useRealTimers());

describe("deriveRootKey", () => {
  it("runs one derivation at a time in this page, in the order they were asked for", async () => {
    const all = [deriveRootKey("a", kdf), timeDerivation(), deriveRootKey("b", kdf)];
    await settled();
    expect(passwords()).toEqual(["a"]);

    await endKdf(0, done);
    expect(passwords()).toEqual(["a", "time"]);
    await endKdf(1, { type: "timed", N: 2 ** 15, elapsedMs: 170 });
    expect(passwords()).toEqual(["a", "time", "b"]);
    await endKdf(2, done);

    expect(await Promise.all(all)).toEqual(["key", { N: 2 ** 15, elapsedMs: 170 }, "key"]);
    expect(FakeWorker.all.every(({ isEnded }) => isEnded)).toBe(true);
  });

  it("goes on after one that failed, and tells only the one who asked for it", async () => {
    const first = deriveRootKey("a", kdf).catch((error: Error) => error.message);
    const second = deriveRootKey("b", kdf);
    await settled();

    await endKdf(0, { type: "failed" });
    await endKdf(1, done);

    expect(await first).toBe("key derivation failed");
    expect(await second).toBe("key");
  });

  it("never starts one that was cancelled while it waited, and ends the worker of a running one", async () => {
    const stop = new AbortController();
    const running = deriveRootKey("a", kdf, { signal: stop.signal }).catch((error: Error) => error.name);
    const waiting = deriveRootKey("b", kdf, { signal: stop.signal }).catch((error: Error) => error.name);
    await settled();

    stop.abort();
    await settled();

    expect([await running, await waiting]).toEqual(["AbortError", "AbortError"]);
    expect(passwords()).toEqual(["a"]);
    expect(FakeWorker.all[0]?.isEnded).toBe(true);
  });

  it("says how long the derivation itself took", async () => {
    let elapsedMs = 0;
    const derived = deriveRootKey("a", kdf, {
      onElapsed: (ms) => {
        elapsedMs = ms;
      },
    });
    await settled();
    await endKdf(0, done);
    await derived;
    expect(elapsedMs).toBe(5);
  });
});

describe("openStrengthMeter", () => {
  const strength = { guessesLog10: 5, weakness: "name" };
  const answer = (worker: FakeWorker | undefined, index: number): void => {
    const question = worker?.asked[index] as StrengthQuestion | undefined;
    worker?.onmessage({ data: { id: question?.id, strength } });
  };

  it("starts one worker at the first question and pairs its answers by their ids", async () => {
    const meter = openStrengthMeter();
    expect(FakeWorker.all).toHaveLength(0);
    const [first, second] = [meter.judge("a"), meter.judge("b")];

    answer(FakeWorker.all[0], 1);
    expect(await second).toEqual(strength);
    answer(FakeWorker.all[0], 0);
    expect(await first).toEqual(strength);
    expect(FakeWorker.all).toHaveLength(1);
  });

  it("cannot tell when the worker is forbidden, breaks, or is ended: null, and no error", async () => {
    FakeWorker.isForbidden = true;
    expect(await openStrengthMeter().judge("a")).toBeNull();
    FakeWorker.isForbidden = false;

    const broken = openStrengthMeter();
    const asked = broken.judge("a");
    FakeWorker.all[0]?.onerror();
    expect(await asked).toBeNull();

    const ended = openStrengthMeter();
    const left = ended.judge("a");
    ended.end();
    expect(await left).toBeNull();
    expect(FakeWorker.all.every(({ isEnded }) => isEnded)).toBe(true);
  });

  it("cannot tell after three seconds without an answer", async () => {
    vi.useFakeTimers();
    const judged = openStrengthMeter().judge("a");
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await judged).toBeNull();
  });
});
