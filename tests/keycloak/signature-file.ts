/** Where the page signatures seen on a real server are kept. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SignatureByPage } from "./collect-signatures.ts";
import { KEYCLOAK_VERSION } from "./fetch-keycloak.ts";
import type { LoginTheme } from "./realm.ts";

export function signatureFile(theme: LoginTheme): string {
  return join(import.meta.dirname, "..", "fixtures", "keycloak", `${KEYCLOAK_VERSION}-${theme}.json`);
}

export async function readSignatures(theme: LoginTheme): Promise<SignatureByPage> {
  const { pages } = JSON.parse(await readFile(signatureFile(theme), "utf8")) as { pages: SignatureByPage };
  return pages;
}
