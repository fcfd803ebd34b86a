import type { Definition, Html, Image, Link, Nodes, Root } from "mdast";
import { visit } from "unist-util-visit";
import type { Edit } from "../../../model/diagnostic.js";

/** What becomes of an address: it stays, it leads elsewhere now, or it leads nowhere and is shown as text. */
export type LinkFate = { to: "same" } | { to: "new"; url: string } | { to: "nowhere" };

/** The edits that give links of a text their fate. No word of a link is lost, and no address. */
export function linkEdits(markdown: string, tree: Root, fateOf: (url: string) => LinkFate): Edit[] {
  const edits: Edit[] = [];
  visit(tree, (node) => {
    if (node.type === "html") edits.push(...imageTagEdits(node, fateOf));
    if (node.type !== "link" && node.type !== "image" && node.type !== "definition") return;
    const fate = fateOf(node.url);
    if (fate.to === "same") return;
    if (node.type === "definition") edits.push(definitionEdit(node, fate));
    else edits.push(...linkEdit(markdown, node, fate));
  });
  return edits;
}

/** Every address that a text links to or shows a picture from, once each. */
export function addressesIn(tree: Root): string[] {
  const urls = new Set<string>();
  linkEdits("", tree, (url) => {
    urls.add(url);
    return { to: "same" };
  });
  return [...urls];
}

type Changed = Exclude<LinkFate, { to: "same" }>;

function spanOf({ position }: Nodes): { start: number; end: number } {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}

function linkEdit(markdown: string, node: Link | Image, fate: Changed): Edit[] {
  const { start, end } = spanOf(node);
  const title = titleOf(node);
  if (node.type === "image") {
    const alt = (node.alt ?? "").replace(/[[\]]/g, "\\$&");
    return [
      { start, end, text: fate.to === "new" ? `![${alt}](${fate.url}${title})` : `${alt} ${code(node.url)}`.trim() },
    ];
  }
  // What is inside a link may be an image with a fate of its own.
  const [first] = node.children;
  const last = node.children.at(-1);
  if (!first || !last || markdown[start] !== "[")
    return [{ start, end, text: fate.to === "new" ? `<${fate.url}>` : code(node.url) }];
  const tail = { start: spanOf(last).end, end };
  if (fate.to === "new") return [{ ...tail, text: `](${fate.url}${title})` }];
  return [
    { start, end: spanOf(first).start, text: "" },
    { ...tail, text: ` (${code(node.url)})` },
  ];
}

function definitionEdit(node: Definition, fate: Changed): Edit {
  const { start, end } = spanOf(node);
  if (fate.to === "nowhere") return { start, end: start, text: "\\" };
  const title = titleOf(node);
  return { start, end, text: `[${node.label ?? node.identifier}]: ${fate.url}${title}` };
}

/** The title of a link, on one line. */
function titleOf({ title }: Link | Image | Definition): string {
  return title ? ` "${title.replace(/\s+/g, " ").replace(/["\\]/g, "\\$&")}"` : "";
}

/** Pictures that stand as tags of HTML. One that leads nowhere is left: no page shows it. */
function imageTagEdits(node: Html, fateOf: (url: string) => LinkFate): Edit[] {
  const { start } = spanOf(node);
  return [...node.value.matchAll(/<img\b[^<>]{0,1000}?\ssrc=(["'])([^"'<>]{1,500})\1/gi)].flatMap((match) => {
    const url = match[2] ?? "";
    const fate = fateOf(url);
    const at = start + match.index + match[0].length - 1 - url.length;
    return fate.to === "new" ? [{ start: at, end: at + url.length, text: fate.url }] : [];
  });
}

function code(url: string): string {
  const fence = "`".repeat(1 + Math.max(0, ...[...url.matchAll(/`+/g)].map(([run]) => run.length)));
  return fence.length > 1 ? `${fence} ${url} ${fence}` : `\`${url}\``;
}
