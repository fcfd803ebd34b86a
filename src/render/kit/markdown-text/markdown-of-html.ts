import { codeSpan, escapeText, markdownLink, plainLine } from "./escape-text.js";
import { type PageElement, type PageNode, readHtml } from "./read-html.js";

/** Where an address in a page leads as Markdown; null where it stays text. */
export type LinkOf = (href: string) => string | null;

/** The number of the note that an address in a page leads to; null where the page numbers it. */
export type NoteNumberOf = (href: string) => number | null;

interface Context {
  linkOf: LinkOf;
  numberOf: NoteNumberOf;
  inTable: boolean;
  /** In a list, headings are lines of an entry. */
  inList: boolean;
}

/** Controls, menus and drawings: what is no text of the page. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "button",
  "dialog",
  "fieldset",
  "form",
  "input",
  "label",
  "nav",
  "noscript",
  "script",
  "select",
  "style",
  "svg",
  "template",
]);

/** The `main` of a page as Markdown. */
export function markdownOfPage(html: string, linkOf: LinkOf): string {
  const start = html.indexOf("<main");
  const end = html.lastIndexOf("</main>");
  return markdownOfHtml(start < 0 ? html : html.slice(start, end < 0 ? undefined : end), linkOf);
}

/** HTML that this program has made as Markdown, without what serves a screen only. */
export function markdownOfHtml(html: string, linkOf: LinkOf): string {
  return markdownOfNodes(readHtml(html), linkOf, () => null);
}

/** The same of a part of it. */
export function markdownOfNodes(nodes: readonly PageNode[], linkOf: LinkOf, numberOf: NoteNumberOf): string {
  return blocksOf(nodes, { linkOf, numberOf, inTable: false, inList: false }).join("\n\n");
}

/** The text of a part of it, without markup. */
export function plainTextOf(node: PageNode): string {
  if (typeof node === "string") return node;
  return isLeftOut(node) || isBackLink(node) ? "" : node.children.map(plainTextOf).join("");
}

/** From a note back to where it is referred to. */
function isBackLink({ attributes }: PageElement): boolean {
  return "data-footnote-backref" in attributes;
}

function isLeftOut({ name, attributes }: PageElement): boolean {
  if (LEFT_OUT.has(name) || "hidden" in attributes || attributes["aria-hidden"] === "true") return true;
  return attributes.class !== undefined && /(?:^| )(?:permalink|crumbs|only-print|skip)(?: |$)/.test(attributes.class);
}

/** What stands on lines of its own. Inline nodes side by side are a paragraph. */
function blocksOf(nodes: readonly PageNode[], context: Context): string[] {
  const blocks: string[] = [];
  addBlocks(nodes, context, blocks);
  return blocks;
}

function addBlocks(nodes: readonly PageNode[], context: Context, blocks: string[]): void {
  /** Where the nodes of the paragraph begin. */
  let start = 0;
  for (let at = 0; at <= nodes.length; at++) {
    const node = nodes[at];
    if (node !== undefined && (typeof node === "string" || !node.hasBlocks)) continue;
    // Most of what is between blocks is the line break between their tags.
    const isBlank = at === start || (at === start + 1 && isSpace(nodes[start] as PageNode));
    const text = isBlank ? "" : paragraphOf(nodes.slice(start, at), context);
    if (text !== "") blocks.push(text);
    if (node !== undefined && !isLeftOut(node)) addBlock(node, context, blocks);
    start = at + 1;
  }
}

function isSpace(node: PageNode): boolean {
  return typeof node === "string" && node.trim() === "";
}

function addBlock(element: PageElement, context: Context, blocks: string[]): void {
  const block = blockOf(element, context);
  if (block === null) addBlocks(element.children, context, blocks);
  else if (block !== "") blocks.push(block);
}

/** The one block that an element is; null where it only holds blocks. */
function blockOf(element: PageElement, context: Context): string | null {
  const { name, children } = element;
  switch (name) {
    case "h1":
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6": {
      const text = inlineOf(children, context);
      if (text === "") return "";
      return context.inList ? `**${text}**` : `${"#".repeat(Number(name[1]))} ${text}`;
    }
    case "hr":
      return "---";
    case "pre":
      return fenced(element);
    case "blockquote":
      return prefixed(blocksOf(children, context).join("\n\n"), "> ");
    case "ul":
    case "ol":
      return listOf(element, context);
    case "dl":
      return definitionsOf(element, context);
    case "table":
      return tableOf(element, context);
    case "summary": {
      const text = inlineOf(children, context);
      return text === "" ? "" : `**${text}**`;
    }
    default:
      return null;
  }
}

function paragraphOf(nodes: readonly PageNode[], context: Context): string {
  const text = inlineOf(nodes, context);
  if (!text.includes("\n")) return plainLine(text.trim());
  return text
    .split("\n")
    .map((line) => plainLine(line.trim()))
    .join("\n");
}

/** Elements that a style sheet may keep apart, so that in text a space has to. */
const APART: ReadonlySet<string> = new Set(["a", "dd", "div", "dt", "p", "small", "span", "time"]);

function inlineOf(nodes: readonly PageNode[], context: Context): string {
  let text = "";
  for (const node of nodes) {
    const isText = typeof node === "string";
    const piece = isText ? escapeText(node) : isLeftOut(node) ? "" : inlineElement(node, context);
    if (!isText && APART.has(node.name) && /[\p{L}\p{N}.)]/u.test(text.slice(-1)) && /^[[\p{L}\p{N}]/u.test(piece))
      text += " ";
    text += piece;
  }
  return text.includes("  ") ? text.replace(/ {2,}/g, " ") : text;
}

function inlineElement(element: PageElement, context: Context): string {
  const { name, attributes, children } = element;
  const inner = () => inlineOf(children, context);
  switch (name) {
    case "br":
      return context.inTable ? " " : "\\\n";
    case "img":
      return imageOf(attributes, context);
    case "code":
    case "kbd":
    case "samp": {
      const code = codeSpan(textOf(element));
      return context.inTable ? code.replaceAll("|", "\\|") : code;
    }
    case "strong":
    case "b":
      return wrapped(inner(), "**");
    case "em":
    case "i":
      return wrapped(inner(), "*");
    case "del":
      return wrapped(inner(), "~~");
    case "a": {
      if (isBackLink(element)) return "";
      if ("data-footnote-ref" in attributes)
        return `\\[${context.numberOf(attributes.href ?? "")?.toString() ?? inner()}\\]`;
      const text = inner().trim();
      const url = attributes.href === undefined || text === "" ? null : context.linkOf(attributes.href);
      return url === null ? text : markdownLink(text, url);
    }
    default:
      return inner();
  }
}

function imageOf(attributes: PageElement["attributes"], { linkOf }: Context): string {
  const url = attributes.src === undefined ? null : linkOf(attributes.src);
  const alt = escapeText(attributes.alt ?? "");
  return url === null ? (alt === "" ? "" : `\\[Image: ${alt}\\]`) : `!${markdownLink(alt, url)}`;
}

/** Emphasis marks stand at words, and not at spaces. */
function wrapped(text: string, mark: string): string {
  const [, before = "", inside = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return inside === "" ? text : `${before}${mark}${inside}${mark}${after}`;
}

function textOf(node: PageNode): string {
  return typeof node === "string" ? node : node.children.map(textOf).join("");
}

function fenced(element: PageElement): string {
  const code = textOf(element).replace(/\n$/, "");
  const inner = element.children.find((child): child is PageElement => typeof child !== "string");
  const language = /(?:^| )language-([a-z0-9+-]+)/i.exec(inner?.attributes.class ?? "")?.[1] ?? "";
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}

function listOf({ name, attributes, children }: PageElement, context: Context): string {
  const items = children.filter((child): child is PageElement => typeof child !== "string" && child.name === "li");
  const first = Number(attributes.start ?? 1) || 1;
  return items
    .filter((item) => !isLeftOut(item))
    .map((item, at) => {
      const mark = name === "ol" ? `${first + at}. ` : "- ";
      const text = entryOf(item.children, context);
      return text === "" ? "" : `${mark}${prefixed(text, " ".repeat(mark.length)).trimStart()}`;
    })
    .filter((item) => item !== "")
    .join("\n");
}

/** An entry of a list. Its lines stay together; lists, tables and code in it stand apart. */
function entryOf(children: readonly PageNode[], context: Context): string {
  const box = children.find((child): child is PageElement => typeof child !== "string" && child.name === "input");
  const task = box === undefined ? "" : `[${"checked" in box.attributes ? "x" : " "}] `;
  const blocks = blocksOf(children, { ...context, inList: true });
  const isApart = (block: string | undefined) => block !== undefined && /^(?:[-|>`]|\d+\. )/.test(block);
  const text = blocks.reduce((all, block, at) => {
    if (at === 0) return block;
    const isList = /^(?:- |\d+\. )/.test(block);
    return `${all}${!isList && (isApart(block) || isApart(blocks[at - 1])) ? "\n\n" : "\n"}${block}`;
  }, "");
  return `${task}${text}`;
}

function definitionsOf(list: PageElement, context: Context): string {
  const lines: string[] = [];
  const visit = (children: readonly PageNode[]) => {
    for (const child of children) {
      if (typeof child === "string" || isLeftOut(child)) continue;
      if (child.name === "dt") lines.push(`- **${inlineOf(flat(child), context).trim()}**:`);
      else if (child.name === "dd") {
        const blocks = blocksOf(child.children, { ...context, inList: true });
        const [first = "", ...others] = blocks;
        const isInline = !/^(?:[-|>`]|\d+\. )/.test(first);
        const at = lines.length - 1;
        if (at < 0 || (first === "" && others.length === 0)) continue;
        const rest = isInline ? others : blocks;
        lines[at] = [
          isInline ? `${lines[at]} ${prefixed(first, "  ").trimStart()}` : lines[at],
          ...rest.map((block) => prefixed(block, "  ")),
        ].join("\n");
      } else visit(child.children);
    }
  };
  visit(list.children);
  return lines.join("\n");
}

/** Block elements inside a cell or a term are read as inline. */
function flat(element: PageElement): PageNode[] {
  return element.children.flatMap((child): PageNode[] => {
    if (typeof child === "string" || !child.hasBlocks) return [child];
    if (isLeftOut(child)) return [];
    return [" ", ...flat(child), " "];
  });
}

function tableOf(table: PageElement, context: Context): string {
  const rows: string[][] = [];
  let heads = 0;
  const visit = (children: readonly PageNode[], isHead: boolean) => {
    for (const child of children) {
      if (typeof child === "string" || isLeftOut(child)) continue;
      if (child.name === "tr") {
        const cells = child.children.filter((cell): cell is PageElement => typeof cell !== "string");
        rows.push(
          cells.map((cell) =>
            inlineOf(flat(cell), { ...context, inTable: true })
              .trim()
              .replaceAll("\n", " "),
          ),
        );
        if (isHead) heads = 1;
      } else if (child.name !== "caption") visit(child.children, child.name === "thead");
    }
  };
  visit(table.children, false);
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width === 0) return "";
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, at) => cells[at] ?? "").join(" | ")} |`;
  const [head = [], body] = heads === 1 ? [rows[0], rows.slice(1)] : [[], rows];
  const caption = table.children.find(
    (child): child is PageElement => typeof child !== "string" && child.name === "caption",
  );
  const title = caption === undefined || isLeftOut(caption) ? "" : inlineOf(caption.children, context).trim();
  return `${title === "" ? "" : `${plainLine(title)}\n\n`}${[line(head), line(Array(width).fill("---")), ...body.map(line)].join("\n")}`;
}

function prefixed(text: string, prefix: string): string {
  if (text !== "" && !text.includes("\n")) return prefix + text;
  return text
    .split("\n")
    .map((line) => (line === "" ? prefix.trimEnd() : `${prefix}${line}`))
    .join("\n");
}
