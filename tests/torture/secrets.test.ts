/** After a whole journey no secret lies in the browser's profile, nor in the extension's memory once it is locked. */

import { scryptSync } from "node:crypto";
import { type CDPSession, expect, test } from "@playwright/test";
import type { Background } from "../browser/background.ts";
import { MASTER_PASSWORD } from "../browser/first-run.ts";
import { attachTo } from "../browser/target-session.ts";
import { type Traveller, travelOn, travelToSetUp, withTraveller } from "./journey.ts";
import { hitsIn, keyNeedles, type Needle, searchFolder, secretNeedles, textNeedles } from "./needles.ts";
import { report } from "./report.ts";

interface StorageArea {
  get(keys: null): Promise<Record<string, unknown>>;
  set(items: object): Promise<void>;
}

const sessionMemory = ({ page }: Background): Promise<Record<string, unknown>> =>
  page.evaluate(() => {
    const { chrome } = globalThis as unknown as { chrome: { storage: { session: StorageArea } } };
    return chrome.storage.session.get(null);
  });

/** The vault key as it lies in session memory while the vault is open. */
const vaultKeyOf = async (background: Background): Promise<string> => {
  const found = JSON.stringify(await sessionMemory(background)).match(/"vaultKey":"([^"]{44})"/)?.[1];
  if (found === undefined) throw new Error("no vault key in session memory");
  return found;
};

/** The root key that the typed password leads to. */
const rootKeyOf = async (background: Background): Promise<string> => {
  const { password } = await background.ask("vault.unlockMethods", null);
  if (password === null) throw new Error("no password slot");
  const { N, r, p, salt } = password.kdf;
  const options = { N, r, p, maxmem: 2 ** 30 };
  return scryptSync(MASTER_PASSWORD, Buffer.from(salt, "base64"), 32, options).toString("base64");
};

const allNeedles = async (
  { background }: Pick<Traveller["member"], "background">,
  secrets: readonly string[],
): Promise<readonly Needle[]> => [
  ...secrets.flatMap((secret, index) => secretNeedles(`OTP secret ${index + 1}`, secret)),
  ...keyNeedles("vault key", await vaultKeyOf(background)),
  ...keyNeedles("root key of the password", await rootKeyOf(background)),
  ...textNeedles("password", MASTER_PASSWORD),
];

test("no secret lies in the profile, neither while the browser runs nor after its end", async () => {
  await withTraveller(async ({ member, browser, profile }) => {
    const page = await travelToSetUp(member);
    const { secrets } = await travelOn(member, page);
    const needles = await allNeedles(member, secrets);
    const planted = "hitotoki-planted-needle-7f3a91";
    await member.background.page.evaluate((text) => {
      const { chrome } = globalThis as unknown as { chrome: { storage: { local: StorageArea } } };
      return chrome.storage.local.set({ planted: text });
    }, planted);

    const running = searchFolder(profile, needles);
    await browser.close();
    const ended = searchFolder(profile, needles);

    const control = searchFolder(profile, textNeedles("planted text", planted)).hits;
    report(
      "secrets on disk",
      "0 hits in the profile",
      `${running.hits.length} hits while running, ${ended.hits.length} after the end; ${needles.length} writings in ${ended.count} files, ${Math.round(ended.bytes / 1e6)} MB`,
    );
    expect(control.length).toBeGreaterThan(0); // what is stored in clear is found
    expect(running.hits).toEqual([]);
    expect(ended.hits).toEqual([]);
  });
});

/** Everything a heap snapshot says, as text: all strings of the context are in it. */
const heapOf = async (cdp: CDPSession, targetId: string): Promise<Buffer> => {
  const target = await attachTo(cdp, targetId);
  const chunks: string[] = [];
  target.on("HeapProfiler.addHeapSnapshotChunk", (event) => {
    chunks.push((event as { chunk: string }).chunk);
  });
  await target.send("HeapProfiler.enable");
  await target.send("HeapProfiler.collectGarbage");
  await target.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await target.detach();
  return Buffer.from(chunks.join(""), "utf8");
};

interface Heap {
  readonly type: string;
  readonly url: string;
  readonly heap: Buffer;
}

/** Of every worker and page of the extension but the one through which this test asks. */
const heapsOf = async ({ browser, member }: Traveller): Promise<readonly Heap[]> => {
  await member.background.ask("vault.status", null);
  const cdp = await browser.context.browser()?.newBrowserCDPSession();
  if (cdp === undefined) throw new Error("no browser-level session");
  const { targetInfos } = await cdp.send("Target.getTargets", { filter: [{}] });
  const own = targetInfos.filter(
    ({ type, url }) =>
      url.startsWith(`chrome-extension://${browser.extensionId}/`) &&
      ["page", "service_worker", "worker"].includes(type) &&
      url !== member.background.page.url(),
  );
  const heaps: Heap[] = [];
  for (const { targetId, type, url } of own) heaps.push({ type, url, heap: await heapOf(cdp, targetId) });
  return heaps;
};

test("no secret is left in the extension's memory after the lock", async () => {
  await withTraveller(async (traveller) => {
    const { member, browser } = traveller;
    const page = await travelToSetUp(member);
    const { secrets } = await travelOn(member, page);
    const manager = await member.context.newPage();
    await manager.goto(`chrome-extension://${browser.extensionId}/manager.html`);
    const needles = await allNeedles(member, secrets);
    const planted = "hitotoki-planted-needle-52be08";
    const [worker] = browser.context.serviceWorkers();
    await worker?.evaluate((text) => {
      (globalThis as { planted?: string }).planted = text;
    }, planted);
    const before = await heapsOf(traveller);
    const control = before.flatMap(({ heap }) => hitsIn(heap, textNeedles("planted text", planted)));

    await member.background.lock();
    const lockedOnly = (await heapsOf(traveller)).flatMap(({ type, heap }) =>
      hitsIn(heap, needles).map((what) => `${type}: ${what}`),
    );
    await member.background.stopWorker();
    const after = await heapsOf(traveller);

    const hits = after.flatMap(({ type, heap }) => hitsIn(heap, needles).map((what) => `${type}: ${what}`));
    const places = after.map(({ type }) => type).toSorted();
    report(
      "secrets in memory",
      "0 hits in heap snapshots after lock and worker restart",
      `${hits.length} hits in ${places.join(" and ")}; ${lockedOnly.length} after the lock alone`,
    );
    expect(control.length).toBeGreaterThan(0);
    expect([...new Set(places)]).toEqual(["page", "service_worker"]);
    expect(hits).toEqual([]);
    await browser.close();
  });
});
