/** The demo realm: what the server imports, and what tests know of its members. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LOOPBACK } from "./hosts.ts";

export const REALM_NAME = "demo";
export const CLIENT_ID = "portal";

/** The two families that a portal's pages can descend from. */
export const LOGIN_THEMES = ["kosmo-like", "kosmo-like-v2"] as const;
export type LoginTheme = (typeof LOGIN_THEMES)[number];

/** A realm in the server's own import format. */
export type RealmFile = Readonly<Record<string, unknown>>;

export interface DemoDevice {
  readonly label: string;
  /** The raw secret: its characters are the HMAC key. Synthetic. */
  readonly secret: string;
}

export interface DemoUser {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly devices: readonly DemoDevice[];
}

const REALM_PATH = join(import.meta.dirname, "realm", "demo.json");

/** The realm with its mail sent to a port of this machine. */
export function readRealm(smtpPort: number): RealmFile {
  const smtpServer = { host: LOOPBACK, port: String(smtpPort), from: "no-reply@example.invalid" };
  return { ...readFile(), smtpServer };
}

/**
 * `demo_user01` must set up on the next log-in, `02` has one device, `03` two, `04` none and need not set up.
 * @throws {Error} for a name that the realm does not have.
 */
export function demoUser(username: string): DemoUser {
  const user = readFile().users.find((candidate) => candidate.username === username);
  if (user === undefined) throw new Error("the demo realm has no such user");
  const password = user.credentials.find(({ type }) => type === "password")?.value;
  if (password === undefined) throw new Error("the demo user has no password");
  const devices = user.credentials.filter(({ type }) => type === "otp").map(readDevice);
  return { username, email: user.email, password, devices };
}

interface RealmCredential {
  readonly type: string;
  readonly value?: string;
  readonly userLabel?: string;
  readonly secretData?: string;
}

interface RealmSource extends RealmFile {
  readonly users: readonly {
    readonly username: string;
    readonly email: string;
    readonly credentials: readonly RealmCredential[];
  }[];
}

function readFile(): RealmSource {
  return JSON.parse(readFileSync(REALM_PATH, "utf8")) as RealmSource;
}

function readDevice({ userLabel, secretData }: RealmCredential): DemoDevice {
  const { value } = JSON.parse(secretData ?? "{}") as { value?: string };
  if (value === undefined || userLabel === undefined) throw new Error("the demo device is incomplete");
  return { label: userLabel, secret: value };
}
