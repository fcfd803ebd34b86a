import { stemmer } from "stemmer";

/** Words that tell nothing about what an incident is about. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about after all also an and any are as at be because been before being between both but by can could did do does during
  each few for from had has have he her his how i if in into is it its just more most no nor not of off on once only or other our
  out over own same she should so some such than that the their them then there these they this those through to too under until
  up very was we were what when where which while who whom why will with would you your
  incident incidents outage outages postmortem report issue issues problem problems failed fail fails failure failures`
    .split(/\s+/)
    .filter(Boolean),
);

/** The terms of a text, each as often as it occurs: words without stop words, reduced to their stems. */
export function termsOf(text: string): string[] {
  return wordsOf(text).map(stemmer);
}

/** The different terms of a text, each with the first word that it was made from. */
export function namedTermsOf(text: string): Map<string, string> {
  const terms = new Map<string, string>();
  for (const word of wordsOf(text)) {
    const term = stemmer(word);
    if (!terms.has(term)) terms.set(term, word);
  }
  return terms;
}

function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => word.length > 1 && !STOP_WORDS.has(word) && !/^\d+$/.test(word));
}
