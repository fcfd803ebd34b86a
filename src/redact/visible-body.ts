import type { Nodes, Root } from "mdast";
import type { Body } from "../model/collection.js";
import { eachNode } from "../util/each-node.js";

/**
 * A body without its `:::internal` blocks, and with links to hidden files turned into text; the body itself where it
 * has neither. Places of what is left are not kept: nothing behind this stage points at the source.
 * @param leadsToHidden whether an address of the body leads to a file that the audience may not see
 */
export function visibleBody(body: Body, leadsToHidden: (url: string) => boolean): Body {
  if (!mayHide(body, leadsToHidden)) return body;
  const visible = () => withoutHidden(body, leadsToHidden);
  const seen = visible();
  if (seen === null) return body;
  // Trees are not kept, so that those of a whole collection are never in memory together.
  const { text } = seen;
  return {
    get tree() {
      return (visible() ?? body).tree;
    },
    text,
    get headings() {
      return (visible() ?? body).headings;
    },
    get sections() {
      return body.sections;
    },
    get links() {
      return (visible() ?? body).links;
    },
    containerFaults: [],
  };
}

/** A quick answer without a tree, which is wrong only where it says yes. */
function mayHide({ text, links, containerFaults }: Body, leadsToHidden: (url: string) => boolean): boolean {
  return text.includes(":::") || containerFaults.length > 0 || links.some(({ url }) => leadsToHidden(url));
}

/** What is left of a body; null: all of it. */
function withoutHidden(
  body: Body,
  leadsToHidden: (url: string) => boolean,
): Pick<Body, "tree" | "text" | "headings" | "links"> | null {
  const { tree } = body;
  const uncertain = new Set(uncertainPart(body, tree));
  const hidden: Nodes[] = [];
  const hiddenUrls: string[] = [];
  eachNode(tree, (node) => {
    if ("url" in node && leadsToHidden(node.url)) hiddenUrls.push(node.url);
    if (!uncertain.has(node) && !isHiddenBlock(node)) return true;
    hidden.push(node);
    return false;
  });
  if (hidden.length === 0 && hiddenUrls.length === 0) return null;
  const inside = new Set<Nodes>();
  for (const top of hidden) eachNode(top, (node) => inside.add(node));
  // A footnote that is internal takes its references with it.
  const footnotes = new Set([...inside].flatMap((node) => (node.type === "footnoteDefinition" ? node.identifier : [])));
  eachNode(tree, (node) => {
    if (node.type === "footnoteReference" && footnotes.has(node.identifier)) inside.add(node);
  });
  // The lists name nodes of the tree in its order.
  const headings: boolean[] = [];
  const links: boolean[] = [];
  eachNode(tree, (node) => {
    if (node.type === "heading") headings.push(inside.has(node));
    if (node.type === "link" || node.type === "image" || node.type === "definition")
      links.push(inside.has(node) || leadsToHidden(node.url));
  });
  return {
    tree: without(tree, inside, leadsToHidden) as Root,
    text: hiddenUrls.reduce((text, url) => text.replaceAll(url, ""), textWithout(body.text, hidden)),
    headings: body.headings.filter((_, index) => headings[index] !== true),
    links: body.links.filter((_, index) => links[index] !== true),
  };
}

/** Whether a node of a body is a block that the public does not see. */
export function isHiddenBlock(node: object): boolean {
  return "type" in node && node.type === "containerDirective" && "name" in node && node.name === "internal";
}

/** The nodes from the first line with `:::` on, where such a line is wrong: it is uncertain what was meant to be internal. */
function uncertainPart({ text, containerFaults }: Body, tree: Root): Nodes[] {
  if (containerFaults.every(({ isWarning }) => isWarning)) return [];
  const colons = text.search(/:::/);
  const first = Math.min(...containerFaults.map(({ start }) => start), colons < 0 ? text.length : colons);
  return tree.children.filter(({ position }) => (position?.end.offset ?? text.length) > first);
}

/** A copy of a node. A link without an address is printed as its text. */
function without(node: Nodes, hidden: ReadonlySet<Nodes>, leadsToHidden: (url: string) => boolean): Nodes {
  const { position: _, ...copy } = node;
  if ("url" in copy && leadsToHidden(copy.url)) copy.url = "";
  if (!("children" in copy)) return copy as Nodes;
  const children = (copy.children as Nodes[]).filter((child) => !hidden.has(child));
  return { ...copy, children: children.map((child) => without(child, hidden, leadsToHidden)) } as Nodes;
}

function textWithout(text: string, hidden: readonly Nodes[]): string {
  let [kept, at] = ["", 0];
  for (const { position } of hidden) {
    kept += text.slice(at, position?.start.offset ?? at);
    at = position?.end.offset ?? at;
  }
  return kept + text.slice(at);
}
