import { type Document, isScalar, visit, type YAMLError } from "yaml";

/** @param first for duplicates, the offset of the first occurrence */
export type Report = (start: number, end: number, message: string, hint?: string, first?: number) => void;

/** Reports the errors of a document. @returns true if its data cannot be relied on */
export function reportErrors(document: Document.Parsed, text: string, refused: boolean, report: Report): boolean {
  const errors = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  const harmless = errors.filter((error) => error.code === "DUPLICATE_KEY");
  const firsts = harmless.length > 0 ? firstKeys(document) : undefined;
  for (const error of harmless) {
    const [from, to] = keySpan(error, text);
    report(from, to, `Duplicate key ${JSON.stringify(text.slice(from, to))}`, "Keep one of the two", firsts?.get(from));
  }
  // Later syntax errors are mostly caused by the first one.
  const first = errors.find(
    (error) =>
      error.code !== "DUPLICATE_KEY" &&
      !(refused && ["BAD_ALIAS", "TAG_RESOLVE_FAILED", "BAD_DIRECTIVE"].includes(error.code)),
  );
  if (first === undefined) return false;
  const [message, hint, at] = wording(first, text);
  report(at?.[0] ?? first.pos[0], at?.[1] ?? Math.max(first.pos[1], first.pos[0] + 1), message, hint);
  return true;
}

/** The offset of the first of two equal keys, by the offset of the second. */
function firstKeys(document: Document.Parsed): Map<number, number> {
  const firsts = new Map<number, number>();
  visit(document, {
    Map(_, { items }) {
      const starts = new Map<unknown, number>();
      for (const { key } of items) {
        if (!isScalar(key) || !key.range) continue;
        const first = starts.get(key.value);
        if (first === undefined) starts.set(key.value, key.range[0]);
        else firsts.set(key.range[0], first);
      }
    },
  });
  return firsts;
}

function keySpan(error: YAMLError, text: string): [number, number] {
  const key = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^:\s]+)/.exec(text.slice(error.pos[0]));
  return [error.pos[0], error.pos[0] + (key?.[0].length ?? 1)];
}

/** A common mistake; `at` is given if it is not where the parser noticed it. */
type Slip = [message: string, hint: string, at?: readonly [start: number, end: number]];

function wording(error: YAMLError, text: string): Slip {
  const around = text.slice(error.pos[0], error.pos[1]).slice(0, 40);
  const named = namedSlip(error, text);
  if (named) return named;
  switch (error.code) {
    case "TAB_AS_INDENT":
      return ["Expected spaces, found a tab", "Indent with spaces: YAML does not allow tabs"];
    case "BLOCK_IN_FLOW":
    case "BLOCK_AS_IMPLICIT_KEY":
    case "MULTILINE_IMPLICIT_KEY":
      return ["Expected one value after the key", 'Put text that contains ": " in quotes, and check the indentation'];
    case "BAD_SCALAR_START":
      return [`Expected text to start otherwise, found ${JSON.stringify(around)}`, "Put the text in quotes"];
    case "NON_STRING_KEY":
      return ["Expected a key that is text", "Put the key in quotes"];
    case "BAD_INDENT":
      return (
        missingBracket(error, text) ?? [
          sentence(error.message),
          "Align the line with the other fields of the same level",
        ]
      );
    case "MISSING_CHAR":
      if (/^Missing closing .quote/.test(error.message)) return missingQuote(error, text);
      return missingBracket(error, text) ?? [sentence(error.message), "Check that every quote and bracket is closed"];
    default:
      if (
        /^Unexpected scalar at node end/.test(error.message) &&
        /["']/.test(text.slice(0, error.pos[0]).trimEnd().at(-1) ?? "")
      )
        return [
          `Expected nothing behind the closing quote, found ${JSON.stringify(around)}`,
          "Put the whole text in the other kind of quotes, or write a quote within it twice",
        ];
      return text[error.pos[0]] === "\t"
        ? ["Expected spaces, found a tab", "Indent with spaces: YAML does not allow tabs"]
        : [sentence(error.message), "Check the quotes, the brackets and the indentation above"];
  }
}

/** A list or map in brackets that does not end; undefined for other errors. */
function missingBracket({ message, pos }: YAMLError, text: string): Slip | undefined {
  const [, bracket] = /^Flow .* end with a (.)/.exec(message) ?? [];
  if (bracket === undefined) return undefined;
  if (text.slice(pos[0]).trimStart().startsWith(bracket))
    return [`Expected "${bracket}" further right`, "Indent it more than the field that it belongs to"];
  const end = text.slice(0, pos[0]).trimEnd().length;
  return [`Missing closing "${bracket}"`, `Close what this line or one above opens`, [Math.max(0, end - 1), end]];
}

/** A quote that is not closed, at the first one that nothing on its line closes: the parser notices it at the end. */
function missingQuote({ message }: YAMLError, text: string): Slip {
  const quote = /^Missing closing (.)/.exec(message)?.[1] ?? '"';
  const open = new RegExp(`^[^#\\n"']*?(?:[:,[{-]\\s+)${quote}[^${quote}\\n]*$`, "m").exec(text);
  if (open === null) return ["Missing closing quote", "Close the text in quotes that begins here or above"];
  const at = open.index + open[0].lastIndexOf(quote);
  return ["Missing closing quote", "Close the text that begins here", [at, at + 1]];
}

/** Curly quotes, which YAML reads as letters. */
const SMART_QUOTE = /[:,{[-]\s*([\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb])/;

/** Mistakes that the YAML parser reports with the same message, recognised by the line of the error. */
function namedSlip(error: YAMLError, text: string): Slip | undefined {
  const lineStart = text.lastIndexOf("\n", error.pos[0] - 1) + 1;
  const lineEnd = text.indexOf("\n", error.pos[0]);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd).trimEnd();
  const quote = SMART_QUOTE.exec(line)?.[1];
  if (quote !== undefined)
    return [
      `Expected straight quotes, found ${quote}`,
      "Write \" or ' in place of the curly quotes, which a word processor makes",
    ];
  if (
    !["BLOCK_IN_FLOW", "BLOCK_AS_IMPLICIT_KEY", "MULTILINE_IMPLICIT_KEY", "BAD_INDENT"].includes(error.code) &&
    // A field of a list's entry that stands left of the others.
    !/^Sequence item without/.test(error.message)
  )
    return undefined;
  if (/^Flow /.test(error.message)) return undefined;
  const colon = /^\s*(?:- )?([A-Za-z_]\w*): (?!["'{[|>]).*?: /.exec(line);
  if (colon)
    return [
      `Expected quotes around the text of ${JSON.stringify(colon[1])}, found ": " in it`,
      "Put the text in quotes: a colon and a space start a value",
    ];
  const next = /^( +)[A-Za-z_]\w*:(?: |$)/m.exec(text.slice(lineEnd + 1).split("\n", 1)[0] ?? "");
  const own = /^ */.exec(line)?.[0].length ?? 0;
  if (lineEnd >= 0 && next?.[1] && next[1].length > own && /: *\S/.test(line))
    return [
      `Expected the indentation of the line above, ${own}, found ${next[1].length}`,
      "Remove the spaces before the field, or quote the text above if it goes on here",
      [lineEnd + 1 + next[1].length, lineEnd + 1 + next[0].trimEnd().length],
    ];
  const before = text.slice(0, lineStart).trimEnd();
  const previous = before.slice(before.lastIndexOf("\n") + 1);
  const here = /^ */.exec(line)?.[0].length ?? 0;
  // The fields of a list's entry stand behind its dash.
  const above = /^ *(?:- +)?/.exec(previous)?.[0].length ?? 0;
  if (/^\s*[\w-]+:(?: |$)|^\s*- /.test(line)) {
    if (here > above && !/:\s*$/.test(previous))
      return [
        `Expected the indentation of the line above, ${above}, found ${here}`,
        "Remove the spaces before the field, or quote the text above if it goes on here",
      ];
    if (here < above)
      return [
        `Expected the indentation of a field above, found ${here}`,
        "Align the line with the other fields of its level",
      ];
  }
  return undefined;
}

function sentence(message: string): string {
  return message.split("\n")[0]?.replace(/[.:]$/, "") ?? message;
}
