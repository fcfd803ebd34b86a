import type { Position, Range } from "vscode-languageserver/node.js";
import type { Place } from "../model/place.js";
import type { Source } from "../model/source.js";

/** A place as the protocol counts: from 0. Both count UTF-16 code units. */
export function rangeOf({ line, column, endLine, endColumn }: Place): Range {
  return {
    start: { line: line - 1, character: column - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  };
}

/** The range between two offsets of a text. */
export function textRange(source: Source, start: number, end: number): Range {
  return rangeOf(source.place(start, end));
}

/** Where a position stands in a text. One behind the end of its line is taken for the end, as the protocol says. */
export function offsetAt(source: Source, { line, character }: Position): number {
  const text = source.line(line + 1);
  return text === undefined ? source.text.length : source.lineStart(line + 1) + Math.min(character, text.length);
}

/** Whether two ranges share a character or an end. */
export function touch(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
