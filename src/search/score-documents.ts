import { type FoundWord, sequencesOf, titledWith } from "./find-words.js";
import { type DocumentTable, SECTION_GAP } from "./index-format.js";
import type { IndexReader } from "./index-reader.js";

/** In documents of the words of a question: beyond it, the places of words are not looked up. It bounds what is loaded. */
const MAX_PLACED = 4_000;
/** What standing side by side counts, in weights of a word. */
const SIDE_BY_SIDE = 14;
/** What each word of a title counts where the question has all of them. */
const WHOLE_TITLE = 14;

/** How often words occur side by side decides nothing about what is found, only about the order. */
export interface Scored {
  has: string[];
  score: number;
  /** Whether the question has its whole title, of two words or more: it is found whatever other words it has not. */
  isNamed: boolean;
}

/** What the steps of a scoring share. */
interface Scoring {
  index: IndexReader;
  found: readonly FoundWord[];
  scored: Map<number, Scored>;
  /** The inverse document frequency of a word, as BM25 has it. */
  rarity(word: FoundWord): number;
  /** Whether the places of some words may be looked up too. */
  mayPlace(words: readonly FoundWord[]): boolean;
}

/** The documents that have some of the words, by their numbers. @param size of all documents */
export async function scoreDocuments(
  index: IndexReader,
  found: readonly FoundWord[],
  size: number,
  { titleWords }: DocumentTable,
): Promise<ReadonlyMap<number, Scored>> {
  const placed = new Set<FoundWord>();
  const scoring: Scoring = {
    index,
    found,
    scored: new Map(),
    rarity: ({ weights }) => Math.log(1 + (size - weights.size + 0.5) / (weights.size + 0.5)),
    mayPlace: (words) => {
      const all = new Set([...placed, ...words]);
      if ([...all].reduce((sum, { weights }) => sum + weights.size, 0) > MAX_PLACED) return false;
      for (const word of words) placed.add(word);
      return true;
    },
  };
  scoreWords(scoring);
  await scoreNeighbours(scoring);
  await scoreTitles(scoring, titleWords);
  return scoring.scored;
}

function scoreWords({ found, scored, rarity }: Scoring): void {
  for (const word of found)
    for (const [one, weight] of word.weights) {
      const known = scored.get(one) ?? { has: [], score: 0, isNamed: false };
      known.has.push(word.text);
      known.score += weight * rarity(word);
      scored.set(one, known);
    }
}

async function scoreNeighbours({ index, found, scored, rarity, mayPlace }: Scoring): Promise<void> {
  // Two words are most often the name of something, so the title that has it comes first. More words describe.
  const isName = found.length === 2;
  for (const [at, word] of found.entries()) {
    const next = found[at + 1];
    if (next === undefined || !mayPlace([word, next])) continue;
    const terms = [word.terms.at(-1) ?? "", next.terms[0] ?? ""];
    const both = new Map([...word.weights].filter(([one]) => next.weights.has(one)));
    for (const [one, place] of await sequencesOf(index, terms, [0, 1], both)) {
      const known = scored.get(one);
      const times = isName && place < SECTION_GAP ? 2 : 1;
      if (known) known.score += (times * SIDE_BY_SIDE * (rarity(word) + rarity(next))) / 2;
    }
  }
}

async function scoreTitles(
  { index, found, scored, rarity, mayPlace }: Scoring,
  titleWords: DocumentTable["titleWords"],
): Promise<void> {
  const titles = new Map<number, { words: number; rarity: number }>();
  for (const word of found) {
    if (!mayPlace([word])) continue;
    for (const one of await titledWith(index, word)) {
      const title = titles.get(one) ?? { words: 0, rarity: 0 };
      titles.set(one, { words: title.words + 1, rarity: title.rarity + rarity(word) });
    }
  }
  for (const [one, title] of titles) {
    const known = scored.get(one);
    if (known === undefined || title.words !== titleWords[one]) continue;
    known.score += WHOLE_TITLE * title.rarity;
    known.isNamed = title.words > 1;
  }
}
