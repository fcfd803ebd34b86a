import type { Nodes, Parents, Root, Text } from "mdast";
import { deepNode } from "./deep-node.js";

/** A tree from the native parser: mdast, also with text and leaf directives. */
interface NativeNode {
  type: string;
  value?: string;
  name?: string;
  attributes?: Record<string, unknown> | null;
  children?: NativeNode[];
  position?: Nodes["position"];
}

/** The native parser needs a binary for the platform. Without one, the reference parser is used. */
const native = await import("satteri").catch(() => undefined);

/** Whether the native parser runs on this machine. */
export const hasNativeParser = native !== undefined;

/**
 * Parses Markdown with the native parser into the same tree as the reference parser, about 20 times as fast. A tree that
 * is nested too deeply is returned as the parser made it.
 * @returns undefined if the two could differ, or there is no native parser: use the reference parser then
 */
export function parseFast(text: string): Root | undefined {
  if (native === undefined) return undefined;
  // Without `:::` there is no container, so directives are off and prose such as `10:45` stays text.
  const features = { gfm: true, frontmatter: false, directive: text.includes(":::") };
  const tree = native.markdownToMdast(text, { features }) as unknown as NativeNode;
  // Copying is recursive, so the depth is checked before.
  if (deepNode(tree as unknown as Root)) return tree as unknown as Root;
  return plain(tree, text) as Root | undefined;
}

/**
 * Copies a tree into plain objects. Text directives, such as in `10:45`, become their source text again.
 * @returns undefined for a leaf directive, which cannot be converted
 */
function plain(node: NativeNode, text: string): Nodes | undefined {
  const copy: Record<string, unknown> = {};
  // A list of keys and values would be most of the garbage of a parsed body.
  for (const key in node) {
    const value = key === "children" ? null : node[key as keyof NativeNode];
    if (value !== null && value !== undefined) copy[key] = value;
  }
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
