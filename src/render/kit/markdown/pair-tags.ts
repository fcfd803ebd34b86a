import type { Element, ElementContent, Root } from "hast";
import type { HtmlPart } from "../../../util/html-parts.js";

/** Stands in the tree for a tag of raw HTML until its other half is found. */
const MARK = "inquest-tag";
/** Tags nested deeper stay text, so that no later step runs out of stack. */
const MAX_DEPTH = 16;
const INLINE: ReadonlySet<string> = new Set(["sub", "sup", "kbd", "br"]);

/** A mark for a tag, which `pairTags` replaces. */
export function tagMark({ tag, isClosing, source }: Extract<HtmlPart, { tag: string }>, isInBlock: boolean): Element {
  return { type: "element", tagName: MARK, properties: { tag, isClosing, source, isInBlock }, children: [] };
}

/** Joins marks of an opening and a closing tag among the same siblings to an element. Others become the text that they are. */
export function pairTags(tree: Root): void {
  const visit = (parent: Root | Element): void => {
    for (const child of parent.children) if (child.type === "element" && child.tagName !== MARK) visit(child);
    if (parent.children.some(isMark)) parent.children = paired(parent.children as ElementContent[], parent);
  };
  visit(tree);
}

function isMark(node: { type: string; tagName?: string }): node is Element {
  return node.type === "element" && node.tagName === MARK;
}

interface Open {
  mark: Element;
  children: ElementContent[];
}

function paired(nodes: readonly ElementContent[], parent: Root | Element): ElementContent[] {
  const root: ElementContent[] = [];
  const stack: Open[] = [];
  const top = () => stack.at(-1)?.children ?? root;
  const asText = ({ mark, children }: Open) => void top().push(sourceOf(mark), ...children);
  for (const node of nodes) {
    if (!isMark(node)) {
      top().push(node);
      continue;
    }
    const { tag, isClosing } = node.properties;
    const depth = stack.findLastIndex(({ mark }) => mark.properties.tag === tag);
    if (tag === "br") top().push(isClosing ? sourceOf(node) : box("br", []));
    else if (!isClosing && stack.length < MAX_DEPTH) stack.push({ mark: node, children: [] });
    else if (!isClosing || depth < 0) top().push(sourceOf(node));
    else {
      for (let inner = stack.pop(); inner; inner = stack.pop()) {
        if (stack.length === depth) {
          const outer = stack.at(-1)?.mark.properties.tag;
          if (tag === "summary" && outer !== "details") {
            asText(inner);
            top().push(sourceOf(node));
          } else top().push(box(String(tag), tag === "details" ? asBlocks(inner.children) : trimmed(inner.children)));
          break;
        }
        asText(inner);
      }
    }
  }
  for (let rest = stack.pop(); rest; rest = stack.pop()) asText(rest);
  return nodes.some((node) => isMark(node) && node.properties.isInBlock === true) && holdsBlocks(parent)
    ? asBlocks(root)
    : root;
}

function holdsBlocks(parent: Root | Element): boolean {
  return parent.type === "root" || ["div", "blockquote", "li", "details"].includes(parent.tagName);
}

/** Puts what stands loose among blocks into paragraphs. */
function asBlocks(nodes: readonly ElementContent[]): ElementContent[] {
  const blocks: ElementContent[] = [];
  let loose: ElementContent[] = [];
  const close = () => {
    if (loose.some((node) => node.type === "element" || (node.type === "text" && node.value.trim() !== "")))
      blocks.push(box("p", trimmed(loose)));
    loose = [];
  };
  for (const node of nodes)
    if (node.type === "text" || (node.type === "element" && INLINE.has(node.tagName))) loose.push(node);
    else {
      close();
      blocks.push(node);
    }
  close();
  return blocks;
}

/** Without the line breaks between blocks at either end. */
function trimmed(nodes: readonly ElementContent[]): ElementContent[] {
  const isBlank = (node: ElementContent | undefined) => node?.type === "text" && node.value.trim() === "";
  let [from, to] = [0, nodes.length];
  while (from < to && isBlank(nodes[from])) from++;
  while (to > from && isBlank(nodes[to - 1])) to--;
  return nodes.slice(from, to);
}

function sourceOf({ properties: { source } }: Element): ElementContent {
  return { type: "text", value: String(source) };
}

function box(tagName: string, children: ElementContent[]): Element {
  return { type: "element", tagName, properties: {}, children };
}
