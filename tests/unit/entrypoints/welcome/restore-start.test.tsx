// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { formatBackup } from "../../../../lib/core/backup/backup-file.ts";
import { makeBackup } from "../../core/backup/samples.ts";
import {
  chooseFile,
  fakeI18n,
  fakeMessaging,
  fakeStorage,
  fakes,
  fakeTabs,
  fakeWorkers,
  pageText,
  press,
  resetFakes,
  show,
  type,
} from "./page-fakes.ts";

vi.mock("../../../../lib/platform/i18n.ts", () => fakeI18n);
vi.mock("../../../../lib/platform/messaging.ts", () => fakeMessaging);
vi.mock("../../../../lib/platform/tabs.ts", () => fakeTabs);
vi.mock("../../../../lib/platform/storage.ts", () => fakeStorage);
vi.mock("../../../../lib/platform/workers.ts", () => fakeWorkers);

const { WelcomePage } = await import("../../../../entrypoints/welcome/WelcomePage.tsx");

const password = "correct horse battery";
let sent: { next: unknown; proof: unknown }[] = [];

const start = async (status: string): Promise<void> => {
  sent = [];
  resetFakes({
    "vault.status": "none",
    "intent.pending": null,
    "intent.resume": { status: "nothing" },
    "backup.adopt": (payload: never) => {
      sent.push(payload);
      return { status };
    },
  });
  await show(<WelcomePage />);
  await press("welcome.restore.open");
};

const adopt = async (text: string): Promise<void> => {
  await chooseFile(text);
  await type("backup.file.password", password);
  await press("backup.adopt.act");
};

beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined;
});

describe("starting from a back-up", () => {
  it("says what the master password will be, then takes over", async () => {
    await start("adopted");
    expect(pageText()).toContain("backup.adopt.password");
    await adopt((await makeBackup()).text);

    expect(sent).toMatchObject([{ next: null, proof: { rootKey: password } }]);
    expect(pageText()).toContain("welcome.restore.done");
  });

  it("derives once more what was stretched too little", async () => {
    await start("adopted");
    const { backup } = await makeBackup();
    const [slot] = backup.envelope.slots;
    const slots = [{ ...slot, kdf: { ...slot?.kdf, N: 2 ** 14 } }] as never;
    await adopt(formatBackup({ ...backup, envelope: { ...backup.envelope, slots } }));

    expect(sent).toMatchObject([{ next: { kdf: { N: 2 ** 17 }, rootKey: password } }]);
  });

  it("keeps the file for another try after a wrong password, and stays", async () => {
    await start("wrong-password");
    await adopt((await makeBackup()).text);

    expect(pageText()).toContain("backup.file.wrong");
    expect(pageText()).toContain("hitotoki-backup.json");
  });

  it("leads back to the first page", async () => {
    await start("adopted");
    await press("welcome.restore.back");

    expect(pageText()).toContain("welcome.about.company");
    expect(fakes.asked).not.toContain("backup.adopt");
  });
});
