import { readdirSync, rmdirSync, unlinkSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";

/**
 * Removes a folder with all that is in it; one that another run removes at the same time is gone as well.
 * @throws the error of the system
 */
export async function removeFolder(path: string): Promise<void> {
  try {
    // A site has thousands of small files, for each of which other threads would be asked twice.
    removeNow(path);
  } catch {
    await rm(path, { recursive: true, force: true, maxRetries: 2 });
  }
}

function removeNow(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeNow(path);
    else unlinkSync(path);
  }
  rmdirSync(folder);
}
