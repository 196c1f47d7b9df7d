/**
 * How much chance-driven tests do. `HITOTOKI_TORTURE=ci` (also when unset): the figures every change must hold;
 * `long`: the figures of a release.
 */

export type Scale = "ci" | "long";

const readScale = (value: string | undefined): Scale => {
  if (value === undefined || value === "" || value === "ci") return "ci";
  if (value === "long") return "long";
  throw new Error(`HITOTOKI_TORTURE: expected "ci" or "long", got "${value}"`);
};

/** The figure of this run. */
export const scaled = (figures: Readonly<Record<Scale, number>>): number => figures[scale];

export const scale: Scale = readScale(process.env["HITOTOKI_TORTURE"]);
