import type { Edit } from "../../model/diagnostic.js";
import { timeOf } from "../../model/marks.js";
import type { Event } from "../../model/schema-types.js";
import { sameHeading } from "../../model/sections.js";
import type { Source } from "../../model/source.js";
import { splitFrontMatter } from "../../parse/front-matter.js";
import { type ParsedFile, parseFile } from "../../parse/parse-file.js";
import { addEntry, endOfField, type FrontMatter } from "../add-entry.js";
import { applyEdits } from "../apply-edits.js";
import { isSame } from "../is-same.js";
import { inlineYaml } from "../yaml-text.js";
import { TO_WRITE } from "./answers.js";
import { yamlField } from "./yaml-field.js";

type Fields = Record<string, unknown>;

/** Thrown where the front matter has a form that cannot be added to. */
export class UnusualForm extends Error {
  constructor(readonly line: string) {
    super(line);
  }
}

/** Whether a value is still to be written: absent, empty, or the placeholder of a draft. */
export function isOpen(value: unknown): boolean {
  return value === undefined || value === null || value === TO_WRITE || (Array.isArray(value) && value.length === 0);
}

/**
 * The text of a document whose front matter is added to, one value after the other. Comments, order, quotes and line
 * breaks stay; a commented placeholder of the draft makes room for the value that it stands for.
 */
export class FrontMatterText {
  #file: ParsedFile;
  /** @param order the fields of the document in their order */
  constructor(
    file: ParsedFile,
    private readonly order: readonly string[],
  ) {
    this.#file = file;
  }

  get text(): string {
    return this.#file.source.text;
  }

  get data(): Fields {
    return this.#file.data as Fields;
  }

  /** Writes a field that is open, or replaces the value of a field of one line or of a blank. */
  set(name: string, value: unknown): void {
    const lines = Array.isArray(value) || !isMap(value) ? yamlField(name, value) : linesOfMap(name, value);
    const expected = { ...this.data, [name]: value };
    const { source, places } = this.#file;
    if (this.data[name] === undefined) {
      const commented = this.#commentedField(name);
      const at = commented ?? this.#placeOf(name);
      const { eol } = this;
      this.#apply([{ ...at, text: lines.map((line) => line + eol).join("") }], expected, lines);
      return;
    }
    const key = places.key(this.data, name);
    const colon = source.text.indexOf(":", source.offset(key.endLine, key.endColumn));
    const rest = source.text.slice(colon + 1, this.#endOf(name)).replace(/\r?\n$/, "");
    const [head = "", ...more] = lines;
    // What stands behind an empty value on its line is a comment, which stays.
    const isEmpty = isOpen(this.data[name]) && !/[\r\n]/.test(rest);
    const comment = isEmpty ? (/\s+#.*$/.exec(rest)?.[0] ?? "") : "";
    const end = isEmpty ? colon + 1 + rest.length : colon + 1 + rest.trimEnd().length;
    const text = [head.slice(name.length + 1) + comment, ...more].join(this.eol);
    this.#apply([{ start: colon + 1, end, text }], expected, lines);
  }

  /** Adds an entry to the end of a list. */
  add(name: string, item: unknown): void {
    const list = this.data[name];
    if (isOpen(list) || !Array.isArray(list)) {
      this.set(name, [item]);
      return;
    }
    const expected = { ...this.data, [name]: [...list, item] };
    const lines = [`${name}: ${inlineYaml(item)}`];
    if (isMap(item)) {
      const edit = addEntry(this.#frontMatter(), name, item, this.order);
      this.#apply(edit && [edit], expected, lines);
      return;
    }
    const { source, places } = this.#file;
    const last = places.value(list, list.length - 1);
    const end = source.offset(last.endLine, last.endColumn);
    const dash = /^(\s*)- /.exec(source.line(last.line) ?? "");
    const edit =
      dash && dash[0].length === last.column - 1
        ? { start: this.#below(last.endLine), text: `${dash[1]}- ${inlineYaml(item)}${this.eol}` }
        : { start: end, text: `, ${inlineYaml(item)}` };
    this.#apply([{ ...edit, end: edit.start }], expected, lines);
  }

  /** Writes a value into a map of the data that has none under this key, or replaces the one that it has. */
  setIn(map: object, key: string, value: unknown): void {
    const { source, places } = this.#file;
    const fields = map as Fields;
    const expected = replaced(this.data, map, { ...fields, [key]: value });
    const lines = [`${key}: ${inlineYaml(value)}`];
    if (key in fields) {
      this.#apply([this.#replacement(fields, key, value, lines)], expected, lines);
      return;
    }
    const whole = places.whole(map);
    const start = source.offset(whole.line, whole.column);
    const end = start + source.text.slice(start, source.offset(whole.endLine, whole.endColumn)).trimEnd().length;
    if (source.text[start] === "{") {
      this.#apply([{ start: end - 1, end: end - 1, text: `, ${key}: ${inlineYaml(value)}` }], expected, lines);
      return;
    }
    const indent = " ".repeat(whole.column - 1);
    const commented = this.#commentedKey(key, source.place(start, end).line);
    const at = commented ?? insertion(this.#below(source.place(start, end).endLine));
    this.#apply([{ ...at, text: `${indent}${key}: ${inlineYaml(value)}${this.eol}` }], expected, lines);
  }

  /** Adds an event in the order of time. */
  addEvent(event: Event): void {
    for (const mark of event.marks ?? []) this.#removeCommentedMark(mark);
    const timeline = this.data.timeline;
    if (isOpen(timeline) || !Array.isArray(timeline)) {
      this.set("timeline", [event]);
      return;
    }
    const from = timeOf(event)?.from ?? Number.POSITIVE_INFINITY;
    const index =
      (timeline as Event[]).findLastIndex((one) => (timeOf(one)?.from ?? Number.POSITIVE_INFINITY) <= from) + 1;
    if (index === timeline.length) {
      this.add("timeline", event);
      return;
    }
    const { source, places } = this.#file;
    const next = places.whole(timeline[index] as object);
    const line = source.line(next.line) ?? "";
    const dash = /^( *)- /.exec(line);
    const lines = [`- ${inlineYaml(event)}`];
    const expected = { ...this.data, timeline: timeline.toSpliced(index, 0, event) };
    if (!dash || dash[0].length !== next.column - 1) {
      this.#apply(null, expected, lines);
      return;
    }
    const inBraces = line[next.column - 1] === "{";
    const entry = inBraces
      ? `${dash[1]}- ${inlineYaml(event)}${this.eol}`
      : Object.entries(event)
          .map(([key, value], at) => `${dash[1]}${at === 0 ? "- " : "  "}${key}: ${inlineYaml(value)}${this.eol}`)
          .join("");
    this.#apply([{ ...insertion(source.lineStart(next.line)), text: entry }], expected, lines);
  }

  /** Adds a comment below a field, or where that belongs. */
  addComment(below: string, lines: readonly string[]): void {
    const at = this.data[below] === undefined ? this.#placeOf(below).start : this.#endOf(below);
    this.#apply([{ ...insertion(at), text: lines.map((line) => line + this.eol).join("") }], this.data, lines);
  }

  /**
   * Adds sections that the body does not have, each before the next one that it has.
   * @param sections of the document in their order, with the text from the heading to the next
   */
  addSections(sections: readonly { heading: string; text: string }[]): string[] {
    const missing = sections.filter(({ heading }) => this.#headingLine(heading) === undefined);
    for (const { heading, text } of missing) {
      const after = sections.slice(sections.findIndex((one) => one.heading === heading) + 1);
      const { source } = this.#file;
      const next = after.flatMap((one) => this.#headingLine(one.heading) ?? [])[0];
      const at = next === undefined ? source.text.length : source.lineStart(next);
      const before = source.text.slice(0, at);
      const gap = /(?:^|\n)\r?\n$/.test(before) ? "" : before.endsWith("\n") ? "\n" : "\n\n";
      const block = `${gap}${text.trim()}\n${next === undefined ? "" : "\n"}`.replaceAll("\n", this.eol);
      this.#apply([{ ...insertion(at), text: block }], this.data, []);
    }
    return missing.map(({ heading }) => heading);
  }

  get eol(): string {
    return this.text.includes("\r\n") ? "\r\n" : "\n";
  }

  #headingLine(title: string): number | undefined {
    return this.#file.body?.sections.find(({ heading }) => sameHeading(heading.text, title))?.heading.place.line;
  }

  #apply(edits: readonly Edit[] | null, expected: Fields, lines: readonly string[]): void {
    const written = lines.join("\n");
    if (edits === null) throw new UnusualForm(written);
    const { text } = applyEdits(this.text, [edits]);
    const { path, file } = this.#file;
    const after = parseFile({ path, file, bytes: Buffer.from(text) });
    if (after.problems.length > 0 || !isSame(after.data, expected)) throw new UnusualForm(written);
    this.#file = after;
  }

  #frontMatter(): FrontMatter {
    const { source, places } = this.#file;
    return { source, places, data: this.data, end: splitFrontMatter(source).yaml?.end ?? 0 };
  }

  #keys() {
    return Object.keys(this.data).map((key) => ({ key, place: this.#file.places.key(this.data, key) }));
  }

  #endOf(name: string): number {
    const { source, end } = this.#frontMatter();
    const keys = this.#keys();
    const own = keys.find(({ key }) => key === name);
    return endOfField(own?.place.line ?? 1, keys, source, end);
  }

  /** Where a field that is not there belongs. */
  #placeOf(name: string): { start: number; end: number } {
    const keys = this.#keys();
    const rank = this.order.indexOf(name);
    const before = keys.filter(({ key }) => this.order.includes(key) && this.order.indexOf(key) < rank).at(-1);
    return insertion(before === undefined ? this.#frontMatter().end : this.#endOf(before.key));
  }

  #below(line: number): number {
    return this.#file.source.lineStart(line + 1);
  }

  /**
   * The edit that writes another value in place of the one under a key.
   * @throws UnusualForm for a list or map that is not in brackets
   */
  #replacement(fields: Fields, key: string, value: unknown, lines: readonly string[]): Edit {
    const { source, places } = this.#file;
    const present = fields[key];
    if (present === null) {
      const { endLine, endColumn } = places.key(fields, key);
      const at = source.text.indexOf(":", source.offset(endLine, endColumn)) + 1;
      return { ...insertion(at), text: ` ${inlineYaml(value)}` };
    }
    if (typeof present !== "object") return source.replace(places.value(fields, key), inlineYaml(value));
    const edit = this.#replaceNested(fields, key, value);
    if (edit === null) throw new UnusualForm(lines.join("\n"));
    return edit;
  }

  #replaceNested(fields: Fields, key: string, value: unknown): Edit | null {
    const { source, places } = this.#file;
    const nested = fields[key];
    if (Array.isArray(nested)) {
      const { endLine, endColumn } = places.key(fields, key);
      const colon = source.offset(endLine, endColumn);
      const last = nested.length === 0 ? { endLine, endColumn } : places.value(nested, nested.length - 1);
      const before = /^\s*:\s*(?=\[)/.exec(source.text.slice(colon))?.[0];
      const end = source.text.indexOf("]", source.offset(last.endLine, last.endColumn));
      return before === undefined || end < 0
        ? null
        : { start: colon + before.length, end: end + 1, text: inlineYaml(value) };
    }
    if (!isMap(nested)) return null;
    const place = places.whole(nested as object);
    const start = source.offset(place.line, place.column);
    if (source.text[start] !== "{") return null;
    return { start, end: source.offset(place.endLine, place.endColumn), text: inlineYaml(value) };
  }

  /** Where the draft has a field as a comment that is not filled in yet. */
  #commentedField(name: string): { start: number; end: number } | undefined {
    const { source, first, last } = this.#lines();
    for (let line = first; line < last; line++) {
      if (!new RegExp(`^# ?${name}:(?:\\s|$)`).test(source.line(line) ?? "")) continue;
      let end = line + 1;
      while (end < last && /^# {2,}\S/.test(source.line(end) ?? "")) end++;
      const text = source.text.slice(source.lineStart(line), source.lineStart(end));
      // What the author has filled in and not yet activated stays.
      const isTemplate = text.split(/\r?\n/).every((one) => /^$|:\s*$|…|cites/.test(one));
      if (isTemplate) return { start: source.lineStart(line), end: source.lineStart(end) };
    }
    return undefined;
  }

  #commentedKey(key: string, from: number): { start: number; end: number } | undefined {
    const { source, last } = this.#lines();
    for (let line = from; line < last; line++) {
      const text = source.line(line) ?? "";
      if (/^\S/.test(text) && !text.startsWith("#") && line > from) return undefined;
      if (new RegExp(`^# +${key}: …\\s*$`).test(text))
        return { start: source.lineStart(line), end: source.lineStart(line + 1) };
    }
    return undefined;
  }

  #removeCommentedMark(mark: string): void {
    const { source, first, last } = this.#lines();
    // With the list still a comment, the whole of it is replaced.
    if (isOpen(this.data.timeline)) return;
    for (let line = first; line < last; line++)
      if (new RegExp(`^# +- \\{at: ….*marks: \\[${mark}\\]`).test(source.line(line) ?? ""))
        this.#apply([{ start: source.lineStart(line), end: source.lineStart(line + 1), text: "" }], this.data, []);
  }

  #lines(): { source: Source; first: number; last: number } {
    const { source, end } = this.#frontMatter();
    return { source, first: 2, last: source.place(end, end).line };
  }
}

function isMap(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function insertion(at: number): { start: number; end: number } {
  return { start: at, end: at };
}

/** A map on a line for each of its values. */
function linesOfMap(name: string, value: Fields): string[] {
  const isBlank = Object.keys(value).length === 1;
  if (isBlank) return yamlField(name, value);
  return [`${name}:`, ...Object.entries(value).map(([key, one]) => `  ${key}: ${inlineYaml(one)}`)];
}

/** The data with another value in place of one of the maps in it. */
function replaced(data: unknown, map: object, by: Fields): Fields {
  const copy = (value: unknown): unknown => {
    if (value === map) return by;
    if (Array.isArray(value)) return value.map(copy);
    return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copy(one)])) : value;
  };
  return copy(data) as Fields;
}
