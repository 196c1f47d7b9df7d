/** The server's distribution: fetched once through Maven, checked, unpacked and built into a cache outside the repository. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findJava, serverArguments } from "./java.ts";

const run = promisify(execFile);

/**
 * To raise it: put the new version here, run the suite (it fails and names the digest it saw), compare that digest
 * with the one published for the release, put it below, and record the page signatures anew.
 */
export const KEYCLOAK_VERSION = "26.7.3";
const DISTRIBUTION_SHA256 = "77657f30b7e90d70f727712ce1c967f430fd6a5e9f458d32d8c6df0635345f47";

const COPY_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";
const ARTIFACT = `org.keycloak:keycloak-quarkus-dist:${KEYCLOAK_VERSION}:tar.gz`;
const FETCH_TIMEOUT_MS = 600_000;
const BUILD_TIMEOUT_MS = 300_000;

// In memory: every start is a first start, and nothing is left to wipe.
const BUILD_COMMAND = ["build", "--db=dev-mem"] as const;

export class DigestError extends Error {}

export type KeycloakFetch =
  | { readonly status: "ready"; readonly home: string; readonly java: string }
  | { readonly status: "unavailable"; readonly reason: string };

/**
 * A built server home, never to be written to: runs link to its `lib`. Takes about 25 s the first time and
 * nothing after that. "unavailable" where Java, Maven or the distribution cannot be had.
 * @throws {DigestError} when the archive fetched is not the pinned one: that is never a reason to skip.
 */
export async function fetchKeycloak(): Promise<KeycloakFetch> {
  const found = await findJava();
  if (found.status === "missing") return { status: "unavailable", reason: found.reason };
  const cache = join(cacheRoot(), "hitotoki", "keycloak");
  const home = join(cache, KEYCLOAK_VERSION);
  if (await isReady(home)) return { status: "ready", home, java: found.java };
  try {
    await prepareHome(cache, home, found.java);
  } catch (error) {
    if (error instanceof DigestError) throw error;
    return { status: "unavailable", reason: `Keycloak could not be fetched or built: ${tailOf(error)}` };
  }
  return { status: "ready", home, java: found.java };
}

function cacheRoot(): string {
  const named = process.env["XDG_CACHE_HOME"] ?? process.env["LOCALAPPDATA"];
  return named || join(homedir(), ".cache");
}

const MARKER_FILE = "hitotoki-ready.json";
// Written last, so that a home with this text is complete; another digest or build is another text.
const MARKER_TEXT = JSON.stringify({
  version: KEYCLOAK_VERSION,
  sha256: DISTRIBUTION_SHA256,
  build: BUILD_COMMAND,
});

async function isReady(home: string): Promise<boolean> {
  try {
    return (await readFile(join(home, MARKER_FILE), "utf8")) === MARKER_TEXT;
  } catch {
    // No marker: not there yet, or a run that was broken off.
    return false;
  }
}

/** Works in a folder of its own and renames at the end, so that two runs at once cannot spoil each other. */
async function prepareHome(cache: string, home: string, java: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const workshop = await mkdtemp(join(cache, "prepare-"));
  try {
    const archive = await fetchArchive(workshop);
    await checkDigest(archive);
    await run("tar", ["-xzf", archive, "-C", workshop]);
    const unpacked = join(workshop, `keycloak-${KEYCLOAK_VERSION}`);
    await checkVersion(unpacked);
    await run(java, [...serverArguments(unpacked, BUILD_COMMAND)], { timeout: BUILD_TIMEOUT_MS });
    await rm(join(unpacked, "data"), { recursive: true, force: true });
    await writeFile(join(unpacked, MARKER_FILE), MARKER_TEXT);
    await putInPlace(unpacked, home);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function fetchArchive(folder: string): Promise<string> {
  const options = ["-B", "-q", "-ntp", COPY_GOAL, `-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${folder}`];
  // mvn is a batch file on Windows, which only a shell can start; it wants the folder as one quoted word.
  const isWindows = process.platform === "win32";
  await run("mvn", isWindows ? options.map((option) => `"${option}"`) : options, {
    cwd: folder,
    timeout: FETCH_TIMEOUT_MS,
    shell: isWindows,
  });
  return join(folder, `keycloak-quarkus-dist-${KEYCLOAK_VERSION}.tar.gz`);
}

async function checkDigest(archive: string): Promise<void> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(archive)) hash.update(chunk as Buffer);
  const digest = hash.digest("hex");
  if (digest !== DISTRIBUTION_SHA256)
    throw new DigestError(`the archive's SHA-256 is ${digest}, not the pinned one`);
}

async function checkVersion(unpacked: string): Promise<void> {
  const text = await readFile(join(unpacked, "version.txt"), "utf8");
  if (!text.includes(KEYCLOAK_VERSION)) throw new Error("the unpacked server names another version");
}

/** A ready home is never taken away, since a server of another run may stand on it already. */
async function putInPlace(unpacked: string, home: string): Promise<void> {
  try {
    await rename(unpacked, home);
  } catch (error) {
    if (await isReady(home)) return;
    // What a run that was broken off left behind, or an older build.
    if (!existsSync(home)) throw error;
    await rm(home, { recursive: true, force: true });
    await rename(unpacked, home);
  }
}

/** The end of what went wrong, where Maven and Java put the cause. */
function tailOf(error: unknown): string {
  const output = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
  const lines = `${error instanceof Error ? error.message : String(error)}\n${output}`.trim().split("\n");
  return lines.slice(-6).join("\n");
}
