/** The made-up society's host names, and how a browser is sent to the local servers that answer for them. */

/** Where the log-in pages live. */
export const LOGIN_HOST = "demo.portal.kosmo-web.jp";
/** Where the society's own site lives. */
export const SITE_HOST = "www.demo.portal.kosmo-web.jp";

export const LOGIN_ORIGIN = `https://${LOGIN_HOST}`;
export const SITE_ORIGIN = `https://${SITE_HOST}`;

/** Every server of the rig listens here alone. */
export const LOOPBACK = "127.0.0.1";

export interface RigPorts {
  readonly loginPort: number;
  readonly sitePort: number;
}

/**
 * The value of Chromium's `--host-resolver-rules`. Ports are remapped too, so that page addresses carry none.
 * The two names need two rules: a `*.portal` rule would send both to one server.
 */
export function hostResolverRules({ loginPort, sitePort }: RigPorts): string {
  return `MAP ${SITE_HOST} ${LOOPBACK}:${sitePort}, MAP ${LOGIN_HOST} ${LOOPBACK}:${loginPort}`;
}
