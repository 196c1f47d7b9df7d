/** A walk through every page of the log-in that the product has to tell apart, noting each one's signature. */
import type { Browser, Page } from "@playwright/test";
import { LOGIN_ORIGIN } from "./hosts.ts";
import {
  currentCode,
  enterPassword,
  readSetUpSecret,
  submit,
  submitEntryCode,
  submitPassword,
  submitSetUp,
  waitForSite,
} from "./member.ts";
import type { PageSignature } from "./page-signature.ts";
import { pageSignature } from "./page-signature.ts";
import type { LoginTheme } from "./realm.ts";
import { CLIENT_ID, demoUser, REALM_NAME } from "./realm.ts";
import type { Rig } from "./rig.ts";
import { SITE_LOGOUT_URL, siteLoginUrl } from "./site-server.ts";
import { readLink } from "./smtp-sink.ts";

export type SignatureByPage = Readonly<Record<string, PageSignature>>;

interface Walk {
  readonly page: Page;
  readonly rig: Rig;
  note(name: string): Promise<void>;
}

type Leg = (walk: Walk) => Promise<void>;

// A code that no secret of the walk produces for long: wrong once in a million runs at most.
const WRONG_CODE = "000000";

/**
 * Page names are those of the practice portal's gallery where it has the page. Resets the realm, then takes
 * about half a minute. The browser must resolve the rig's hosts.
 */
export async function collectSignatures(
  browser: Browser,
  rig: Rig,
  theme: LoginTheme,
): Promise<SignatureByPage> {
  await rig.reset(theme);
  const signatures: Record<string, PageSignature> = {};
  for (const leg of LEGS) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const note = async (name: string): Promise<void> => {
      signatures[name] = await pageSignature(page);
    };
    await leg({ page, rig, note });
    await context.close();
  }
  return signatures;
}

const walkFirstSetUp: Leg = async ({ page, note }) => {
  const user = demoUser("demo_user01");
  await page.goto(siteLoginUrl());
  await note("login");
  await page.locator("#username").fill(user.username);
  await submitPassword(page, "not the password");
  await note("login-error");
  await submitPassword(page, user.password);
  await note("setup-qr");
  await submitSetUp(page, WRONG_CODE, "");
  await note("setup-error");
  await submit(page, "#mode-manual");
  await note("setup-manual");
  await submitSetUp(page, WRONG_CODE, "");
  await note("setup-manual-error");
  await submit(page, "#mode-barcode");
  await note("setup-qr-again");
  await submitSetUp(page, currentCode(await readSetUpSecret(page)), "自宅PC");
  await waitForSite(page);
  await page.goto(SITE_LOGOUT_URL);
  await note("logout-confirm");
};

const walkOneDevice: Leg = async ({ page, rig, note }) => {
  const user = demoUser("demo_user02");
  const secret = user.devices[0]?.secret ?? "";
  await enterPassword(page, user);
  await note("otp-single");
  await submitEntryCode(page, WRONG_CODE);
  await note("otp-error");
  await submitEntryCode(page, currentCode(secret));
  await waitForSite(page);
  await page.goto(siteLoginUrl({ isFresh: true }));
  await note("reauth");
  await page.goto(siteLoginUrl({ action: "CONFIGURE_TOTP" }));
  await note("setup-console");
  await submitSetUp(page, currentCode(await readSetUpSecret(page)), "");
  await note("setup-label-error");
  const [device] = await rig.admin.listOtpCredentials(await rig.admin.findUserId(user.username));
  await page.goto(siteLoginUrl({ action: `delete_credential:${device?.id}` }));
  await note("delete-device");
};

const walkSeveralDevices: Leg = async ({ page, note }) => {
  const user = demoUser("demo_user03");
  await enterPassword(page, user);
  await note("otp-several");
  await submitEntryCode(page, WRONG_CODE);
  await note("otp-several-error");
};

const walkForgottenPassword: Leg = async ({ page, rig, note }) => {
  const user = demoUser("demo_user03");
  await page.goto(siteLoginUrl());
  await submit(page, 'a[href*="reset-credentials"]');
  await note("reset-password");
  await page.locator("#username").fill(user.username);
  await submit(page, '#kc-reset-password-form [type="submit"]');
  await note("reset-sent");
  const link = readLink(await rig.mail.takeMail(user.email));
  await page.goto(link);
  await note("setup-after-reset");
  await submitSetUp(page, currentCode(await readSetUpSecret(page)), "新しいPC");
  await note("update-password");
  await page.locator("#password-new").fill("one password");
  await page.locator("#password-confirm").fill("another password");
  await submit(page, '#kc-passwd-update-form [name="login"]');
  await note("update-password-error");
};

const walkDeadEnds: Leg = async ({ page, note }) => {
  await page.goto(siteLoginUrl());
  const action = await page.locator("#kc-form-login").getAttribute("action");
  const stale = new URL(action ?? "", page.url());
  stale.searchParams.delete("session_code");
  stale.searchParams.set("execution", "11111111-1111-1111-1111-111111111111");
  await page.goto(stale.href);
  await note("page-expired");
  const foreign = new URLSearchParams({
    client_id: CLIENT_ID,
    response_type: "code",
    redirect_uri: "https://x.invalid/",
  });
  await page.goto(`${LOGIN_ORIGIN}/realms/${REALM_NAME}/protocol/openid-connect/auth?${foreign}`);
  await note("error");
};

/** Last, as it changes the realm: recovery codes are a second method, which brings the choice of the method. */
const walkSeveralMethods: Leg = async ({ page, rig, note }) => {
  const user = demoUser("demo_user02");
  const secret = user.devices[0]?.secret ?? "";
  await allowRecoveryCodes(rig);
  await enterPassword(page, user);
  await submitEntryCode(page, currentCode(secret, 1));
  await waitForSite(page);
  await page.goto(siteLoginUrl({ action: "CONFIGURE_RECOVERY_AUTHN_CODES" }));
  await page.locator("#kcRecoveryCodesConfirmationCheck").check();
  await submit(page, "#saveRecoveryAuthnCodesBtn");
  await page.goto(siteLoginUrl({ isFresh: true }));
  await submitPassword(page, user.password);
  await note("otp-with-alternative");
  await submit(page, "#try-another-way");
  await note("select-method");
};

async function allowRecoveryCodes({ admin }: Rig): Promise<void> {
  const path = "/authentication/flows/browser/executions";
  const executions = (await admin.send("GET", path)) as { providerId?: string }[];
  const form = executions.find(({ providerId }) => providerId === "auth-recovery-authn-code-form");
  await admin.send("PUT", path, { ...form, requirement: "ALTERNATIVE" });
}

const LEGS: readonly Leg[] = [
  walkFirstSetUp,
  walkOneDevice,
  walkSeveralDevices,
  walkForgottenPassword,
  walkDeadEnds,
  walkSeveralMethods,
];
