/** Control characters, bidirectional overrides and other invisible ones, which could forge what a terminal shows. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Makes what a terminal would obey or hide visible: each such character as its code in braces. */
export function visible(text: string): string {
  return text.replace(
    INVISIBLE,
    (character) => `{U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}}`,
  );
}
