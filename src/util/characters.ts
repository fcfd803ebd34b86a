/** C0 controls but tab and line breaks, DEL, and code points that Unicode gives to no character. No text may hold them. */
export const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is searched for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufdd0-\ufdef\ufffe\uffff]|[\ud83f\ud87f\ud8bf\ud8ff\ud93f\ud97f\ud9bf\ud9ff\uda3f\uda7f\udabf\udaff\udb3f\udb7f\udbbf\udbff][\udffe\udfff]/g;

/** Half of a pair. Only an escape in YAML can write one. No text may hold it. */
export const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** What changes the direction of the text after it: embeddings, overrides and isolates. Shown as its code. */
export const BIDI = /[\u202a-\u202e\u2066-\u2069]/g;

/** What shows nothing: zero-width and filling characters, soft hyphens. */
const NOTHING_SHOWN = /^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u;

/** Every code unit that `UNSHOWABLE` may begin with. Most texts have none, which one class of characters finds fastest. */
const MAYBE_UNSHOWABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is searched for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/;
const UNSHOWABLE = new RegExp(`${FORBIDDEN.source}|${LONE_SURROGATE.source}|${BIDI.source}`, "g");
/** Control characters, bidirectional overrides and other invisible ones, which could forge what a terminal shows. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** Whether a reader sees nothing of a text. */
export function showsNothing(text: string): boolean {
  return NOTHING_SHOWN.test(text);
}

/** Makes what no page and no XML may hold visible, and what turns the direction of text; all else stays. */
export function showable(text: string): string {
  return MAYBE_UNSHOWABLE.test(text) ? text.replace(UNSHOWABLE, codeOf) : text;
}

/** Makes what a terminal would obey or hide visible: each such character as its code in braces. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, codeOf);
}

function codeOf(character: string): string {
  return `{U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}}`;
}
