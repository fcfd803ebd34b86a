import { type Dirent, lstatSync, readdirSync, type Stats } from "node:fs";
import { join } from "node:path";
import { compareText } from "../model/diagnostic.js";
import { reasonOf } from "../model/environment-fault.js";

/** How many folders deep a walk goes, counted from the folder that is walked: that one is 0. */
const MAX_FOLDER_DEPTH = 32;

/** How many files, folders and links one walk lists. */
const MAX_ENTRIES = 200_000;

/** Something below a folder. `other` is a pipe, a socket or a device. */
export interface FolderEntry {
  /** Relative to the root of the walk, with `/`. */
  path: string;
  type: "file" | "folder" | "link" | "other";
}

/** A file or folder that is there and cannot be read. */
export interface Unreadable {
  /** Relative to the root of the walk, with `/`. */
  path: string;
  reason: string;
}

/** What lies below a folder. */
export interface WalkedFolder {
  /** Sorted by path, each once. A link is listed and never entered, whatever it leads to. */
  entries: FolderEntry[];
  unreadable: Unreadable[];
}

export interface WalkOptions {
  /** Leaves out an entry and what lies below it. */
  isSkipped?: (path: string) => boolean;
  maxDepth?: number;
  maxEntries?: number;
}

/**
 * Lists what lies below a folder and enters no link. Every listing of a folder with its subfolders goes through here:
 * a recursive `readdir` enters linked folders on some versions of Node and not on others.
 * @param root absolute path, itself followed if it is a link
 * @param folder relative to the root, with `/`. Where it is no folder, but a link or a file, it is the only entry;
 * where there is nothing, there is none. `.` is the root itself.
 * @returns nothing is thrown: what cannot be read and what goes beyond a limit is in `unreadable`
 */
export function walkFolder(root: string, folder: string, options: WalkOptions = {}): WalkedFolder {
  const { isSkipped = () => false, maxDepth = MAX_FOLDER_DEPTH, maxEntries = MAX_ENTRIES } = options;
  const entries: FolderEntry[] = [];
  const unreadable: Unreadable[] = [];

  function visit(path: string, depth: number): void {
    if (depth > maxDepth) {
      unreadable.push({ path, reason: `it is more than ${maxDepth} folders deep` });
      return;
    }
    for (const found of list(path)) {
      const entry: FolderEntry = { path: path === "." ? found.name : `${path}/${found.name}`, type: typeOf(found) };
      if (isSkipped(entry.path)) continue;
      if (entries.length === maxEntries) {
        if (unreadable.at(-1)?.path !== folder)
          unreadable.push({ path: folder, reason: `it holds more than ${maxEntries} files and folders` });
        return;
      }
      entries.push(entry);
      if (entry.type === "folder") visit(entry.path, depth + 1);
    }
  }

  function list(path: string): Dirent[] {
    try {
      // Sorted here too, so that a limit leaves out the same entries on every system.
      return readdirSync(join(root, path), { withFileTypes: true }).sort((a, b) => compareText(a.name, b.name));
    } catch (error) {
      note(path, error);
      return [];
    }
  }

  /** What was removed while the folder was walked is no fault. */
  function note(path: string, error: unknown): void {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") unreadable.push({ path, reason: reasonOf(error) });
  }

  try {
    const top = folder === "." ? "folder" : typeOf(lstatSync(join(root, folder)));
    if (top === "folder") visit(folder, 0);
    else entries.push({ path: folder, type: top });
  } catch (error) {
    note(folder, error);
  }
  return { entries: entries.sort((a, b) => compareText(a.path, b.path)), unreadable };
}

/** Whether a path is that of a dot file or leads through a dot folder. */
export function isHidden(path: string): boolean {
  return path.startsWith(".") || path.includes("/.");
}

function typeOf(found: Dirent | Stats): FolderEntry["type"] {
  if (found.isSymbolicLink()) return "link";
  if (found.isDirectory()) return "folder";
  return found.isFile() ? "file" : "other";
}
