import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * A stamp of HEAD and of what git derives its history from, read without git: equal stamps mean the same commit with the same
 * history. Undefined where the files of the repository do not show it.
 */
export function headStamp(folder: string): string | undefined {
  try {
    const own = gitFolder(folder);
    const shared = resolve(own, textOf(join(own, "commondir")) ?? ".");
    const head = textOf(join(own, "HEAD"));
    const ref = /^ref: (refs\/\S+)$/.exec(head ?? "")?.[1];
    const commit = ref === undefined ? head : (textOf(join(own, ref)) ?? textOf(join(shared, ref)));
    const packed = stampOf(join(shared, "packed-refs"));
    if (head === undefined || (commit === undefined && packed === undefined)) return undefined;
    const rest = ["shallow", "info/grafts", "refs/replace"].map((name) => stampOf(join(shared, name)));
    return JSON.stringify([own, head, commit, packed, ...rest]);
  } catch {
    return undefined;
  }
}

/** The folder of git for a working tree: `.git`, or what the file `.git` names. */
function gitFolder(folder: string): string {
  for (let up = resolve(folder); ; up = dirname(up)) {
    const stats = statSync(join(up, ".git"), { throwIfNoEntry: false });
    if (stats?.isDirectory()) return join(up, ".git");
    if (stats) return resolve(up, (textOf(join(up, ".git")) ?? "").replace(/^gitdir: /, ""));
    if (dirname(up) === up) throw new Error("no repository");
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}

function stampOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && `${stats.ino} ${stats.size} ${stats.mtimeMs} ${stats.ctimeMs}`;
}
