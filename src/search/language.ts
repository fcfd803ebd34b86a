import { englishStem } from "./english-stem.js";
import { americanSpelling } from "./spelling.js";

/** How the words of a language are brought to one form. */
export interface Language {
  /** The first part of its BCP 47 tag, such as `en`. */
  code: string;
  /** @param word in lower case */
  stem(word: string): string;
  stopWords: ReadonlySet<string>;
  /** Whether words are joined to new ones without a space, as in German. */
  joinsWords: boolean;
  /** Prefixes that a hyphen sets apart and that are no words: `re-run` is `rerun`. */
  prefixes: ReadonlySet<string>;
  /** The second halves of verbs whose nouns are one word: roll out, rollout, roll-out. */
  particles: ReadonlySet<string>;
}

/** What a language brings from its package: absent where there is none. */
export interface LanguageParts {
  stemmer?: (word: string) => string;
  stopwords?: readonly string[];
}

const JOINING: ReadonlySet<string> = new Set(["da", "de", "fi", "hu", "nb", "nl", "nn", "no", "sv"]);

const PREFIXES: ReadonlySet<string> = new Set("anti co de e mis non pre re sub un".split(" "));
const PARTICLES: ReadonlySet<string> = new Set("back by down in off on out over through up".split(" "));
const NONE: ReadonlySet<string> = new Set();

/** Words that lists of stop words have and readers search for: `us-east-1`, Let’s Encrypt. */
const NO_STOP_WORDS: ReadonlySet<string> = new Set(["lets", "us"]);
const MORE_STOP_WORDS: Readonly<Record<string, readonly string[]>> = {
  de: ["warum", "wem", "wen", "wer", "weshalb", "wessen", "wieso"],
  en: ["a", "also", "every", "since", "though", "upon", "within", "without"],
};

/**
 * @param tag BCP 47, such as `en-GB`
 */
export function makeLanguage(tag: string, { stemmer, stopwords = [] }: LanguageParts): Language {
  const code = codeOf(tag);
  const isEnglish = hasOwnStemmer(code);
  const stops = [...stopwords, ...(MORE_STOP_WORDS[code] ?? [])].map((word) => word.replaceAll("'", ""));
  return {
    code,
    stem: isEnglish ? (word) => englishStem(americanSpelling(word)) : (stemmer ?? ((word) => word)),
    stopWords: new Set(stops.filter((word) => !NO_STOP_WORDS.has(word))),
    joinsWords: JOINING.has(code),
    prefixes: isEnglish ? PREFIXES : NONE,
    particles: isEnglish ? PARTICLES : NONE,
  };
}

/** Whether we stem a language ourselves. */
export function hasOwnStemmer(code: string): boolean {
  return code === "en";
}

/** The language of a tag without its region and script. */
export function codeOf(tag: string): string {
  return (tag.split("-")[0] ?? "").toLowerCase();
}
