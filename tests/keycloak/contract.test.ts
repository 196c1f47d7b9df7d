/** A running server against the recorded pages, and against the practice portal that imitates it. */
import { type Browser, chromium, expect } from "@playwright/test";
import {
  browserPath,
  CONTRACT_PAGES,
  collectPracticeSignatures,
  NAME_TAKEN_PAGE,
  readableOf,
  readablePage,
  VARIANT_BY_THEME,
} from "../portal/contract.ts";
import { startPortal } from "../portal/server.ts";
import type { SignatureByPage } from "./collect-signatures.ts";
import { collectSignatures } from "./collect-signatures.ts";
import { KEYCLOAK_VERSION } from "./fetch-keycloak.ts";
import { test } from "./journey-fixtures.ts";
import {
  currentCode,
  enterPassword,
  readSetUpSecret,
  submitEntryCode,
  submitSetUp,
  waitForSite,
} from "./member.ts";
import { pageSignature } from "./page-signature.ts";
import type { LoginTheme } from "./realm.ts";
import { demoUser, LOGIN_THEMES } from "./realm.ts";
import type { Rig } from "./rig.ts";
import { readSignatures } from "./signature-file.ts";

// One walk through all pages of a theme: half a minute on an idle machine.
const WALK_TIMEOUT_MS = 300_000;

let rig: Rig | null = null;
const live = new Map<LoginTheme, SignatureByPage>();

// One after the other in one process: what a walk has seen serves every test of its theme.
test.describe.configure({ mode: "default" });

test.beforeAll(({ rigStart }) => {
  if (rigStart.status === "ready") {
    rig = rigStart.rig;
    return;
  }
  console.warn(`NOT COMPARED WITH A REAL KEYCLOAK ${KEYCLOAK_VERSION}: ${rigStart.reason}`);
  test.skip(true, rigStart.reason);
});

for (const theme of LOGIN_THEMES) {
  test(`the pages of ${theme} are as they were recorded`, async () => {
    test.setTimeout(WALK_TIMEOUT_MS);
    const recorded = await readSignatures(theme);

    const seen = await walk(theme);

    expect(Object.keys(seen)).toEqual(Object.keys(recorded));
    for (const [name, signature] of Object.entries(seen)) {
      expect.soft(signature, name).toEqual(recorded[name]);
    }
  });

  test(`the practice pages of ${VARIANT_BY_THEME[theme]} have what the product reads on those of ${theme}`, async () => {
    test.setTimeout(WALK_TIMEOUT_MS);
    const seen = await walk(theme);

    const practice = await collectPractice(theme);

    for (const name of CONTRACT_PAGES) {
      expect.soft(readableOf(practice, name), name).toEqual(readableOf(seen, name));
    }
  });
}

for (const theme of LOGIN_THEMES) {
  test(`a name that another device has is refused by ${theme} as by ${VARIANT_BY_THEME[theme]}, and costs no code`, async () => {
    test.setTimeout(WALK_TIMEOUT_MS);
    const { admin, hostResolverRules, reset } = startedRig();
    await reset(theme);
    const user = demoUser("demo_user02");
    const [device] = user.devices;
    const browser = await launch(hostResolverRules);
    const page = await browser.newPage();
    await enterPassword(page, user, { action: "CONFIGURE_TOTP" });
    await submitEntryCode(page, currentCode(device?.secret ?? ""));
    const code = currentCode(await readSetUpSecret(page));

    await submitSetUp(page, code, device?.label ?? "");
    const refused = readablePage(await pageSignature(page));
    const text = await page.locator("#input-error-otp-label").textContent();
    await submitSetUp(page, code, "another name");
    await waitForSite(page);
    await browser.close();

    expect(text?.trim()).toBe("Device already exists with the same name");
    expect(refused).toEqual(readableOf(await collectPractice(theme), NAME_TAKEN_PAGE));
    expect(await admin.listOtpCredentials(await admin.findUserId(user.username))).toHaveLength(2);
  });
}

function startedRig(): Rig {
  if (rig === null) throw new Error("the server was not started");
  return rig;
}

/** Once per theme, however many tests ask. */
async function walk(theme: LoginTheme): Promise<SignatureByPage> {
  const known = live.get(theme);
  if (known !== undefined) return known;
  const started = startedRig();
  const browser = await launch(started.hostResolverRules);
  try {
    const signatures = await collectSignatures(browser, started, theme);
    live.set(theme, signatures);
    return signatures;
  } finally {
    await browser.close();
  }
}

async function collectPractice(theme: LoginTheme): Promise<SignatureByPage> {
  const portal = await startPortal();
  const browser = await launch(portal.hostResolverRules);
  try {
    return await collectPracticeSignatures(browser, portal.origin, VARIANT_BY_THEME[theme]);
  } finally {
    await browser.close();
    await portal.close();
  }
}

function launch(hostResolverRules: string): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath(),
    args: ["--no-sandbox", "--ignore-certificate-errors", `--host-resolver-rules=${hostResolverRules}`],
  });
}
