import type { ConfigData } from "../../../model/schema-types.js";
import { defineRule, documentsOf } from "../../rule.js";
import { passagesOf } from "../../text/passages.js";
import { BLAMELESS_PHRASES, PEOPLE } from "./blameless-phrases.js";
import { type Phrase, PhraseFinder } from "./phrases.js";

/** Wordings that judge people, in what the authors say themselves. */
export const blamelessLanguage = defineRule({
  id: "blameless-language",
  severity: "warning",
  *check(context) {
    const finder = new PhraseFinder(phrasesOf(context.collection.config));
    for (const document of documentsOf(context)) {
      if (document.data.status === "archived" || !finder.mayFind(document.source.text)) continue;
      for (const { text, kind, place } of passagesOf(document)) {
        if (kind === "footnote") continue;
        for (const { start, end, means } of finder.find(text)) {
          if (means === null) continue;
          yield {
            file: document.source.path,
            place: place(start, end),
            message: `Expected blameless wording, found ${JSON.stringify(text.slice(start, end).replace(/\s+/g, " "))}`,
            hint: `Better: ${means}`,
          };
        }
      }
    }
  },
});

/** What to find, with what to say instead; the collection's own phrases come first. */
function* phrasesOf({ blameless }: ConfigData): Iterable<Phrase<string | null>> {
  for (const { match, say } of blameless?.phrases ?? []) yield { words: match, means: say };
  for (const { match, say, ofPeople } of BLAMELESS_PHRASES)
    for (const words of match) yield { words, after: ofPeople && PEOPLE, means: say };
}
