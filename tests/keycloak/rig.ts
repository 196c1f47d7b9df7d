/** All servers of the real-Keycloak tests under one handle. */
import { join } from "node:path";
import type { AdminApi } from "./admin-api.ts";
import { createAdminApi } from "./admin-api.ts";
import { createCertificate } from "./certificate.ts";
import { fetchKeycloak } from "./fetch-keycloak.ts";
import { hostResolverRules } from "./hosts.ts";
import type { Keycloak } from "./keycloak-server.ts";
import { startKeycloak } from "./keycloak-server.ts";
import type { LoginTheme } from "./realm.ts";
import { readRealm } from "./realm.ts";
import { startSite } from "./site-server.ts";
import type { SmtpSink } from "./smtp-sink.ts";
import { startSmtpSink } from "./smtp-sink.ts";

export interface Rig {
  readonly keycloak: Keycloak;
  readonly admin: AdminApi;
  readonly mail: SmtpSink;
  /** Value of Chromium's `--host-resolver-rules`. */
  readonly hostResolverRules: string;
  /** A fresh realm in the given theme. Browser contexts of before hold dead sessions: use new ones. */
  reset(theme: LoginTheme): Promise<void>;
  close(): Promise<void>;
}

export type RigStart =
  | { readonly status: "ready"; readonly rig: Rig }
  | { readonly status: "unavailable"; readonly reason: string };

const LOG_FOLDER = join(import.meta.dirname, "..", "..", "test-results", "keycloak");

/** `logName`: of this run's log, one of its own for servers side by side. "unavailable" where the server cannot be had; a server that is there but fails to start rejects. */
export async function startRig({ logName }: { readonly logName: string }): Promise<RigStart> {
  const fetched = await fetchKeycloak();
  if (fetched.status === "unavailable") return fetched;
  const certificate = await createCertificate();
  const [mail, site] = await Promise.all([startSmtpSink(), startSite(certificate)]);
  const closeAll = async (): Promise<void> => {
    await Promise.all([mail.close(), site.close()]);
  };
  try {
    const { home, java } = fetched;
    const logFile = join(LOG_FOLDER, `${logName}.log`);
    const realm = readRealm(mail.port);
    const keycloak = await startKeycloak({ home, java, certificate, realm, logFile });
    const admin = createAdminApi(keycloak);
    const rig: Rig = {
      keycloak,
      admin,
      mail,
      hostResolverRules: hostResolverRules({ loginPort: keycloak.port, sitePort: site.port }),
      reset: (loginTheme) => admin.resetRealm({ ...realm, loginTheme }),
      async close() {
        await keycloak.close();
        await closeAll();
      },
    };
    return { status: "ready", rig };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
