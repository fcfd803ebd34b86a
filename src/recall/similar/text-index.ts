import type { AnyDocument } from "../../model/collection.js";
import { compareText } from "../../model/diagnostic.js";
import type { Graph } from "../../model/graph.js";
import type { WordReader } from "../../search/words.js";
import { Best } from "./best.js";
import { termCountsOf, vocabularyOf } from "./term-counts.js";
import { namedTermsOf } from "./terms.js";

/** Parameters of BM25 as its authors recommend them: how fast a repeated term stops counting, and how much length does. */
const K1 = 1.2;
const B = 0.75;

/** So many of the rarest terms of a text say what it is about; the others would only take time. At most 32, one bit for each. */
const MAX_QUERY_TERMS = 30;

/** The documents of a collection by their terms. */
export interface TextIndex {
  reader: WordReader;
  /** The documents by their numbers. */
  ids: readonly string[];
  /** How much a document's length takes from what its terms count: `K1 * (1 - B + B * length / mean length)`. */
  dampings: Float64Array;
  terms: Pick<ReadonlyMap<string, Postings>, "get">;
}

/** All of it, and not only the terms that are asked for. */
export interface WholeTextIndex extends TextIndex {
  terms: Pick<ReadonlyMap<string, Postings>, "get"> & Iterable<[term: string, Postings]>;
}

/** The documents that have a term, by their numbers, and how often each has it. */
export interface Postings {
  documents: Int32Array;
  counts: Int32Array;
}

/** Documents that a text is like. */
export interface TextMatch {
  id: string;
  /** The score as a share of what a document would get that has every term of the query as often as it likes: 0 to 1. */
  share: number;
  /** The words of the query that it has, perhaps in another form; what tells most first. Few matches are asked for them. */
  words: () => readonly string[];
}

/** Which matches are given. */
export interface TextLimits {
  minShare?: number;
  minWords?: number;
  maxMatches?: number;
}

/** The documents by their terms. Terms that were counted before are not read again. */
export function textIndexOf(graph: Graph, documents: readonly AnyDocument[], reader: WordReader): WholeTextIndex {
  const counted = documents.map((document) => termCountsOf(document, graph, reader));
  const vocabulary = vocabularyOf(reader);
  const size = vocabulary.size;
  // The documents of all terms lie in one array, those of a term from `starts[term]` to `starts[term + 1]`.
  const starts = new Int32Array(size + 1);
  for (const { terms } of counted) for (const term of terms) starts[term + 1] = (starts[term + 1] as number) + 1;
  for (let term = 0; term < size; term++) starts[term + 1] = (starts[term + 1] as number) + (starts[term] as number);
  const having = new Int32Array(starts[size] as number);
  const counts = new Int32Array(having.length);
  const next = starts.slice();
  for (const [number, document] of counted.entries())
    for (const [at, term] of document.terms.entries()) {
      const place = next[term] as number;
      having[place] = number;
      counts[place] = document.counts[at] as number;
      next[term] = place + 1;
    }
  /** Undefined for a term that no document has, or that the reader has met only since. */
  const postingsOf = (term: number): Postings | undefined => {
    if (term >= size) return undefined;
    const [start, end] = [starts[term] as number, starts[term + 1] as number];
    return start === end ? undefined : { documents: having.subarray(start, end), counts: counts.subarray(start, end) };
  };
  const meanLength = counted.reduce((sum, { length }) => sum + length, 0) / Math.max(counted.length, 1);
  return {
    reader,
    ids: documents.map(({ id }) => id),
    dampings: Float64Array.from(counted, ({ length }) => K1 * (1 - B + B * (length / meanLength))),
    terms: {
      get: (term) => {
        const number = vocabulary.get(term);
        return number === undefined ? undefined : postingsOf(number);
      },
      *[Symbol.iterator]() {
        for (const [term, number] of vocabulary) {
          const postings = postingsOf(number);
          if (postings) yield [term, postings];
        }
      },
    },
  };
}

/**
 * The documents that share terms with a text, by BM25, the most alike first.
 *
 * Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); fields are weighted by
 * adding up weighted counts, as in its section 3.6.
 */
export function searchText(
  index: TextIndex,
  query: string,
  { minShare = 0, minWords = 1, maxMatches = Infinity }: TextLimits = {},
): TextMatch[] {
  const { reader, ids, dampings } = index;
  const words = namedTermsOf(query, reader);
  const found = new Map([...words.keys()].map((term) => [term, index.terms.get(term)]));
  const rarity = new Map(
    [...found].map(([term, postings]) => [term, rarityOf(postings?.documents.length ?? 0, ids.length)]),
  );
  const terms = [...words.keys()]
    .sort((a, b) => (rarity.get(b) ?? 0) - (rarity.get(a) ?? 0) || compareText(a, b))
    .slice(0, MAX_QUERY_TERMS);
  const best = terms.reduce((sum, term) => sum + (rarity.get(term) ?? 0) * (K1 + 1), 0);
  const scores = new Float64Array(ids.length);
  /** For each document the terms that it has: a bit for each. */
  const having = new Int32Array(ids.length);
  for (const [at, term] of terms.entries()) {
    const postings = found.get(term);
    if (postings === undefined) continue;
    const weight = rarity.get(term) ?? 0;
    for (let i = 0; i < postings.documents.length; i++) {
      const number = postings.documents[i] as number;
      const count = postings.counts[i] as number;
      const score = (weight * count * (K1 + 1)) / (count + (dampings[number] as number));
      scores[number] = (scores[number] as number) + score;
      having[number] = (having[number] as number) | (1 << at);
    }
  }
  const wordsIn = (bits: number) => terms.flatMap((term, at) => (bits & (1 << at) ? [words.get(term) ?? term] : []));
  const matches = new Best<{ id: string; share: number; bits: number }>(
    maxMatches,
    (a, b) => b.share - a.share || (a.id < b.id ? 1 : -1),
  );
  // Rises with the matches, since most documents are like most texts a little.
  let leastShare = minShare;
  for (let number = 0; number < ids.length; number++) {
    const share = (scores[number] as number) / best;
    if (!(share >= leastShare)) continue;
    const bits = having[number] as number;
    if (bits === 0 || countBits(bits) < minWords) continue;
    matches.add({ id: ids[number] as string, share, bits });
    leastShare = matches.last?.share ?? minShare;
  }
  return matches.items.map(({ id, share, bits }) => ({
    id,
    share,
    words: () => wordsIn(bits),
  }));
}

function countBits(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}

/** The inverse document frequency of BM25: high for a term that few documents have. A term that none has counts as one of one. */
function rarityOf(having: number, documents: number): number {
  const some = Math.max(having, 1);
  return Math.log(1 + (documents - some + 0.5) / (some + 0.5));
}
