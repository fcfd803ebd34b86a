import type { Catalogs } from "../../model/catalogs.js";
import type { AnyDocument, Body, Postmortem } from "../../model/collection.js";
import type { Graph } from "../../model/graph.js";
import type { Detection, MissingEvidence, UnclearContract, ViolatedInvariant } from "../../model/schema-types.js";
import { idOrStatement } from "../../model/stated.js";
import { filled, listOf } from "../../model/values/blank.js";
import type { WordReader } from "../../search/words.js";
import { memoize } from "../../util/memoize.js";
import { ownText } from "../../util/own-text.js";
import { termsOf } from "./terms.js";

/** How much a term counts in a title or an alias, in an answer, and in the body. Fixed before the benchmark was run. */
const WEIGHTS = { title: 3, answer: 2, body: 1 } as const;

/** How often each term occurs in a document, by the weight of where it stands. */
export interface TermCounts {
  /** The numbers of the terms in the vocabulary of the reader, and the count of each. */
  terms: Int32Array;
  counts: Int32Array;
  /** How many of them, the first, are of `queryOf`. */
  stated: number;
  /** The sum of the counts. */
  length: number;
}

/** The number of each term that a reader has met, so that documents hold numbers and no texts. */
export const vocabularyOf = memoize((_: WordReader) => new Map<string, number>());

type WeightedText = readonly [text: string, weight: number];

/** What was last counted of a document. */
interface LastCounts {
  reader: WordReader;
  stated: readonly WeightedText[];
  counts: TermCounts;
}

/** By body: the object of a document is made again with the collection. */
const lastCounts = new WeakMap<Body, LastCounts>();

/** How often each term occurs in some texts, as it is kept between runs. */
export interface KeptCounts {
  terms: readonly string[];
  counts: readonly number[];
  /** How many terms, the first, do not stand in the body alone. */
  stated: number;
}

/** What earlier runs counted. */
export interface CountMemo {
  /** @param texts that the terms are of */
  get(texts: readonly string[]): KeptCounts | undefined;
  put(texts: readonly string[], counts: KeptCounts): void;
}

/** The terms of a document, which are counted again where its text, or a title that it refers to, has changed. */
export function termCountsOf(
  document: AnyDocument,
  graph: Graph,
  reader: WordReader,
  memo: CountMemo | undefined,
): TermCounts {
  const { body } = document;
  const stated = statedFields(document, graph);
  const last = lastCounts.get(body);
  if (last?.reader === reader && stated.every(([text], at) => text === last.stated[at]?.[0])) return last.counts;
  const texts = [...stated.map(([text]) => text), body.text];
  let kept = memo?.get(texts);
  if (kept === undefined) {
    kept = countTerms(stated, body, reader);
    memo?.put(texts, kept);
  }
  const counts = numbered(kept, vocabularyOf(reader));
  // What is kept between runs is for runs that end.
  if (memo === undefined) lastCounts.set(body, { reader, stated, counts });
  return counts;
}

function countTerms(stated: readonly WeightedText[], body: Body, reader: WordReader): KeptCounts {
  const found = new Map<string, number>();
  const add = ([text, weight]: WeightedText) => {
    for (const term of termsOf(text, reader)) found.set(term, (found.get(term) ?? 0) + weight);
  };
  for (const field of stated) add(field);
  const { size } = found;
  add([wordsOfBody(body), WEIGHTS.body]);
  return { terms: [...found.keys()], counts: [...found.values()], stated: size };
}

function numbered({ terms, counts, stated }: KeptCounts, vocabulary: Map<string, number>): TermCounts {
  const numbers = new Int32Array(terms.length);
  for (const [at, term] of terms.entries()) {
    let number = vocabulary.get(term);
    if (number === undefined) {
      number = vocabulary.size;
      // A part of a longer text would keep all of it in memory.
      vocabulary.set(ownText(term), number);
    }
    numbers[at] = number;
  }
  const length = counts.reduce((sum, count) => sum + count, 0);
  return { terms: numbers, counts: Int32Array.from(counts), stated, length };
}

/** What describes a document in a few sentences, as the query for documents like it. */
export function queryOf(document: AnyDocument, graph: Graph): string {
  return statedFields(document, graph)
    .map(([text]) => text)
    .join("\n");
}

/** All but the body. */
function statedFields(document: AnyDocument, { collection: { catalogs } }: Graph): readonly WeightedText[] {
  return statedWith(catalogs)(document.data, document);
}

/** Kept by catalogs and by document. */
const statedWith = memoize(({ invariants, contracts }: Catalogs) => {
  const titles = new Map([...invariants, ...contracts].map(({ id, title }) => [id, title]));
  return memoize((data: AnyDocument["data"], document: AnyDocument): readonly WeightedText[] => {
    const answers = document.type === "postmortem" ? answersOf(document.data, titles) : [];
    const missing = listOf<MissingEvidence>(data.missing_evidence).map(({ what }) => what);
    return [
      [[data.title, ...(data.aliases ?? [])].join("\n"), WEIGHTS.title],
      [[...answers, ...missing].join("\n"), WEIGHTS.answer],
    ];
  });
});

/** The four answers in words, with the titles of what they name. */
function answersOf(data: Postmortem["data"], titles: ReadonlyMap<string, string>): string[] {
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
function wordsOfBody({ text }: Body): string {
  return text.replace(/\bhttps?:\/\/\S+|<!--[\s\S]*?-->/g, " ");
}
