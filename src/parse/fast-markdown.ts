import type { Nodes, Parents, Root, Text } from "mdast";

/** A tree as the native parser hands it out: mdast, with text and leaf directives among the rest. */
interface NativeNode {
  type: string;
  value?: string;
  name?: string;
  attributes?: Record<string, unknown> | null;
  children?: NativeNode[];
  position?: Nodes["position"];
}

/** The native parser ships a binary for each platform. Where it has none, the reference parser does the work. */
const native = await import("satteri").catch(() => undefined);

/** Whether the native parser runs on this machine. */
export const hasNativeParser = native !== undefined;

/** What may open a text directive with a label, such as `:30Z[`. */
const LABEL = /:[^\s:[\]]*\[/g;

/** Labels nest, and the native parser's stack overflows at some ten thousand levels. */
const MOST_LABELS = 500;

/**
 * Parses Markdown with the native parser into the tree that the reference parser gives, some twenty times as fast.
 * @returns undefined where the two could differ, or there is no native parser: then the reference has to be asked
 */
export function parseFast(text: string): Root | undefined {
  // Without the sign of a container there is no directive to look for, and prose such as `10:45` stays prose.
  const directive = text.includes(":::");
  if (native === undefined || (directive && labelsIn(text) > MOST_LABELS)) return undefined;
  const features = { gfm: true, frontmatter: false, directive };
  return plain(native.markdownToMdast(text, { features }) as unknown as NativeNode, text) as Root | undefined;
}

/** How many labels of text directives there could be at most. */
export function labelsIn(text: string): number {
  return text.match(LABEL)?.length ?? 0;
}

/**
 * Copies a tree into plain objects. Text directives, which prose such as `10:45` is full of, become the text that they
 * stand for again; a leaf directive has no simple counterpart.
 */
function plain(node: NativeNode, text: string): Nodes | undefined {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node))
    if (key !== "children" && value !== null && value !== undefined) copy[key] = value;
  if (!node.children) return copy as unknown as Nodes;
  const children: Nodes[] = [];
  for (const child of node.children) {
    const next = child.type === "textDirective" ? sourceText(child, text) : plain(child, text);
    if (next === undefined || next.type === "leafDirective") return undefined;
    const last = children.at(-1);
    if (next.type === "text" && last?.type === "text") join(last, next);
    else children.push(next);
  }
  copy.children = children;
  return copy as unknown as Parents;
}

function sourceText({ position, attributes, children }: NativeNode, text: string): Text | undefined {
  if (position === undefined || (children?.length ?? 0) > 0 || Object.keys(attributes ?? {}).length > 0)
    return undefined;
  return { type: "text", value: text.slice(position.start.offset, position.end.offset), position };
}

function join(last: Text, next: Text): void {
  last.value += next.value;
  if (last.position && next.position) last.position = { start: last.position.start, end: next.position.end };
}
