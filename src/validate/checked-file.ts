import type { ParsedFile } from "../parse/parse-file.js";
import type { SchemaCheck } from "./schema/schema-check.js";

/** Whether a file is a postmortem or a drill. */
export function isDocument({ file }: ParsedFile): boolean {
  return file.role === "postmortem" || file.role === "drill";
}

/** A file and the result of its schema validation. */
export interface CheckedFile {
  parsed: ParsedFile;
  schema: SchemaCheck;
}
