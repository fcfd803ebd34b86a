import type { WordReader } from "./words.js";

/** A piece of an excerpt; those that were asked for are marked. */
export interface ExcerptPart {
  text: string;
  isFound: boolean;
}

/** A passage of one section of a document. */
export interface Excerpt {
  /** What the section is called; null for the start of the document. */
  section: string | null;
  parts: ExcerptPart[];
}

/** In characters. */
const EXCERPT_LENGTH = 220;
/** In characters: an excerpt as short says too little. */
const SHORT_LENGTH = 70;

/**
 * The passage with most of the terms, from one section.
 * @param terms the terms of each word that was asked for and that the document has
 * @param joins whether a word may hold a term as its part, as in German
 * @returns null where none of the sections has any, as with a word of the title alone
 */
export function excerptOf(
  sections: readonly (readonly [title: string | null, text: string])[],
  terms: readonly (readonly string[])[],
  reader: WordReader,
  joins: boolean,
): Excerpt | null {
  const wanted = new Map(terms.flatMap((all, word) => all.map((term): [string, number] => [term, word])));
  let best: { section: string | null; text: string; marks: Mark[]; from: number; score: number } | null = null;
  for (const [section, text] of sections.flatMap(([title, all]) =>
    passagesOf(all).map((one) => [title, one] as const),
  )) {
    const marks = marksIn(text, wanted, reader, joins);
    for (const [at, first] of marks.entries()) {
      const within = marks.slice(at).filter(({ end }) => end <= first.start + EXCERPT_LENGTH - 40);
      const score = new Set(within.map(({ word }) => word)).size * 100 + Math.min(within.length, 9);
      if (best === null || score > best.score) best = { section, text, marks, from: first.start, score };
    }
  }
  if (best === null) return null;
  const [start, end] = window(best.text, best.from);
  return { section: best.section, parts: partsOf(best.text, start, end, best.marks) };
}

/** The statements of a section; short ones together with those after them. */
function passagesOf(text: string): string[] {
  const passages: string[] = [];
  for (const line of text.split("\n")) {
    const last = passages.at(-1);
    if (last !== undefined && last.length < SHORT_LENGTH) passages[passages.length - 1] = `${last} · ${line}`;
    else passages.push(line);
  }
  return passages;
}

interface Mark {
  start: number;
  end: number;
  word: number;
}

function marksIn(text: string, wanted: ReadonlyMap<string, number>, reader: WordReader, joins: boolean): Mark[] {
  const marks: Mark[] = [];
  for (const { term, maybe, maybeHyphenated, start, end } of reader.words(text)) {
    const word =
      wanted.get(term) ??
      wanted.get(maybe ?? "") ??
      wanted.get(maybeHyphenated ?? "") ??
      (joins ? partIn(term, wanted) : undefined);
    const last = marks.at(-1);
    if (word === undefined) continue;
    // Parts of one word, and pairs of letters, overlap.
    if (last && start <= last.end && last.word === word) last.end = Math.max(last.end, end);
    else if (!last || start >= last.end) marks.push({ start, end, word });
  }
  return marks;
}

function partIn(term: string, wanted: ReadonlyMap<string, number>): number | undefined {
  for (const [one, word] of wanted) if (one.length > 3 && (term.startsWith(one) || term.endsWith(one))) return word;
  return undefined;
}

/** From the start of the sentence, where it is near, to the end of a word. */
function window(text: string, mark: number): [number, number] {
  if (text.length <= EXCERPT_LENGTH) return [0, text.length];
  const before = text.slice(0, mark);
  const sentence = Math.max(
    ...[". ", "? ", "! ", "。"].map((end) => before.lastIndexOf(end) + end.length * Number(before.includes(end))),
    0,
  );
  const near = mark - sentence <= 110 ? sentence : before.lastIndexOf(" ", mark - 60) + 1;
  const start = Math.max(0, near);
  const cut = text.lastIndexOf(" ", start + EXCERPT_LENGTH);
  const end = start + EXCERPT_LENGTH >= text.length ? text.length : cut > mark + 20 ? cut : start + EXCERPT_LENGTH;
  return [start, end];
}

function partsOf(text: string, start: number, end: number, marks: readonly Mark[]): ExcerptPart[] {
  const parts: ExcerptPart[] = [];
  const add = (from: number, to: number, isFound: boolean) => {
    if (to > from) parts.push({ text: text.slice(from, to).replace(/\s+/g, " "), isFound });
  };
  if (start > 0 && !/[.?!。]\s*$/.test(text.slice(0, start))) parts.push({ text: "… ", isFound: false });
  let at = start;
  for (const mark of marks) {
    if (mark.start < at || mark.end > end) continue;
    add(at, mark.start, false);
    add(mark.start, mark.end, true);
    at = mark.end;
  }
  add(at, end, false);
  if (end < text.length) parts.push({ text: " …", isFound: false });
  return parts;
}
