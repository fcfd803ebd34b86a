import type { AnyDocument, Body } from "../../model/collection.js";
import { compareText } from "../../model/diagnostic.js";
import type { Graph } from "../../model/graph.js";
import type { Detection, MissingEvidence, UnclearContract, ViolatedInvariant } from "../../model/schema-types.js";
import { idOrStatement } from "../../model/stated.js";
import { filled, listOf } from "../../model/values/blank.js";
import type { WordReader } from "../../search/words.js";
import { memoize } from "../../util/memoize.js";
import { Best } from "./best.js";
import { namedTermsOf, termsOf } from "./terms.js";

/** How much a term counts in a title or an alias, in an answer, and in the body. Fixed before the benchmark was run. */
const WEIGHTS = { title: 3, answer: 2, body: 1 } as const;

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
  terms: Pick<ReadonlyMap<string, Postings>, "get">;
}

/** All of it, and not only the terms that are asked for. */
export interface WholeTextIndex extends TextIndex {
  terms: ReadonlyMap<string, Postings>;
}

/** The documents that have a term, by their numbers, with the score that it gives each. */
export interface Postings {
  documents: Int32Array;
  scores: Float64Array;
}

/** Documents that a text is like. */
export interface TextMatch {
  id: string;
  /** The score as a share of what a document would get that has every term of the query as often as it likes: 0 to 1. */
  share: number;
  /** The words of the query that it has, perhaps in another form; what tells most first. */
  words: readonly string[];
}

/** Which matches are given. */
export interface TextLimits {
  minShare?: number;
  minWords?: number;
  maxMatches?: number;
}

/** Source of the scores: as of `searchText`. They depend on a document and a term alone, so that no query computes them. */
export function textIndexOf(graph: Graph, documents: readonly AnyDocument[], reader: WordReader): WholeTextIndex {
  const found = new Map<string, { documents: number[]; counts: number[] }>();
  const lengths: number[] = [];
  for (const [number, document] of documents.entries()) {
    const counts = new Map<string, number>();
    let length = 0;
    for (const [text, weight] of fieldsOf(document, graph)) {
      for (const term of termsOf(text, reader)) {
        counts.set(term, (counts.get(term) ?? 0) + weight);
        length += weight;
      }
    }
    lengths.push(length);
    for (const [term, count] of counts) {
      const having = found.get(term) ?? { documents: [], counts: [] };
      having.documents.push(number);
      having.counts.push(count);
      found.set(term, having);
    }
  }
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(lengths.length, 1);
  const terms = new Map<string, Postings>();
  for (const [term, having] of found) {
    const rarity = rarityOf(having.documents.length, documents.length);
    const scores = Float64Array.from(having.counts, (count, at) => {
      const length = (lengths[having.documents[at] ?? 0] ?? 0) / meanLength;
      return (rarity * count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
    });
    terms.set(term, { documents: Int32Array.from(having.documents), scores });
  }
  return { reader, ids: documents.map(({ id }) => id), terms };
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
  const { reader, ids } = index;
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
    for (let i = 0; i < postings.documents.length; i++) {
      const number = postings.documents[i] as number;
      scores[number] = (scores[number] as number) + (postings.scores[i] as number);
      having[number] = (having[number] as number) | (1 << at);
    }
  }
  const wordsIn = (bits: number) => terms.flatMap((term, at) => (bits & (1 << at) ? [words.get(term) ?? term] : []));
  const matches = new Best<{ id: string; share: number; bits: number }>(
    maxMatches,
    (a, b) => b.share - a.share || (a.id < b.id ? 1 : -1),
  );
  for (let number = 0; number < ids.length; number++) {
    const [bits, share] = [having[number] as number, (scores[number] as number) / best];
    if (bits === 0 || !(share >= minShare) || countBits(bits) < minWords) continue;
    matches.add({ id: ids[number] as string, share, bits });
  }
  return matches.items.map(({ id, share, bits }) => ({ id, share, words: wordsIn(bits) }));
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

/** What describes a document in a few sentences, as the query for documents like it. */
export function queryOf(document: AnyDocument, graph: Graph): string {
  return statedFields(document, graph)
    .map(([text]) => text)
    .join("\n");
}

function fieldsOf(document: AnyDocument, graph: Graph): [string, number][] {
  return [...statedFields(document, graph), [bodyOf(document.body), WEIGHTS.body]];
}

/** All but the body. */
function statedFields(document: AnyDocument, graph: Graph): [string, number][] {
  const { data } = document;
  const answers = document.type === "postmortem" ? answersOf(document.data, graph) : [];
  return [
    [[data.title, ...(data.aliases ?? [])].join("\n"), WEIGHTS.title],
    [
      [...answers, ...listOf<MissingEvidence>(data.missing_evidence).map(({ what }) => what)].join("\n"),
      WEIGHTS.answer,
    ],
  ];
}

const titlesOf = memoize(({ collection: { catalogs } }: Graph): ReadonlyMap<string, string> => {
  return new Map([...catalogs.invariants, ...catalogs.contracts].map(({ id, title }) => [id, title]));
});

/** The four answers in words, with the titles of what they name. */
function answersOf(data: Extract<AnyDocument, { type: "postmortem" }>["data"], graph: Graph): string[] {
  const titles = titlesOf(graph);
  const named = (value: Parameters<typeof idOrStatement>[0]) =>
    titles.get(idOrStatement(value)) ?? idOrStatement(value);
  const detection = filled<Detection>(data.detection);
  return [
    ...listOf<ViolatedInvariant>(data.violated_invariants).flatMap(({ invariant, how }) => [named(invariant), how]),
    ...listOf<UnclearContract>(data.unclear_contracts).flatMap(({ contract, gap }) => [named(contract), gap]),
    filled<string>(detection?.why_delayed) ?? "",
  ].filter((text) => typeof text === "string");
}

/** Addresses and comments hold no words of their own. */
function bodyOf({ text }: Body): string {
  return text.replace(/\bhttps?:\/\/\S+|<!--[\s\S]*?-->/g, " ");
}
