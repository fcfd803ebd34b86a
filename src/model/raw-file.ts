import { CATALOG_KINDS, CATALOG_NAMES, type CatalogName } from "./kinds.js";

/** What a file of a collection is, by where it lies. */
export type FileRole =
  | { role: "config" }
  /** `entry`: of a file with one entry of one list; its id is the file name. */
  | { role: "catalog"; name: CatalogName; entry?: { list: string; id: string } }
  | { role: "postmortem"; id: string }
  | { role: "drill"; id: string }
  /** The text of the about page, which `inquest.yaml` names. */
  | { role: "about" }
  /** The findings that an old collection lives with. */
  | { role: "baseline" }
  /** A file where one of the others was expected. */
  | { role: "stray"; message: string; hint: string };

/** Whether a file is a postmortem or a drill. */
export function isDocument(file: FileRole): file is Extract<FileRole, { role: "postmortem" | "drill" }> {
  return file.role === "postmortem" || file.role === "drill";
}

/** The folders of a collection that hold such files, besides `inquest.yaml`. */
export const FILE_FOLDERS = ["catalog", "incidents", "drills"];

/** A file of a collection as it lies on disk. */
export interface RawFile {
  /** Relative to the collection's folder, with `/`. */
  path: string;
  file: FileRole;
  bytes: Uint8Array;
  /** The size of a file that is too large to be read, in bytes; `bytes` is empty then. */
  unreadSize?: number;
}

/** Larger files are not read. Each kind of file has a smaller limit of its own. */
export const MAX_READ_BYTES = 16 * 1024 * 1024;

/** The role of a file of a catalog: a whole catalog, or one entry in the folder of a list. Undefined for other paths. */
export function catalogRoleOf(path: string): Extract<FileRole, { role: "catalog" }> | undefined {
  const [, folder, name] = /^catalog\/(?:([^/]+)\/)?([^/]+)\.yaml$/.exec(path) ?? [];
  if (name === undefined) return undefined;
  if (folder === undefined) {
    const known = CATALOG_NAMES.find((catalog) => catalog === name);
    return known && { role: "catalog", name: known };
  }
  const list = CATALOG_KINDS.find((one) => one.folder === folder);
  return list && { role: "catalog", name: list.catalog, entry: { list: list.list, id: name } };
}
