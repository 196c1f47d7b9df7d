/** Routes of the portal's own site (the `www.` host). */
import { cookie, type Exchange, expiredCookie, type Reply, redirectReply, siteReply } from "./http.ts";
import { loginErrorPage, mailPage, topPage } from "./pages/site.ts";
import { createToken } from "./session.ts";
import type { PortalState } from "./state.ts";
import { DEMO_ORIGIN, isVariant, TOP_ORIGIN } from "./types.ts";
import { authUrl, LOGOUT_PATH } from "./urls.ts";

const SITE_COOKIE = "portal_session";

/** null: not one of the site's addresses. */
export function handleSite(state: PortalState, exchange: Exchange): Reply | null {
  switch (exchange.path) {
    case "/":
      return showTop(state, exchange);
    case "/login":
      return startLogin(state, exchange);
    case "/callback":
      return finishLogin(state, exchange);
    case "/wp-login.php":
      return siteReply(loginErrorPage());
    case "/mail":
      return siteReply(mailPage(state.mailbox.list()));
    case "/logout":
      return redirectReply(`${DEMO_ORIGIN}${LOGOUT_PATH}`, [expiredCookie(SITE_COOKIE)]);
    default:
      return null;
  }
}

function showTop(state: PortalState, exchange: Exchange): Reply {
  const session = state.sessions.ssoOfPortal(exchange.cookies.get(SITE_COOKIE));
  return siteReply(topPage(session?.username ?? null, exchange.query.has("logged-out")));
}

function startLogin(state: PortalState, exchange: Exchange): Reply {
  const loginState = createToken();
  state.sessions.states.set(loginState, state.now());
  const variant = exchange.query.get("variant");
  const parameters = { client_id: "portal", redirect_uri: `${TOP_ORIGIN}/callback`, state: loginState };
  return redirectReply(authUrl(isVariant(variant) ? { ...parameters, variant } : parameters));
}

/** The state is good once and for a short time; the whole log-in has to fit into it. */
function finishLogin(state: PortalState, exchange: Exchange): Reply {
  const { query } = exchange;
  const loginState = query.get("state") ?? "";
  const madeAtMs = state.sessions.states.get(loginState);
  state.sessions.states.delete(loginState);
  const ssoId = state.sessions.codes.get(query.get("code") ?? "");
  state.sessions.codes.delete(query.get("code") ?? "");
  const isLate = madeAtMs === undefined || state.now() - madeAtMs > state.limits.loginStateSeconds * 1000;
  if (isLate || ssoId === undefined)
    return redirectReply(`${TOP_ORIGIN}/wp-login.php?login-error=invalid-state`);
  const id = createToken();
  state.sessions.portal.set(id, ssoId);
  return redirectReply(`${TOP_ORIGIN}/`, [cookie(SITE_COOKIE, id)]);
}
