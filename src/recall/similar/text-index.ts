import type { AnyDocument, Body } from "../../model/collection.js";
import { compareText } from "../../model/diagnostic.js";
import type { Graph } from "../../model/graph.js";
import type { Detection, MissingEvidence, UnclearContract, ViolatedInvariant } from "../../model/schema-types.js";
import { idOrStatement } from "../../model/stated.js";
import { filled, listOf } from "../../model/values/blank.js";
import type { WordReader } from "../../search/words.js";
import { namedTermsOf, termsOf } from "./terms.js";

/** How much a term counts in a title or an alias, in an answer, and in the body. Fixed before the benchmark was run. */
const WEIGHTS = { title: 3, answer: 2, body: 1 } as const;

/** Parameters of BM25 as its authors recommend them: how fast a repeated term stops counting, and how much length does. */
const K1 = 1.2;
const B = 0.75;

/** So many of the rarest terms of a text say what it is about; the others would only take time. */
const MAX_QUERY_TERMS = 30;

/** The documents of a collection by their terms. */
export interface TextIndex {
  reader: WordReader;
  /** By term the documents that have it, with its weighted count. */
  postings: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** By document the sum of its weighted counts. */
  lengths: ReadonlyMap<string, number>;
  meanLength: number;
}

/** Documents that a text is like. */
export interface TextMatch {
  id: string;
  /** The score as a share of what a document would get that has every term of the query as often as it likes: 0 to 1. */
  share: number;
  /** The words of the query that it has, perhaps in another form; what tells most first. */
  words: readonly string[];
}

export function textIndexOf(graph: Graph, documents: readonly AnyDocument[], reader: WordReader): TextIndex {
  const postings = new Map<string, Map<string, number>>();
  const lengths = new Map<string, number>();
  for (const document of documents) {
    let length = 0;
    for (const [text, weight] of fieldsOf(document, graph)) {
      for (const term of termsOf(text, reader)) {
        const counts = postings.get(term) ?? new Map<string, number>();
        counts.set(document.id, (counts.get(document.id) ?? 0) + weight);
        postings.set(term, counts);
        length += weight;
      }
    }
    lengths.set(document.id, length);
  }
  const total = [...lengths.values()].reduce((sum, length) => sum + length, 0);
  return { reader, postings, lengths, meanLength: total / Math.max(lengths.size, 1) };
}

/**
 * The documents that share terms with a text, by BM25, the most alike first.
 *
 * Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); fields are weighted by
 * adding up weighted counts, as in its section 3.6.
 */
export function searchText(index: TextIndex, query: string): TextMatch[] {
  const words = namedTermsOf(query, index.reader);
  const rarity = new Map([...words.keys()].map((term) => [term, rarityOf(index, term)]));
  const terms = [...words.keys()]
    .sort((a, b) => (rarity.get(b) ?? 0) - (rarity.get(a) ?? 0) || compareText(a, b))
    .slice(0, MAX_QUERY_TERMS);
  const best = terms.reduce((sum, term) => sum + (rarity.get(term) ?? 0) * (K1 + 1), 0);
  const found = new Map<string, { score: number; words: string[] }>();
  for (const term of terms) {
    for (const [id, count] of index.postings.get(term) ?? []) {
      const length = (index.lengths.get(id) ?? 0) / index.meanLength;
      const score = ((rarity.get(term) ?? 0) * count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
      const match = found.get(id);
      const word = words.get(term) ?? term;
      if (match === undefined) found.set(id, { score, words: [word] });
      else {
        match.score += score;
        match.words.push(word);
      }
    }
  }
  return [...found]
    .map(([id, { score, words: shared }]) => ({ id, share: score / best, words: shared }))
    .sort((a, b) => b.share - a.share || (a.id < b.id ? 1 : -1));
}

/** The inverse document frequency of BM25: high for a term that few documents have. A term that none has counts as one of one. */
function rarityOf({ postings, lengths }: TextIndex, term: string): number {
  const having = Math.max(postings.get(term)?.size ?? 0, 1);
  return Math.log(1 + (lengths.size - having + 0.5) / (having + 0.5));
}

/** What describes a document in a few sentences, as the query for documents like it. */
export function queryOf(document: AnyDocument, graph: Graph): string {
  return fieldsOf(document, graph)
    .flatMap(([text, weight]) => (weight === WEIGHTS.body ? [] : [text]))
    .join("\n");
}

function fieldsOf(document: AnyDocument, graph: Graph): [string, number][] {
  const { data, body } = document;
  const answers = document.type === "postmortem" ? answersOf(document.data, graph) : [];
  return [
    [[data.title, ...(data.aliases ?? [])].join("\n"), WEIGHTS.title],
    [
      [...answers, ...listOf<MissingEvidence>(data.missing_evidence).map(({ what }) => what)].join("\n"),
      WEIGHTS.answer,
    ],
    [bodyOf(body), WEIGHTS.body],
  ];
}

/** The four answers in words, with the titles of what they name. */
function answersOf(data: Extract<AnyDocument, { type: "postmortem" }>["data"], graph: Graph): string[] {
  const { invariants, contracts } = graph.collection.catalogs;
  const titles = new Map([...invariants, ...contracts].map(({ id, title }) => [id, title]));
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
