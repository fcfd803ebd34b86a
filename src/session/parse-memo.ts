import type { RawFile } from "../model/raw-file.js";
import { type ParsedFile, parseFile } from "../parse/parse-file.js";

/** Parses files, and keeps each result until the bytes change. */
export function parseMemo(): (raw: RawFile) => ParsedFile {
  const known = new Map<string, { raw: RawFile; parsed: ParsedFile }>();
  return (raw) => {
    const last = known.get(raw.path);
    if (last && last.raw.file.role === raw.file.role && isSame(last.raw.bytes, raw.bytes)) return last.parsed;
    const parsed = parseFile(raw);
    known.set(raw.path, { raw, parsed });
    return parsed;
  };
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || Buffer.compare(a, b) === 0;
}
