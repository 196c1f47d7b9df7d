/** Pages on which a careless program would do harm: `/traps/<name>?variant=...`, listed at `/traps/`. */
import { receivedPage, sampleContext } from "./gallery.ts";
import { html, type Markup } from "./html.ts";
import { type Exchange, loginReply, type Reply } from "./http.ts";
import { loginPage, type PageContext } from "./theme.ts";
import { CLICKJACK_TRAPS } from "./traps/clickjack-traps.ts";
import { ENTRY_TRAPS } from "./traps/entry-traps.ts";
import { SETUP_TRAPS } from "./traps/setup-traps.ts";
import { isVariant, type Variant } from "./types.ts";

export const TRAPS: Readonly<Record<string, (context: PageContext) => Markup>> = {
  ...SETUP_TRAPS,
  ...ENTRY_TRAPS,
  ...CLICKJACK_TRAPS,
};

/** null: no such trap. */
export function handleTrap(variant: Variant, exchange: Exchange): Reply | null {
  const name = exchange.path.match(/^\/traps\/([a-z0-9-]*)$/)?.[1];
  if (name === undefined) return null;
  const asked = exchange.query.get("variant");
  const context = sampleContext(isVariant(asked) ? asked : variant, exchange.path);
  if (name === "") return loginReply(listPage(context));
  const make = TRAPS[name];
  if (make === undefined) return null;
  return loginReply(exchange.method === "POST" ? receivedPage(context) : make(context));
}

function listPage(context: PageContext): Markup {
  const body = html`<ul>${Object.keys(TRAPS).map((name) => html`<li><a href="/traps/${name}">${name}</a></li>`)}</ul>`;
  return loginPage({ ...context, attempted: null }, { template: "traps", heading: "試験用のページ", body });
}
