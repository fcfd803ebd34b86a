import { Source } from "../../model/source.js";
import { decode } from "../../parse/decode.js";
import { LIMITS } from "../../parse/limits.js";
import { parseMarkdown } from "../../parse/markdown.js";
import { type ForeignFile, NO_SETTINGS, type ReadSettings } from "../importer.js";
import { splitForeign } from "./fields/foreign-fields.js";

/** JSON exports hold many incidents, and are read as a whole. */
const MOST_JSON_BYTES = 64 * 1024 * 1024;

/**
 * Reads a file that was written for another tool.
 * @param path from the folder that the user named, with `/`
 * @returns the file, or in one sentence why it cannot be read
 */
export function readForeign(
  path: string,
  bytes: Uint8Array,
  settings: ReadSettings = NO_SETTINGS,
): ForeignFile | string {
  const { source, problems } = decode(path, bytes);
  const [problem] = problems;
  if (problem && isBinary(bytes)) return "Expected text, found a file of another kind. Save what it says as Markdown";
  if (problem) return `line ${problem.place.line}: ${problem.message}. ${problem.hint ?? ""}`.trim();
  const text = source.text.replace(/\r\n?/g, "\n");
  const json = jsonOf(text);
  if (json !== undefined) {
    if (bytes.length > MOST_JSON_BYTES) return tooLarge("JSON", bytes.length, MOST_JSON_BYTES);
    return { path, text, json, front: null, body: "", tree: { type: "root", children: [] }, settings };
  }
  if (bytes.length > LIMITS.bodyBytes) return tooLarge("text", bytes.length, LIMITS.bodyBytes);
  const { front, body } = splitForeign(text);
  const parsed = parseMarkdown(new Source(path, body), 0);
  const [fault] = parsed.problems;
  if (fault) return `${fault.message}. ${fault.hint ?? ""}`.trim();
  return { path, text, json: undefined, front, body, tree: parsed.body.tree, settings };
}

/** Whether bytes are no text in any encoding: a picture, an archive, a PDF. UTF-16, which starts with its mark, is text. */
function isBinary(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 8192));
  const isUtf16 = ["fffe", "feff"].includes(start.subarray(0, 2).toString("hex"));
  return start.subarray(0, 5).toString("latin1") === "%PDF-" || (start.includes(0) && !isUtf16);
}

function tooLarge(what: string, bytes: number, most: number): string {
  return `Expected ${what} of at most ${most / 1024} KiB, found ${Math.ceil(bytes / 1024)} KiB. Import a shorter copy`;
}

function jsonOf(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
