import { type Data, dataOf } from "./values.js";

/** Deeper values are printed as they are written. */
const DEPTH = 6;

/** Of the things that an incident refers to: keys of machines, and addresses of people, which stay in the evidence. */
const NOISE = new Set(["id", "self", "email", "avatar_url", "icon_url", "slack_user_id"]);

/**
 * The fields of an object as a nested Markdown list, in their order; what is empty is left out.
 * @param skip keys of the object that are shown elsewhere, or are of no use to a reader
 */
export function printFields(data: Data, skip: readonly string[] = []): string {
  const shown = Object.entries(data).filter(([key]) => !skip.includes(key));
  return shown.flatMap(([key, value]) => field(key, value, 0)).join("\n");
}

/** A section with its heading; nothing where it has no text. */
export function section(heading: string, text: string | null): string[] {
  return text === null || text.trim() === "" ? [] : [`## ${heading}\n\n${text.trim()}`];
}

/** A list of lines as Markdown, each on its own. */
export function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line.replace(/\s*\n\s*/g, "\n  ")}`).join("\n");
}

/** A text of an export so that Markdown shows it as it is, on one line. */
export function plain(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (/^https?:\/\/[^\s<>]+$/.test(line)) return `<${line}>`;
  return line
    .replace(/[\\`*[\]<~]|&(?=#?\w{1,31};)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&")
    .replace(/^(?:[#>+=|-]|:::)/, "\\$&")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
}

function field(key: string, value: unknown, depth: number): string[] {
  if (isEmpty(value)) return [];
  const start = `${"  ".repeat(depth)}- **${plain(labelOf(key))}**`;
  const written = scalar(value, depth);
  return written === undefined ? below(start, value, depth) : [`${start}: ${written}`];
}

/** A line with what is nested in it; nothing where that says nothing. */
function below(start: string, value: unknown, depth: number): string[] {
  const lines = Array.isArray(value) ? items(value, depth + 1) : entries(value, depth + 1);
  return lines.length === 0 ? [] : [start, ...lines];
}

function items(list: readonly unknown[], depth: number): string[] {
  return list.flatMap((value, index) => {
    if (isEmpty(value)) return [];
    const written = scalar(value, depth);
    const start = `${"  ".repeat(depth)}- ${written ?? index + 1}`;
    return written === undefined ? below(start, value, depth) : [start];
  });
}

function entries(value: unknown, depth: number): string[] {
  return Object.entries(dataOf(value) ?? {}).flatMap(([key, one]) => (NOISE.has(key) ? [] : field(key, one, depth)));
}

/** A value that stands on its line: a text, a number, a list of texts; undefined for what has parts. */
function scalar(value: unknown, depth: number): string | undefined {
  if (Array.isArray(value) && value.every((one) => typeof one !== "object"))
    return value
      .filter((one) => !isEmpty(one))
      .map((one) => plain(String(one)))
      .join(", ");
  if (typeof value !== "object") return plain(String(value));
  return depth >= DEPTH ? plain(JSON.stringify(value).slice(0, 2000)) : undefined;
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.every(isEmpty);
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** `customer_impact_summary` as people write it. */
function labelOf(key: string): string {
  const words = key
    .replace(/[_-]+/g, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .trim();
  return words === "" ? key : words.charAt(0).toUpperCase() + words.slice(1);
}
