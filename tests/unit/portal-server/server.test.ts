import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Portal } from "../../portal/server.ts";
import { TRAPS } from "../../portal/traps.ts";
import { newClient, START_MS, startStillPortal } from "./practice.ts";

let portal: Portal;
beforeAll(async () => {
  portal = await startStillPortal();
});
afterAll(() => portal.close());
beforeEach(() => portal.control.reset());

describe("answers", () => {
  it("carry the identity provider's headers on log-in pages", async () => {
    const { headers } = await newClient(portal).get(`${portal.topOrigin}/login`);

    expect(headers).toMatchObject({
      "x-frame-options": "SAMEORIGIN",
      "content-security-policy": "frame-src 'self'; frame-ancestors 'self'; object-src 'none';",
      "referrer-policy": "no-referrer",
      "strict-transport-security": "max-age=31536000; includeSubDomains",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "none",
      "x-xss-protection": "1; mode=block",
      "cache-control": "no-store, must-revalidate, max-age=0",
    });
  });

  it("carry the portal's own time, and none when that is switched off", async () => {
    portal.control.setOffsetMs(90_000);
    const dated = await newClient(portal).send("HEAD", `${portal.origin}/favicon.ico`);
    portal.control.setBehaviour({ sendDate: false });
    const undated = await newClient(portal).send("HEAD", `${portal.origin}/favicon.ico`);
    portal.control.setBehaviour({ sendDate: true });

    expect(Date.parse(dated.headers.date ?? "")).toBe(START_MS + 90_000);
    expect(dated.body).toBe("");
    expect(undated.headers.date).toBeUndefined();
  });

  it("are written to the request log with method, host and path", async () => {
    await newClient(portal).send("HEAD", `${portal.origin}/favicon.ico?x=1`);

    expect(portal.control.requests).toMatchObject([
      { method: "HEAD", host: "demo.portal.kosmo-web.jp", path: "/favicon.ico?x=1", form: null },
    ]);
  });

  it("are 404 for unknown addresses, and log-in exists on the demo host alone", async () => {
    const client = newClient(portal);
    const other = "https://other.portal.kosmo-web.jp";

    const unknown = await client.get(`${portal.origin}/nothing`);
    const otherLogin = await client.get(`${other}/realms/demo/protocol/openid-connect/auth`);
    const otherSample = await client.get(`${other}/pages/otp-single`);

    expect([unknown.status, otherLogin.status, otherSample.status]).toEqual([404, 404, 200]);
  });
});

describe("start page", () => {
  it("names the practice users and says that it is for practice", async () => {
    const page = await newClient(portal).get(`${portal.topOrigin}/`);

    for (const text of [
      "練習用",
      "demo_user01",
      "demo_user04",
      "Demo-pass-03",
      "デモ健康保険組合加入者ページ",
    ]) {
      expect(page.body).toContain(text);
    }
  });
});

describe("traps", () => {
  it.each(Object.keys(TRAPS))("%s is served and its form leads nowhere", async (name) => {
    const client = newClient(portal);

    const page = await client.get(`${portal.origin}/traps/${name}`);
    const answer = await client.post(`${portal.origin}/traps/${name}`, { otp: "123456" });

    expect(page.status).toBe(200);
    expect(answer.body).toContain("送信を受け取りました");
    expect(portal.control.requests.at(-1)?.form).toEqual({ otp: "123456" });
    expect(portal.control.submissions).toEqual([]);
  });
});

describe("startPortal", () => {
  it("escapes what a user typed", async () => {
    const client = newClient(portal);
    const login = await client.get(`${portal.topOrigin}/login`);

    const page = await client.submit(
      login,
      { username: '"><script>x</script>', password: "x" },
      "kc-form-login",
    );

    expect(page.body).not.toContain("<script>x</script>");
  });

  it("runs several portals side by side and frees the port on close", async () => {
    const second = await startStillPortal({ variant: "v2-26.x" });
    const page = await newClient(second).get(`${second.topOrigin}/login`);
    await second.close();

    expect(second.port).not.toBe(portal.port);
    expect(page.body).toContain('data-page-id="login-login"');
    await expect(newClient(second).get(`${second.topOrigin}/`)).rejects.toThrow();
  });
});
