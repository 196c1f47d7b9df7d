/** A disk of 80 MB that can be filled to the last byte: a tmpfs. Mounting takes rights that not every machine gives. */

import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallDisk {
  readonly path: string;
  /** Takes all free space. */
  fill(): void;
  free(): void;
  unmount(): void;
}

/** Null where this machine does not allow it; the reason is told. */
export const mountSmallDisk = (): SmallDisk | { readonly refused: string } => {
  const path = mkdtempSync(join(tmpdir(), "hitotoki-disk-"));
  const { status, error, stderr } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=80m", "tmpfs", path], {
    encoding: "utf8",
  });
  if (status !== 0) {
    rmdirSync(path);
    return { refused: error?.message ?? stderr.trim() };
  }
  const ballast = join(path, "ballast");
  return {
    path,
    fill: () => fillWith(ballast),
    free: () => rmSync(ballast, { force: true }),
    unmount: () => {
      spawnSync("umount", ["--lazy", path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
};

/** Ever smaller pieces, so that not even one page is left. */
const fillWith = (file: string): void => {
  const handle = openSync(file, "a");
  try {
    for (const size of [1024 * 1024, 4096, 1]) {
      const piece = Buffer.alloc(size, 0x55);
      while (canWrite(handle, piece));
    }
  } finally {
    closeSync(handle);
  }
};

const canWrite = (handle: number, piece: Buffer): boolean => {
  try {
    return writeSync(handle, piece) > 0;
  } catch (reason) {
    if ((reason as { code?: string }).code === "ENOSPC") return false;
    throw reason;
  }
};
