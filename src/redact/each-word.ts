/** What is done with the words and the ids of a text. Positions are offsets in it. */
export interface WordVisitor {
  word(hash: number, start: number, end: number): void;
  /** @param isValue whether it begins in a tag or in quotes, or the text has no markup */
  id(hash: number, start: number, end: number, isValue: boolean): void;
}

const [OTHER, WORD, ID_ONLY, UNKNOWN] = [0, 1, 2, 255];
/** What a character belongs to, by its code unit; learnt when it first occurs. */
const KINDS = new Uint8Array(0x10000).fill(UNKNOWN);
const LOWER_CASE = Uint16Array.from({ length: 0x10000 }, (_, code) => code);

/** Elements inside a line of text: their tags divide no phrase. */
const INLINE = new Set(
  ["b", "code", "em", "i", "kbd", "mark", "span", "strong", "sub", "sup", "tspan", "wbr"].map(hashOf),
);
/** The rest of such a tag, behind its name. */
const REST_OF_TAG = /(?: class="[^"]*")?>/y;
const REFERENCE = /&(?:[a-z]+|#x?[0-9a-f]+);/iy;
const JSON_ESCAPE = /\\(?:u[0-9a-f]{4}|[nrt"\\/])/iy;

/**
 * Goes through a text once, without making a string of each word. Tags inside a line, character references and escapes
 * of JSON count as spaces between words.
 * @param isMarkup whether the text has tags or quoted values, which are the only places of ids then
 */
export function eachWord(text: string, isMarkup: boolean, { word, id }: WordVisitor): void {
  let [wordStart, wordHash, idStart, idHash, isValue] = [-1, 0, -1, 0, true];
  let [inTag, inQuotes] = [false, false];
  /** No word and no id begins before these. */
  let [wordsFrom, idsFrom] = [0, 0];
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 32;
    let kind = KINDS[code];
    if (kind === UNKNOWN) kind = learn(code);
    if (kind !== OTHER && at >= idsFrom) {
      if (idStart < 0) {
        idStart = at;
        idHash = 0;
        isValue = !isMarkup || inTag || inQuotes;
      }
      idHash = nextHash(idHash, code);
    }
    if (kind === WORD) {
      if (wordStart < 0) {
        if (at < wordsFrom) continue;
        wordStart = at;
        wordHash = 0;
      }
      wordHash = nextHash(wordHash, code);
      continue;
    }
    if (wordStart >= 0) {
      const tagEnd = endOfInlineTag(text, wordStart, at, wordHash);
      if (tagEnd > 0) wordsFrom = tagEnd;
      else word(wordHash, wordStart, at);
      wordStart = -1;
    }
    if (kind === ID_ONLY) continue;
    if (idStart >= 0) {
      id(idHash, idStart, at, isValue);
      idStart = -1;
    }
    if (at < idsFrom) continue;
    if (code === 60) inTag = true;
    else if (code === 62) inTag = false;
    else if (code === 34) inQuotes = !inQuotes;
    // Quotes of prose end with their line.
    else if (code === 10) inQuotes = false;
    else if (code === 38) wordsFrom = Math.max(wordsFrom, endOf(REFERENCE, text, at));
    else if (code === 92) {
      wordsFrom = Math.max(wordsFrom, endOf(JSON_ESCAPE, text, at));
      // The letter of an escape such as `\n` is no part of the id behind it.
      idsFrom = at + (text[at + 1] === "u" ? 6 : 2);
    }
  }
}

/** The words of a text that has neither markup nor escapes, in lower case. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The hash that `eachWord` gives for a word or an id. */
export function hashOf(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (KINDS[code] === UNKNOWN) learn(code);
    hash = nextHash(hash, code);
  }
  return hash;
}

function nextHash(hash: number, code: number): number {
  return (Math.imul(hash, 31) + (LOWER_CASE[code] ?? 0)) | 0;
}

function learn(code: number): number {
  const character = String.fromCharCode(code);
  const lower = character.toLowerCase();
  if (lower.length === 1) LOWER_CASE[code] = lower.charCodeAt(0);
  // Most of what takes two code units is a letter of some script.
  const isLetter = /[\p{L}\p{N}]/u.test(character) || (code >= 0xd800 && code <= 0xdfff);
  const kind = isLetter ? WORD : character === "-" || character === "@" ? ID_ONLY : OTHER;
  KINDS[code] = kind;
  return kind;
}

/** Where the tag of an element inside a line ends, whose name is at `start` to `end`; 0 where that is no such tag. */
function endOfInlineTag(text: string, start: number, end: number, hash: number): number {
  const before = text.charCodeAt(start - 1);
  const isTag = before === 60 || (before === 47 && text.charCodeAt(start - 2) === 60);
  return isTag && INLINE.has(hash) ? endOf(REST_OF_TAG, text, end) : 0;
}

/** Where a pattern that matches at a place ends; 0 where it does not match. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : 0;
}
