/** V8 copies shorter parts of a text. */
const MIN_SLICED_LENGTH = 13;

/** A part of a text as a text of its own, for what is kept: the part would keep all of the text in memory. */
export function ownText(part: string): string {
  return part.length < MIN_SLICED_LENGTH ? part : JSON.parse(JSON.stringify(part));
}
