import { gitText } from "./git.js";

/** The host names of a repository's remotes, sorted; outside git and without git none. */
export async function remoteHosts(folder: string): Promise<string[]> {
  try {
    const settings = await gitText(folder, ["config", "--local", "--get-regexp", "^remote\\..*\\.url$"]);
    const addresses = settings.split("\n").map((line) => line.slice(line.indexOf(" ") + 1));
    return [...new Set(addresses.map(hostOf).filter((host) => host !== null))].sort();
  } catch {
    return [];
  }
}

/** The host of an address such as `https://host/path` or `git@host:path`; null for a path on this machine. */
function hostOf(address: string): string | null {
  if (URL.canParse(address)) return new URL(address).hostname || null;
  return /^(?:[^@/\s]+@)?([a-z0-9.-]+\.[a-z]+):/i.exec(address)?.[1] ?? null;
}
