/** The widths of letters in shares of the font size, measured on DejaVu Sans, the widest of the system fonts. */
const WIDTHS: readonly [letters: string, width: number][] = [
  ["iljI|.,:;'’!", 0.32],
  ["tfr()-–− ", 0.4],
  ["mwMW%@—", 0.97],
  ["ABCDEFGHJKLNOPQRSTUVXYZ+", 0.74],
];
const KNOWN = new Map(WIDTHS.flatMap(([letters, width]) => [...letters].map((letter) => [letter, width] as const)));
const OTHER = 0.63;
const WIDE = 1;

/** From this character on, letters are as wide as they are high. */
const EAST_ASIAN = "\u2e80";

/** Estimates the width of a text in pixels, rather too wide than too narrow, so that labels never overlap. */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0;
  for (const letter of text) width += KNOWN.get(letter) ?? (letter > EAST_ASIAN ? WIDE : OTHER);
  return Math.ceil(width * size * (bold ? 1.12 : 1));
}
