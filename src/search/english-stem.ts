/**
 * What the forms of an English word have in common: number, tense and -ing go, derived words stay apart, so that
 * "author" does not find "authorization", as it does with Porter's and Snowball's stemmers.
 * @param word in lower case and American spelling
 */
export function englishStem(word: string): string {
  if (word.length < 4) return word;
  return withoutEnding(withoutTense(withoutPlural(word)));
}

function withoutPlural(word: string): string {
  if (/(?:us|ss|[^aeiouy]s)$/.test(word) && !/[aeiouy].*s$/.test(word)) return word;
  if (/(?:us|ss)$/.test(word)) return word;
  if (/sis$/.test(word)) return word.slice(0, -2);
  if (/.{2,}ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (/is$/.test(word)) return word;
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

function withoutTense(word: string): string {
  if (/.{2,}ied$/.test(word)) return `${word.slice(0, -3)}y`;
  const stem = /^(.*[aeiouy].*?)(?:(?<!e)ed|ing)$/.exec(word)?.[1];
  if (stem === undefined) return /[^aeiou]eeded$/.test(word) ? word.slice(0, -2) : word;
  // used, using
  if (stem.length === 2) return `${stem}e`;
  // stopped, planning; not rolled, missed, buzzing
  return /([^aeioulsz])\1$/.test(stem) ? stem.slice(0, -1) : stem;
}

function withoutEnding(word: string): string {
  // cancelled, labelled: the doubled letter of a second syllable
  if (/[aeiouy][^aeiouy]+[aeiouy]+ll$/.test(word)) return word.slice(0, -1);
  return word.length > 3 && word.endsWith("e") ? word.slice(0, -1) : word;
}
