import { gitText } from "./git.js";

/**
 * The commit that is checked out, or null outside git, before the first commit, or without git. No signature is checked,
 * because that can run a program that the repository names.
 * @returns the hash, and the committer time as an RFC 3339 instant in UTC
 */
export async function headCommit(folder: string): Promise<{ hash: string; time: string } | null> {
  try {
    const [hash, seconds] = (await gitText(folder, ["log", "-1", "--no-show-signature", "--format=%H %ct"]))
      .trim()
      .split(" ");
    if (!hash || !seconds) return null;
    return { hash, time: new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z") };
  } catch {
    return null;
  }
}

/** The commit that a name means; null where git knows none. */
export async function commitOf(folder: string, name: string): Promise<string | null> {
  try {
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`];
    return (await gitText(folder, args)).trim() || null;
  } catch {
    return null;
  }
}
