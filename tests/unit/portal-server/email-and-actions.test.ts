import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Portal } from "../../portal/server.ts";
import { enterCode, enterPassword, isTop, newClient, startStillPortal } from "./practice.ts";

let portal: Portal;
beforeAll(async () => {
  portal = await startStillPortal();
});
afterAll(() => portal.close());
beforeEach(() => portal.control.reset());

const FORM = "kc-otp-login-form";

async function openMailPage() {
  const client = newClient(portal);
  return { client, page: await enterPassword(client, "demo_user04", "Demo-pass-04") };
}

describe("code by mail", () => {
  it("is six digits, stands in the practice mailbox, and opens the portal", async () => {
    const { client, page } = await openMailPage();
    const code = portal.control.emailCode("demo_user04") ?? "";
    const inbox = await client.get(`${portal.topOrigin}/mail`);

    const end = await enterCode(client, page, code);

    expect(code).toMatch(/^\d{6}$/);
    expect(inbox.body).toContain(`data-mail-code>${code}<`);
    expect(isTop(end)).toBe(true);
    expect(portal.control.submissions).toMatchObject([{ kind: "email", accepted: true }]);
  });

  it("is made anew by the resend button, and the old one is refused", async () => {
    const { client, page } = await openMailPage();
    const first = portal.control.emailCode("demo_user04") ?? "";

    const resent = await client.submit(page, { otp: "", resend: "再送信" }, FORM);
    const mails = portal.control.mails.length;
    // A million codes: the second may be the first again, then nothing can be refused.
    const isSame = portal.control.emailCode("demo_user04") === first;
    const refused = await enterCode(client, resent, first);

    expect(mails).toBe(2);
    expect(resent.body).toContain('name="resend"');
    expect(isTop(refused)).toBe(isSame);
  });

  it("is refused after 5 minutes", async () => {
    const { client, page } = await openMailPage();
    portal.control.shiftTime(300_001);

    await enterCode(client, page, portal.control.emailCode("demo_user04") ?? "");

    expect(portal.control.submissions.map(({ reason }) => reason)).toEqual(["expired"]);
  });
});

describe("pages between log-in and portal", () => {
  it("come in the order birth date, terms, set-up", async () => {
    portal.control.createUser({
      username: "new",
      password: "Demo-pass-new",
      requireSetup: true,
      terms: true,
      birthDate: "19700401",
    });
    const client = newClient(portal);

    const birth = await enterPassword(client, "new", "Demo-pass-new");
    const wrong = await client.submit(birth, { birthDate: "19700402" });
    const terms = await client.submit(wrong, { birthDate: "19700401" });
    const setup = await client.submit(terms, { accept: "同意する" });

    expect(birth.body).toContain("生年月日");
    expect(wrong.body).toContain("一致しません");
    expect(terms.body).toContain('id="kc-terms-text"');
    expect(setup.body).toContain('id="kc-totp-settings-form"');
  });

  it("come after the code, so that the entry page is not always the last", async () => {
    portal.control.user("demo_user02").terms = true;
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user02", "Demo-pass-02");

    const terms = await enterCode(client, entry, portal.control.codeFor("demo_user02", "自宅PC"));
    const end = await client.submit(terms, { accept: "同意する" });

    expect(terms.body).toContain('id="kc-accept"');
    expect(isTop(end)).toBe(true);
  });

  it("end the log-in when the terms are declined", async () => {
    portal.control.user("demo_user02").terms = true;
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user02", "Demo-pass-02");
    const terms = await enterCode(client, entry, portal.control.codeFor("demo_user02", "自宅PC"));

    const end = await client.submit(terms, { cancel: "同意しない" });

    expect(end.body).toContain('id="kc-error-message"');
    expect(portal.control.user("demo_user02").terms).toBe(true);
  });
});
