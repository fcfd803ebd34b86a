import type { RawFile } from "../model/raw-file.js";
import { type ParsedFile, parseFile } from "../parse/parse-file.js";

/** Parses files, and keeps each result until the bytes change. */
export function parseMemo(): (raw: RawFile) => ParsedFile {
  const known = new Map<string, { raw: RawFile; parsed: ParsedFile }>();
  return (raw) => {
    const last = known.get(raw.path);
    if (last && last.raw.file.role === raw.file.role && Buffer.compare(last.raw.bytes, raw.bytes) === 0)
      return last.parsed;
    const parsed = parseFile(raw);
    known.set(raw.path, { raw, parsed });
    return parsed;
  };
}
