import { parse as parseToml, TomlDate } from "smol-toml";
import { parseDocument } from "yaml";
import type { ForeignFields } from "../../importer.js";

/** The fields between fences at the start of a text, and the text below. */
export interface SplitText {
  front: ForeignFields | null;
  body: string;
}

const FENCES: readonly { format: ForeignFields["format"]; pattern: RegExp }[] = [
  { format: "yaml", pattern: /^---[ \t]*\n([\s\S]*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)/ },
  { format: "toml", pattern: /^\+\+\+[ \t]*\n([\s\S]*?\n)?\+\+\+[ \t]*(?:\n|$)/ },
  { format: "toml", pattern: /^```[ \t]*toml[^\n]*\n([\s\S]*?\n)?```[ \t]*(?:\n|$)/ },
];

/** Splits a text with `\n` at its line ends: fields in YAML or TOML between fences, or in a block of TOML code, and the rest. */
export function splitForeign(text: string): SplitText {
  const start = /^\s*\n/.exec(text)?.[0].length ?? 0;
  for (const { format, pattern } of FENCES) {
    const found = pattern.exec(text.slice(start));
    if (!found) continue;
    const fields = found[1] ?? "";
    const data = format === "toml" ? tomlOf(fields) : yamlOf(fields);
    // A rule across the page is written like a fence.
    if (data !== undefined) return { front: { format, data, text: fields }, body: text.slice(start + found[0].length) };
  }
  return { front: null, body: text };
}

type Data = Record<string, unknown>;

function tomlOf(text: string): Data | undefined {
  try {
    return plain(parseToml(text)) as Data;
  } catch {
    return linesOf(text);
  }
}

/** Reads other tools' YAML leniently, because the error is often just a colon in a title. */
function yamlOf(text: string): Data | undefined {
  try {
    const document = parseDocument(text, { schema: "core", uniqueKeys: false, logLevel: "silent" });
    if (document.errors.length > 0) return linesOf(text);
    const data: unknown = document.toJS({ maxAliasCount: 50 });
    if (data === null) return {};
    return typeof data === "object" && !Array.isArray(data) ? (data as Data) : undefined;
  } catch {
    return linesOf(text);
  }
}

/** The fields of one line each, and plain lists below a name; undefined where there are none. */
function linesOf(text: string): Data | undefined {
  const fields = new Map<string, string | string[]>();
  let list: string[] | undefined;
  for (const line of text.split("\n")) {
    const [, item] = /^\s*-\s+(.*\S)\s*$/.exec(line) ?? [];
    const [, key, value = ""] = /^([A-Za-z_][\w-]*)\s*[:=](?:\s+(.*\S))?\s*$/.exec(line) ?? [];
    if (item !== undefined) list?.push(unquoted(item));
    else if (key !== undefined) {
      list = value === "" ? [] : undefined;
      fields.set(key, list ?? unquoted(value));
    }
  }
  return fields.size > 0 ? Object.fromEntries(fields) : undefined;
}

function unquoted(value: string): string {
  return value.replace(/^(["'])(.*)\1$/, "$2");
}

/** TOML's own dates as they are written. */
function plain(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString();
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}
