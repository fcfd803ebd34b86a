import type { Source } from "../model/source.js";
import { byteLength, LIMITS, type ParseProblem } from "./limits.js";

/** The parts of a document, as offsets in its source. */
export interface Parts {
  yaml: { start: number; end: number } | undefined;
  bodyStart: number;
  problems: ParseProblem[];
}

/** A line `---` with its end, where a text begins, and where any line does: there with the end of the line before. */
const OPENING = /^---[ \t]*(?:\r\n?|\n|$)/;
const CLOSING = /[\r\n]---[ \t]*(?:\r\n?|\n|$)/g;

/** What one UTF-16 code unit takes in UTF-8 at most: most texts need not be measured. */
const MAX_BYTES_PER_UNIT = 3;

/** Finds the front matter: between the first line, which is `---`, and the next line `---`. */
export function splitFrontMatter(source: Source): Parts {
  const { text } = source;
  const fail = (message: string, hint: string): Parts => ({
    yaml: undefined,
    bodyStart: text.length,
    problems: [{ place: source.place(0, source.line(1)?.length ?? 0), message, hint }],
  });
  const opening = OPENING.exec(text);
  if (opening === null)
    return fail(
      text.trim() === "" ? "Missing front matter: the file is empty" : "Missing front matter",
      "Start the file with a line ---, the fields, and a line --- again",
    );
  const start = opening[0].length;
  CLOSING.lastIndex = start - 1;
  const closing = CLOSING.exec(text);
  if (closing === null)
    return fail('Missing the closing "---" of the front matter', "Put --- on a line of its own after the last field");
  const end = closing.index + 1;
  const bodyStart = CLOSING.lastIndex;
  const problems: ParseProblem[] = [];
  tooLarge(
    problems,
    source,
    start,
    end,
    LIMITS.frontMatterBytes,
    "front matter",
    "Move detail into the body or into attached evidence",
  );
  tooLarge(
    problems,
    source,
    bodyStart,
    text.length,
    LIMITS.bodyBytes,
    "body",
    "Attach logs and data as evidence instead",
  );
  return problems.length > 0
    ? { yaml: undefined, bodyStart: text.length, problems }
    : { yaml: { start, end }, bodyStart, problems };
}

function tooLarge(
  problems: ParseProblem[],
  source: Source,
  start: number,
  end: number,
  limit: number,
  what: string,
  hint: string,
): void {
  if ((end - start) * MAX_BYTES_PER_UNIT <= limit) return;
  const size = byteLength(source.text.slice(start, end));
  if (size > limit)
    problems.push({
      place: source.place(start, start),
      message: `Expected a ${what} of at most ${limit / 1024} KiB, found ${Math.ceil(size / 1024)} KiB`,
      hint,
      isLimit: true,
    });
}
