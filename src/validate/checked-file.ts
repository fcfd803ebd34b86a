import type { ParsedFile } from "../parse/parse-file.js";
import type { SchemaCheck } from "./schema/schema-check.js";

/** A file and the result of its schema validation. */
export interface CheckedFile {
  parsed: ParsedFile;
  schema: SchemaCheck;
}
