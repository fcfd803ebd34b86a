import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { compareText } from "../model/diagnostic.js";
import { reasonOf } from "../model/environment-fault.js";
import { CATALOG_NAMES, type FileRole, type RawFile } from "../model/raw-file.js";
import { existsWithin } from "./exists-within.js";

/** A file that is there and cannot be read. */
export interface Unreadable {
  path: string;
  reason: string;
}

/** What a collection's folder holds. */
export interface CollectionFiles {
  files: RawFile[];
  unreadable: Unreadable[];
}

const EMPTY = new Uint8Array();
const FOLDERS = ["catalog", "incidents", "drills"];

/**
 * Reads the files of a collection: `inquest.yaml`, the catalogs, the postmortems and the drills, sorted by path.
 * Links are not followed. A `README.md` belongs to no one and is left alone, as are dot files.
 * @param root absolute path of the collection's folder
 */
export function readCollection(root: string): CollectionFiles {
  const files: RawFile[] = [];
  const unreadable: Unreadable[] = [];
  const found: [path: string, role: FileRole, isFile: boolean][] = [["inquest.yaml", { role: "config" }, true]];
  for (const folder of FOLDERS) {
    for (const entry of list(root, folder, unreadable)) {
      const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join("/");
      const role = roleOf(folder, path, entry);
      if (role) found.push([path, role, entry.isFile()]);
    }
  }
  for (const [path, file, isFile] of found) {
    if (!isFile) {
      files.push({ path, file, bytes: EMPTY });
      continue;
    }
    try {
      files.push({ path, file, bytes: readFileSync(join(root, path)) });
    } catch (error) {
      unreadable.push({ path, reason: reasonOf(error) });
    }
  }
  files.sort((a, b) => compareText(a.path, b.path));
  return { files, unreadable };
}

/**
 * Reads a file that the collection names, or null where there is none: what leaves the collection or goes over a link
 * is none.
 * @param path relative to the collection's folder
 */
export function readNamedFile(root: string, path: string, file: FileRole): RawFile | null {
  if (!existsWithin(root, path)) return null;
  try {
    return { path, file, bytes: readFileSync(join(root, path)) };
  } catch {
    return null;
  }
}

function list(root: string, folder: string, unreadable: Unreadable[]): Dirent[] {
  try {
    const entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true });
    return entries.filter(
      (entry) =>
        !relative(root, join(entry.parentPath, entry.name))
          .split(sep)
          .some((part) => part.startsWith(".")),
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") unreadable.push({ path: folder, reason: reasonOf(error) });
    return [];
  }
}

/** The role that a regular file would have at a path in the collection; undefined where it would have none. */
export function roleOfPath(path: string): FileRole | undefined {
  if (path === "inquest.yaml") return { role: "config" };
  const parts = path.split("/");
  if (!FOLDERS.includes(parts[0] ?? "") || parts.some((part) => part.startsWith("."))) return undefined;
  const entry = { name: basename(path), isFile: () => true, isDirectory: () => false };
  return roleOf(parts[0] ?? "", path, entry);
}

type Entry = Pick<Dirent, "name" | "isFile" | "isDirectory">;

function roleOf(folder: string, path: string, entry: Entry): FileRole | undefined {
  const name = entry.name;
  if (folder === "catalog") return catalogRole(name, path, entry);
  if (!name.endsWith(".md") || /^readme\.md$/i.test(name)) return undefined;
  if (entry.isDirectory())
    return {
      role: "stray",
      message: `Expected a file, found a folder named ${JSON.stringify(name)}`,
      hint: "Rename the folder, or move the postmortem out of it",
    };
  if (!entry.isFile())
    return {
      role: "stray",
      message: "Expected a regular file, found a link",
      hint: "Copy the file here instead: links are not followed",
    };
  const id = basename(name, ".md");
  return folder === "drills" ? { role: "drill", id } : { role: "postmortem", id };
}

function catalogRole(name: string, path: string, entry: Entry): FileRole | undefined {
  if (entry.isDirectory() || !/\.(ya?ml|json)$/.test(name)) return undefined;
  const known = CATALOG_NAMES.find((catalog) => path === `catalog/${catalog}.yaml`);
  if (known === undefined)
    return {
      role: "stray",
      message: `Unknown catalog ${JSON.stringify(name)}`,
      hint: `The catalogs are ${CATALOG_NAMES.map((catalog) => `${catalog}.yaml`).join(", ")}`,
    };
  if (!entry.isFile())
    return {
      role: "stray",
      message: "Expected a regular file, found a link",
      hint: "Copy the file here instead: links are not followed",
    };
  return { role: "catalog", name: known };
}
