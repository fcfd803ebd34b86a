import type { CatalogName } from "./kinds.js";

/** What a file of a collection is, by where it lies. */
export type FileRole =
  | { role: "config" }
  | { role: "catalog"; name: CatalogName }
  | { role: "postmortem"; id: string }
  | { role: "drill"; id: string }
  /** The text of the about page, which `inquest.yaml` names. */
  | { role: "about" }
  /** The findings that an old collection lives with. */
  | { role: "baseline" }
  /** A file where one of the others was expected. */
  | { role: "stray"; message: string; hint: string };

/** A file of a collection as it lies on disk. */
export interface RawFile {
  /** Relative to the collection's folder, with `/`. */
  path: string;
  file: FileRole;
  bytes: Uint8Array;
}
