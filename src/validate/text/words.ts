/** For each UTF-16 code unit: 0 if it is not part of a word, else a number that is the same for upper and lower case. */
const LETTERS = new Uint8Array(1 << 16);
for (let code = 0; code < LETTERS.length; code++) if (isLetter(code)) LETTERS[code] = (code & 31) | 32;

/** Letters and digits of any script; beyond Latin everything except symbols, punctuation and private use. */
function isLetter(code: number): boolean {
  if (code < 0xc0) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
  return !(code >= 0x2000 && code < 0x3041) && code < 0xe000;
}

/** A word (letters and digits) and its offsets. `don't` is two words. */
export interface Word {
  /** In lower case. */
  word: string;
  start: number;
  end: number;
}

/**
 * The words of a text whose first two letters and last letter are wanted. Every word of every document is tested, so
 * letters are looked up in a table.
 * @param wanted indexed by the number from `lettersOf`; not 0 if words with these letters are wanted
 */
export function wordsLike(text: string, wanted: Uint8Array): Word[] {
  const bytes = Buffer.from(text, "utf16le");
  const codes = new Uint16Array(bytes.buffer, bytes.byteOffset, text.length);
  const words: Word[] = [];
  let start = 0;
  let like = 0;
  for (let at = 0; at <= codes.length; at++) {
    const letter = at < codes.length ? (LETTERS[codes[at] as number] as number) : 0;
    if (letter !== 0) {
      const length = at - start;
      if (length === 0) like = ((letter & 31) << 10) | ((letter & 31) << 5) | (letter & 31);
      else if (length === 1) like = (like & 0x7c00) | ((letter & 31) << 5) | (letter & 31);
      else like = (like & 0x7fe0) | (letter & 31);
    } else {
      if (at > start && wanted[like] !== 0) words.push({ word: text.slice(start, at).toLowerCase(), start, end: at });
      start = at + 1;
    }
  }
  return words;
}

/** The number of values that `lettersOf` can return. */
export const LIKENESSES = 1 << 15;

/** A number for the first two letters and the last letter of a word, ignoring case. */
export function lettersOf(word: string): number {
  const bits = (at: number) => word.charCodeAt(at) & 31;
  return (bits(0) << 10) | (bits(Math.min(1, word.length - 1)) << 5) | bits(word.length - 1);
}

/** The words of a text. */
export function wordsIn(text: string): string[] {
  const words: string[] = [];
  for (let after = wordAfter(text, 0, false); after; after = wordAfter(text, after.end, false)) words.push(after.word);
  return words;
}

/** The next word. `strict`: only white space, hyphens and apostrophes may be between. */
export function wordAfter(text: string, at: number, strict: boolean): Word | undefined {
  let start = at;
  while (start < text.length && !isWordAt(text, start)) {
    if (strict && !isGap(text, start)) return undefined;
    start++;
  }
  let end = start;
  while (end < text.length && isWordAt(text, end)) end++;
  return end === start ? undefined : { word: text.slice(start, end).toLowerCase(), start, end };
}

/** The previous word. `strict`: only white space, hyphens and apostrophes may be between. */
export function wordBefore(text: string, at: number, strict: boolean): Word | undefined {
  let end = at;
  while (end > 0 && !isWordAt(text, end - 1)) {
    end--;
    if (strict && !isGap(text, end)) return undefined;
  }
  let start = end;
  while (start > 0 && isWordAt(text, start - 1)) start--;
  return end === start ? undefined : { word: text.slice(start, end).toLowerCase(), start, end };
}

function isWordAt(text: string, at: number): boolean {
  return LETTERS[text.charCodeAt(at)] !== 0;
}

function isGap(text: string, at: number): boolean {
  return " \n\r\t\u00a0-'’".includes(text.charAt(at));
}
