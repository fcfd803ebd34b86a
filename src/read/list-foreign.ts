import { createHash } from "node:crypto";
import { type Dirent, lstatSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { compareText } from "../model/diagnostic.js";
import { EnvironmentFault } from "../model/environment-fault.js";

/** A file that was named, or that lies below a folder that was. */
export interface ForeignPath {
  /** From the folder that was named, or the one a named file is in: that folder's name included, with `/`. */
  path: string;
  /** Absolute. */
  full: string;
  /** Whether the user named the file itself. */
  named: boolean;
  /** Its bytes and their SHA-256 in hex; null where it cannot be read. */
  read(): { bytes: Uint8Array; sha256: string } | null;
}

const IGNORED = new Set(["node_modules"]);

/**
 * Lists what the user named, sorted by path, each file once. Links are not followed; dot files and what belongs to the
 * collection are left out. Beside a named file its neighbours are listed too, as what it may link to.
 * @param paths as the user wrote them
 * @param root the collection's folder
 * @throws EnvironmentFault where there is nothing at a path
 */
export function listForeign(paths: readonly string[], root: string): { files: ForeignPath[]; beside: ForeignPath[] } {
  const files = new Map<string, ForeignPath>();
  const beside = new Map<string, ForeignPath>();
  for (const given of paths) {
    const full = resolve(given);
    const stats = lstatSync(full, { throwIfNoEntry: false });
    if (!stats) throw new EnvironmentFault(`Nothing at ${given}: name a file or a folder with postmortems`);
    if (!stats.isFile() && !stats.isDirectory())
      throw new EnvironmentFault(`${given} is a link or no regular file: name what it leads to`);
    if (isOwn(full, root)) throw new EnvironmentFault(`${given} belongs to the collection already`);
    const folder = stats.isDirectory() ? full : dirname(full);
    const all = below(folder, root).map((one) => entry(one, folder, one === full));
    for (const one of all) {
      const known = files.get(one.full);
      if (stats.isDirectory() || one.named) files.set(one.full, known?.named ? known : one);
      else beside.set(one.full, one);
    }
  }
  const sorted = (some: Map<string, ForeignPath>) => [...some.values()].sort((a, b) => compareText(a.path, b.path));
  for (const full of files.keys()) beside.delete(full);
  return { files: sorted(files), beside: sorted(beside) };
}

function entry(full: string, folder: string, named: boolean): ForeignPath {
  return {
    path: [basename(folder), ...relative(folder, full).split(sep)].filter((part) => part !== "").join("/"),
    full,
    named,
    read() {
      try {
        const bytes = readFileSync(full);
        return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
      } catch {
        return null;
      }
    },
  };
}

function below(folder: string, root: string): string[] {
  const found: string[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for (const one of list(next)) {
      const full = join(next, one.name);
      if (one.name.startsWith(".") || IGNORED.has(one.name) || isOwn(full, root)) continue;
      if (one.isDirectory()) folders.push(full);
      else if (one.isFile()) found.push(full);
    }
  }
  return found;
}

function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new EnvironmentFault(`Cannot read ${folder}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

/** Whether a path is the collection's: what lies in its folders, or its settings. */
function isOwn(full: string, root: string): boolean {
  const way = relative(root, full).split(sep);
  return ["catalog", "incidents", "drills", "evidence", "inquest.yaml"].includes(way[0] ?? "");
}
