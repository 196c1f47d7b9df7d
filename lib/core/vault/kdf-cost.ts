/** How much a new derivation may cost on this machine: never below the floor, and twice that where nobody notices. */
import { wipe } from "../bytes.ts";
import { deriveRootKey, newScryptParameters } from "./kdf.ts";
import { VAULT_KDF_LIMITS } from "./scrypt-parameters.ts";

/** The longest unlock that is still no wait: above it the lower cost is chosen. */
const LONGEST_DERIVATION_MS = 1_000;

/** 2^18 needs 256 MiB at once; a PC with less memory than this may have to swap. */
const MIN_DEVICE_MEMORY_GB = 8;

/** The cost that is timed, and a smaller one before it, so that the code is compiled when the clock starts. */
const TIMED_N = 2 ** 15;
const WARM_UP_N = 2 ** 12;

/** One derivation that was timed. `deviceMemoryGb`: as the browser says, undefined when it does not. */
export interface TimedDerivation {
  readonly N: number;
  readonly elapsedMs: number;
  readonly deviceMemoryGb: number | undefined;
}

/**
 * The N for a password slot made on this machine: 2^18 when it is expected to take at most a second (scrypt's time grows
 * with N) and there is memory for it, else 2^17. Nothing measured leads below 2^17.
 */
export function chooseScryptN({ N, elapsedMs, deviceMemoryGb }: TimedDerivation): number {
  const { min, max } = VAULT_KDF_LIMITS.N;
  const expectedMs = (elapsedMs * max) / N;
  const isFast = elapsedMs > 0 && expectedMs <= LONGEST_DERIVATION_MS; // a clock that stood still measured nothing
  return isFast && deviceMemoryGb !== undefined && deviceMemoryGb >= MIN_DEVICE_MEMORY_GB ? max : min;
}

/** Times one derivation of N=2^15 after a warm-up, with a password of no meaning. `nowMs`: a monotonic clock. */
export async function timeScrypt(
  nowMs: () => number,
): Promise<{ readonly N: number; readonly elapsedMs: number }> {
  await deriveOnce(WARM_UP_N);
  const startedMs = nowMs();
  await deriveOnce(TIMED_N);
  return { N: TIMED_N, elapsedMs: nowMs() - startedMs };
}

async function deriveOnce(N: number): Promise<void> {
  const limits = { ...VAULT_KDF_LIMITS, N: { min: N, max: N } };
  wipe(await deriveRootKey("timing", { ...newScryptParameters(), N }, { limits }));
}
