import type { Place } from "../model/place.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { memoize } from "../util/memoize.js";

interface Start {
  line: number;
  column: number;
  path: string;
}

/**
 * The path of the value at a place of a file: its keys from the top, such as `actions/A1/due`. List entries are named by
 * `id`, else by index; body text by its heading, as in `body/Impact`. Empty for the whole file.
 */
export function pathAt(parsed: ParsedFile, place: Place): string {
  return finderFor(parsed)(place);
}

const finderFor = memoize(({ data, places, source, body }: ParsedFile): ((place: Place) => string) => {
  const exact = new Map<string, string>();
  const starts: Start[] = [];
  const addAll = (container: unknown, prefix: string) => {
    if (typeof container !== "object" || container === null) return;
    for (const [name, value] of Object.entries(container)) {
      const key = Array.isArray(container) ? Number(name) : name;
      const path = prefix + (typeof key === "number" ? (idOf(value) ?? name) : name);
      const head = places.key(container, key);
      for (const place of [head, places.value(container, key)])
        if (!exact.has(textOf(place))) exact.set(textOf(place), path);
      starts.push({ line: head.line, column: head.column, path });
      addAll(value, `${path}/`);
    }
  };
  addAll(data, "");
  starts.sort((a, b) => a.line - b.line || a.column - b.column);
  return (place) => {
    if (body && source.offset(place.line, place.column) >= source.text.length - body.text.length) {
      const heading = body.headings.findLast((one) => one.place.line <= place.line);
      if (place.endLine > 1 || place.endColumn > 1) return heading ? `body/${heading.text}` : "body";
    }
    return exact.get(textOf(place)) ?? starts.findLast((start) => isBefore(start, place))?.path ?? "";
  };
});

function idOf(entry: unknown): string | undefined {
  const id: unknown = typeof entry === "object" && entry !== null ? (entry as { id?: unknown }).id : undefined;
  return typeof id === "string" ? id : undefined;
}

function textOf({ line, column, endLine, endColumn }: Place): string {
  return `${line}:${column}-${endLine}:${endColumn}`;
}

function isBefore(a: Pick<Place, "line" | "column">, b: Pick<Place, "line" | "column">): boolean {
  return a.line < b.line || (a.line === b.line && a.column <= b.column);
}
