/** The extension asks the network for nothing, in a whole journey: read from the browser's own log of all requests. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { type Traveller, travelOn, travelToSetUp, withTraveller } from "./journey.ts";
import { report } from "./report.ts";

const logOf = (profile: string): string => join(profile, "net-log.json");
const switches = (profile: string): readonly string[] => [`--log-net-log=${logOf(profile)}`];

interface LoggedRequest {
  readonly url: string;
  readonly initiator: string;
}

/** The log is whole once the browser has ended. Each request names the origin that asked for it. */
const readLog = (profile: string): readonly LoggedRequest[] => {
  const { events } = JSON.parse(readFileSync(logOf(profile), "utf8")) as {
    events: { params?: { url?: unknown; initiator?: unknown } }[];
  };
  return events.flatMap(({ params: { url, initiator } = {} }) =>
    typeof url === "string" && typeof initiator === "string" ? [{ url, initiator }] : [],
  );
};

const ofExtension = (requests: readonly LoggedRequest[], { browser }: Traveller): readonly string[] =>
  requests
    .filter(({ initiator }) => initiator.includes(browser.extensionId))
    .map(({ url }) => new URL(url).origin);

test("a whole journey leads to no request by the extension, and to none outside the portal", async () => {
  await withTraveller(async (traveller) => {
    const { member, browser, profile } = traveller;
    const seen: string[] = [];
    browser.context.on("request", (request) => {
      if (request.serviceWorker() !== null) seen.push(request.url());
    });
    await travelOn(member, await travelToSetUp(member));
    const manager = await member.context.newPage();
    await manager.goto(`chrome-extension://${browser.extensionId}/manager.html`);
    await browser.close();

    const requests = readLog(profile);
    const own = ofExtension(requests, traveller);
    const byWorker = seen.filter((url) => !url.startsWith(`chrome-extension://${browser.extensionId}/`));
    const hosts = new Set(
      requests
        .filter(({ initiator }) => initiator.startsWith("https:"))
        .map(({ url }) => new URL(url).hostname),
    );
    report(
      "network",
      "0 requests by the extension",
      `${own.length + byWorker.length} by the extension among ${requests.length} logged requests`,
    );
    expect(requests.length).toBeGreaterThan(10); // the log does hold the portal's own requests
    expect(own).toEqual([]);
    expect(byWorker).toEqual([]);
    expect([...hosts].filter((host) => !host.endsWith(".kosmo-web.jp"))).toEqual([]);
  }, switches);
});

test("the log does name a request by the extension, once its policy is put out of force", async () => {
  await withTraveller(async (traveller) => {
    const { member, browser, profile } = traveller;
    const page = await member.context.newPage();
    const cdp = await member.context.newCDPSession(page);
    await cdp.send("Page.setBypassCSP", { enabled: true });
    await page.goto(`chrome-extension://${browser.extensionId}/manager.html`);
    await page.evaluate(async (url) => {
      await fetch(url, { mode: "no-cors" });
    }, `${member.portal.origin}/control`);
    await browser.close();

    expect(ofExtension(readLog(profile), traveller)).toEqual([member.portal.origin]);
  }, switches);
});
