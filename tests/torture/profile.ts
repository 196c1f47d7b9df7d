/** A browser over a profile folder that outlives it: closed in good order, or killed the way a power button does it. */

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Background, openBackground } from "../browser/background.ts";
import { type Launched, launch } from "../browser/launch.ts";

export interface ProfileBrowser extends Launched {
  readonly background: Background;
  /** SIGKILL to the browser and every process it started. Resolves when none of them is left. */
  kill(): Promise<void>;
}

/** Nothing in these suites needs a host. */
const noHosts = "MAP * ~NOTFOUND";

export const newProfileFolder = (): string => mkdtempSync(join(tmpdir(), "hitotoki-torture-"));

export const removeFolder = (path: string): void =>
  rmSync(path, { recursive: true, force: true, maxRetries: 5 });

/** Starts the browser on `userDataDir`. Killing needs process groups, which Windows does not have. */
export const startOn = async (
  userDataDir: string,
  hostResolverRules = noHosts,
  args: readonly string[] = [],
): Promise<ProfileBrowser> => {
  const launched = await launch({ hostResolverRules, userDataDir, args });
  const { context, extensionId } = launched;
  const browserPid = await browserProcessId(launched);
  return {
    ...launched,
    background: await openBackground(context, extensionId),
    kill: async () => {
      const closed = context.waitForEvent("close");
      process.kill(-browserPid, "SIGKILL");
      await closed;
      while (isGroupAlive(browserPid)) await new Promise((done) => setTimeout(done, 5));
    },
  };
};

/** Playwright starts the browser as the leader of a process group of its own. */
const browserProcessId = async ({ context }: Launched): Promise<number> => {
  const cdp = await context.browser()?.newBrowserCDPSession();
  if (cdp === undefined) throw new Error("no browser-level session");
  const { processInfo } = await cdp.send("SystemInfo.getProcessInfo");
  await cdp.detach();
  const browser = processInfo.find(({ type }) => type === "browser");
  if (browser === undefined) throw new Error("the browser does not name its own process");
  return browser.id;
};

/** Processes that ended and wait to be reaped do not count: some init processes take their time. */
const isGroupAlive = (leader: number): boolean => {
  if (!existsSync("/proc/self/stat")) return canSignal(leader);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => isMember(pid, leader));
};

const canSignal = (leader: number): boolean => {
  try {
    process.kill(-leader, 0);
    return true;
  } catch {
    return false;
  }
};

/** proc(5): after the name in brackets come the state, the parent and the process group. */
const isMember = (pid: string, leader: number): boolean => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, , group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(group) === leader && state !== "Z" && state !== "X";
  } catch {
    return false; // it ended while we looked
  }
};
