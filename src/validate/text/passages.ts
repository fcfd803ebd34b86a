import type { Heading, Nodes, Paragraph, TableCell } from "mdast";
import type { AnyDocument, Body } from "../../model/collection.js";
import type { Place } from "../../model/place.js";
import { scalarRange } from "./scalar-range.js";

/** Text in the authors' own words, with the places of its parts. */
export interface Passage {
  /** The text. Markup such as `**` is replaced by spaces, code and URLs by `SOMETHING`. */
  text: string;
  /** A footnote mostly cites the words of others. */
  kind: "statement" | "paragraph" | "heading" | "tableCell" | "footnote";
  /** The place of the text from `start` to `end`, exclusive. */
  place(start: number, end: number): Place;
}

/** Replaces each character that is not prose; it is neither a letter nor a separator of words. */
const SOMETHING = "\ufffc";

/** Quoted text and code. Linear time: the search from an opening quote ends at the next one. */
const QUOTED = /"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|`[^`]*`/g;

/** The front matter fields with the authors' sentences. Titles of sources are others' words. */
const TEXT_FIELDS = [
  "title",
  "event",
  "what",
  "why",
  "how",
  "gap",
  "needed_for",
  "reason",
  "why_delayed",
  "delay_basis",
  "note",
  "basis",
  "artifact",
  "criterion",
  "unknown",
  "unpublished",
  "not_applicable",
  "none",
] as const;

/** The authors' own words in a document: the sentences of its front matter, and its body without code, quotes and URLs. */
export function* passagesOf(document: AnyDocument): Iterable<Passage> {
  yield* statementsOf(document);
  yield* paragraphsOf(document);
}

/** The sentences of the front matter without quoted text. */
function* statementsOf({ data, places, source }: AnyDocument): Iterable<Passage> {
  const stack: unknown[] = [data];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next !== "object" || next === null) continue;
    for (const [key, value] of Object.entries(next))
      if (key !== "sources" && key !== "external" && typeof value === "object") stack.push(value);
    const container = next as Partial<Record<string, unknown>>;
    for (const key of TEXT_FIELDS) {
      const value = container[key];
      if (typeof value !== "string") continue;
      yield {
        text: withoutQuotes(value),
        kind: "statement",
        place(start, end) {
          const whole = places.value(container, key);
          const from = source.offset(whole.line, whole.column);
          const raw = source.text.slice(from, source.offset(whole.endLine, whole.endColumn));
          const textRange = scalarRange(raw, value, start, end);
          return textRange ? source.place(from + textRange.start, from + textRange.end) : whole;
        },
      };
    }
  }
}

/** The paragraphs, headings and table cells of the body outside block quotes. */
function* paragraphsOf({ body, source }: AnyDocument): Iterable<Passage> {
  const bodyStart = source.text.length - body.text.length;
  for (const { block, footnote } of blocksOf(body)) {
    const start = startOf(block);
    yield {
      text: withoutQuotes(proseOf(block, body.text)),
      kind: footnote ? "footnote" : block.type,
      place: (from, to) => source.place(bodyStart + start + from, bodyStart + start + to),
    };
  }
}

type Block = Paragraph | Heading | TableCell;

function* blocksOf({ tree }: Body): Iterable<{ block: Block; footnote: boolean }> {
  const stack: { node: Nodes; footnote: boolean }[] = [{ node: tree, footnote: false }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node } = next;
    const footnote = next.footnote || node.type === "footnoteDefinition";
    if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell")
      yield { block: node, footnote };
    else if (node.type !== "blockquote" && "children" in node)
      for (const child of node.children) stack.push({ node: child, footnote });
  }
}

/** The text of a block with the same length as its source, so that offsets stay valid. */
function proseOf(block: Nodes, source: string): string {
  const parts: string[] = [];
  let at = startOf(block);
  const fill = (end: number, by: string) => {
    if (end > at) parts.push(by.repeat(end - at));
    at = Math.max(at, end);
  };
  const walk = (node: Nodes) => {
    fill(startOf(node), " ");
    if (node.type === "text") {
      parts.push(source.slice(at, endOf(node)));
      at = endOf(node);
    } else if ("children" in node && !isAddress(node, source)) {
      for (const child of node.children) walk(child);
      fill(endOf(node), " ");
    } else fill(endOf(node), node.type === "break" ? " " : SOMETHING);
  };
  walk(block);
  return parts.join("");
}

/** Whether a link's text is its URL, with or without angle brackets. */
function isAddress(node: Nodes, source: string): boolean {
  return node.type === "link" && source[startOf(node)] !== "[";
}

function withoutQuotes(text: string): string {
  return text.replace(QUOTED, (quoted) => SOMETHING.repeat(quoted.length));
}

function startOf(node: Nodes): number {
  return node.position?.start.offset ?? 0;
}

function endOf(node: Nodes): number {
  return node.position?.end.offset ?? 0;
}
