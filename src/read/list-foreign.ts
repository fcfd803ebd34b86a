import { createHash } from "node:crypto";
import { lstatSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { compareText } from "../model/diagnostic.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import { readBounded } from "./bounded.js";
import { existsWithin } from "./exists-within.js";
import { isHidden, walkFolder } from "./walk-folder.js";

/** A file that the user named, or that lies below a folder that the user named. */
export interface ForeignPath {
  /** Starts with the name of the folder that was named, or of the folder of a named file; with `/`. */
  path: string;
  /** Absolute. */
  full: string;
  /** Whether the user named the file itself. */
  named: boolean;
  /** The size in bytes of a file that is too large to be read; undefined for others. */
  unreadSize: number | undefined;
  /** The bytes and their SHA-256 in hex; null where the file cannot be read, or is too large. */
  read(): { bytes: Uint8Array; sha256: string } | null;
}

const IGNORED = new Set(["node_modules"]);

/** The files that the user named. */
export interface Foreign {
  /** Sorted by path, each file once. */
  files: ForeignPath[];
  /** Links below the folders that were named, absolute and sorted. They are not followed. */
  links: string[];
  /** A file beside a named one, which the named one may link to; undefined where there is none. */
  beside(path: string): ForeignPath | undefined;
}

/**
 * Lists what the user named. Links are listed and not followed; dot files and what belongs to the collection are left out.
 * @param paths as the user wrote them
 * @param root the collection's folder
 * @param most larger files are not read, in bytes
 * @throws EnvironmentFault where there is nothing at a path, or it cannot be read
 */
export function listForeign(paths: readonly string[], root: string, most: number): Foreign {
  const files = new Map<string, ForeignPath>();
  const labels = new Map<string, string>();
  const links = new Set<string>();
  for (const given of paths) {
    const full = resolve(given);
    const stats = lstatSync(full, { throwIfNoEntry: false });
    if (!stats) throw new EnvironmentFault(`Nothing at ${given}: name a file or a folder with postmortems`);
    if (!stats.isFile() && !stats.isDirectory())
      throw new EnvironmentFault(`${given} is a link or no regular file: name what it leads to`);
    if (isOwn(full, root))
      throw new EnvironmentFault(`${given} belongs to the collection already: name what lies outside of it`);
    const named = stats.isFile();
    const folder = named ? dirname(full) : full;
    const label = labelOf(folder, labels);
    for (const path of named ? [full] : below(folder, root, links)) {
      const known = files.get(path);
      const one = known && named ? known : entry(path, folder, label, most);
      files.set(path, { ...one, named: named || known?.named === true });
    }
  }
  return {
    files: [...files.values()].sort((a, b) => compareText(a.path, b.path)),
    links: [...links].sort(compareText),
    beside(path) {
      const label = [...labels.keys()].find((one) => path.startsWith(`${one}/`));
      const folder = labels.get(label ?? "");
      const rest = path.slice((label ?? "").length + 1);
      if (folder === undefined || rest.split("/").some((part) => part.startsWith("."))) return undefined;
      const full = join(folder, rest);
      const isFile = existsWithin(folder, rest) && lstatSync(full).isFile();
      return isFile && !isOwn(full, root) ? entry(full, folder, label ?? "", most) : undefined;
    },
  };
}

/** The name of a folder; where two folders share it, with the names above them until they differ. */
function labelOf(folder: string, labels: Map<string, string>): string {
  let label = basename(folder);
  for (let up = dirname(folder); (labels.get(label) ?? folder) !== folder && up !== dirname(up); up = dirname(up))
    label = `${basename(up)}/${label}`;
  labels.set(label, folder);
  return label;
}

function entry(full: string, folder: string, label: string, most: number): ForeignPath {
  const size = lstatSync(full, { throwIfNoEntry: false })?.size ?? 0;
  return {
    path: [label, ...relative(folder, full).split(sep)].filter((part) => part !== "").join("/"),
    full,
    named: false,
    unreadSize: size > most ? size : undefined,
    read() {
      try {
        const { bytes, unreadSize } = readBounded(full, most);
        if (unreadSize !== undefined) return null;
        return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
      } catch {
        return null;
      }
    },
  };
}

function below(folder: string, root: string, links: Set<string>): string[] {
  const isSkipped = (path: string) => isHidden(path) || IGNORED.has(basename(path)) || isOwn(join(folder, path), root);
  const { entries, unreadable } = walkFolder(folder, ".", { isSkipped });
  const [fault] = unreadable;
  if (fault) throw new EnvironmentFault(`Cannot read ${join(folder, fault.path)}: ${fault.reason}`);
  for (const { path, type } of entries) if (type === "link") links.add(join(folder, path));
  return entries.filter(({ type }) => type === "file").map(({ path }) => join(folder, path));
}

/** Whether a path belongs to the collection: its config, or something in its folders. */
function isOwn(full: string, root: string): boolean {
  const way = relative(root, full).split(sep);
  return ["catalog", "incidents", "drills", "evidence", "inquest.yaml"].includes(way[0] ?? "");
}
