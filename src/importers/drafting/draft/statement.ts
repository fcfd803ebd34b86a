/** In characters: what a statement of the content model may hold. */
const MAX_STATEMENT_LENGTH = 240;

/**
 * A text as one statement: on one line, and where it is too long its first sentence, else its first words.
 * @returns the statement, and whether it is the whole text; null for an empty text
 */
export function statement(
  text: string,
  maxLength: number = MAX_STATEMENT_LENGTH,
): { text: string; whole: boolean } | null {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "") return null;
  if (line.length <= maxLength) return { text: line, whole: true };
  const start = line.slice(0, maxLength);
  const sentence = /^.{24,}[.!?](?=\s)/.exec(start)?.[0];
  return { text: sentence ?? `${start.slice(0, maxLength - 2).replace(/\s+\S*$/, "")} …`, whole: false };
}
