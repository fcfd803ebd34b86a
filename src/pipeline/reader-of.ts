import type { ConfigData } from "../model/schema-types.js";
import { loadLanguage } from "../search/languages.js";
import { WordReader } from "../search/words.js";

/** One for each language: a reader remembers the words that it has read. */
const readers = new Map<string, Promise<WordReader>>();

/** What reads texts in the language of a collection; English where it names none. */
export function readerOf({ config: { lang = "en" } }: { config: Pick<ConfigData, "lang"> }): Promise<WordReader> {
  const reader = readers.get(lang) ?? loadLanguage(lang).then((language) => new WordReader(language));
  readers.set(lang, reader);
  return reader;
}
