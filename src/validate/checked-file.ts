import type { ParsedFile } from "../parse/parse-file.js";
import type { SchemaCheck } from "./schema/schema-check.js";

/** A file and what its schema says of it. */
export interface CheckedFile {
  parsed: ParsedFile;
  schema: SchemaCheck;
}
