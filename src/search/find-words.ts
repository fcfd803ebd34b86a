import { SECTION_GAP } from "./index-format.js";
import { type IndexReader, NOTHING, type Weights } from "./index-reader.js";
import { cutsOf, nearWords } from "./near-words.js";
import type { Asked, WordReader } from "./words.js";

/** A word of a question and where it is. */
export interface FoundWord {
  /** As it was typed. */
  text: string;
  /** Documents that have it, each with how much it counts there. */
  weights: Weights;
  /** The terms that stand for it, for marking them in excerpts and for places. */
  terms: readonly string[];
  /** The words that it was read as, where no page has it in one word; null otherwise. */
  readAs: string | null;
}

/** A word that no page has, with words that may have been meant. */
export interface MissingWord {
  text: string;
  suggestions: { word: string; pages: number }[];
}

/** Finds one word or phrase of a question. */
export async function findWord(index: IndexReader, asked: Asked): Promise<FoundWord> {
  const { text, terms } = asked;
  const { pairs, hyphenated } = await index.entry();
  if (asked.instead !== null) {
    const { term, text: typed, isHyphenated } = asked.instead;
    const weights = !isHyphenated || hyphenated.includes(term) ? await index.weights(term) : NOTHING;
    if (weights.size > 0) return { text: typed, weights, terms: [term], readAs: null };
  }
  const [only = ""] = terms;
  const pair = terms.length === 1 && Object.hasOwn(pairs, only) ? pairs[only] : undefined;
  const all = pair ?? terms;
  const weights = await inAll(index, all);
  const offsets = pair ? null : asked.offsets;
  return {
    text,
    weights: offsets === null || all.length < 2 ? weights : await inSequence(index, all, offsets, weights),
    terms: pair ? [only, ...pair] : terms,
    readAs: null,
  };
}

/** What to say of a word that no page has: two words that it consists of, else words that are near. */
export async function explainMissing(
  index: IndexReader,
  reader: WordReader,
  asked: Asked,
): Promise<FoundWord | MissingWord> {
  const isWord = asked.terms.length === 1 && asked.offsets === null;
  if (!isWord) return { text: asked.text, suggestions: [] };
  const vocabulary = await index.vocabulary();
  for (const words of cutsOf(asked.text, vocabulary)) {
    const terms = words.map((word) => reader.term(word));
    const weights = await inSequence(index, terms, [0, 1], await inAll(index, terms));
    if (weights.size > 0)
      return { text: asked.text, weights: await inAll(index, terms), terms, readAs: words.join(" ") };
  }
  const suggestions: MissingWord["suggestions"] = [];
  // The words of an identifier that no document has: user_id, and then "user id".
  const apart = asked.text.split(/[_.:@]+/).join(" ");
  for (const word of [...(apart === asked.text ? [] : [apart]), ...nearWords(asked.text, vocabulary)]) {
    const found = await Promise.all(reader.asked(word).map((one) => findWord(index, one)));
    const [first, ...others] = found.map(({ weights }) => weights);
    const pages = [...(first?.keys() ?? [])].filter((one) => others.every((weights) => weights.has(one))).length;
    if (pages > 0) suggestions.push({ word, pages });
  }
  return { text: asked.text, suggestions };
}

/** The documents that have all terms. */
async function inAll(index: IndexReader, terms: readonly string[]): Promise<Weights> {
  const [first, ...others] = await Promise.all(terms.map((term) => index.weights(term)));
  if (first === undefined || others.length === 0) return first ?? new Map();
  const common = [...first].filter(([one]) => others.every((weights) => weights.has(one)));
  const share = 1 / terms.length;
  return new Map(
    common.map(([one, weight]) => [
      one,
      share * others.reduce((sum, weights) => sum + (weights.get(one) ?? 0), weight),
    ]),
  );
}

/** Those of the documents in which the terms follow each other. */
async function inSequence(
  index: IndexReader,
  terms: readonly string[],
  offsets: readonly number[],
  weights: Weights,
): Promise<Weights> {
  const found = await sequencesOf(index, terms, offsets, weights);
  return new Map([...weights].filter(([one]) => found.has(one)));
}

/**
 * Where the terms follow each other.
 * @param offsets how many places each term is after the first
 * @returns for each of the documents in which they do, the first place of the first term
 */
export async function sequencesOf(
  index: IndexReader,
  terms: readonly string[],
  offsets: readonly number[],
  documents: Weights,
): Promise<ReadonlyMap<number, number>> {
  if (documents.size === 0) return new Map();
  const places = await Promise.all(terms.map((term) => index.places(term)));
  return new Map(
    [...documents.keys()].flatMap((one): [number, number][] => {
      const others = places.slice(1).map((all) => new Set(all.get(one)));
      const starts = places[0]?.get(one) ?? [];
      const first = starts.find((place) => others.every((all, at) => all.has(place + (offsets[at + 1] ?? 0))));
      return first === undefined ? [] : [[one, first]];
    }),
  );
}

/** The documents that have a word in their title. */
export async function titledWith(index: IndexReader, { terms, weights }: FoundWord): Promise<ReadonlySet<number>> {
  const places = await Promise.all(terms.map((term) => index.places(term)));
  return new Set(
    [...weights.keys()].filter((one) => places.some((all) => (all.get(one)?.[0] ?? SECTION_GAP) < SECTION_GAP)),
  );
}
