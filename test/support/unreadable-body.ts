import type { ParsedFile } from "../../src/parse/parse-file.js";

export const UNREADABLE = "Maximum call stack size exceeded";

/**
 * The same files, of which the body of one, or only its tree with what follows from it, fails whenever it is read. No content is known that does so: it stands
 * for a fault of a parser, of the redaction or of a page that one document brings out.
 */
export function withUnreadable(part: "body" | "tree", files: readonly ParsedFile[], path: string): ParsedFile[] {
  const fails = {
    get: () => {
      throw new RangeError(UNREADABLE);
    },
  };
  return files.map((file) => {
    if (file.path !== path) return file;
    const ofTree = { tree: fails, headings: fails, sections: fails, links: fails, containerFaults: fails };
    return Object.create(file, {
      body: part === "body" ? fails : { value: Object.create(file.body ?? null, ofTree) },
    });
  });
}
