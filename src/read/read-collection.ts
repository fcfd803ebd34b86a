import { existsSync, lstatSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { compareText } from "../model/diagnostic.js";
import { reasonOf } from "../model/environment-fault.js";
import { IGNORED_FOLDERS, SITE_MARKER } from "../model/generated-folders.js";
import { CATALOG_KINDS, CATALOG_NAMES } from "../model/kinds.js";
import { catalogRoleOf, FILE_FOLDERS, type FileRole, MAX_READ_BYTES, type RawFile } from "../model/raw-file.js";
import { Blocks } from "../util/blocks.js";
import { readBounded, readStart } from "./bounded.js";
import { existsWithin } from "./exists-within.js";
import { type FileMemo, noMemo } from "./file-memo.js";
import { walkTheme } from "./read-theme.js";
import { type FolderEntry, isHidden, type Unreadable, walkFolder } from "./walk-folder.js";

/** What a collection's folder holds. */
export interface CollectionFiles {
  files: RawFile[];
  unreadable: Unreadable[];
}

const EMPTY = new Uint8Array();
const README = /^readme\.(?:md|markdown)$/i;
/** What people name Markdown files; documents end in `.md`. */
const DOCUMENT_ENDING = /\.(?:md|mdx|markdown|mdown|mkd)$/i;
/** Folders of a collection that hold no documents. */
const OTHER_FOLDERS: ReadonlySet<string> = new Set([...FILE_FOLDERS, "evidence", "templates", ...IGNORED_FOLDERS]);
/** How far documents are searched for where none belongs. */
const MAX_STRAY_DEPTH = 3;
const MAX_STRAY_ENTRIES = 5000;
/** How much of a file is read to see whether it is a document. */
const START_LENGTH = 2000;

/**
 * Reads the files of a collection: `inquest.yaml`, the catalogs, the postmortems and the drills, sorted by path.
 * Links are not followed: each is a stray file, also in the theme. `README.md` and dot
 * files are ignored.
 * @param root absolute path of the collection's folder
 * @param isWanted the files whose bytes are read; the others are listed, as if they were empty
 * @param memo lets watchers reuse the bytes of unchanged files
 */
export function readCollection(
  root: string,
  isWanted: (file: FileRole) => boolean = () => true,
  memo: FileMemo = noMemo,
): CollectionFiles {
  const files: RawFile[] = [];
  const unreadable: Unreadable[] = [];
  const found: { path: string; file: FileRole }[] = [{ path: "inquest.yaml", file: configRole(root) }];
  for (const folder of FILE_FOLDERS) {
    const walked = walkFolder(root, folder, { isSkipped: isHidden });
    unreadable.push(...walked.unreadable);
    for (const entry of walked.entries) {
      const file = roleOf(folder, entry);
      if (file) found.push({ path: entry.path, file });
    }
  }
  for (const { path, type } of strayDocuments(root)) found.push({ path, file: type === "link" ? LINK : notRead(path) });
  for (const { path, type } of walkTheme(root).entries) if (type === "link") found.push({ path, file: LINK });
  const blocks = new Blocks();
  for (const { path, file } of found) {
    if (file.role === "stray" || !isWanted(file)) {
      files.push({ path, file, bytes: EMPTY });
      continue;
    }
    try {
      files.push({ path, file, ...memo(path, () => readBounded(join(root, path), MAX_READ_BYTES, blocks)) });
    } catch (error) {
      unreadable.push({ path, reason: reasonOf(error) });
    }
  }
  files.sort((a, b) => compareText(a.path, b.path));
  return { files, unreadable };
}

/**
 * Reads a file that the collection refers to. Null where there is none, and for a path that leaves the collection or
 * leads over a link.
 * @param path relative to the collection's folder
 */
export function readNamedFile(root: string, path: string, file: FileRole): RawFile | null {
  if (!existsWithin(root, path)) return null;
  try {
    return { path, file, ...readBounded(join(root, path), MAX_READ_BYTES) };
  } catch {
    return null;
  }
}

/** The role that a regular file would have at a path in the collection; undefined where it would have none. */
export function roleOfPath(path: string): FileRole | undefined {
  if (path === "inquest.yaml") return { role: "config" };
  const folder = path.split("/")[0] ?? "";
  if (!FILE_FOLDERS.includes(folder) || isHidden(path)) return undefined;
  return roleOf(folder, { path, type: "file" });
}

/**
 * The documents outside of the folders for documents, where nothing reads them. At the top of a collection every Markdown
 * file is taken for one that its name does not set apart; elsewhere, and where the collection is a whole repository with
 * other text in it, those that are named or start like one.
 */
function strayDocuments(root: string): FolderEntry[] {
  const isRepository = existsSync(join(root, ".git"));
  const { entries } = walkFolder(root, ".", {
    isSkipped: (path) =>
      isHidden(path) || OTHER_FOLDERS.has(path) || IGNORED_FOLDERS.has(basename(path)) || isSite(join(root, path)),
    maxDepth: isRepository ? 0 : MAX_STRAY_DEPTH,
    maxEntries: MAX_STRAY_ENTRIES,
  });
  const collections = entries.filter(({ path }) => path.endsWith("/inquest.yaml")).map(({ path }) => dirname(path));
  return entries.filter(({ path, type }) => {
    const name = basename(path);
    if ((type !== "file" && type !== "link") || !DOCUMENT_ENDING.test(name) || README.test(name)) return false;
    if (collections.some((folder) => path.startsWith(`${folder}/`))) return false;
    if (isDocumentName(name)) return true;
    if (path === name && !isRepository) return !/^[A-Z0-9_-]+\.[A-Za-z]+$/.test(name);
    return type === "file" && /^---\r?\n(?:.*\n)*?schema: *1\b/.test(startOf(join(root, path)));
  });
}

/** Whether a folder is a site of ours, whose files look like documents. */
function isSite(folder: string): boolean {
  return existsSync(join(folder, SITE_MARKER));
}

function isDocumentName(name: string): boolean {
  return DOCUMENT_ENDING.test(name) && /^(?:\d{4}-\d{2}-\d{2}|undated)-/.test(name);
}

function startOf(path: string): string {
  try {
    return Buffer.from(readStart(path, START_LENGTH)).toString();
  } catch {
    return "";
  }
}

function notRead(path: string): FileRole {
  return {
    role: "stray",
    message: `Expected a document in incidents/ or drills/, found ${JSON.stringify(path)}`,
    hint: "Move it to incidents/, a drill to drills/: nothing reads it here",
  };
}

function wrongEnding(name: string): FileRole {
  return {
    role: "stray",
    message: `Expected a name that ends in .md, found ${JSON.stringify(name)}`,
    hint: `Rename it to ${name.replace(DOCUMENT_ENDING, "")}.md: nothing reads it as it is`,
  };
}

/** Node.js shows bytes that are no UTF-8 as this character, and cannot read such a file. */
function badName(name: string): FileRole {
  return {
    role: "stray",
    message: `Expected a name in UTF-8, found ${JSON.stringify(name)}`,
    hint: "Rename it, with ASCII letters in lower case, digits and hyphens: nothing can read it",
  };
}

const LINK: FileRole = {
  role: "stray",
  message: "Expected a file or a folder, found a link",
  hint: "Copy here what it leads to, or remove it: links are not followed",
};

const NO_FILE: FileRole = {
  role: "stray",
  message: "Expected a regular file, found a pipe, a socket or a device",
  hint: "Remove it: it cannot be read as a file",
};

function configRole(root: string): FileRole {
  const isLink = lstatSync(join(root, "inquest.yaml"), { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink ? LINK : { role: "config" };
}

function roleOf(folder: string, { path, type }: FolderEntry): FileRole | undefined {
  const name = basename(path);
  if (name.includes("\ufffd")) return badName(name);
  if (README.test(name)) return undefined;
  if (type === "link") return LINK;
  if (path === folder)
    return {
      role: "stray",
      message: `Expected a folder, found a file named ${JSON.stringify(name)}`,
      hint: "Remove it, or move it elsewhere",
    };
  return folder === "catalog" ? catalogRole(name, path, type) : documentRole(folder, name, type);
}

function documentRole(folder: string, name: string, type: FolderEntry["type"]): FileRole | undefined {
  if (!name.endsWith(".md")) return type === "file" && DOCUMENT_ENDING.test(name) ? wrongEnding(name) : undefined;
  if (type === "folder")
    return {
      role: "stray",
      message: `Expected a file, found a folder named ${JSON.stringify(name)}`,
      hint: "Rename the folder, or move the postmortem out of it",
    };
  if (type !== "file") return NO_FILE;
  const id = basename(name, ".md");
  return folder === "drills" ? { role: "drill", id } : { role: "postmortem", id };
}

function catalogRole(name: string, path: string, type: FolderEntry["type"]): FileRole | undefined {
  if (type === "file" && isDocumentName(name)) return notRead(path);
  if (type === "folder" || !/\.(ya?ml|json)$/.test(name)) return undefined;
  const role = catalogRoleOf(path);
  if (role !== undefined) return type === "file" ? role : NO_FILE;
  const catalogs = `The catalogs are ${CATALOG_NAMES.map((catalog) => `${catalog}.yaml`).join(", ")}`;
  const folders = `The folders with one file an entry are ${CATALOG_KINDS.map(({ folder }) => folder).join(", ")}`;
  const below = path.slice("catalog/".length);
  return {
    role: "stray",
    message: `Unknown catalog ${JSON.stringify(below)}`,
    hint: below.includes("/") ? folders : catalogs,
  };
}
