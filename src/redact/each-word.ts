/** What is done with the words and the ids of a text. Positions are offsets in it. */
export interface WordVisitor {
  word(hash: number, start: number, end: number): void;
  /** @param isValue whether it begins in a tag or in quotes, or the text has no markup */
  id(hash: number, start: number, end: number, isValue: boolean): void;
}

/** What a character belongs to: nothing, words and ids, or ids alone. */
const [OTHER, WORD, ID_ONLY, UNKNOWN] = [0, 1, 2, 3];
/** By the code unit of a character: its lower case, and from this bit on what it belongs to; learnt when it first occurs. */
const CHARACTERS = new Uint32Array(0x10000).fill(UNKNOWN << 16);
const [KIND_SHIFT, LOWER_CASE_MASK] = [16, 0xffff];
const HASH_FACTOR = 31;

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
export function eachWord(text: string, isMarkup: boolean, visitor: WordVisitor): void {
  let [inTag, inQuotes] = [false, false];
  /** No word and no id begins before these. */
  let [wordsFrom, idsFrom] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    let character = characterAt(text, at);
    if (character >>> KIND_SHIFT !== OTHER) {
      const start = at;
      // That of the id so far: of its words, and of what stands between them.
      let idHash = 0;
      do {
        const wordStart = at;
        let hash = 0;
        // The hash of the id goes on from that of the word: the word's characters count as often as they would in it.
        let factor = 1;
        while (character >>> KIND_SHIFT === WORD) {
          hash = nextHash(hash, character);
          factor = Math.imul(factor, HASH_FACTOR);
          character = characterAt(text, ++at);
        }
        idHash = (Math.imul(idHash, factor) + hash) | 0;
        if (wordStart >= wordsFrom && at > wordStart) {
          const tagEnd = endOfInlineTag(text, wordStart, at, hash);
          if (tagEnd > 0) wordsFrom = tagEnd;
          else visitor.word(hash, wordStart, at);
        } else if (at > wordsFrom && at > wordStart) visitor.word(hashBetween(text, wordsFrom, at), wordsFrom, at);
        while (character >>> KIND_SHIFT === ID_ONLY) {
          idHash = nextHash(idHash, character);
          character = characterAt(text, ++at);
        }
      } while (character >>> KIND_SHIFT === WORD);
      const isValue = !isMarkup || inTag || inQuotes;
      if (start >= idsFrom) visitor.id(idHash, start, at, isValue);
      else if (at > idsFrom) visitor.id(hashBetween(text, idsFrom, at), idsFrom, at, isValue);
    }
    // The character behind the id.
    if (at < idsFrom) continue;
    switch (text.charCodeAt(at)) {
      case 60:
        inTag = true;
        break;
      case 62:
        inTag = false;
        break;
      case 34:
        inQuotes = !inQuotes;
        break;
      case 10:
        // Quotes of prose end with their line.
        inQuotes = false;
        break;
      case 38:
        wordsFrom = Math.max(wordsFrom, endOf(REFERENCE, text, at));
        break;
      case 92:
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
  return hashBetween(word, 0, word.length);
}

function hashBetween(text: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = nextHash(hash, characterAt(text, at));
  return hash;
}

function nextHash(hash: number, character: number): number {
  return (Math.imul(hash, HASH_FACTOR) + (character & LOWER_CASE_MASK)) | 0;
}

/** What `CHARACTERS` has for a place in a text. Behind its end is nothing. */
function characterAt(text: string, at: number): number {
  if (at >= text.length) return OTHER;
  const code = text.charCodeAt(at);
  const character = CHARACTERS[code] ?? OTHER;
  return character >>> KIND_SHIFT === UNKNOWN ? learn(code) : character;
}

function learn(code: number): number {
  const character = String.fromCharCode(code);
  const lower = character.toLowerCase();
  // Most of what takes two code units is a letter of some script.
  const isLetter = /[\p{L}\p{N}]/u.test(character) || (code >= 0xd800 && code <= 0xdfff);
  const kind = isLetter ? WORD : character === "-" || character === "@" ? ID_ONLY : OTHER;
  const learnt = (kind << KIND_SHIFT) | (lower.length === 1 ? lower.charCodeAt(0) : code);
  CHARACTERS[code] = learnt;
  return learnt;
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
