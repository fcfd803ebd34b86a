import { Composer, CST, type Document, isMap, isScalar, isSeq, Lexer, type Node, Parser, type Scalar } from "yaml";
import type { Source } from "../model/source.js";
import { bareObject } from "../util/bare-object.js";
import { parseFastYaml } from "./fast-yaml.js";
import { LIMITS, type ParseProblem } from "./limits.js";
import { type Report, reportErrors } from "./yaml-errors.js";
import { type Span, trimmed, YamlPlaces } from "./yaml-places.js";

/** The data of a YAML text, the places of its parts, and its errors. */
export interface ParsedYaml {
  /** Plain data: objects without prototype, arrays, strings, numbers, booleans, null. Undefined if it could not be parsed. */
  data: unknown;
  places: YamlPlaces;
  problems: ParseProblem[];
}

const OPTIONS = {
  schema: "core",
  version: "1.2",
  strict: true,
  uniqueKeys: true,
  stringKeys: true,
  merge: false,
  customTags: [] as never[],
  resolveKnownTags: false,
  logLevel: "silent",
  prettyErrors: false,
} as const;

/** YAML features that are not allowed in these files, by token type. */
const REFUSED: Record<string, [message: string, hint: string]> = {
  alias: ["Expected no alias, found", "Write the value out; text that starts with * stands in quotes"],
  anchor: ["Expected no anchor, found", "Write the value out; text that starts with & stands in quotes"],
  tag: ["Expected no tag, found", "Remove it; text that starts with ! stands in quotes"],
  "directive-line": ["Expected no directive, found", "Remove the line"],
};

/**
 * Parses one YAML document in `source` from offset `start` to `end`. It never throws on bad content: errors are returned
 * as problems, with the data that could be read.
 */
export function parseYaml(source: Source, start: number, end: number): ParsedYaml {
  return parseFastYaml(source, start, end) ?? parseReferenceYaml(source, start, end);
}

/** The reference parser, which gives precise errors; the fast one is tested against it. */
export function parseReferenceYaml(source: Source, start: number, end: number): ParsedYaml {
  const text = source.text.slice(start, end);
  const places = new YamlPlaces(source, start);
  const problems: ParseProblem[] = [];
  const report: Report = (from, to, message, hint, first) => {
    const problem: ParseProblem = { place: source.place(start + from, start + to), message, ...(hint ? { hint } : {}) };
    if (first !== undefined) {
      const { line, column } = source.place(start + first, start + first);
      problem.related = [{ file: source.path, line, column, message: "first written here" }];
    }
    problems.push(problem);
  };
  const tokens = tokenize(text, report);
  if (tokens === undefined) {
    const deep = problems.at(-1);
    if (deep) deep.isLimit = true;
    return { data: undefined, places, problems };
  }
  const [document, second] = [...new Composer(OPTIONS).compose(tokens, true, text.length)] as Document.Parsed[];
  if (document === undefined) return { data: undefined, places, problems };
  if (second)
    report(
      second.range[0],
      second.range[0] + 3,
      "Expected one YAML document, found a second one",
      "Remove the line ---",
    );
  const refused = problems.length > 0;
  const broken = reportErrors(document, text, refused, report);
  // Without the parts that are not allowed, the rest may have another meaning, so it is not used.
  const data = broken || refused ? undefined : toPlain(document.contents, text, places, null);
  return { data, places, problems };
}

/** Splits the text into tokens, and reports features that are not allowed. Undefined if it is nested too deeply. */
function tokenize(text: string, report: Report): CST.Token[] | undefined {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    const offset = parser.offset;
    const refused = REFUSED[CST.tokenType(lexeme) ?? ""];
    if (refused) report(offset, offset + lexeme.length, `${refused[0]} ${JSON.stringify(lexeme.trim())}`, refused[1]);
    tokens.push(...parser.next(lexeme));
    // The composer is recursive, so the depth is checked before it runs.
    if (parser.stack.length > LIMITS.yamlDepth + 2) {
      report(
        offset,
        offset + lexeme.length,
        `Expected at most ${LIMITS.yamlDepth} levels of nesting`,
        "Flatten the value",
      );
      return undefined;
    }
  }
  tokens.push(...parser.end());
  return tokens;
}

/** Copies a tree into plain data, and records the place of each part. */
function toPlain(node: unknown, text: string, places: YamlPlaces, origin: Span | null): unknown {
  if (isMap(node)) {
    const result = bareObject();
    const fields = new Map<string, { key: Span; value: Span | null }>();
    for (const { key, value } of node.items) {
      if (!isScalar(key) || typeof key.value !== "string") continue;
      const span = rangeOf(key);
      result[key.value] = toPlain(value, text, places, span);
      fields.set(key.value, { key: span, value: scalarSpan(value, text) });
    }
    places.registerMap(result, { whole: rangeOf(node), fields }, origin);
    return result;
  }
  if (isSeq(node)) {
    const items = node.items as Node[];
    const result = items.map((item) => toPlain(item, text, places, headSpan(item)));
    places.registerList(
      result,
      items.map((item) => ({ head: headSpan(item), value: scalarSpan(item, text) })),
      origin,
    );
    return result;
  }
  return isScalar(node) ? node.value : null;
}

function rangeOf(node: Node | Scalar): Span {
  const [start, end] = node.range ?? [0, 0];
  return [start, end];
}

/** The span of a scalar that is not empty. */
function scalarSpan(node: unknown, text: string): Span | null {
  if (!isScalar(node) || !node.range || node.range[1] <= node.range[0]) return null;
  return trimmed(text, rangeOf(node));
}

/** The span that represents an item: of a scalar, of a map's first key, or of a list's first item. */
function headSpan(node: Node): Span {
  if (isMap(node)) {
    const first = node.items[0]?.key;
    if (isScalar(first) && first.range) return rangeOf(first);
  }
  if (isSeq(node)) {
    const first = node.items[0];
    if (first && node.flow !== true) return headSpan(first as Node);
  }
  const [start, end] = rangeOf(node);
  return [start, isScalar(node) ? end : Math.min(end, start + 1)];
}
