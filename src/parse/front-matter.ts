import type { Source } from "../model/source.js";
import { byteLength, LIMITS, type ParseProblem } from "./limits.js";

/** The parts of a document, as offsets in its source. */
export interface Parts {
  yaml: { start: number; end: number } | undefined;
  bodyStart: number;
  problems: ParseProblem[];
}

/** Finds the front matter: between the first line, which is `---`, and the next line `---`. */
export function splitFrontMatter(source: Source): Parts {
  const { text } = source;
  const firstLine = source.place(0, source.line(1)?.length ?? 0);
  const fail = (message: string, hint: string): Parts => ({
    yaml: undefined,
    bodyStart: text.length,
    problems: [{ place: firstLine, message, hint }],
  });
  if (text.trim() === "")
    return fail(
      "Missing front matter: the file is empty",
      "Start the file with a line ---, the fields, and a line --- again",
    );
  if (!isFence(source.line(1)))
    return fail("Missing front matter", "Start the file with a line ---, the fields, and a line --- again");
  for (let number = 2; ; number++) {
    const line = source.line(number);
    if (line === undefined)
      return fail('Missing the closing "---" of the front matter', "Put --- on a line of its own after the last field");
    if (!isFence(line)) continue;
    const start = source.lineStart(2);
    const end = source.lineStart(number);
    const bodyStart = source.lineStart(number + 1);
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
}

function isFence(line: string | undefined): boolean {
  return line !== undefined && /^---[ \t]*$/.test(line);
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
  const size = byteLength(source.text.slice(start, end));
  if (size > limit)
    problems.push({
      place: source.place(start, start),
      message: `Expected a ${what} of at most ${limit / 1024} KiB, found ${Math.ceil(size / 1024)} KiB`,
      hint,
      isLimit: true,
    });
}
