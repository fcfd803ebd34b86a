import type { ParsedFile } from "../../../parse/parse-file.js";
import { defineRule, ownDocuments, type RuleProblem } from "../../rule.js";
import { personalDataIn } from "../../text/personal-data.js";
import { mayHoldSecret } from "../../text/secret-signs.js";
import { type CurrentNames, currentNames, withCurrentNames } from "./current-names.js";
import { type Change, firstChange } from "./first-change.js";

type FrontMatter = Record<string, unknown>;

/** What may change freely: how the document is kept, what follows from it, and what it links to. */
const FREE = new Set([
  "schema",
  "status",
  "published_on",
  "visibility",
  "owner",
  "authors",
  "affects",
  "actions",
  "recurrence_of",
  "related",
  "incidents",
  "revisions",
  "suppress",
]);
/** How far a gap has been closed is no fact of the incident. */
const FREE_IN_GAPS = new Set(["visibility", "status", "closed_by"]);

/** A longer earlier value is looked up in git. */
const MAX_SHOWN_CHARS = 60;

/** What a published document states as fact changes only with a word about it. */
export const publishedEdit = defineRule({
  id: "published-edit",
  severity: "warning",
  duty: true,
  *check(context) {
    // As they stand in the file: earlier versions have not been through a schema either.
    const files = new Map(context.files.map(({ parsed }) => [parsed.path, parsed]));
    let names: CurrentNames | undefined;
    for (const { data, source } of ownDocuments(context)) {
      const parsed = files.get(source.path);
      const earlier = context.history.get(source.path) ?? [];
      if (parsed?.data === undefined || data.status !== "published" || earlier.length === 0) continue;
      yield* compare(parsed, parsed.data as FrontMatter, earlier, context.now, () => {
        names ??= currentNames(context);
        return names;
      });
    }
  },
});

function* compare(
  file: ParsedFile,
  now: FrontMatter,
  earlier: readonly FrontMatter[],
  today: string,
  names: () => CurrentNames,
): Iterable<RuleProblem> {
  const { path, places } = file;
  const count = revisionsOf(now);
  const [newest] = earlier;
  const before = newest?.status === "published" ? revisionsOf(newest) : 0;
  if (before > count)
    yield {
      file: path,
      place: places.key(now, "revisions"),
      message: `Expected at least ${before} revisions, found ${count}`,
      hint: "Bring back the entry that was removed: it says what readers of an earlier version have read",
    };
  // Since the last word about a change, and since it was published, nothing may have changed: not only since yesterday.
  const run = earlier.findIndex((version) => version.status !== "published" || revisionsOf(version) !== count);
  const published = earlier.slice(0, run < 0 ? undefined : run).at(-1);
  if (published === undefined || published.schema !== now.schema) return;
  let changed = changesOf(file, now, inFormOf(now, published));
  const { role } = file.file;
  if (changed.size > 0 && (role === "postmortem" || role === "drill"))
    changed = changesOf(file, now, withCurrentNames(role, now, inFormOf(now, published), names()));
  const [first] = changed.values();
  if (first === undefined) return;
  yield {
    file: path,
    place: first.place,
    message: `Missing revision for a change of ${[...changed.keys()].map((key) => JSON.stringify(key)).join(" and ")}`,
    hint: `Add a revisions entry: {on: ${today}, what: …}${earlierValue(first)}`,
  };
}

/** What was there, where that is short, and nothing that was taken out because it must not be read. */
function earlierValue({ was }: Change): string {
  if (typeof was !== "string" && typeof was !== "number" && typeof was !== "boolean") return "";
  const text = JSON.stringify(was);
  if (text.length > MAX_SHOWN_CHARS || mayHoldSecret(text) || !isEmpty(personalDataIn(text))) return "";
  return `; it was ${text} before`;
}

function isEmpty(found: Iterable<unknown>): boolean {
  return found[Symbol.iterator]().next().done === true;
}

function revisionsOf({ revisions }: FrontMatter): number {
  return Array.isArray(revisions) ? revisions.length : 0;
}

/** An earlier version in the forms of a later one: to rewrite an old form, as --fix does, changes no fact. */
function inFormOf(now: FrontMatter, then: FrontMatter): FrontMatter {
  const { extent, response } = then;
  const isMap = typeof extent === "object" && extent !== null && !Array.isArray(extent);
  const entries = Array.isArray(now.response) ? now.response : [];
  return {
    ...then,
    ...(isMap && Array.isArray(now.extent) ? { extent: [extent] } : {}),
    ...(Array.isArray(response)
      ? {
          response: response.map((entry, index) =>
            entry?.outcome === "unknown" && entries[index]?.outcome === "not-recorded"
              ? { ...entry, outcome: "not-recorded" }
              : entry,
          ),
        }
      : {}),
  };
}

/** The fields whose facts have changed, with the first change in each. */
function changesOf({ places }: ParsedFile, now: FrontMatter, then: FrontMatter): Map<string, Change> {
  const changes = new Map<string, Change>();
  for (const key of new Set([...Object.keys(now), ...Object.keys(then)])) {
    if (FREE.has(key)) continue;
    const ignores = (inner: string) => (key === "missing_evidence" ? FREE_IN_GAPS.has(inner) : inner === "visibility");
    const change = Object.hasOwn(now, key)
      ? firstChange(now[key], then[key], () => places.value(now, key), places, ignores)
      : { place: places.of(now), was: then[key] };
    if (change) changes.set(key, change);
  }
  return changes;
}
