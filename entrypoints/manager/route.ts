/** The manager's places, as they stand behind `#` in the address. */

export const parts = ["accounts", "add", "backup", "security", "settings", "help"] as const;
export type Part = (typeof parts)[number];

/** `argument`: an account's id for "accounts", a capture's id for "add"; null when there is none. */
export interface Route {
  readonly part: Part;
  readonly argument: string | null;
}

/** Anything unknown leads to the accounts. */
export const readRoute = (hash: string): Route => {
  const [name = "", argument = ""] = hash.replace(/^#/, "").split("/");
  const part = parts.find((known) => known === name) ?? "accounts";
  const takesArgument = part === "accounts" || part === "add";
  return { part, argument: takesArgument && /^[\w-]{1,64}$/.test(argument) ? argument : null };
};

export const hashOf = ({ part, argument }: Route): string =>
  argument === null ? `#${part}` : `#${part}/${argument}`;
