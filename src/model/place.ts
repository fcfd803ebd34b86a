/** A range of a source file. Lines and columns start at 1, the end is exclusive, a column counts UTF-16 code units. */
export interface Place {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** The very start of a file: the place of diagnostics about the file as a whole. */
export const FILE_START: Place = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** Whether a range starts within another one of the same file. */
export function starts({ line, column }: Place, within: Place): boolean {
  const after = line > within.line || (line === within.line && column >= within.column);
  return after && (line < within.endLine || (line === within.endLine && column < within.endColumn));
}
