import { readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isAbsent, isSite } from "./target.js";

const STAGING = "inquest-staging";
const ASIDE = "inquest-old";

/** The folder beside the site in which this process writes the new one. */
export function stagingName(site: string): string {
  return `.${site}.${STAGING}-${process.pid}`;
}

/** The folder beside the site to which this process moves the old one during the swap. */
export function asideName(site: string): string {
  return `.${site}.${ASIDE}-${process.pid}`;
}

/** Cleans up after killed runs: restores an old site if none is in its place, and removes other leftovers. */
export async function repair(target: string): Promise<void> {
  const parent = dirname(target);
  const left = await leftovers(target);
  for (const { name } of left.filter((one) => one.what === ASIDE)) {
    const aside = join(parent, name);
    if ((await isAbsent(target)) && (await isSite(aside))) await rename(aside, target);
    else await rm(aside, { recursive: true, force: true });
  }
  for (const { name } of left.filter((one) => one.what === STAGING)) {
    await rm(join(parent, name), { recursive: true, force: true });
  }
}

/** Staging and old folders of runs that have ended. */
async function leftovers(target: string): Promise<{ name: string; what: string }[]> {
  const start = `.${basename(target)}.`;
  const entries = await readdir(dirname(target), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name.startsWith(start))
    .flatMap(({ name }) => {
      const [, what, pid] = /^(inquest-staging|inquest-old)-(\d+)$/.exec(name.slice(start.length)) ?? [];
      return what === undefined || isRunning(Number(pid)) ? [] : [{ name, what }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether another process with this id runs. A folder with our own id is a leftover: this run has created none yet. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
