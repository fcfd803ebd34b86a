import { type AnyDocument, type Collection, dayOfId } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import { DAY_MS } from "../util/time-units.js";

/** Two accounts of one incident have days this close, whatever zone they are in. */
const MAX_DAYS_APART = 7;
/** Of more drafts, as an import makes them, the newest are compared. */
const MAX_COMPARED = 200;
/** So many documents show which words are rare; an index of more takes longer than a check may. */
const MIN_INDEXED = 200;
const MAX_INDEXED = 2000;

/** The documents that may be duplicates by their days alone. */
export interface DuplicateCandidates {
  /** Each draft with the documents that are near it, at least one. */
  pairs: readonly { draft: AnyDocument; near: readonly AnyDocument[] }[];
  /** The documents whose texts are compared with those of the drafts, sorted by id. */
  indexed: readonly AnyDocument[];
  /** These and the drafts, with all catalogs. */
  collection: Collection;
}

/** Only drafts have candidates: a review would have found a duplicate. */
export function duplicateCandidates(collection: Collection): DuplicateCandidates {
  const documents = [...collection.postmortems, ...collection.drills];
  const drafts = documents
    .filter(({ data }) => data.status === "draft")
    .sort((a, b) => compareText(b.id, a.id))
    .slice(0, MAX_COMPARED);
  const pairs = pairsOf(drafts, documents);
  const indexed = new Set(pairs.flatMap(({ draft, near }) => [draft, ...near]));
  if (pairs.length > 0) for (const one of documents) if (indexed.size < MIN_INDEXED) indexed.add(one);
  const sorted = [...indexed].sort((a, b) => compareText(a.id, b.id)).slice(-MAX_INDEXED);
  const needed = new Set([...sorted, ...pairs.map(({ draft }) => draft)]);
  const postmortems = collection.postmortems.filter((one) => needed.has(one));
  const drills = collection.drills.filter((one) => needed.has(one));
  return { pairs, indexed: sorted, collection: { ...collection, postmortems, drills } };
}

function pairsOf(drafts: readonly AnyDocument[], documents: readonly AnyDocument[]): DuplicateCandidates["pairs"] {
  if (drafts.length === 0) return [];
  const times = documents.map(({ id }) => Date.parse(dayOfId(id) ?? ""));
  return drafts.flatMap((draft) => {
    const time = Date.parse(dayOfId(draft.id) ?? "");
    // Where one has no day, the difference is no number.
    const isNear = (at: number) => Math.abs((times[at] as number) - time) <= MAX_DAYS_APART * DAY_MS;
    const near = documents.filter((other, at) => isNear(at) && other !== draft && other.type === draft.type);
    return near.length === 0 ? [] : [{ draft, near }];
  });
}
