import { gitText } from "./git.js";

/**
 * Whether git ignores a path, and has nothing below it in the commit that is checked out: what was added in spite of a
 * rule comes with a clone. False where git cannot tell.
 * @param top the top folder of the repository
 * @param path from the top, with `/`
 */
export async function holdsOnlyIgnored(top: string, path: string): Promise<boolean> {
  try {
    // Without the index git asks no file system monitor, which is a program that the repository could name.
    const ignored = await gitText(top, ["check-ignore", "--no-index", "--", path]);
    return ignored !== "" && (await committedBelow(top, path)) === "";
  } catch {
    return false;
  }
}

async function committedBelow(top: string, path: string): Promise<string> {
  try {
    return await gitText(top, ["ls-tree", "-z", "--full-tree", "--name-only", "HEAD", "--", path]);
  } catch {
    // There is no commit yet.
    return "";
  }
}
