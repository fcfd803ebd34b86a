import { Source } from "../../model/source.js";
import { decode } from "../../parse/decode.js";
import { LIMITS } from "../../parse/limits.js";
import { parseMarkdown } from "../../parse/markdown.js";
import { type ForeignFile, NO_SETTINGS, type ReadSettings } from "../importer.js";
import { splitForeign } from "./fields/foreign-fields.js";

/** JSON exports hold many incidents, and are read as a whole. */
const MAX_JSON_BYTES = 64 * 1024 * 1024;
/** Pages hold scripts and styles beside their text. */
const MAX_HTML_BYTES = 8 * 1024 * 1024;

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
  const written = source.text.replace(/\r\n?/g, "\n");
  const isPage = isHtml(path, written);
  if (isPage && settings.htmlToMarkdown === null) return "Expected Markdown or JSON, found HTML";
  if (isPage && bytes.length > MAX_HTML_BYTES) return tooLarge("HTML", bytes.length, MAX_HTML_BYTES);
  const text = isPage && settings.htmlToMarkdown ? settings.htmlToMarkdown(written) : written;
  const json = jsonOf(text);
  if (json === undefined && /\.json$/i.test(path)) return brokenJson(text);
  if (json !== undefined) {
    if (bytes.length > MAX_JSON_BYTES) return tooLarge("JSON", bytes.length, MAX_JSON_BYTES);
    return { path, text, json, front: null, body: "", tree: { type: "root", children: [] }, settings };
  }
  if (bytes.length > LIMITS.bodyBytes) return tooLarge("text", bytes.length, LIMITS.bodyBytes);
  const { front, body } = splitForeign(text);
  const parsed = parseMarkdown(new Source(path, body), 0);
  const [fault] = parsed.problems;
  if (fault) return `${fault.message}. ${fault.hint ?? ""}`.trim();
  return { path, text, json: undefined, front, body, tree: parsed.body.tree, settings };
}

/** A Markdown text that a file holds, such as the body of an issue, as a file of its own. */
export function markdownFile(file: ForeignFile, body: string): ForeignFile {
  const text = body.replace(/\r\n?/g, "\n");
  const { tree } = parseMarkdown(new Source(file.path, text), 0).body;
  return { ...file, text, json: undefined, front: null, body: text, tree };
}

/** Whether a file is a page, by its name or its first tag. */
function isHtml(path: string, text: string): boolean {
  return /\.x?html?$/i.test(path) || /^\s*(?:<!doctype html|<html[\s>])/i.test(text);
}

/** Where a file stops being JSON: an export that was cut off, most often. */
function brokenJson(text: string): string {
  let reason = "it is empty";
  try {
    JSON.parse(text);
  } catch (error) {
    reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  }
  const position = Number(/position (\d+)/.exec(reason)?.[1] ?? text.length);
  const line = text.slice(0, position).split("\n").length;
  return `line ${line}: Expected JSON, which ends or breaks here. Export it again`;
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
