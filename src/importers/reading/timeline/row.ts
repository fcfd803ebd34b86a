/** A line of a document that may be a row of its timeline. */
export interface Row {
  /** The text in which a time is looked for: the whole row, or its cells with times. */
  when: string;
  /** The text beside the time; undefined where `when` is the whole row. */
  event: string | undefined;
  /** The row as a whole, for what cannot be read. */
  source: string;
  /**
   * A `heading` (also a paragraph in bold or italics) or a `line` may give a day or a zone for what follows; `code` counts only where
   * nothing else has times.
   */
  kind: "row" | "heading" | "line" | "code";
  /** Rows of one list, table or run of paragraphs have the same number. */
  group: number;
}

/** A text on one line, without the spaces around it. */
export function flat(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
