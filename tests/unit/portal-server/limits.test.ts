import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Portal } from "../../portal/server.ts";
import { codeOfSetup, enterCode, enterPassword, isTop, newClient, startStillPortal } from "./practice.ts";

let portal: Portal;
beforeAll(async () => {
  portal = await startStillPortal();
});
afterAll(() => portal.close());
beforeEach(() => portal.control.reset());

const SETUP_FORM = "kc-totp-settings-form";

describe("life of the portal's log-in state", () => {
  it("allows 180 seconds from the portal's button to the end", async () => {
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user02", "Demo-pass-02");
    portal.control.shiftTime(180_000);

    const page = await enterCode(client, entry, portal.control.codeFor("demo_user02", "自宅PC"));

    expect(isTop(page)).toBe(true);
  });

  it("ends in the failed log-in's page one millisecond later, with the code accepted all the same", async () => {
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user02", "Demo-pass-02");
    portal.control.shiftTime(180_001);

    const page = await enterCode(client, entry, portal.control.codeFor("demo_user02", "自宅PC"));

    expect(page.url.pathname).toBe("/wp-login.php");
    expect(page.body).toContain('<div id="login_error"');
    expect(page.body).toContain("Login with OpenID Connect");
    expect(portal.control.submissions[0]?.accepted).toBe(true);
  });

  it("lets the button on that page log in at once, the identity provider's session being there", async () => {
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user02", "Demo-pass-02");
    portal.control.shiftTime(200_000);
    await enterCode(client, entry, portal.control.codeFor("demo_user02", "自宅PC"));

    const page = await client.get(`${portal.topOrigin}/login`);

    expect(isTop(page)).toBe(true);
  });
});

describe("life of the set-up page", () => {
  it("shows the expired page when the form is sent after more than 5 minutes, and registers nothing", async () => {
    const client = newClient(portal);
    const setup = await enterPassword(client, "demo_user01", "Demo-pass-01");
    portal.control.shiftTime(300_001);

    const page = await client.submit(
      setup,
      { totp: codeOfSetup(portal, setup), userLabel: "PC" },
      SETUP_FORM,
    );

    expect(page.body).toContain('id="loginRestartLink"');
    expect(page.body).toContain('id="loginContinueLink"');
    expect(portal.control.user("demo_user01").devices).toEqual([]);
    expect(portal.control.submissions.map(({ reason }) => reason)).toEqual(["expired"]);
  });

  it.each(["base26.7", "v2-26.x"])(
    "leads in %s to the log-in page with an error, from where the log-in can be done anew",
    async (variant) => {
      const client = newClient(portal);
      const setup = await enterPassword(client, "demo_user01", "Demo-pass-01", variant);
      portal.control.shiftTime(300_001);

      const login = await client.submit(
        setup,
        { totp: codeOfSetup(portal, setup), userLabel: "PC" },
        SETUP_FORM,
      );
      const fields = { username: "demo_user01", password: "Demo-pass-01" };
      const again = await client.submit(login, fields, "kc-form-login");

      expect(login.body).toMatch(
        /pf-m-danger[^>]*><span class="kc-feedback-text">ログイン試行がタイムアウトしました。/,
      );
      expect(login.body).not.toContain('id="loginRestartLink"');
      expect(login.body).toMatch(
        /replaceState\(\{\}, "practice", "[^"]*\/login-actions\/authenticate\?client_id=portal&/,
      );
      expect(again.body).toContain('id="kc-totp-settings-form"');
      expect(portal.control.user("demo_user01").devices).toEqual([]);
      expect(portal.control.submissions.map(({ reason }) => reason)).toEqual(["expired"]);
    },
  );

  it("registers at exactly 5 minutes, though the portal's own state is over by then", async () => {
    const client = newClient(portal);
    const setup = await enterPassword(client, "demo_user01", "Demo-pass-01");
    portal.control.shiftTime(300_000);

    const page = await client.submit(
      setup,
      { totp: codeOfSetup(portal, setup), userLabel: "PC" },
      SETUP_FORM,
    );

    expect(page.url.pathname).toBe("/wp-login.php");
    expect(portal.control.user("demo_user01").devices).toHaveLength(1);
  });

  it("starts the log-in over when a stale set-up page is fetched again", async () => {
    const client = newClient(portal);
    const setup = await enterPassword(client, "demo_user01", "Demo-pass-01");
    portal.control.shiftTime(300_001);

    const page = await client.get(setup.url.href);

    expect(page.body).toContain('id="kc-form-login"');
    expect(page.body).toContain("最初からやり直してください");
  });
});

describe("life of the log-in session", () => {
  it.each(["base26.7", "v2-26.x"])("ends in %s with an error on the log-in page", async (variant) => {
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user02", "Demo-pass-02", variant);
    portal.control.shiftTime(1_800_001);

    const page = await enterCode(client, entry, portal.control.codeFor("demo_user02", "自宅PC"));

    expect(page.body).toContain('id="kc-form-login"');
    expect(page.body).toContain("ログイン試行がタイムアウトしました。");
    expect(portal.control.submissions).toEqual([]);
  });
});

describe("a form of an earlier step", () => {
  it.each(["base24", "v2-26.x"])("meets the expired page of %s, whose links lead on", async (variant) => {
    const client = newClient(portal);
    const login = await client.get(`${portal.topOrigin}/login?variant=${variant}`);
    await client.submit(login, { username: "demo_user02", password: "Demo-pass-02" }, "kc-form-login");

    const stale = await client.submit(
      login,
      { username: "demo_user02", password: "Demo-pass-02" },
      "kc-form-login",
    );
    const next =
      stale.body.match(/id="loginContinueLink" href="([^"]+)"/)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const entry = await client.get(next);

    expect(stale.body).toContain("ページの有効期限が切れています");
    expect(entry.body).toContain('id="kc-otp-login-form"');
  });
});

describe("limits", () => {
  it("can be changed while the portal runs", async () => {
    portal.control.setLimits({ loginStateSeconds: 10 });
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user02", "Demo-pass-02");
    portal.control.shiftTime(10_001);

    const page = await enterCode(client, entry, portal.control.codeFor("demo_user02", "自宅PC"));
    portal.control.setLimits({ loginStateSeconds: 180 });

    expect(page.url.pathname).toBe("/wp-login.php");
  });
});
