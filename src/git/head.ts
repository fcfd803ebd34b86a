import { simpleGit } from "simple-git";

/**
 * The commit that is checked out, or null outside git, before the first commit, or without git. Content can come from
 * strangers: `log` alone is asked, no signature is checked, and nothing is fetched.
 * @returns the hash, and the committer time as an RFC 3339 instant in UTC
 */
export async function headCommit(folder: string): Promise<{ hash: string; time: string } | null> {
  try {
    const git = simpleGit({
      baseDir: folder,
      config: ["safe.bareRepository=explicit"],
      timeout: { block: 10_000 },
      // simple-git refuses these unless they are named; each takes a power away.
      allowEnvironment: ["GIT_NO_LAZY_FETCH", "GIT_ALLOW_PROTOCOL", "GIT_TERMINAL_PROMPT"],
    }).env({
      PATH: process.env.PATH ?? "",
      HOME: process.env.HOME ?? "",
      GIT_NO_LAZY_FETCH: "1",
      GIT_ALLOW_PROTOCOL: "none",
      GIT_TERMINAL_PROMPT: "0",
    });
    const [hash, seconds] = (await git.raw(["log", "-1", "--no-show-signature", "--format=%H %ct"])).trim().split(" ");
    if (!hash || !seconds) return null;
    return { hash, time: new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z") };
  } catch {
    return null;
  }
}
