const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** The sentences of a text, each on one line. */
export function sentencesOf(text: string): string[] {
  const flat = text.replace(/\s+/g, " ").trim();
  return Array.from(segmenter.segment(flat), ({ segment }) => segment.trim());
}
