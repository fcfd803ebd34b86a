import type { AnyDocument } from "../model/collection.js";
import type { Places } from "../model/places.js";
import { memoize } from "../util/memoize.js";
import type { CheckedFile } from "./checked-file.js";
import type { RuleContext } from "./rule.js";

/**
 * The maps in a list of a document as they are written, also those that its schema refused, which its data lacks. What only
 * they have is not missing.
 */
export function writtenIn(
  { source }: AnyDocument,
  list: string,
  { files }: Pick<RuleContext, "files">,
): readonly Readonly<Record<string, unknown>>[] {
  const data: unknown = dataByPath(files).get(source.path);
  const entries: unknown = isMap(data) ? data[list] : undefined;
  return Array.isArray(entries) ? entries.filter(isMap) : [];
}

/** Whether a field is not written: one with a value that its schema refused is not missing. */
export function isAbsent<T extends object>(container: T, field: keyof T & string, places: Places): boolean {
  // To ask for a place makes the places of the whole file, so the data comes first.
  return container[field] === undefined && !places.has(container, field);
}

const dataByPath = memoize(
  (files: readonly CheckedFile[]): ReadonlyMap<string, unknown> =>
    new Map(files.map(({ parsed }) => [parsed.path, parsed.data])),
);

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
