import { codeOf, type Language, type LanguageParts, makeLanguage } from "./language.js";

/** The packages' names of languages, by their code. What is not here is searched without stems and stop words. */
export const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  ar: "arabic",
  bg: "bulgarian",
  da: "danish",
  de: "german",
  el: "greek",
  en: "english",
  es: "spanish",
  fi: "finnish",
  fr: "french",
  ga: "irish",
  hi: "indian",
  hu: "hungarian",
  hy: "armenian",
  id: "indonesian",
  it: "italian",
  lt: "lithuanian",
  nb: "norwegian",
  ne: "nepali",
  nl: "dutch",
  nn: "norwegian",
  no: "norwegian",
  pt: "portuguese",
  ro: "romanian",
  ru: "russian",
  sr: "serbian",
  sv: "swedish",
  ta: "tamil",
  tr: "turkish",
  uk: "ukrainian",
};

/** The same from `dist/search/`, from the bundle and, in tests, from `src/search/`. */
const WORDS = new URL("../../dist/words/", import.meta.url);

/**
 * The language of a collection for its search index.
 * @param tag BCP 47; English where a collection names none
 */
export async function loadLanguage(tag: string): Promise<Language> {
  const code = codeOf(tag);
  if (!Object.hasOwn(LANGUAGE_NAMES, code)) return makeLanguage(tag, {});
  const { href } = new URL(`${code}.js`, WORDS);
  return makeLanguage(tag, (await import(/* @vite-ignore */ href)) as LanguageParts);
}
