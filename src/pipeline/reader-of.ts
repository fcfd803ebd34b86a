import type { ConfigData } from "../model/schema-types.js";
import { loadLanguage } from "../search/languages.js";
import { WordReader } from "../search/words.js";

/** What reads texts in the language of a collection; English where it names none. */
export async function readerOf({ config }: { config: Pick<ConfigData, "lang"> }): Promise<WordReader> {
  return new WordReader(await loadLanguage(config.lang ?? "en"));
}
