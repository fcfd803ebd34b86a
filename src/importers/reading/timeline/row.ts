/** A line of a document that may be a row of its timeline. */
export interface Row {
  /** The text in which a time is looked for: the whole row, or its cells of time. */
  when: string;
  /** What is said beside it; undefined where `when` is the whole row. */
  event: string | undefined;
  /** The row as a whole, for what cannot be read. */
  source: string;
  /** A `heading` or a `line` may give a day or a zone for what follows; `code` counts only where nothing else has times. */
  kind: "row" | "heading" | "line" | "code";
}

/** A text on one line, without the spaces around it. */
export function flat(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
