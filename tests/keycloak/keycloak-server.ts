/** One running Keycloak: started from the built home, answering for the log-in host, ended with its run folder. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { cp, mkdir, mkdtemp, open, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import type { Certificate } from "./certificate.ts";
import { LOGIN_ORIGIN, LOOPBACK } from "./hosts.ts";
import { serverArguments } from "./java.ts";
import { findFreePort, sendLocal } from "./local-https.ts";
import type { RealmFile } from "./realm.ts";
import { REALM_NAME } from "./realm.ts";

/** The temporary administrator of the master realm. Nothing but this machine can reach it. */
export const ADMIN_USERNAME = "rig-admin";
export const ADMIN_PASSWORD = "rig-admin-pass";

export interface Keycloak {
  readonly port: number;
  readonly certificatePem: string;
  /** From the start of the process to the first answer of the demo realm. */
  readonly startMs: number;
  /** Resident memory of the process; null where the system does not say. */
  readResidentKib(): Promise<number | null>;
  /** Ends the process, waits until it is gone and removes the run folder. May be called twice. */
  close(): Promise<void>;
}

export interface KeycloakOptions {
  /** A built server, as `fetchKeycloak` gives it. */
  readonly home: string;
  readonly java: string;
  readonly certificate: Certificate;
  readonly realm: RealmFile;
  readonly logFile: string;
}

const START_TIMEOUT_MS = 180_000;
const POLL_MS = 100;
const STOP_TIMEOUT_MS = 10_000;
const THEMES_FOLDER = join(import.meta.dirname, "themes");

/**
 * A server that ends while starting is started once more, on another port, and the cause told: it is not what is tested.
 * @throws {Error} with the end of the server's log when the second start fails as well, or none answers within three minutes.
 */
export async function startKeycloak(options: KeycloakOptions): Promise<Keycloak> {
  try {
    return await startOnce(options);
  } catch (error) {
    if (!(error instanceof EarlyEndError)) throw error;
    console.warn(`${error.message}\nIt is started once more.`);
    return await startOnce(options);
  }
}

class EarlyEndError extends Error {}

async function startOnce(options: KeycloakOptions): Promise<Keycloak> {
  const port = await findFreePort();
  const folder = await prepareRunFolder(options);
  const startedMs = performance.now();
  const server = await spawnServer(options, folder, port);
  const close = (): Promise<void> => closeServer(server, folder);
  try {
    await waitForRealm(server, port, options);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    port,
    certificatePem: options.certificate.certificatePem,
    startMs: Math.round(performance.now() - startedMs),
    readResidentKib: () => readResidentKib(server.pid),
    close,
  };
}

/** A server home of its own that borrows only the program: themes, realm, keys and data belong to one run. */
async function prepareRunFolder({ home, certificate, realm }: KeycloakOptions): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hitotoki-keycloak-"));
  await mkdir(join(folder, "data", "import"), { recursive: true });
  await mkdir(join(folder, "providers"));
  await cp(join(home, "conf"), join(folder, "conf"), { recursive: true });
  await cp(THEMES_FOLDER, join(folder, "themes"), { recursive: true });
  // A junction needs no special right on Windows; elsewhere the word is ignored.
  await symlink(join(home, "lib"), join(folder, "lib"), "junction");
  await writeFile(join(folder, "data", "import", `${REALM_NAME}-realm.json`), JSON.stringify(realm));
  await writeFile(join(folder, "certificate.pem"), certificate.certificatePem);
  await writeFile(join(folder, "key.pem"), certificate.privateKeyPem, { mode: 0o600 });
  return folder;
}

async function spawnServer(options: KeycloakOptions, folder: string, port: number): Promise<ChildProcess> {
  const command = [
    "start",
    "--optimized",
    "--import-realm",
    `--hostname=${LOGIN_ORIGIN}`,
    `--http-host=${LOOPBACK}`,
    `--https-port=${port}`,
    `--https-certificate-file=${join(folder, "certificate.pem")}`,
    `--https-certificate-key-file=${join(folder, "key.pem")}`,
    // Without it the server opens cluster ports on every address of the machine.
    "--cache=local",
  ];
  await mkdir(dirname(options.logFile), { recursive: true });
  const log = await open(options.logFile, "w");
  try {
    const server = spawn(options.java, [...serverArguments(folder, command)], {
      cwd: folder,
      env: {
        ...process.env,
        KC_BOOTSTRAP_ADMIN_USERNAME: ADMIN_USERNAME,
        KC_BOOTSTRAP_ADMIN_PASSWORD: ADMIN_PASSWORD,
      },
      stdio: ["ignore", log.fd, log.fd],
    });
    // A process that cannot be started has no id, which the wait for the realm sees.
    server.once("error", () => undefined);
    endWithThisProcess(server, folder);
    return server;
  } finally {
    await log.close();
  }
}

/** A run that is broken off leaves neither the server nor its folder behind. */
function endWithThisProcess(server: ChildProcess, folder: string): void {
  const end = (): void => {
    server.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", end);
  server.once("exit", () => process.off("exit", end));
}

async function waitForRealm(server: ChildProcess, port: number, options: KeycloakOptions): Promise<void> {
  const endpoint = { port, certificatePem: options.certificate.certificatePem };
  const path = `/realms/${REALM_NAME}/.well-known/openid-configuration`;
  const deadlineMs = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < deadlineMs) {
    if (hasEnded(server)) {
      const exit = `exit code ${server.exitCode}, signal ${server.signalCode}`;
      throw new EarlyEndError(await withLogEnd(`Keycloak ended while starting (${exit})`, options));
    }
    const status = await sendLocal(endpoint, { method: "GET", path }).then(
      (answer) => answer.status,
      // Nothing listens yet: asked again until the deadline.
      () => 0,
    );
    if (status === 200) return;
    await delay(POLL_MS);
  }
  throw new Error(await withLogEnd(`Keycloak did not answer within ${START_TIMEOUT_MS / 1000} s`, options));
}

const LOG_LINES = 8;

/** The log itself may be gone with the machine, so the error carries its end. */
async function withLogEnd(what: string, { logFile }: KeycloakOptions): Promise<string> {
  const log = await readFile(logFile, "utf8").catch(() => "");
  return `${what}. The end of ${logFile}:\n${log.trim().split("\n").slice(-LOG_LINES).join("\n")}`;
}

async function closeServer(server: ChildProcess, folder: string): Promise<void> {
  if (!hasEnded(server)) {
    const { promise, resolve } = Promise.withResolvers<void>();
    server.once("exit", () => resolve());
    server.kill("SIGTERM");
    const timer = setTimeout(() => server.kill("SIGKILL"), STOP_TIMEOUT_MS);
    await promise;
    clearTimeout(timer);
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

function hasEnded(server: ChildProcess): boolean {
  // A process that could not be started at all has no id.
  return server.pid === undefined || server.exitCode !== null || server.signalCode !== null;
}

async function readResidentKib(pid: number | undefined): Promise<number | null> {
  if (pid === undefined || process.platform === "win32") return null;
  if (process.platform === "linux") {
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN);
  }
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)]);
  return Number(stdout.trim());
}
