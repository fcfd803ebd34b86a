import type { AnyDocument } from "../../model/collection.js";

const WORDS_PER_MINUTE = 220;

/** How long it takes to read the page of a document: its body, and the sentences above it. */
export function readingMinutes({ body, data }: AnyDocument): number {
  return Math.ceil((wordsOf(body.text) + wordsIn(data)) / WORDS_PER_MINUTE);
}

/** The words of all texts in a value. Ids, dates and addresses are single words, and no reading. */
function wordsIn(value: unknown): number {
  if (typeof value === "string") return /\s/.test(value.trim()) ? wordsOf(value) : 0;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((sum, one) => sum + wordsIn(one), 0);
}

function wordsOf(text: string): number {
  const word = /\S+/g;
  let words = 0;
  while (word.test(text)) words++;
  return words;
}
