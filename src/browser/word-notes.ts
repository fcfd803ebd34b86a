import type { Answer } from "../search/search.js";
import { element } from "./element.js";

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** A whole number in a sentence. */
export function numberWord(n: number): string {
  return NUMBERS[n] ?? String(n);
}

/**
 * What a reader needs to know of the words of a question: those that no page has, with what may have been meant; how many pages have how
 * many of the others; those that were left out. Empty where there is nothing to say.
 * @param follow searches for other words
 */
export function wordNotes(answer: Answer, question: string, follow: (words: string) => string): HTMLElement[] {
  const { missing, found, tiers, ignored, instead } = answer;
  const notes: HTMLElement[] = [];
  const link = (text: string, words: string) => {
    const made = element("a", "", text);
    made.href = follow(words);
    return made;
  };
  for (const { text, suggestions } of missing) {
    const line = element("p", "", "No page has ", element("b", "", text), ".");
    for (const [at, { word, pages }] of suggestions.entries()) {
      const before = at === 0 ? " Did you mean " : at === suggestions.length - 1 ? " or " : ", ";
      line.append(before, link(word, question.replace(text, word)), ` (${counted(pages, "page")})`);
    }
    if (suggestions.length > 0) line.append("?");
    notes.push(line);
  }
  if (instead !== null) notes.push(element("p", "", "These are the pages with ", element("b", "", instead), "."));
  for (const { text, readAs } of found)
    if (readAs !== null)
      notes.push(
        element("p", "", "No page has ", element("b", "", text), "; it was read as ", element("b", "", readAs), "."),
      );
  const all = found.length;
  const words = found.map(({ text }) => text).join(", ");
  const other = missing.length > 0 && instead === null ? "the other words" : "the words";
  const [most] = tiers;
  if (all > 1 && most && (most.words < all || tiers.length > 1)) {
    const line = element("p", "");
    if (most.words < all) line.append(`No page has all of ${other}, `, element("b", "", words), ". ");
    line.append(
      `${tiers.map((tier, at) => tierText(tier, all, at === 0)).join(", ")}${tiers.length > 1 ? "; those with more stand first" : ""}.`,
    );
    notes.push(line);
  }
  const lines = notes.length > 0 || (all === 0 && ignored.length > 0);
  if (lines && ignored.length > 0) notes.push(element("p", "soft", `Left out: ${ignored.join(", ")}.`));
  return notes;
}

function tierText({ words, documents }: { words: number; documents: number }, all: number, isFirst: boolean): string {
  const has = documents === 1 ? "has" : "have";
  const which = words === all ? (all === 2 ? "both" : `all ${numberWord(all)}`) : `${numberWord(words)} of them`;
  return isFirst ? `${counted(documents, "page")} ${has} ${which}` : `${documents} ${has} ${numberWord(words)}`;
}

export function counted(n: number, noun: string): string {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}
