import { type NextItem, nextItems } from "../measure/next-items.js";
import type { Collection } from "../model/collection.js";
import type { Kind } from "../model/kinds.js";
import { isDocument } from "../model/raw-file.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { NEXT_FORMATS } from "../render/next.js";
import { declaredIn } from "../validate/ids/declared-in.js";
import { BODIES_AT_ONCE, type CheckOptions, check, danglingIn } from "./check.js";
import { madeOf } from "./contained.js";
import { linkAndMeasure } from "./link-and-measure.js";
import type { Reported } from "./report.js";

/** How `inquest next` can print. */
export type NextFormat = "ics" | "json" | "markdown" | "text";

export interface NextOptions {
  format: NextFormat;
  /** The id of the owner whose items to print; null: everybody's. */
  owner: string | null;
  /** How far ahead a due day is soon, in milliseconds. */
  within: number;
  version: string;
  colour: boolean;
  /** The width of the terminal; undefined where there is none. */
  columns?: number | undefined;
  /** A path in the collection as it is printed. */
  shown: (path: string) => string;
}

/** What is valid of a collection, and its files, for the places. */
interface NextContent {
  collection: Collection;
  parsed: readonly ParsedFile[];
  /** The day that counts as today, `YYYY-MM-DD`. */
  now: string;
}

/**
 * Files in a folder → what to do next, as text.
 * @param options `now` is the day that was asked for; null: `as_of`, else `today`
 */
export async function next(
  root: string,
  options: NextOptions & Pick<CheckOptions, "now" | "cache"> & { today: string },
): Promise<Reported> {
  const { now, today, cache } = options;
  const checked = await check(root, { now, today, cache, bodiesAtOnce: BODIES_AT_ONCE });
  const { made, leftOut } = await madeOf(checked.collection, (collection) =>
    nextFor({ ...checked, collection }, options),
  );
  return { text: made, checked, dropped: danglingIn(checked), leftOut };
}

/** What is valid → what to do next, as text. All of the collection: whoever holds its files may see it. */
function nextFor(content: NextContent, options: NextOptions): string {
  const { collection, parsed, now } = content;
  const { graph, measures } = linkAndMeasure(collection, { audience: "internal", now });
  const { owner, within, version, colour, columns, shown } = options;
  const items = nextItems(graph, measures, now, within).filter((item) => owner === null || item.owner === owner);
  const { title, base_url: baseUrl = null } = collection.config;
  const placeOf = places(parsed, shown);
  return NEXT_FORMATS[options.format](
    { graph, items, title, now, within, owner, baseUrl, version, placeOf },
    colour,
    columns,
  );
}

/** The kind of what is declared under the id of an item; a document is declared by its file. */
const DECLARED: Readonly<Record<NextItem["kind"], Kind | null>> = {
  action: "action",
  gap: "missing",
  contract: "contract",
  invariant: "invariant",
  policy: "policy",
  drill: "scenario",
  document: null,
};

function places(parsed: readonly ParsedFile[], shown: (path: string) => string) {
  const found = new Map<string, { file: string; line: number }>();
  for (const { file, path, data, places: at } of parsed) {
    if (isDocument(file)) found.set(`document:${file.id}`, { file: shown(path), line: 1 });
    for (const { kind, id, entry } of data === undefined ? [] : declaredIn(file, data)) {
      const key = `${kind}:${isDocument(file) ? `${file.id}#` : ""}${id}`;
      found.set(key, { file: shown(path), line: at.value(entry, "id").line });
    }
  }
  return ({ kind, id }: NextItem) => found.get(`${DECLARED[kind] ?? "document"}:${id}`) ?? { file: "", line: 1 };
}
