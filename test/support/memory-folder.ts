import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromiumPath } from "../../src/dev/launch-browser.js";

/** Where Linux keeps files in memory. */
const IN_MEMORY = "/dev/shm";
/** Several times what the tests have there at any one moment. */
const ROOM = 4 * 2 ** 30;

/**
 * A new folder in memory, to which the tests write instead of to a disk: they make and delete many thousands of small
 * files, which takes some file systems twenty times as long. Null where there is none with room in which programs run, and
 * where the browser would be unpacked into it again for every run.
 */
export function memoryFolder(): string | null {
  if (chromiumPath() === undefined || process.availableMemory() < ROOM) return null;
  let folder: string | null = null;
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    if (bavail * bsize < ROOM) return null;
    folder = mkdtempSync(join(IN_MEMORY, "inquest-tests-"));
    const script = join(folder, "runs");
    writeFileSync(script, "#!/bin/sh\n", { mode: 0o755 });
    execFileSync(script);
    return folder;
  } catch {
    if (folder !== null) rmSync(folder, { recursive: true });
    return null;
  }
}
