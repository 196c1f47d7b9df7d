/**
 * Writes tests/fixtures/keycloak/<version>-<theme>.json anew from a running server:
 * `node tests/keycloak/record-signatures.ts`. CHROMIUM_PATH names a browser other than Playwright's own.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { collectSignatures } from "./collect-signatures.ts";
import { KEYCLOAK_VERSION } from "./fetch-keycloak.ts";
import { LOGIN_THEMES } from "./realm.ts";
import { startRig } from "./rig.ts";
import { signatureFile } from "./signature-file.ts";

const start = await startRig({ logName: "record" });
if (start.status === "unavailable") {
  console.error(`not recorded: ${start.reason}`);
  process.exit(1);
}
const { rig } = start;
const executablePath = process.env["CHROMIUM_PATH"];
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ["--no-sandbox", "--ignore-certificate-errors", `--host-resolver-rules=${rig.hostResolverRules}`],
});
try {
  for (const theme of LOGIN_THEMES) {
    const pages = await collectSignatures(browser, rig, theme);
    const file = signatureFile(theme);
    await mkdir(join(file, ".."), { recursive: true });
    await writeFile(file, `${JSON.stringify({ keycloak: KEYCLOAK_VERSION, theme, pages }, null, 2)}\n`);
    console.log(`${Object.keys(pages).length} pages of ${theme}`);
  }
} finally {
  await browser.close();
  await rig.close();
}
