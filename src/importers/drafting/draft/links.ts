import type { Definition, Html, Image, Link, Nodes, Root } from "mdast";
import { visit } from "unist-util-visit";
import type { Edit } from "../../../model/diagnostic.js";

/** What becomes of an address: it stays, it leads elsewhere now, or it leads nowhere and is shown as text. */
export type LinkTarget = { to: "same" } | { to: "new"; url: string } | { to: "nowhere" };

/** The edits that give links of a text their target. No word of a link is lost, and no address. */
export function linkEdits(markdown: string, tree: Root, targetOf: (url: string) => LinkTarget): Edit[] {
  const edits: Edit[] = [];
  visit(tree, (node) => {
    if (node.type === "html") edits.push(...imageTagEdits(node, targetOf));
    if (node.type !== "link" && node.type !== "image" && node.type !== "definition") return;
    const target = targetOf(node.url);
    if (target.to === "same") return;
    if (node.type === "definition") edits.push(definitionEdit(node, target));
    else edits.push(...linkEdit(markdown, node, target));
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

type Changed = Exclude<LinkTarget, { to: "same" }>;

function spanOf({ position }: Nodes): { start: number; end: number } {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}

function linkEdit(markdown: string, node: Link | Image, target: Changed): Edit[] {
  const { start, end } = spanOf(node);
  const title = titleOf(node);
  if (node.type === "image") {
    const alt = (node.alt ?? "").replace(/[[\]]/g, "\\$&");
    return [
      {
        start,
        end,
        text: target.to === "new" ? `![${alt}](${target.url}${title})` : `${alt} ${code(node.url)}`.trim(),
      },
    ];
  }
  // What is inside a link may be an image with a target of its own.
  const [first] = node.children;
  const last = node.children.at(-1);
  if (!first || !last || markdown[start] !== "[")
    return [{ start, end, text: target.to === "new" ? `<${target.url}>` : code(node.url) }];
  const tail = { start: spanOf(last).end, end };
  if (target.to === "new") return [{ ...tail, text: `](${target.url}${title})` }];
  return [
    { start, end: spanOf(first).start, text: "" },
    { ...tail, text: ` (${code(node.url)})` },
  ];
}

function definitionEdit(node: Definition, target: Changed): Edit {
  const { start, end } = spanOf(node);
  if (target.to === "nowhere") return { start, end: start, text: "\\" };
  const title = titleOf(node);
  return { start, end, text: `[${node.label ?? node.identifier}]: ${target.url}${title}` };
}

/** The title of a link, on one line. */
function titleOf({ title }: Link | Image | Definition): string {
  return title ? ` "${title.replace(/\s+/g, " ").replace(/["\\]/g, "\\$&")}"` : "";
}

/** Pictures that stand as tags of HTML. One that leads nowhere is left: no page shows it. */
function imageTagEdits(node: Html, targetOf: (url: string) => LinkTarget): Edit[] {
  const { start } = spanOf(node);
  return [...node.value.matchAll(/<img\b[^<>]{0,1000}?\ssrc=(["'])([^"'<>]{1,500})\1/gi)].flatMap((match) => {
    const url = match[2] ?? "";
    const target = targetOf(url);
    const at = start + match.index + match[0].length - 1 - url.length;
    return target.to === "new" ? [{ start: at, end: at + url.length, text: target.url }] : [];
  });
}

function code(url: string): string {
  const fence = "`".repeat(1 + Math.max(0, ...[...url.matchAll(/`+/g)].map(([run]) => run.length)));
  return fence.length > 1 ? `${fence} ${url} ${fence}` : `\`${url}\``;
}
