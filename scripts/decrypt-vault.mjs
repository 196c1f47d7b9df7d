#!/usr/bin/env node
/**
 * Opens a back-up file or a stored vault (format v1) with its password or its recovery code and prints the accounts as
 * JSON, secrets as base32.
 *
 *   node scripts/decrypt-vault.mjs backup.json            asks for the password
 *   node scripts/decrypt-vault.mjs backup.json < file     takes the first line of the input
 *   node scripts/decrypt-vault.mjs --recovery-code backup.json      asks for the recovery code in its place
 *
 * Needs nothing of this project: @noble/hashes for scrypt and SHA-256, WebCrypto for HKDF and AES-GCM. It is written
 * apart from the extension on purpose: a second reading of the format, and the user's way out without the extension.
 * Exit codes: 0 opened, 1 damaged or not a vault, 2 wrong password or recovery code, 64 wrong usage.
 */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { sha256 } from "@noble/hashes/sha2.js";

const KEY_BITS = 256;
const encoder = new TextEncoder();

/** A failure with an exit code and a text for the user. */
class Refusal extends Error {
  constructor(exitCode, message) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Per field: tag byte (1 text, 2 integer, 3 bytes), 4-byte length, content; integers have 8 bytes; all big-endian. */
function canonical(fields) {
  return Buffer.concat(
    fields.flatMap((field) => {
      const head = Buffer.alloc(5);
      head[0] = typeof field === "string" ? 1 : typeof field === "number" ? 2 : 3;
      const content =
        typeof field === "string"
          ? encoder.encode(field)
          : typeof field === "number"
            ? integer(field)
            : field;
      head.writeUInt32BE(content.length, 1);
      return [head, content];
    }),
  );
}

function integer(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

function bytesOf(base64) {
  return Buffer.from(base64, "base64");
}

function kdfFields(kdf) {
  const salt = bytesOf(kdf.salt);
  if (kdf.algorithm === "scrypt") return ["scrypt", kdf.N, kdf.r, kdf.p, salt];
  if (kdf.algorithm === "webauthn-prf") return ["webauthn-prf", salt, bytesOf(kdf.credentialId)];
  return [kdf.algorithm, salt];
}

function encodeSlot(slot) {
  const descriptions = {
    password: () => [],
    passkey: () => [slot.name, canonical(slot.transports), slot.createdAtMs],
    recovery: () => [slot.createdAtMs],
  };
  const wrapped = [slot.nonce, slot.wrappedKey, slot.commitment].map(bytesOf);
  return canonical([
    bytesOf(slot.id),
    slot.type,
    ...kdfFields(slot.kdf),
    ...descriptions[slot.type](),
    ...wrapped,
  ]);
}

async function hkdf(inputKey, salt, purpose) {
  const baseKey = await crypto.subtle.importKey("raw", inputKey, "HKDF", false, ["deriveBits"]);
  const parameters = { name: "HKDF", hash: "SHA-256", salt, info: encoder.encode(purpose) };
  return Buffer.from(await crypto.subtle.deriveBits(parameters, baseKey, KEY_BITS));
}

async function openAesGcm(keyBytes, nonce, additionalData, ciphertext) {
  const key = await crypto.subtle.importKey("raw", keyBytes, "AES-GCM", false, ["decrypt"]);
  try {
    return Buffer.from(
      await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce, additionalData }, key, ciphertext),
    );
  } catch {
    throw new Refusal(1, "The file is damaged or was altered.");
  }
}

/** The vault in a back-up file, or the file itself when it is a stored vault. */
function unpackBackup(file) {
  if (file?.format !== "hitotoki-backup") return { envelope: file, minN: 2 ** 17 };
  if (file.version !== 1) throw new Refusal(1, "The back-up has a format that this script does not know.");
  const { kind, createdAtMs, envelope } = file;
  const content = [envelope.content.nonce, envelope.content.commitment, envelope.content.ciphertext];
  const fields = ["hitotoki-backup", 1, kind, createdAtMs, contentAad(envelope), ...content.map(bytesOf)];
  if (!Buffer.from(sha256(canonical(fields))).equals(bytesOf(file.sha256)))
    throw new Refusal(1, "The file is damaged or was altered.");
  // Older files may have been stretched less than a stored vault is.
  return { envelope, minN: 2 ** 14 };
}

function checkHeader(envelope, slotType) {
  if (envelope?.format !== "hitotoki-vault") throw new Refusal(1, "This is not a vault file.");
  if (envelope.version !== 1) throw new Refusal(1, "The vault has a format that this script does not know.");
  const slot = envelope.slots.find(({ type }) => type === slotType);
  if (slot === undefined) throw new Refusal(1, `The vault has no ${slotType} slot.`);
  return slot;
}

async function passwordRootKey(slot, minN, password) {
  const { algorithm, N, r, p } = slot.kdf;
  const isPower = Number.isInteger(N) && Number.isInteger(Math.log2(N));
  const isCostAccepted = isPower && N >= minN && N <= 2 ** 18 && r === 8 && [1, 2, 3, 4].includes(p);
  if (algorithm !== "scrypt" || !isCostAccepted)
    throw new Refusal(1, "The key derivation is outside the accepted costs.");
  const passwordBytes = encoder.encode((await password()).normalize("NFKC"));
  return scryptAsync(passwordBytes, bytesOf(slot.kdf.salt), { N, r, p, dkLen: 32 });
}

/** Crockford's base 32 (crockford.com/base32.html): 26 symbols, most significant first, and the value modulo 37. */
function recoveryRootKey(code) {
  const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
  const typed = code
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z*~$=]/g, "");
  const values = Array.from(typed.replace(/O/g, "0").replace(/[IL]/g, "1"), (symbol) =>
    symbols.indexOf(symbol),
  );
  const check = values.pop();
  const number = values.reduce((sum, value) => sum * 32n + BigInt(value), 0n);
  const isCode = values.length === 26 && values.every((value) => value < 32) && number < 2n ** 128n;
  if (!isCode || number % 37n !== BigInt(check))
    throw new Refusal(2, "The recovery code has a typing error. Please compare it with the sheet.");
  return Buffer.from(number.toString(16).padStart(32, "0"), "hex");
}

async function unwrapVaultKey(envelope, slot, rootKey) {
  const salt = bytesOf(slot.kdf.salt);
  const commitment = await hkdf(rootKey, salt, `hitotoki/v1/slot-${slot.type}-commit`);
  if (!commitment.equals(bytesOf(slot.commitment)))
    throw new Refusal(2, slot.type === "password" ? "The password is wrong." : "The recovery code is wrong.");
  const key = await hkdf(rootKey, salt, `hitotoki/v1/slot-${slot.type}`);
  const head = [bytesOf(envelope.vaultId), bytesOf(slot.id), slot.type];
  const aad = canonical(["hitotoki-vault", 1, "slot", ...head, ...kdfFields(slot.kdf)]);
  return openAesGcm(key, bytesOf(slot.nonce), aad, bytesOf(slot.wrappedKey));
}

/** What the content is bound to: its whole header. */
function contentAad({ vaultId, generation, slots, content }) {
  const slotsHash = sha256(canonical(slots.map(encodeSlot)));
  const head = [bytesOf(vaultId), generation, bytesOf(content.salt)];
  return canonical(["hitotoki-vault", 1, "content", ...head, slotsHash]);
}

async function openContent(envelope, vaultKey) {
  const { content } = envelope;
  const salt = bytesOf(content.salt);
  const commitment = await hkdf(vaultKey, salt, "hitotoki/v1/content-commit");
  if (!commitment.equals(bytesOf(content.commitment)))
    throw new Refusal(1, "The file is damaged or was altered.");
  const key = await hkdf(vaultKey, salt, "hitotoki/v1/content");
  const ciphertext = bytesOf(content.ciphertext);
  const plaintext = await openAesGcm(key, bytesOf(content.nonce), contentAad(envelope), ciphertext);
  return JSON.parse(plaintext.toString("utf8"));
}

/** RFC 4648 §6 without padding, as authenticators take keys. */
function base32(bytes) {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups
    .map((group) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[parseInt(group.padEnd(5, "0"), 2)])
    .join("");
}

function toPrinted({ key, origin, deviceName, status, createdAtMs, deletedAtMs }) {
  const { secret, ...parameters } = key;
  const times = { createdAt: isoTime(createdAtMs), deletedAt: isoTime(deletedAtMs) };
  return { ...parameters, secretBase32: base32(bytesOf(secret)), origin, deviceName, status, ...times };
}

function isoTime(timeMs) {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}

/** One line from standard input; typed at a terminal, it is not echoed. */
function readSecret(prompt) {
  const terminal = process.stdin.isTTY === true;
  const lines = createInterface({
    input: process.stdin,
    output: terminal ? process.stderr : undefined,
    terminal,
  });
  return new Promise((resolve) => {
    lines.once("line", (line) => {
      resolve(line); // before closing, which would answer with an empty line
      lines.close();
      if (terminal) process.stderr.write("\n");
    });
    lines.once("close", () => resolve(""));
    if (!terminal) return;
    process.stderr.write(prompt);
    // readline writes every key it reads through this function; silent, it still edits the line.
    lines._writeToOutput = () => {};
  });
}

function readEnvelopeFile(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new Refusal(1, "The file cannot be read or is not JSON.");
  }
}

async function main(words) {
  const hasCode = words.includes("--recovery-code");
  const [path, ...rest] = words.filter((word) => word !== "--recovery-code");
  if (path === undefined || rest.length > 0)
    throw new Refusal(64, "Usage: node scripts/decrypt-vault.mjs [--recovery-code] <backup.json>");
  const { envelope, minN } = unpackBackup(readEnvelopeFile(path));
  const slot = checkHeader(envelope, hasCode ? "recovery" : "password");
  const rootKey = hasCode
    ? recoveryRootKey(await readSecret("Recovery code: "))
    : await passwordRootKey(slot, minN, () => readSecret("Password: "));
  const vaultKey = await unwrapVaultKey(envelope, slot, rootKey);
  const vault = await openContent(envelope, vaultKey);
  process.stdout.write(`${JSON.stringify(vault.accounts.map(toPrinted), null, 2)}\n`);
}

main(process.argv.slice(2)).catch((error) => {
  // Anything unforeseen is a file that does not hold what the format says; its text may quote the file, so it stays here.
  process.stderr.write(
    `${error instanceof Refusal ? error.message : "The file is damaged or was altered."}\n`,
  );
  process.exitCode = error instanceof Refusal ? error.exitCode : 1;
});
