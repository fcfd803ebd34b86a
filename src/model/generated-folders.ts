import { LOCK_FILE } from "./repository-source.js";

/** Folders that tools generate: not searched for a collection, and not watched. */
export const IGNORED_FOLDERS: ReadonlySet<string> = new Set(["node_modules", "_site", "dist", "coverage"]);

/** The file that marks a folder as a site that inquest wrote and may replace. It lists the files that inquest wrote, one a line. */
export const SITE_MARKER = ".inquest-site";

/** The folders of a collection in which authors keep its content. */
const CONTENT_FOLDERS: ReadonlySet<string> = new Set([
  "catalog",
  "incidents",
  "drills",
  "evidence",
  "templates",
  ".schema",
  ".git",
]);

/** Whether a path, relative to the collection's folder and with `/`, is that of its config or lock, or leads into one of its own folders. */
export function isOwnPath(path: string): boolean {
  const [first = ""] = path.split("/");
  return path === "inquest.yaml" || path === LOCK_FILE || CONTENT_FOLDERS.has(first);
}
