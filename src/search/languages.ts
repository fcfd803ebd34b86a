import { codeOf, type Language, type LanguageParts, makeLanguage } from "./language.js";

/** The packages' names of languages, by their code. What is not here is searched without stems and stop words. */
export const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  da: "danish",
  de: "german",
  en: "english",
  es: "spanish",
  fi: "finnish",
  fr: "french",
  it: "italian",
  nb: "norwegian",
  nl: "dutch",
  nn: "norwegian",
  no: "norwegian",
  pt: "portuguese",
  ru: "russian",
  sv: "swedish",
  tr: "turkish",
  uk: "ukrainian",
};

/** The same from `dist/search/`, from the bundle and, in tests, from `src/search/`. */
const WORDS = new URL("../../dist/words/languages.js", import.meta.url);

/**
 * The language of a collection for its search index.
 * @param tag BCP 47; English where a collection names none
 */
export async function loadLanguage(tag: string): Promise<Language> {
  const code = codeOf(tag);
  if (!Object.hasOwn(LANGUAGE_NAMES, code)) return makeLanguage(tag, {});
  const words = (await import(/* @vite-ignore */ WORDS.href)) as Record<string, LanguageParts>;
  return makeLanguage(tag, words[code] ?? {});
}
