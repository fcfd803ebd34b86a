import type { WordReader } from "../../search/words.js";

/** Words of every postmortem, which tell nothing about what an incident is about. */
const COMMON_WORDS: ReadonlySet<string> = new Set(
  "incident incidents outage outages postmortem report issue issues problem problems failed fail fails failure failures".split(
    " ",
  ),
);

/** The terms of a text, each as often as it occurs, as search knows them: without stop words, reduced to their stems. */
export function termsOf(text: string, reader: WordReader): string[] {
  return wordsOf(text, reader).map(({ term }) => term);
}

/** The different terms of a text, each with the first word that it was made from. */
export function namedTermsOf(text: string, reader: WordReader): Map<string, string> {
  const terms = new Map<string, string>();
  for (const { term, written } of wordsOf(text, reader)) if (!terms.has(term)) terms.set(term, written.toLowerCase());
  return terms;
}

function wordsOf(text: string, reader: WordReader): { term: string; written: string }[] {
  return reader
    .words(text)
    .filter(
      ({ term, written }) => term.length > 1 && !COMMON_WORDS.has(written.toLowerCase()) && !/^[\d.:]+$/.test(term),
    );
}
