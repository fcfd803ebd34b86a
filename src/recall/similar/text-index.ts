import { createHash, hash } from "node:crypto";
import type { AnyDocument } from "../../model/collection.js";
import { compareText } from "../../model/diagnostic.js";
import type { Graph } from "../../model/graph.js";
import type { WordReader } from "../../search/words.js";
import { memoize } from "../../util/memoize.js";
import { greatestIn } from "./greatest.js";
import { type CountMemo, type TermCounts, termCountsOf, vocabularyOf } from "./term-counts.js";
import { TermTable } from "./term-table.js";
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
  /** A hash of all that `searchText` finds for the query of a document follows from, but for the query. */
  keyOf: (document: AnyDocument) => string;
  /** The terms of the query of a document, which need not be read in its text again. */
  termsOf: (document: AnyDocument) => string[];
}

/** The documents that have a term, by their numbers. */
export interface Postings {
  documents: Int32Array;
  /** How often each has it. */
  counts: Int32Array;
  /** What it adds to the score of each, which is the same for every text. */
  scores: Float64Array;
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
export function textIndexOf(
  graph: Graph,
  documents: readonly AnyDocument[],
  reader: WordReader,
  memo: CountMemo | undefined,
): WholeTextIndex {
  const counted = documents.map((document) => termCountsOf(document, graph, reader, memo));
  const vocabulary = vocabularyOf(reader);
  const lengths = Int32Array.from(counted, ({ length }) => roughly(length));
  const table = new TermTable(counted, lengths, vocabulary.size);
  const meanLength = roughly(counted.reduce((sum, { length }) => sum + length, 0) / Math.max(counted.length, 1));
  const dampings = Float64Array.from(lengths, (length) => K1 * (1 - B + B * (length / Math.max(meanLength, 1))));
  const known: Postings[] = [];
  const postingsOf = (term: number): Postings | undefined => {
    const having = table.documents(term);
    if (having.length === 0) return undefined;
    known[term] ??= scored(having, table.counts(term), dampings);
    return known[term];
  };
  const ids = documents.map(({ id }) => id);
  // Of each document what is asked for documents like it: all that is needed of the counts once the table is made.
  const statedTerms = new Map(counted.map((one, at) => [documents[at], statedTermsOf(one)]));
  const askedFor = (document: AnyDocument): Int32Array =>
    statedTerms.get(document) ?? statedTermsOf(termCountsOf(document, graph, reader, memo));
  // In the order of their numbers; a document that is not in the index may bring more.
  const [names, more]: [string[], Iterator<string>] = [[], vocabulary.keys()];
  const idsKey = hash("sha256", `${meanLength} ${ids.join(" ")}`);
  return {
    reader,
    ids,
    dampings,
    keyOf: (document) => {
      const asked = askedFor(document);
      // One that no document has is as rare as one of one document.
      const frequencies = asked.map((term) => Math.max(table.documents(term).length, 1));
      // Those that are looked up, and those that are as rare as the last of them.
      const last = frequencies.slice().sort()[MAX_QUERY_TERMS - 1] ?? Infinity;
      const key = createHash("sha256").update(idsKey).update(frequencies);
      for (const [at, term] of asked.entries()) if ((frequencies[at] as number) <= last) key.update(table.key(term));
      return key.digest("hex");
    },
    termsOf: (document) => {
      const asked = askedFor(document);
      while (names.length < vocabulary.size) names.push(more.next().value);
      return Array.from(asked, (term) => names[term] as string);
    },
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

/** A copy, since a part would keep all of them in memory. */
function statedTermsOf({ terms, stated }: TermCounts): Int32Array {
  return terms.slice(0, stated);
}

/**
 * A number of which the first three binary digits count. Lengths are rough so that a document that becomes a little longer scores
 * as before, and what was found for the others stays. Source: Lucene keeps lengths in a byte, with as many digits (SmallFloat).
 */
function roughly(length: number): number {
  const unit = 2 ** Math.max(Math.floor(Math.log2(Math.max(length, 1))) - 2, 0);
  return Math.round(length / unit) * unit;
}

/** @param dampings of all documents, as an index has them */
export function scored(documents: Int32Array, counts: Int32Array, dampings: Float64Array): Postings {
  const weight = rarityOf(documents.length, dampings.length);
  const scores = new Float64Array(documents.length);
  for (let at = 0; at < documents.length; at++) {
    const count = counts[at] as number;
    scores[at] = (weight * count * (K1 + 1)) / (count + (dampings[documents[at] as number] as number));
  }
  return { documents, counts, scores };
}

/** For each document its score, and the terms of a text that it has: a bit for each. Used again for each text. */
const sumsOf = memoize(({ ids }: TextIndex) => ({
  scores: new Float64Array(ids.length),
  having: new Int32Array(ids.length),
}));

/**
 * The documents that share terms with a text, by BM25, the most alike first.
 *
 * Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); fields are weighted by
 * adding up weighted counts, as in its section 3.6.
 * @param known the terms of the text, where they are known; by default they are read in it
 */
export function searchText(
  index: TextIndex,
  query: string,
  { minShare = 0, minWords = 1, maxMatches = Infinity }: TextLimits = {},
  known?: readonly string[],
): TextMatch[] {
  const { reader, ids } = index;
  let named: ReadonlyMap<string, string> | undefined;
  const wordsByTerm = () => {
    named ??= namedTermsOf(query, reader);
    return named;
  };
  const terms = (known ?? [...wordsByTerm().keys()])
    .map((term) => {
      const postings = index.terms.get(term);
      return { term, postings, rarity: rarityOf(postings?.documents.length ?? 0, ids.length) };
    })
    .sort((a, b) => b.rarity - a.rarity || compareText(a.term, b.term))
    .slice(0, MAX_QUERY_TERMS);
  const best = terms.reduce((sum, { rarity }) => sum + rarity * (K1 + 1), 0);
  const { scores, having } = sumsOf(index);
  scores.fill(0);
  having.fill(0);
  for (const [at, { postings }] of terms.entries()) if (postings) addTo(scores, having, postings, 1 << at);
  for (let number = 0; number < ids.length; number++) {
    const share = (scores[number] as number) / best;
    scores[number] = share >= minShare && hasBits(having[number] as number, minWords) ? share : -1;
  }
  const wordsIn = (bits: number) =>
    terms.flatMap(({ term }, at) => (bits & (1 << at) ? [wordsByTerm().get(term) ?? term] : []));
  return greatestIn(scores, maxMatches, minShare)
    .map((number) => ({ id: ids[number] as string, share: scores[number] as number, bits: having[number] as number }))
    .sort((a, b) => b.share - a.share || (a.id < b.id ? 1 : -1))
    .slice(0, maxMatches)
    .map(({ id, share, bits }) => ({ id, share, words: () => wordsIn(bits) }));
}

function addTo(scores: Float64Array, having: Int32Array, postings: Postings, bit: number): void {
  for (let at = 0; at < postings.documents.length; at++) {
    const number = postings.documents[at] as number;
    scores[number] = (scores[number] as number) + (postings.scores[at] as number);
    having[number] = (having[number] as number) | bit;
  }
}

/** Whether at least so many bits are set. */
function hasBits(bits: number, count: number): boolean {
  let missing = count;
  for (let left = bits; left !== 0 && missing > 0; left &= left - 1) missing--;
  return missing === 0;
}

/** The inverse document frequency of BM25: high for a term that few documents have. A term that none has counts as one of one. */
function rarityOf(having: number, documents: number): number {
  const some = Math.max(having, 1);
  return Math.log(1 + (documents - some + 0.5) / (some + 0.5));
}
