/** What is done with the words and the ids of a text. Positions are offsets in it. */
export interface WordVisitor {
  word(hash: number, start: number, end: number): void;
  /** Begins in a tag or in quotes, or the text has no markup. */
  id(hash: number, start: number, end: number): void;
}

/** What a character belongs to: nothing, words and ids, or ids alone; or whether it begins or ends something of markup. */
const [OTHER, WORD, ID_ONLY, MARKUP, UNKNOWN] = [0, 1, 2, 3, 4];
/** By the code unit of a character: its lower case, and from this bit on what it belongs to; learnt when it first occurs. */
const CHARACTERS = new Uint32Array(0x10000).fill(UNKNOWN << 16);
const [KIND_SHIFT, LOWER_CASE_MASK] = [16, 0xffff];
const HASH_FACTOR = 31;

/** In code units: longer texts get room of their own. */
const SHARED_ROOM = 1 << 20;
const sharedRoom = new Uint16Array(SHARED_ROOM);

/** Elements inside a line of text: their tags divide no phrase. */
const INLINE = new Set(
  ["b", "code", "em", "i", "kbd", "mark", "span", "strong", "sub", "sup", "tspan", "wbr"].map(hashOf),
);
/** The rest of such a tag, behind its name. */
const REST_OF_TAG = /(?: class="[^"]*")?>/y;
const REFERENCE = /&(?:[a-z]+|#x?[0-9a-f]+);/iy;
const JSON_ESCAPE = /\\(?:u[0-9a-f]{4}|[nrt"\\/])/iy;

/** Whether a place in a text with markup is in a tag, and whether in quotes. */
export interface MarkupState {
  inTag: boolean;
  inQuotes: boolean;
}

/**
 * Goes through a text once, without making a string of each word. Tags inside a line, character references and escapes
 * of JSON count as spaces between words.
 * @param isMarkup whether the text has tags or quoted values, which are the only places of ids then
 * @param state where the text begins, and afterwards where it ends: another may go on with it
 */
export function eachWord(
  text: string,
  isMarkup: boolean,
  visitor: WordVisitor,
  state: MarkupState = { inTag: false, inQuotes: false },
): void {
  const codes = codeUnitsOf(text);
  let { inTag, inQuotes } = state;
  /** No word and no id begins before these. */
  let [wordsFrom, idsFrom] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    let character = characterOf(codes[at] as number);
    let kind = character >>> KIND_SHIFT;
    if (kind === WORD || kind === ID_ONLY) {
      const start = at;
      let idHash = 0;
      do {
        const wordStart = at;
        let hash = 0;
        while (kind === WORD) {
          hash = nextHash(hash, character);
          idHash = nextHash(idHash, character);
          character = characterOf(codes[++at] as number);
          kind = character >>> KIND_SHIFT;
        }
        if (wordStart >= wordsFrom && at > wordStart) {
          const tagEnd = mayBeTag(codes, wordStart) && INLINE.has(hash) ? endOf(REST_OF_TAG, text, at) : 0;
          if (tagEnd > 0) wordsFrom = tagEnd;
          else visitor.word(hash, wordStart, at);
        } else if (at > wordsFrom && at > wordStart) visitor.word(hashBetween(text, wordsFrom, at), wordsFrom, at);
        while (kind === ID_ONLY) {
          idHash = nextHash(idHash, character);
          character = characterOf(codes[++at] as number);
          kind = character >>> KIND_SHIFT;
        }
      } while (kind === WORD);
      if (!isMarkup || inTag || inQuotes) {
        if (start >= idsFrom) visitor.id(idHash, start, at);
        else if (at > idsFrom) visitor.id(hashBetween(text, idsFrom, at), idsFrom, at);
      }
    }
    // The character behind the id.
    if (kind !== MARKUP || at < idsFrom) continue;
    switch (codes[at]) {
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
  state.inTag = inTag;
  state.inQuotes = inQuotes;
}

/** Where the last word, id, reference or escape of a text of JSON or CSV has certainly ended, if another text goes on with it. */
export function lastBorder(text: string): number {
  for (let at = text.length - 1; at >= 0; at--) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 34 && text.charCodeAt(at - 1) !== 92)) return at + 1;
  }
  return 0;
}

/** The code units of a text and a 0 behind them, until the next text is read: reading them from a string takes twice the time. */
function codeUnitsOf(text: string): Uint16Array {
  const codes = text.length < SHARED_ROOM ? sharedRoom : new Uint16Array(text.length + 1);
  Buffer.from(codes.buffer).write(text, "utf16le");
  codes[text.length] = 0;
  return codes;
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
  for (let at = start; at < end; at++) hash = nextHash(hash, characterOf(text.charCodeAt(at)));
  return hash;
}

function nextHash(hash: number, character: number): number {
  return (Math.imul(hash, HASH_FACTOR) + (character & LOWER_CASE_MASK)) | 0;
}

/** What `CHARACTERS` has for a code unit. */
function characterOf(code: number): number {
  const character = CHARACTERS[code] as number;
  return character >>> KIND_SHIFT === UNKNOWN ? learn(code) : character;
}

function learn(code: number): number {
  const character = String.fromCharCode(code);
  const lower = character.toLowerCase();
  const learnt = (kindOf(character) << KIND_SHIFT) | (lower.length === 1 ? lower.charCodeAt(0) : code);
  CHARACTERS[code] = learnt;
  return learnt;
}

function kindOf(character: string): number {
  // Most of what takes two code units is a letter of some script.
  if (/[\p{L}\p{N}\ud800-\udfff]/u.test(character)) return WORD;
  if (character === "-" || character === "@") return ID_ONLY;
  return /[<>"\n&\\]/.test(character) ? MARKUP : OTHER;
}

/** Whether a tag may begin before a place: `<` or `</`. */
function mayBeTag(codes: Uint16Array, at: number): boolean {
  const before = codes[at - 1];
  return before === 60 || (before === 47 && codes[at - 2] === 60);
}

/** Where a pattern that matches at a place ends; 0 where it does not match. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : 0;
}
