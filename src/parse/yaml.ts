import { Composer, CST, type Document, isMap, isScalar, isSeq, Lexer, type Node, Parser, type Scalar } from "yaml";
import type { Problem } from "../model/diagnostic.js";
import type { Source } from "../model/source.js";
import { parseFastYaml } from "./fast-yaml.js";
import { LIMITS } from "./limits.js";
import { type Report, reportErrors } from "./yaml-errors.js";
import { type Span, trimmed, YamlPlaces } from "./yaml-places.js";

/** What a YAML text says, where it says it, and what is wrong with it. */
export interface ParsedYaml {
  /** Plain data: objects without prototype, arrays, strings, numbers, booleans, null. Undefined where nothing could be read. */
  data: unknown;
  places: YamlPlaces;
  problems: Problem[];
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

/** What YAML allows and a file of this tool may not have, by the type of the token. */
const REFUSED: Record<string, [message: string, hint: string]> = {
  alias: ["Expected no alias, found", "Write the value out; text that starts with * stands in quotes"],
  anchor: ["Expected no anchor, found", "Write the value out; text that starts with & stands in quotes"],
  tag: ["Expected no tag, found", "Remove it; text that starts with ! stands in quotes"],
  "directive-line": ["Expected no directive, found", "Remove the line"],
};

/**
 * Reads one YAML document that stands in `source` from `start` to `end` (offsets). Never throws on bad content: what
 * is wrong comes back as problems, with what could be read all the same.
 */
export function parseYaml(source: Source, start: number, end: number): ParsedYaml {
  return parseFastYaml(source, start, end) ?? parseReferenceYaml(source, start, end);
}

/** The parser that knows what is wrong and where; the fast one is tested against it. */
export function parseReferenceYaml(source: Source, start: number, end: number): ParsedYaml {
  const text = source.text.slice(start, end);
  const places = new YamlPlaces(source, start);
  const problems: Problem[] = [];
  const report: Report = (from, to, message, hint, first) => {
    const problem: Problem = { place: source.place(start + from, start + to), message, ...(hint ? { hint } : {}) };
    if (first !== undefined) {
      const { line, column } = source.place(start + first, start + first);
      problem.related = [{ file: source.path, line, column, message: "first written here" }];
    }
    problems.push(problem);
  };
  const tokens = tokenize(text, report);
  if (tokens === undefined) return { data: undefined, places, problems };
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
  // Without the refused parts the rest may mean something else, so only the cause is reported.
  const data = broken || refused ? undefined : toPlain(document.contents, text, places, null);
  return { data, places, problems };
}

/** Splits the text into tokens, and refuses what may not be there. Undefined if it is nested too deeply to go on. */
function tokenize(text: string, report: Report): CST.Token[] | undefined {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    const offset = parser.offset;
    const refused = REFUSED[CST.tokenType(lexeme) ?? ""];
    if (refused) report(offset, offset + lexeme.length, `${refused[0]} ${JSON.stringify(lexeme.trim())}`, refused[1]);
    tokens.push(...parser.next(lexeme));
    // The composer recurses: the depth has to be known before it runs.
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

/** Copies a tree into plain data, and remembers where each part stood. */
function toPlain(node: unknown, text: string, places: YamlPlaces, origin: Span | null): unknown {
  if (isMap(node)) {
    const result: Record<string, unknown> = Object.create(null);
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

/** The span that stands for an item: a scalar whole, a map by its first key, a list by its first item. */
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
