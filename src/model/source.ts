import type { Edit } from "./diagnostic.js";
import type { Place } from "./place.js";

/** The text of one file, without a byte order mark, and the places in it. */
export class Source {
  /** Where lines start, as far as they have been looked for: a check says something of few texts, and of their first lines. */
  #lineStarts = [0];
  /** Up to where. */
  #searched = 0;

  #text: string | (() => string);

  /**
   * @param path relative to the collection's folder, with `/`
   * @param text the decoded text, or what decodes it where it is asked for
   * @param hash of the bytes of the file, where it is known
   */
  constructor(
    readonly path: string,
    text: string | (() => string),
    readonly hash?: string,
  ) {
    this.#text = text;
  }

  get text(): string {
    if (typeof this.#text !== "string") this.#text = this.#text();
    return this.#text;
  }

  /** Decodes the text, after which the bytes of the file need not stay. */
  decode(): void {
    this.#text = this.text;
  }

  /** The place of the text from `start` to `end` (offsets in UTF-16 code units; clamped to the text). */
  place(start: number, end: number): Place {
    const from = this.#position(start);
    const to = this.#position(Math.max(start, end));
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }

  /** Where a line starts, as an offset. `line` counts from 1. */
  lineStart(line: number): number {
    return this.#start(line) ?? this.text.length;
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
    const start = this.#start(line);
    if (start === undefined) return undefined;
    return this.text.slice(start, this.lineStart(line + 1)).replace(/[\r\n]+$/, "");
  }

  /** Frees the memory of where lines start, which is found again where it is asked for. */
  forgetLines(): void {
    this.#lineStarts = [0];
    this.#searched = 0;
  }

  /** Where a line starts; undefined past the end. */
  #start(line: number): number | undefined {
    while (this.#lineStarts.length < line && this.#searched < this.text.length) this.#findStart();
    return this.#lineStarts[line - 1];
  }

  /** Where lines start: all up to an offset and, where the text goes on, one after it. */
  #startsUpTo(offset: number): readonly number[] {
    const { text } = this;
    const starts = this.#lineStarts;
    while (this.#searched < text.length && (starts.at(-1) ?? 0) <= offset) this.#findStart();
    return starts;
  }

  /** Finds where the next line starts. */
  #findStart(): void {
    const { text } = this;
    for (let i = this.#searched; i < text.length; i++) {
      const code = text.charCodeAt(i);
      // CR LF, LF and a lone CR each end a line, as in editors and in CommonMark.
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) {
        this.#lineStarts.push(i + 1);
        this.#searched = i + 1;
        return;
      }
    }
    this.#searched = text.length;
  }

  #position(offset: number): { line: number; column: number } {
    const clamped = Math.min(Math.max(offset, 0), this.text.length);
    const starts = this.#startsUpTo(clamped);
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
