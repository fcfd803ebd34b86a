import { LIKENESSES, lettersOf, wordAfter, wordBefore, wordsIn, wordsLike } from "../../text/words.js";

/** A phrase to find, and what it means. */
export interface Phrase<T> {
  words: string;
  /** It counts only where one of these is among the words before it. */
  after?: ReadonlySet<string> | undefined;
  means: T;
}

/** A phrase in a text. */
export interface PhraseMatch<T> {
  start: number;
  end: number;
  means: T;
}

interface Entry<T> {
  words: readonly string[];
  /** Which of the words the search starts from. */
  anchor: number;
  phrase: Phrase<T>;
}

/** How many words back `after` looks, and how far a "not" reaches. */
const REACH = 5;
const REACH_OF_NOT = 2;
/** The `t` is that of `isn't`. */
const NOT: ReadonlySet<string> = new Set("no not never none nobody nothing neither nor without t".split(" "));

/**
 * Finds phrases as whole words, whatever their case and the white space, hyphens or apostrophes between their words. Written out
 * rather than as regular expressions, because a collection adds phrases of its own and every word of every document
 * passes here: from its longest word on a phrase is looked at, and most words are left by three of their letters.
 */
export class PhraseFinder<T> {
  readonly #byAnchor = new Map<string, Entry<T>[]>();
  readonly #letters = new Uint8Array(LIKENESSES);

  constructor(phrases: Iterable<Phrase<T>>) {
    for (const phrase of phrases) {
      const words = wordsIn(phrase.words);
      const longest = words.reduce((a, b) => (b.length > a.length ? b : a), "");
      if (longest === "") continue;
      this.#letters[lettersOf(longest)] = 1;
      const alike = this.#byAnchor.get(longest) ?? [];
      this.#byAnchor.set(longest, alike);
      alike.push({ words, anchor: words.indexOf(longest), phrase });
    }
    for (const alike of this.#byAnchor.values()) alike.sort((a, b) => b.words.length - a.words.length);
  }

  /** Whether a text has the words of a phrase one after the other, whatever is between them. */
  mayFind(text: string): boolean {
    for (const _ of this.#search(text, false)) return true;
    return false;
  }

  /** The phrases of a text, less what is denied ("nobody was at fault"). Of several at one place the longest counts. */
  *find(text: string): Iterable<PhraseMatch<T>> {
    let last = 0;
    for (const { start, end, entry } of this.#search(text, true)) {
      if (start < last) continue;
      last = end;
      yield { start, end, means: entry.phrase.means };
    }
  }

  *#search(text: string, strict: boolean): Iterable<{ start: number; end: number; entry: Entry<T> }> {
    for (const { word, start, end } of wordsLike(text, this.#letters)) {
      for (const entry of this.#byAnchor.get(word) ?? []) {
        const found = rangeAround(entry, text, start, end, strict);
        if (found === undefined || (strict && !counts(entry.phrase, text, found.start))) continue;
        yield { ...found, entry };
        break;
      }
    }
  }
}

/** Where the phrase stands around its anchor; undefined where other words are there. */
function rangeAround<T>(
  { words, anchor }: Entry<T>,
  text: string,
  from: number,
  to: number,
  strict: boolean,
): { start: number; end: number } | undefined {
  let start = from;
  for (let i = anchor - 1; i >= 0; i--) {
    const before = wordBefore(text, start, strict);
    if (before?.word !== words[i]) return undefined;
    start = before?.start ?? start;
  }
  let end = to;
  for (let i = anchor + 1; i < words.length; i++) {
    const after = wordAfter(text, end, strict);
    if (after?.word !== words[i]) return undefined;
    end = after?.end ?? end;
  }
  return { start, end };
}

function counts<T>({ after }: Phrase<T>, text: string, start: number): boolean {
  if (after === undefined) return !follows(NOT, text, start, REACH_OF_NOT);
  return follows(after, text, start, REACH) && !follows(NOT, text, start, REACH);
}

/** Whether one of the words stands shortly before, in the same part of the sentence. */
function follows(wanted: ReadonlySet<string>, text: string, start: number, reach: number): boolean {
  let at = start;
  for (let i = 0; i < reach; i++) {
    const before = wordBefore(text, at, true);
    if (before === undefined) return false;
    if (wanted.has(before.word)) return true;
    at = before.start;
  }
  return false;
}
