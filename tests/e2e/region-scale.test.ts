/** Reading the screen at every zoom and on every kind of screen. */

import { expect, type Page } from "@playwright/test";
import { centred, createSampleKey, openSite, qrImage } from "../browser/qr-page.ts";
import { type Member, test } from "./fixtures.ts";
import { expectAdded, frameWithMouse, startReading } from "./region-steps.ts";

const setZoom = async (member: Member, page: Page, zoom: number, scale: number): Promise<void> => {
  await page.bringToFront();
  await member.background.page.evaluate(async (factor) => {
    const { chrome } = globalThis as unknown as {
      chrome: {
        tabs: {
          query(which: object): Promise<readonly { readonly id: number }[]>;
          setZoom(tabId: number, factor: number): Promise<void>;
        };
      };
    };
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    if (tab === undefined) throw new Error("no active tab");
    await chrome.tabs.setZoom(tab.id, factor);
  }, zoom);
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBeCloseTo(zoom * scale, 2);
};

const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2];

const readAtEveryZoom = async (member: Member, scale: number): Promise<void> => {
  await member.background.createVault();
  for (const zoom of ZOOMS) {
    const key = createSampleKey(`zoom${zoom * 100}`);
    const page = await openSite(member.context, { path: `/${zoom}`, body: centred(qrImage(key.uri)) });
    await setZoom(member, page, zoom, scale);
    await startReading(member, page);
    const manager = await frameWithMouse(member, page);
    await expectAdded(member, manager, key);
    await manager.close();
    await page.close();
  }
};

for (const scale of [1, 1.5, 2]) {
  test.describe(`pages drawn at ${scale} pixels per CSS pixel`, () => {
    test.use({ browserOptions: { deviceScaleFactor: scale } });

    test("a framed code is read at every zoom from 50 to 200 %", async ({ member }) => {
      await readAtEveryZoom(member, scale);
    });
  });

  test.describe(`a screen of scale ${scale}`, () => {
    test.use({ browserOptions: { deviceScaleFactor: scale, viewport: null } });

    test("a framed code is read at every zoom from 50 to 200 %", async ({ member }) => {
      await readAtEveryZoom(member, scale);
    });
  });
}
