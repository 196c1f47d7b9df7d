import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attributeOf, type Page, type PortalClient, unescapeHtml } from "../../portal/client.ts";
import type { Portal } from "../../portal/server.ts";
import { codeOfSetup, enterCode, isTop, logIn, newClient, startStillPortal } from "./practice.ts";

let portal: Portal;
let client: PortalClient;
beforeAll(async () => {
  portal = await startStillPortal();
});
afterAll(() => portal.close());
beforeEach(() => {
  portal.control.reset();
  client = newClient(portal);
});

const CONSOLE = "/realms/demo/account/account-security/signing-in";
const SETUP_FORM = "kc-totp-settings-form";

function buttonUrl(page: Page, mark: string): string {
  const tag = page.body.match(new RegExp(`<button[^>]*${mark}[^>]*>`))?.[0] ?? "";
  return unescapeHtml(tag.match(/data-href="([^"]*)"/)?.[1] ?? "");
}

async function openConsole(number: number, device: string): Promise<Page> {
  await logIn(portal, client, number, device);
  return client.get(portal.origin + CONSOLE);
}

describe("adding a device from the console", () => {
  it("goes straight to the set-up page within 5 minutes of the log-in", async () => {
    const page = await openConsole(2, "自宅PC");

    const setup = await client.get(buttonUrl(page, 'data-testid="otp/create"'));

    expect(setup.body).toContain('id="cancelTOTPBtn"');
    expect(setup.body).not.toContain("セットアップが必要です");
  });

  it("asks for password and code again later, then registers and comes back", async () => {
    const page = await openConsole(2, "自宅PC");
    portal.control.shiftTime(300_001);

    const password = await client.get(buttonUrl(page, 'data-testid="otp/create"'));
    const entry = await client.submit(password, { password: "Demo-pass-02" }, "kc-form-login");
    const setup = await enterCode(client, entry, portal.control.codeFor("demo_user02", "自宅PC"));
    const end = await client.submit(
      setup,
      { totp: codeOfSetup(portal, setup), userLabel: "会社PC" },
      SETUP_FORM,
    );

    expect(password.body).not.toContain('id="username"');
    expect(password.body).toContain('id="kc-attempted-username"');
    expect(end.url.pathname + end.url.search).toBe(`${CONSOLE}?kc_action_status=success`);
    expect(end.body).toContain("会社PC");
  });

  it("comes back without a change by the way back", async () => {
    const page = await openConsole(2, "自宅PC");
    const setup = await client.get(buttonUrl(page, 'data-testid="otp/create"'));

    const end = await client.submit(setup, { "cancel-aia": "true" }, SETUP_FORM);

    expect(end.url.search).toBe("?kc_action_status=cancelled");
    expect(portal.control.user("demo_user02").devices).toHaveLength(1);
  });

  it("requires a name", async () => {
    const page = await openConsole(2, "自宅PC");
    const setup = await client.get(buttonUrl(page, 'data-testid="otp/create"'));

    const again = await client.submit(
      setup,
      { totp: codeOfSetup(portal, setup), userLabel: " " },
      SETUP_FORM,
    );

    expect(again.body).toContain('id="input-error-otp-label"');
  });
});

describe("deleting a device from the console", () => {
  it("names the device, deletes it after confirmation, and keeps the other", async () => {
    const page = await openConsole(3, "iPhone");

    const confirm = await client.get(buttonUrl(page, 'data-testrole="remove"'));
    const end = await client.submit(confirm, { accept: "削除する" });

    expect(confirm.body).toContain('id="kc-delete-text"');
    expect(confirm.body).toContain("iPhone");
    expect(end.url.search).toBe("?kc_action_status=success");
    expect(portal.control.user("demo_user03").devices.map(({ label }) => label)).toEqual(["自宅PC"]);
  });

  it("leaves a user without a second factor with a set-up to do", async () => {
    const page = await openConsole(2, "自宅PC");
    const confirm = await client.get(buttonUrl(page, 'data-testrole="remove"'));

    const end = await client.submit(confirm, { accept: "削除する" });

    expect(end.body).toContain('data-testid="otp/not-set-up"');
    expect(portal.control.user("demo_user02").requireSetup).toBe(true);
  });
});

describe("log-out", () => {
  it("asks first, then ends the session on both hosts", async () => {
    await logIn(portal, client, 2, "自宅PC");

    const confirm = await client.get(`${portal.topOrigin}/logout`);
    const end = await client.submit(confirm, { confirmLogout: "ログアウトする" });
    const next = await client.get(`${portal.topOrigin}/login`);

    expect(confirm.body).toContain('id="kc-logout-confirm"');
    expect(end.body).toContain("ログアウトしました");
    expect(next.body).toContain('id="kc-form-login"');
  });
});

describe("forgotten password", () => {
  async function requestLink(): Promise<string> {
    const login = await client.get(`${portal.topOrigin}/login`);
    const href = login.body.match(/<a href="([^"]+)">パスワードを忘れた方はこちら/)?.[1] ?? "";
    const form = await client.get(new URL(unescapeHtml(href), login.url).href);
    await client.submit(form, { username: "demo_user02" }, "kc-reset-password-form");
    return portal.control.resetLink("demo_user02") ?? "";
  }

  it("leads by mail to a new secret, a new password and the top page; the old device stays", async () => {
    const link = await requestLink();
    const inbox = await client.get(`${portal.topOrigin}/mail`);

    const setup = await client.get(link);
    const password = await client.submit(
      setup,
      { totp: codeOfSetup(portal, setup), userLabel: "新しいPC" },
      SETUP_FORM,
    );
    const end = await client.submit(
      password,
      { "password-new": "New-pass-02", "password-confirm": "New-pass-02" },
      "kc-passwd-update-form",
    );

    expect(unescapeHtml(inbox.body)).toContain(link);
    expect(attributeOf(setup.body, "totpSecret", "value")).not.toBe("Ab3dEf6hIjKlMnOpQrS1");
    expect(isTop(end)).toBe(true);
    expect(portal.control.user("demo_user02").devices.map(({ label }) => label)).toEqual([
      "自宅PC",
      "新しいPC",
    ]);
    expect(portal.control.user("demo_user02").password).toBe("New-pass-02");
  });

  it("refuses the link a second time and after 5 minutes", async () => {
    const used = await requestLink();
    await client.get(used);
    const again = await client.get(used);
    const late = await requestLink();
    portal.control.shiftTime(300_001);

    const expired = await client.get(late);

    for (const page of [again, expired]) expect(page.body).toContain('id="kc-error-message"');
  });

  it("refuses two passwords that differ and one that is too short", async () => {
    const setup = await client.get(await requestLink());
    const password = await client.submit(
      setup,
      { totp: codeOfSetup(portal, setup), userLabel: "PC" },
      SETUP_FORM,
    );

    const short = await client.submit(password, { "password-new": "a", "password-confirm": "a" });
    const differing = await client.submit(short, {
      "password-new": "New-pass-02",
      "password-confirm": "New-pass-03",
    });

    expect(short.body).toContain("8文字以上");
    expect(differing.body).toContain("パスワードが一致しません");
  });

  it("answers an unknown user id like a known one and sends nothing", async () => {
    const login = await client.get(`${portal.topOrigin}/login`);
    const href = login.body.match(/<a href="([^"]+)">パスワードを忘れた方はこちら/)?.[1] ?? "";
    const form = await client.get(new URL(unescapeHtml(href), login.url).href);

    const page = await client.submit(form, { username: "nobody" }, "kc-reset-password-form");

    expect(page.body).toContain("メールで送りました");
    expect(portal.control.mails).toEqual([]);
  });
});
