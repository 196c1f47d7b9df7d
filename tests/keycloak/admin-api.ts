/** What an administrator of the demo realm can do, through the server's REST interface. */

import { ADMIN_PASSWORD, ADMIN_USERNAME } from "./keycloak-server.ts";
import type { LocalEndpoint } from "./local-https.ts";
import { sendLocal } from "./local-https.ts";
import type { LoginTheme, RealmFile } from "./realm.ts";
import { REALM_NAME } from "./realm.ts";

export interface OtpCredential {
  readonly id: string;
  readonly userLabel: string;
}

/** One entry of the realm's event log, newest first: what the server itself counted. */
export interface LoginEvent {
  readonly type: string;
  readonly error?: string;
  readonly userId?: string;
}

export interface BruteForceStatus {
  readonly numFailures: number;
  readonly disabled: boolean;
}

/** Methods reject with the status and the server's text when it refuses. */
export interface AdminApi {
  findUserId(username: string): Promise<string>;
  /** In the order in which the entry page lists them. */
  listOtpCredentials(userId: string): Promise<readonly OtpCredential[]>;
  deleteOtpCredentials(userId: string): Promise<void>;
  moveCredentialFirst(userId: string, credentialId: string): Promise<void>;
  renameCredential(userId: string, credentialId: string, label: string): Promise<void>;
  setRequiredActions(userId: string, actions: readonly string[]): Promise<void>;
  resetPassword(userId: string, password: string): Promise<void>;
  /** Ends every session of the user. */
  logoutUser(userId: string): Promise<void>;
  readBruteForce(userId: string): Promise<BruteForceStatus>;
  clearBruteForce(): Promise<void>;
  /** Changes only the settings named. */
  updateRealm(settings: RealmFile): Promise<void>;
  setLoginTheme(theme: LoginTheme): Promise<void>;
  listEvents(type: string): Promise<readonly LoginEvent[]>;
  /** Throws the realm away and imports it again: users, devices, sessions, failures and settings as at first. */
  resetRealm(realm: RealmFile): Promise<void>;
  /** Any other request below `/admin/realms/demo`; the answer's JSON, or null when it is empty. */
  send(method: string, path: string, body?: unknown): Promise<unknown>;
}

export function createAdminApi(endpoint: LocalEndpoint): AdminApi {
  const readToken = createTokenSource(endpoint);
  const sendAdmin = async (method: string, path: string, body?: unknown, type = "application/json") => {
    const headers = { Authorization: `Bearer ${await readToken()}`, "Content-Type": type };
    const text = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    const answer = await sendLocal(endpoint, { method, path: `/admin/realms${path}`, headers, ...text });
    if (answer.status >= 300) throw new Error(`${method} was refused with ${answer.status}: ${answer.body}`);
    return answer.body === "" ? null : (JSON.parse(answer.body) as unknown);
  };
  const send: AdminApi["send"] = (method, path, body) => sendAdmin(method, `/${REALM_NAME}${path}`, body);
  const act = async (method: string, path: string, body?: unknown): Promise<void> => {
    await send(method, path, body);
  };
  const listOtpCredentials: AdminApi["listOtpCredentials"] = async (userId) => {
    const all = (await send("GET", `/users/${userId}/credentials`)) as (OtpCredential & { type: string })[];
    return all.filter(({ type }) => type === "otp").map(({ id, userLabel }) => ({ id, userLabel }));
  };
  return {
    send,
    listOtpCredentials,
    async findUserId(username) {
      const query = new URLSearchParams({ username, exact: "true" });
      const users = (await send("GET", `/users?${query}`)) as { id: string }[];
      if (users[0] === undefined) throw new Error("the realm has no such user");
      return users[0].id;
    },
    async deleteOtpCredentials(userId) {
      for (const { id } of await listOtpCredentials(userId))
        await act("DELETE", `/users/${userId}/credentials/${id}`);
    },
    moveCredentialFirst: (userId, id) => act("POST", `/users/${userId}/credentials/${id}/moveToFirst`),
    async renameCredential(userId, id, label) {
      await sendAdmin(
        "PUT",
        `/${REALM_NAME}/users/${userId}/credentials/${id}/userLabel`,
        label,
        "text/plain",
      );
    },
    async setRequiredActions(userId, requiredActions) {
      // The whole user is written back: a partial one would lose its profile.
      const user = (await send("GET", `/users/${userId}`)) as RealmFile;
      await act("PUT", `/users/${userId}`, { ...user, requiredActions });
    },
    resetPassword: (userId, value) =>
      act("PUT", `/users/${userId}/reset-password`, { type: "password", value, temporary: false }),
    logoutUser: (userId) => act("POST", `/users/${userId}/logout`),
    async readBruteForce(userId) {
      return (await send("GET", `/attack-detection/brute-force/users/${userId}`)) as BruteForceStatus;
    },
    clearBruteForce: () => act("DELETE", "/attack-detection/brute-force/users"),
    updateRealm: (settings) => act("PUT", "", settings),
    setLoginTheme: (loginTheme) => act("PUT", "", { loginTheme }),
    async listEvents(type) {
      return (await send("GET", `/events?${new URLSearchParams({ type })}`)) as LoginEvent[];
    },
    async resetRealm(realm) {
      await act("DELETE", "");
      await sendAdmin("POST", "", realm);
    },
  };
}

// The administrator's tokens live 60 s.
const TOKEN_REUSE_MS = 30_000;

function createTokenSource(endpoint: LocalEndpoint): () => Promise<string> {
  let token = "";
  let takenMs = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - takenMs < TOKEN_REUSE_MS) return token;
    const answer = await sendLocal(endpoint, {
      method: "POST",
      path: "/realms/master/protocol/openid-connect/token",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "password",
        client_id: "admin-cli",
        username: ADMIN_USERNAME,
        password: ADMIN_PASSWORD,
      }).toString(),
    });
    if (answer.status !== 200) throw new Error(`the administrator was refused with ${answer.status}`);
    token = (JSON.parse(answer.body) as { access_token: string }).access_token;
    takenMs = performance.now();
    return token;
  };
}
