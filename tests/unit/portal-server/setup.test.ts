import jsQR from "jsqr";
import { PNG } from "pngjs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attributeOf, type Page } from "../../portal/client.ts";
import type { Portal } from "../../portal/server.ts";
import { toBase32, toGroupedKey } from "../../portal/totp.ts";
import { codeOfSetup, enterCode, enterPassword, isTop, newClient, startStillPortal } from "./practice.ts";

let portal: Portal;
beforeAll(async () => {
  portal = await startStillPortal();
});
afterAll(() => portal.close());
beforeEach(() => {
  portal.control.reset();
  portal.control.setBehaviour({ secretPerRender: false });
});

const FORM = "kc-totp-settings-form";
const outcomes = () => portal.control.submissions.map(({ kind, reason }) => `${kind}:${reason}`);
const secretOf = (page: Page) => attributeOf(page.body, "totpSecret", "value") ?? "";

async function openSetup() {
  const client = newClient(portal);
  return { client, page: await enterPassword(client, "demo_user01", "Demo-pass-01") };
}

/** The set-up of a user who has a device called 自宅PC. */
async function openSecondSetup(variant: string) {
  portal.control.user("demo_user02").requireSetup = true;
  const client = newClient(portal);
  const entry = await enterPassword(client, "demo_user02", "Demo-pass-02", variant);
  const code = portal.control.codeFor("demo_user02", "自宅PC");
  return { client, page: await enterCode(client, entry, code) };
}

describe("set-up page", () => {
  it("says the same secret in picture, hidden field and key to type", async () => {
    const { client, page } = await openSetup();
    const src = attributeOf(page.body, "kc-totp-secret-qr-code", "src") ?? "";
    const picture = PNG.sync.read(Buffer.from(src.split(",")[1] ?? "", "base64"));

    const manual = await client.get(attributeOf(page.body, "mode-manual", "href") ?? "");

    const uri = jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data;
    expect(new URL(uri ?? "").searchParams.get("secret")).toBe(toBase32(secretOf(page)));
    expect(secretOf(manual)).toBe(secretOf(page));
    expect(manual.body).toContain(`<span id="kc-totp-secret-key">${toGroupedKey(secretOf(page))}</span>`);
  });

  it("keeps its secret across the two ways and a reload", async () => {
    const { client, page } = await openSetup();

    const manual = await client.get(attributeOf(page.body, "mode-manual", "href") ?? "");
    const back = await client.get(attributeOf(manual.body, "mode-barcode", "href") ?? "");

    expect(secretOf(back)).toBe(secretOf(page));
  });

  it("has a new secret on every showing when older servers are imitated, and takes the posted one", async () => {
    portal.control.setBehaviour({ secretPerRender: true });
    const { client, page } = await openSetup();

    const manual = await client.get(attributeOf(page.body, "mode-manual", "href") ?? "");
    const end = await client.submit(page, { totp: codeOfSetup(portal, page), userLabel: "PC" }, FORM);

    expect(secretOf(manual)).not.toBe(secretOf(page));
    expect(isTop(end)).toBe(true);
    expect(portal.control.user("demo_user01").devices[0]?.secret).toBe(secretOf(page));
  });

  it("has the check box checked and no way back", async () => {
    const { page } = await openSetup();

    expect(page.body).toMatch(/id="logout-sessions"[^>]* checked/);
    expect(page.body).not.toContain("cancelTOTPBtn");
    expect(page.body).toContain("ワンタイムパスワードのセットアップが必要です");
  });
});

describe("set-up form", () => {
  it("registers the device and leads to the top page", async () => {
    const { client, page } = await openSetup();

    const end = await client.submit(page, { totp: codeOfSetup(portal, page), userLabel: "自宅PC" }, FORM);

    expect(isTop(end)).toBe(true);
    expect(portal.control.user("demo_user01")).toMatchObject({
      requireSetup: false,
      devices: [{ label: "自宅PC" }],
    });
    expect(outcomes()).toEqual(["setup:ok"]);
  });

  it("after a wrong code keeps secret and way, clears the fields, and counts no failure", async () => {
    const { client, page } = await openSetup();
    const manual = await client.get(attributeOf(page.body, "mode-manual", "href") ?? "");

    const again = await client.submit(
      manual,
      { totp: codeOfSetup(portal, page, 5), userLabel: "PC", "logout-sessions": null },
      FORM,
    );

    expect(secretOf(again)).toBe(secretOf(page));
    expect(again.body).toContain("kc-totp-secret-key");
    expect(again.body).toContain('id="input-error-otp-code"');
    expect(attributeOf(again.body, "userLabel", "value")).toBeNull();
    expect(again.body).toMatch(/id="logout-sessions"[^>]* checked/);
    expect(portal.control.failureCount("demo_user01")).toBe(0);
    expect(outcomes()).toEqual(["setup:wrong"]);
  });

  it("asks for a code when none was given", async () => {
    const { client, page } = await openSetup();

    const again = await client.submit(page, { totp: "" }, FORM);

    expect(again.body).toContain("ワンタイムパスワードを入力してください。");
    expect(outcomes()).toEqual(["setup:empty"]);
  });

  it("asks for a name when a device exists already, after looking at the code", async () => {
    const { client, page } = await openSecondSetup("base24");

    const again = await client.submit(page, { totp: codeOfSetup(portal, page), userLabel: "" }, FORM);

    expect(again.body).toContain("デバイス名を指定してください。");
    expect(outcomes()).toEqual(["entry:ok", "setup:missing-label"]);
  });

  it.each(["base26.7", "v2-26.x"])(
    "refuses in %s a name that another device has, and takes the same code with a new name",
    async (variant) => {
      const { client, page } = await openSecondSetup(variant);
      const code = codeOfSetup(portal, page);

      const again = await client.submit(page, { totp: code, userLabel: "自宅PC" }, FORM);
      const end = await client.submit(again, { totp: code, userLabel: "会社PC" }, FORM);

      expect(again.body).toMatch(/id="input-error-otp-label"[^>]*>Device already exists with the same name</);
      expect(again.body).not.toContain('id="input-error-otp-code"');
      expect(isTop(end)).toBe(true);
      expect(outcomes()).toEqual(["entry:ok", "setup:duplicate-label", "setup:ok"]);
      expect(portal.control.user("demo_user02").devices.map(({ label }) => label)).toEqual([
        "自宅PC",
        "会社PC",
      ]);
    },
  );

  it("looks at the code before the name: a wrong one is what is refused", async () => {
    const { client, page } = await openSecondSetup("v2-26.x");

    const again = await client.submit(
      page,
      { totp: codeOfSetup(portal, page, 5), userLabel: "自宅PC" },
      FORM,
    );

    expect(again.body).toContain('id="input-error-otp-code"');
    expect(outcomes()).toEqual(["entry:ok", "setup:wrong"]);
  });

  it.each(["base24", "base26", "v2-26.0"])("takes in %s a name that another device has", async (variant) => {
    const { client, page } = await openSecondSetup(variant);

    const end = await client.submit(page, { totp: codeOfSetup(portal, page), userLabel: "自宅PC" }, FORM);

    expect(isTop(end)).toBe(true);
    expect(portal.control.user("demo_user02").devices).toHaveLength(2);
  });

  it("uses up its code: the next log-in within the step needs the next one", async () => {
    const { client, page } = await openSetup();
    const code = codeOfSetup(portal, page);
    await client.submit(page, { totp: code, userLabel: "PC" }, FORM);
    const other = newClient(portal);
    const entry = await enterPassword(other, "demo_user01", "Demo-pass-01");

    const refused = await enterCode(other, entry, code);
    const accepted = await enterCode(other, refused, portal.control.codeFor("demo_user01", "PC", 1));

    expect(outcomes()).toEqual(["setup:ok", "entry:reused", "entry:ok"]);
    expect(isTop(accepted)).toBe(true);
  });

  it("refuses a secret that is not the server's kind", async () => {
    const { client, page } = await openSetup();

    await client.submit(page, { totp: "123456", totpSecret: "short" }, FORM);

    expect(outcomes()).toEqual(["setup:bad-secret"]);
  });

  it.each([
    ["checked", "on", false],
    ["unchecked", null, true],
  ])("with the box %s (%s) other log-ins of the user live on: %s", async (_, value, isAlive) => {
    portal.control.user("demo_user01").requireSetup = false;
    const first = newClient(portal);
    await enterPassword(first, "demo_user01", "Demo-pass-01");
    portal.control.user("demo_user01").requireSetup = true;
    const { client, page } = await openSetup();

    await client.submit(page, { totp: codeOfSetup(portal, page), "logout-sessions": value }, FORM);

    expect(isTop(await first.get(`${portal.topOrigin}/`))).toBe(isAlive);
  });
});
