import type { ForeignFile } from "../../src/importers/importer.js";
import { readForeign } from "../../src/importers/reading/read-foreign.js";

/** A value as the file of an export. */
export function exportOf(value: unknown): ForeignFile {
  const file = readForeign("exports/one.json", new TextEncoder().encode(JSON.stringify(value)));
  if (typeof file === "string") throw new Error(file);
  return file;
}
