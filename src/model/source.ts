import type { Edit } from "./diagnostic.js";
import type { Place } from "./place.js";

/** The text of one file, without a byte order mark, and the places in it. */
export class Source {
  #lineStarts: readonly number[] | undefined;

  /**
   * @param path relative to the collection's folder, with `/`
   * @param text the decoded text
   */
  constructor(
    readonly path: string,
    readonly text: string,
  ) {}

  /** The place of the text from `start` to `end` (offsets in UTF-16 code units; clamped to the text). */
  place(start: number, end: number): Place {
    const from = this.#position(start);
    const to = this.#position(Math.max(start, end));
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }

  /** Where a line starts, as an offset. `line` counts from 1. */
  lineStart(line: number): number {
    return this.#starts()[line - 1] ?? this.text.length;
  }

  /** Where a position stands, as an offset. `line` and `column` count from 1. */
  offset(line: number, column: number): number {
    return this.lineStart(line) + column - 1;
  }

  /** The text at a place. */
  textAt(place: Place): string {
    return this.text.slice(this.offset(place.line, place.column), this.offset(place.endLine, place.endColumn));
  }

  /** The edit that replaces what stands at a place. */
  replace(place: Place, text: string): Edit {
    return {
      start: this.offset(place.line, place.column),
      end: this.offset(place.endLine, place.endColumn),
      text,
    };
  }

  /** The text of a line without its line break, or undefined past the end. `line` counts from 1. */
  line(line: number): string | undefined {
    const start = this.#starts()[line - 1];
    if (start === undefined) return undefined;
    return this.text.slice(start, this.lineStart(line + 1)).replace(/[\r\n]+$/, "");
  }

  /** Where lines start. They are found on demand: a check reads many texts, and says something of few. */
  #starts(): readonly number[] {
    if (this.#lineStarts !== undefined) return this.#lineStarts;
    const { text } = this;
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      // CR LF, LF and a lone CR each end a line, as in editors and in CommonMark.
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
    }
    this.#lineStarts = starts;
    return starts;
  }

  #position(offset: number): { line: number; column: number } {
    const clamped = Math.min(Math.max(offset, 0), this.text.length);
    const starts = this.#starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: clamped - (starts[low] ?? 0) + 1 };
  }
}
