/**
 * The portal's own verifier (RFC 4226 section 5.3, RFC 6238 section 4), written on node:crypto alone so that
 * it shares no code with the product it judges.
 */
import { createHmac, randomInt } from "node:crypto";

export const PERIOD_SECONDS = 30;
export const CODE_DIGITS = 6;

// 59 symbols: a-z, A-W, 1-9 and 0. No upper-case X, Y, Z.
export const SECRET_ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVW1234567890";
export const SECRET_LENGTH = 20;

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Twenty random characters; their ASCII bytes are the HMAC key. */
export function createSecret(): string {
  let secret = "";
  for (let i = 0; i < SECRET_LENGTH; i++) secret += SECRET_ALPHABET[randomInt(SECRET_ALPHABET.length)];
  return secret;
}

/** RFC 4648 section 6 without padding. */
export function toBase32(text: string): string {
  const bits = [...Buffer.from(text, "utf8")].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => BASE32[Number.parseInt(group.padEnd(5, "0"), 2)]).join("");
}

/** The key as the manual page shows it: groups of four. */
export function toGroupedKey(secret: string): string {
  return (toBase32(secret).match(/.{1,4}/g) ?? []).join(" ");
}

/** HOTP value of one counter. `key`: raw bytes. */
export function hotpCode(key: Buffer, counter: number, digits = CODE_DIGITS, algorithm = "sha1"): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const digest = createHmac(algorithm, key).update(message).digest();
  const offset = (digest[digest.length - 1] ?? 0) & 0x0f;
  const value = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(value % 10 ** digits).padStart(digits, "0");
}

export function stepAt(timeMs: number): number {
  return Math.floor(timeMs / 1000 / PERIOD_SECONDS);
}

/** The code of a raw text secret at one time step. */
export function codeAtStep(secret: string, step: number): string {
  return hotpCode(Buffer.from(secret, "utf8"), step);
}

/**
 * The step whose code was given, or null. Order 0, -1, +1, -2, +2 ... up to `window`.
 */
export function matchStep(secret: string, code: string, timeMs: number, window: number): number | null {
  const current = stepAt(timeMs);
  for (let distance = 0; distance <= window; distance++) {
    for (const step of distance === 0 ? [current] : [current - distance, current + distance]) {
      if (step >= 0 && codeAtStep(secret, step) === code) return step;
    }
  }
  return null;
}

/** Codes that were accepted lately: the same code for the same device is refused for the whole window. */
export class UsedCodes {
  readonly #expiryByUse = new Map<string, number>();

  isUsed(deviceId: string, code: string, timeMs: number): boolean {
    return (this.#expiryByUse.get(`${deviceId} ${code}`) ?? 0) > timeMs;
  }

  /** Remembered for period x (2 x window + 1): 90 s with the usual window. */
  remember(deviceId: string, code: string, timeMs: number, window: number): void {
    const lifeMs = PERIOD_SECONDS * 1000 * (2 * window + 1);
    this.#expiryByUse.set(`${deviceId} ${code}`, timeMs + lifeMs);
  }

  clear(): void {
    this.#expiryByUse.clear();
  }
}
