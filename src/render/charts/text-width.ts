/** The widths of letters in shares of the font size, measured on DejaVu Sans, the widest of the system fonts. */
const NARROW = /[iljI|.,:;'’!]/;
const SLIM = /[tfr()\-– ]/;
const BROAD = /[mwMW%@—]/;

/** About how wide a text is set, in pixels. A little too much rather than too little: nothing may overlap. */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0;
  for (const letter of text) width += widthOf(letter);
  return Math.ceil(width * size * (bold ? 1.12 : 1));
}

function widthOf(letter: string): number {
  if (letter > "⺀") return 1;
  if (NARROW.test(letter)) return 0.32;
  if (SLIM.test(letter)) return 0.4;
  if (BROAD.test(letter)) return 0.97;
  return letter >= "A" && letter <= "Z" ? 0.72 : 0.63;
}
