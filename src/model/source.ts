import type { Edit } from "./diagnostic.js";
import type { Place } from "./place.js";

/** The text of one file, without a byte order mark, and the places in it. */
export class Source {
  readonly #lineStarts: number[] = [0];

  /**
   * @param path relative to the collection's folder, with `/`
   * @param text the decoded text
   */
  constructor(
    readonly path: string,
    readonly text: string,
  ) {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      // CR LF, LF and a lone CR each end a line, as in editors and in CommonMark.
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) this.#lineStarts.push(i + 1);
    }
  }

  /** The place of the text from `start` to `end` (offsets in UTF-16 code units; clamped to the text). */
  place(start: number, end: number): Place {
    const from = this.#position(start);
    const to = this.#position(Math.max(start, end));
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }

  /** Where a line starts, as an offset. `line` counts from 1. */
  lineStart(line: number): number {
    return this.#lineStarts[line - 1] ?? this.text.length;
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
    const start = this.#lineStarts[line - 1];
    if (start === undefined) return undefined;
    return this.text.slice(start, this.#lineStarts[line] ?? this.text.length).replace(/[\r\n]+$/, "");
  }

  #position(offset: number): { line: number; column: number } {
    const clamped = Math.min(Math.max(offset, 0), this.text.length);
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: clamped - (this.#lineStarts[low] ?? 0) + 1 };
  }
}
