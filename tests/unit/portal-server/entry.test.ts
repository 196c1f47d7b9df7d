import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attributeOf } from "../../portal/client.ts";
import type { Portal } from "../../portal/server.ts";
import {
  enterCode,
  enterPassword,
  isTop,
  logIn,
  newClient,
  startStillPortal,
  wrongCode,
} from "./practice.ts";

let portal: Portal;
beforeAll(async () => {
  portal = await startStillPortal();
});
afterAll(() => portal.close());
beforeEach(() => portal.control.reset());

const BAD_CODE = "ワンタイムパスワードが正しくありません";
const outcomes = () => portal.control.submissions.map(({ kind, reason }) => `${kind}:${reason}`);

describe("log-in with one device", () => {
  it("ends on the portal's top page after password and code", async () => {
    const page = await logIn(portal, newClient(portal), 2, "自宅PC");

    expect(isTop(page)).toBe(true);
    expect(outcomes()).toEqual(["entry:ok"]);
    expect(portal.control.submissions[0]?.device).toBe("自宅PC");
  });

  it("shows the password page again after a wrong password and an unknown user id alike", async () => {
    const known = await enterPassword(newClient(portal), "demo_user02", "wrong");
    const unknown = await enterPassword(newClient(portal), "nobody", "wrong");

    for (const page of [known, unknown]) expect(page.body).toContain("無効なユーザIDまたはパスワードです。");
  });

  it("shows what was typed as the attempted name, in the case it was typed", async () => {
    const page = await enterPassword(newClient(portal), "Demo_User02", "Demo-pass-02");

    expect(page.body).toContain('<label id="kc-attempted-username">Demo_User02</label>');
  });

  it("draws the page again after a wrong code, marks the field and puts the address back", async () => {
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user02", "Demo-pass-02");

    const page = await enterCode(client, entry, wrongCode(portal, "demo_user02", "自宅PC"));

    expect(page.status).toBe(200);
    expect(page.body).toContain(BAD_CODE);
    expect(attributeOf(page.body, "otp", "aria-invalid")).toBe("true");
    expect(attributeOf(page.body, "otp", "value")).toBeNull();
    expect(page.body).toContain("history.replaceState");
    expect(outcomes()).toEqual(["entry:wrong"]);
  });

  it("forgets the error when the page is fetched again", async () => {
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user02", "Demo-pass-02");
    const failed = await enterCode(client, entry, wrongCode(portal, "demo_user02", "自宅PC"));
    const address = JSON.parse(failed.body.match(/replaceState\(\{\}, "practice", (".*?")\)/)?.[1] ?? '""');

    const page = await client.get(address);

    expect(page.body).toContain('id="kc-otp-login-form"');
    expect(page.body).not.toContain(BAD_CODE);
    expect(attributeOf(page.body, "otp", "aria-invalid")).toBe("");
  });

  it.each([
    [-2, "wrong"],
    [-1, "ok"],
    [1, "ok"],
    [2, "wrong"],
  ])("answers the code %d steps away with %s", async (offset, reason) => {
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user02", "Demo-pass-02");

    await enterCode(client, entry, portal.control.codeFor("demo_user02", "自宅PC", offset));

    expect(outcomes()).toEqual([`entry:${reason}`]);
  });

  it("refuses a code again for 90 seconds and takes the next one at once", async () => {
    await logIn(portal, newClient(portal), 2, "自宅PC");
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user02", "Demo-pass-02");

    const refused = await enterCode(client, entry, portal.control.codeFor("demo_user02", "自宅PC"));
    portal.control.shiftTime(30_000);
    const accepted = await enterCode(client, refused, portal.control.codeFor("demo_user02", "自宅PC"));

    expect(refused.body).toContain(BAD_CODE);
    expect(isTop(accepted)).toBe(true);
    expect(outcomes()).toEqual(["entry:ok", "entry:reused", "entry:ok"]);
  });

  it("takes a form once: the second sending of the same form finds the attempt gone", async () => {
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user02", "Demo-pass-02");
    const code = portal.control.codeFor("demo_user02", "自宅PC");
    await enterCode(client, entry, code);

    const second = await enterCode(client, entry, code);

    expect(isTop(second)).toBe(false);
    expect(outcomes()).toEqual(["entry:ok"]);
  });
});

describe("log-in with several devices", () => {
  it("offers each device by name and checks the code against the chosen one", async () => {
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user03", "Demo-pass-03");
    const second = attributeOf(entry.body, "kc-otp-credential-1", "value");
    const otp = portal.control.codeFor("demo_user03", "自宅PC");

    const page = await client.submit(entry, { otp, selectedCredentialId: second }, "kc-otp-login-form");

    expect(entry.body).toContain("iPhone");
    expect(isTop(page)).toBe(true);
  });

  it("calls the right code of the wrong device invalid", async () => {
    const client = newClient(portal);
    const entry = await enterPassword(client, "demo_user03", "Demo-pass-03");

    const page = await enterCode(client, entry, portal.control.codeFor("demo_user03", "自宅PC"));

    expect(page.body).toContain(BAD_CODE);
    expect(portal.control.submissions[0]).toMatchObject({ device: "iPhone", reason: "wrong" });
  });

  it("names a device without a name unnamed", async () => {
    portal.control.createUser({
      username: "two",
      password: "Demo-pass-two",
      devices: [
        { label: "", secret: "Ab3dEf6hIjKlMnOpQrS1" },
        { label: "", secret: "Tk9wVu8tSr7qPo6nMl5k" },
      ],
    });

    const entry = await enterPassword(newClient(portal), "two", "Demo-pass-two");

    expect(entry.body.match(/unnamed/g)).toHaveLength(2);
  });
});

describe("choice of method", () => {
  it.each(["base24", "v2-26.0"])("leads from the code to the mail in %s", async (variant) => {
    const devices = [{ label: "PC", secret: "Ab3dEf6hIjKlMnOpQrS1" }];
    portal.control.createUser({ username: "both", password: "Demo-pass-both", devices, emailOtp: true });
    const client = newClient(portal);
    const entry = await enterPassword(client, "both", "Demo-pass-both", variant);

    const choice = await client.submit(entry, {}, "kc-select-try-another-way-form");
    const mail = choice.body.match(/"([^"]+-email-otp)"/)?.[1] ?? "";
    const page = await client.submit(choice, { authenticationExecution: mail });
    const end = await enterCode(client, page, portal.control.emailCode("both") ?? "");

    expect(page.body).toContain("kc-resend");
    expect(isTop(end)).toBe(true);
  });
});
