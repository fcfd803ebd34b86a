import { ownText } from "../util/own-text.js";
import type { Language } from "./language.js";

/** A word of a text as the index knows it. */
export interface Word {
  term: string;
  /** As the text has it. */
  written: string;
  /** Another word that it is part of if that occurs elsewhere: `rollout` where the text has "roll out". */
  maybe: string | null;
  /** Another word that it is part of if that is written with a hyphen elsewhere: `oncall` where the text has "on call". */
  maybeHyphenated: string | null;
  /** Its place among the words of its text; parts of a hyphenated word count one by one. */
  place: number;
  /** Where it stands in the text, in UTF-16 units. */
  start: number;
  end: number;
}

/** A word or phrase that a question asks for. */
export interface Asked {
  /** As it was typed. */
  text: string;
  /** A page has to have all of these. */
  terms: readonly string[];
  /**
   * What is looked for instead where it occurs, and what it was typed as: `rollout` for `roll-out` and `roll out`.
   * `isHyphenated`: only where some page writes it with a hyphen, as `on-call` for "on call".
   */
  instead: { term: string; text: string; isHyphenated: boolean } | null;
  /** Where the terms must follow each other: how many places each is after the first. */
  offsets: readonly number[] | null;
  isStopWord: boolean;
}

/** A run of characters that belong together: words joined by hyphens, identifiers, numbers, addresses. */
const CHUNK = /[\p{L}\p{M}\p{N}_]+(?:(?:[-‐‑.:@'’]|::)[\p{L}\p{M}\p{N}_]+)*/gu;
const PAIR = /(?<![\p{L}\p{N}_]|[-‐‑])(\p{L}{3,})[-‐‑](\p{L}{3,})(?![\p{L}\p{N}_]|[-‐‑])/gu;
export const HYPHEN = /[-‐‑]/u;
/** Scripts that are written without spaces. Two letters in a row are a term, so a word is found inside any other. */
const UNSPACED =
  /(?:(?=[\p{L}\p{M}\p{N}])[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}])+/gu;
const IS_UNSPACED = new RegExp(UNSPACED.source, "u");
const IS_HAN = /\p{scx=Han}/u;
/** What holds an identifier together: `user_id`, `api.example.com`, `std::vector`, `18:47`. */
const IN_IDENTIFIER = /[_.:@]/;
/** In characters. What is longer is data: a key, a hash, an encoded text. */
const MAX_WORD_LENGTH = 80;
/** Of words that are remembered as they were read. The frequent ones come early; of the others each takes 1 KB and saves little. */
const MAX_REMEMBERED = 20_000;

/** A piece of a chunk: an identifier, a word, or a run of a script without spaces. */
interface Piece {
  text: string;
  start: number;
  kind: "identifier" | "word" | "unspaced";
}

/** What a chunk consists of; places and offsets are counted from its start. */
interface Chunk {
  words: readonly Word[];
  /** How many places it takes. */
  places: number;
  isWord: boolean;
  isParticle: boolean;
}

/** Reads texts and questions in one language. Both sides see words alike, which is what makes a search honest. */
export class WordReader {
  readonly #language: Language;
  readonly #known = new Map<string, string>();
  readonly #chunks = new Map<string, Chunk>();

  constructor(language: Language) {
    this.#language = language;
  }

  /** The form of a word in the index. */
  term(word: string): string {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const plain = word
      .normalize("NFKC")
      .toLowerCase()
      .replace(/['’]s$/, "")
      .replace(/['’]/g, "");
    const isWord = !/[\p{N}_]/u.test(plain);
    const term = (isWord ? this.#language.stem(plain) : plain).normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    if (this.#known.size < MAX_REMEMBERED) this.#known.set(ownText(word), ownText(term));
    return term;
  }

  isStopWord(word: string): boolean {
    return this.#language.stopWords.has(word.toLowerCase().replace(/['’]/g, ""));
  }

  /** The words of a text in their order, without stop words. */
  words(text: string): Word[] {
    const found: Word[] = [];
    let place = 0;
    let before: { text: string; start: number; isParticle: boolean } | null = null;
    for (const { 0: written, index } of text.matchAll(CHUNK)) {
      const chunk = this.#chunk(written);
      const isNext = before !== null && text.slice(before.start + before.text.length, index) === " ";
      if (before && isNext && chunk.isParticle) {
        const { start } = before;
        const verb = found.findLast((one) => one.start === start);
        if (verb) verb.maybe = this.term(before.text + written);
      }
      const joined = before && isNext && before.isParticle && chunk.isWord ? this.term(before.text + written) : null;
      for (const word of chunk.words)
        found.push({
          ...word,
          maybeHyphenated: joined,
          place: place + word.place,
          start: index + word.start,
          end: index + word.end,
        });
      place += chunk.places;
      before = chunk.isWord ? { text: written, start: index, isParticle: chunk.isParticle } : null;
    }
    return found;
  }

  /** Texts repeat their words, so that each is taken apart once. */
  #chunk(part: string): Chunk {
    const known = this.#chunks.get(part);
    if (known !== undefined) return known;
    const text = ownText(part);
    const pieces = this.#pieces(text, 0);
    const words: Word[] = [];
    const joined = this.#joined(pieces);
    if (joined !== null)
      words.push({
        term: joined,
        written: text,
        maybe: null,
        maybeHyphenated: null,
        place: 0,
        start: 0,
        end: text.length,
      });
    let places = 0;
    for (const piece of pieces) places = this.#add(words, piece, places);
    const isWord = pieces.length === 1 && pieces[0]?.kind === "word";
    const chunk: Chunk = { words, places, isWord, isParticle: this.#isParticle(pieces) };
    if (this.#chunks.size < MAX_REMEMBERED) this.#chunks.set(text, chunk);
    return chunk;
  }

  /** Pairs of words that the text joins with a hyphen, by the one word that they would be: `controlplane`. */
  pairs(text: string): [joined: string, parts: [string, string]][] {
    return Array.from(text.matchAll(PAIR)).flatMap(({ 1: a = "", 2: b = "" }) =>
      this.#isOneWord(a, b) || this.isStopWord(a) || this.isStopWord(b)
        ? []
        : [[this.term(a + b), [this.term(a), this.term(b)]]],
    );
  }

  /** What a question asks for, in its order. Words in quotes must follow each other. */
  asked(question: string): Asked[] {
    const asked: Asked[] = [];
    for (const part of question.matchAll(/["“”„«»]([^"“”„«»]+)(?:["“”„«»]|$)|([^"“”„«»]+)/gu)) {
      if (part[1] !== undefined) asked.push(...this.#phrase(part[1]));
      else asked.push(...this.#loose(part[2] ?? ""));
    }
    return uniqueAsked(asked);
  }

  #phrase(text: string): Asked[] {
    const words: { term: string; place: number }[] = [];
    let place = 0;
    for (const match of text.matchAll(CHUNK)) {
      for (const piece of this.#pieces(match[0], match.index)) {
        if (piece.kind === "unspaced") {
          const grams = gramsOf(piece.text);
          words.push(...grams.map(({ gram, at }) => ({ term: gram, place: place + at })));
          place += [...piece.text].length;
        } else {
          if (piece.kind === "identifier") words.push({ term: piece.text.toLowerCase(), place });
          else if (!this.isStopWord(piece.text)) words.push({ term: this.term(piece.text), place });
          place += piece.kind === "identifier" ? partsOf(piece.text).length : 1;
        }
      }
    }
    const first = words[0];
    if (!first) return [];
    const asked: Asked = {
      text: `"${text.trim()}"`,
      terms: words.map(({ term }) => term),
      instead: null,
      offsets: words.map((word) => word.place - first.place),
      isStopWord: false,
    };
    return [asked];
  }

  #loose(text: string): Asked[] {
    const asked: Asked[] = [];
    let before: Piece | null = null;
    for (const match of text.matchAll(CHUNK)) {
      const pieces = this.#pieces(match[0], match.index);
      const [only] = pieces;
      const last = asked.at(-1);
      const isNext = before !== null && text.slice(endOf(before), match.index).trim() === "";
      if (before && last && !last.isStopWord && isNext && this.#isParticle(pieces))
        asked[asked.length - 1] = { ...last, instead: this.#instead(before.text, match[0], false) };
      const isWord = pieces.length === 1 && only?.kind === "word";
      if (pieces.length > 1 && pieces.every(({ kind }) => kind === "word"))
        asked.push(this.#hyphenated(match[0], pieces));
      else if (before && isWord && isNext && this.#isParticle([before]))
        asked.push({ ...this.#one(only), instead: this.#instead(before.text, match[0], true) });
      else asked.push(...pieces.map((piece) => this.#one(piece)));
      before = isWord ? only : null;
    }
    return asked;
  }

  #instead(first: string, second: string, isHyphenated: boolean): Asked["instead"] {
    return { term: this.term(first + second), text: `${first} ${second}`, isHyphenated };
  }

  #hyphenated(text: string, pieces: readonly Piece[]): Asked {
    const terms = pieces.filter((piece) => !this.isStopWord(piece.text)).map((piece) => this.term(piece.text));
    const joined = this.#joined(pieces);
    const instead = joined === null ? null : { term: joined, text, isHyphenated: false };
    return { text, terms, instead, offsets: null, isStopWord: terms.length === 0 };
  }

  #one({ text, kind }: Piece): Asked {
    if (kind !== "unspaced") {
      const term = kind === "identifier" ? text.toLowerCase() : this.term(text);
      const isStopWord = kind === "word" && this.isStopWord(text);
      return { text, terms: [term], instead: null, offsets: null, isStopWord };
    }
    const all = gramsOf(text);
    const pairs = all.filter(({ gram }) => [...gram].length > 1);
    const grams = pairs.length > 0 ? pairs : all;
    const terms = grams.map(({ gram }) => gram);
    return { text, terms, instead: null, offsets: grams.map(({ at }) => at), isStopWord: false };
  }

  /** Adds the terms of a piece. @returns the next place */
  #add(found: Word[], { text, start, kind }: Piece, place: number): number {
    const add = (word: string, term: string, at: number, offset: number) =>
      found.push({
        term,
        written: word,
        maybe: null,
        maybeHyphenated: null,
        place: at,
        start: offset,
        end: offset + word.length,
      });
    if (kind === "unspaced") {
      for (const { gram, at, offset } of gramsOf(text)) add(gram, gram, place + at, start + offset);
      return place + [...text].length;
    }
    if (text.length > MAX_WORD_LENGTH) return place + 1;
    if (kind === "word") {
      if (!this.isStopWord(text)) add(text, this.term(text), place, start);
      return place + 1;
    }
    add(text, text.toLowerCase(), place, start);
    const parts = partsOf(text);
    for (const [index, part] of parts.entries())
      if (!this.isStopWord(part.text)) add(part.text, this.term(part.text), place + index, start + part.at);
    return place + parts.length;
  }

  #isParticle(pieces: readonly Piece[]): boolean {
    return pieces.length === 1 && this.#language.particles.has(pieces[0]?.text.toLowerCase() ?? "");
  }

  /** `roll-out`, `re-run` and `on-call` are words of their own; `control-plane` is two. */
  #joined(pieces: readonly Piece[]): string | null {
    const [a, b] = pieces;
    if (pieces.length !== 2 || a?.kind !== "word" || b?.kind !== "word") return null;
    return this.#isOneWord(a.text, b.text) ? this.term(a.text + b.text) : null;
  }

  #isOneWord(a: string, b: string): boolean {
    const { prefixes, particles } = this.#language;
    const [first, second] = [a.toLowerCase(), b.toLowerCase()];
    return prefixes.has(first) || particles.has(first) || particles.has(second);
  }

  #pieces(chunk: string, start: number): Piece[] {
    const pieces: Piece[] = [];
    let at = start;
    for (const part of chunk.split(HYPHEN)) {
      pieces.push(...splitByScript(part, at));
      at += part.length + 1;
    }
    return pieces;
  }
}

function splitByScript(text: string, start: number): Piece[] {
  if (!IS_UNSPACED.test(text)) {
    const kind = IN_IDENTIFIER.test(text) ? "identifier" : "word";
    return text === "" ? [] : [{ text, start, kind }];
  }
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(UNSPACED)) {
    if (match.index > at) pieces.push(...splitByScript(text.slice(at, match.index), start + at));
    pieces.push({ text: match[0], start: start + match.index, kind: "unspaced" });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push(...splitByScript(text.slice(at), start + at));
  return pieces;
}

/** Two letters in a row, and single ideographs, with their places and offsets in the run. */
function gramsOf(run: string): { gram: string; at: number; offset: number }[] {
  const letters = [...run];
  let next = 0;
  return letters.flatMap((letter, at) => {
    const offset = next;
    next += letter.length;
    const following = letters[at + 1];
    const grams = following === undefined ? [] : [{ gram: letter + following, at, offset }];
    return IS_HAN.test(letter) || letters.length === 1 ? [...grams, { gram: letter, at, offset }] : grams;
  });
}

function endOf({ text, start }: Piece): number {
  return start + text.length;
}

/** The words in an identifier. */
function partsOf(text: string): { text: string; at: number }[] {
  return [...text.matchAll(/[^_.:@'’]+/g)].map((match) => ({ text: match[0], at: match.index }));
}

function uniqueAsked(asked: readonly Asked[]): Asked[] {
  const seen = new Set<string>();
  return asked.filter(({ terms, offsets }) => {
    const key = `${offsets === null ? "" : offsets.join()} ${terms.join(" ")}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
