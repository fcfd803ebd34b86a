import GithubSlugger from "github-slugger";
import type { Element, Root } from "hast";
import { toString as textOf } from "hast-util-to-string";
import rehypeSanitize from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import type { Body } from "../../../model/collection.js";
import { highlightCode } from "./highlight-code.js";
import type { LinkTargets } from "./link-targets.js";
import { blockHandlers } from "./node-handlers.js";
import { pairTags } from "./pair-tags.js";
import { placeImages } from "./place-images.js";
import { resolveLinks } from "./resolve-links.js";
import { HEADING_PREFIX, sanitizeSchema } from "./sanitize-schema.js";
import { tidyElements } from "./tidy-elements.js";
import { walkElements } from "./walk-elements.js";

/** A heading of a rendered body, for its table of contents. */
interface TocEntry {
  /** The id of the heading in the page. */
  id: string;
  text: string;
  /** 2 or 3. */
  depth: number;
}

export interface RenderedBody {
  /** Sanitised HTML. Templates print only this and SVG from `printSvg` unescaped. */
  html: string;
  toc: TocEntry[];
}

const toHtmlTree = unified()
  .use(remarkRehype, { handlers: blockHandlers, footnoteLabel: "Notes", footnoteLabelProperties: {} })
  .freeze();

const makeSafe = unified().use(rehypeSanitize, sanitizeSchema).freeze();

const printer = unified().use(rehypeStringify, { closeSelfClosing: false }).freeze();

/**
 * Renders the Markdown of a document. Raw HTML is shown as text but for a few tags, comments vanish, links lead to http, https, mailto or
 * pages and files of the site, images are those of the site.
 */
export function renderMarkdown(body: Pick<Body, "tree">, targets: LinkTargets): RenderedBody {
  const raw = toHtmlTree.runSync(body.tree) as Root;
  pairTags(raw);
  lowerTopHeadings(raw);
  resolveLinks(raw, body, targets);
  placeImages(raw, targets);
  const safe = makeSafe.runSync(raw) as Root;
  // After sanitising, so that no heading can take the id of another element of the page.
  linkHeadings(safe);
  tidyElements(safe);
  highlightCode(safe);
  dropDeadFragments(safe);
  return { html: printer.stringify(safe), toc: tocOf(safe) };
}

/** Moves headings down a level, because the page has its own `h1`. */
function lowerTopHeadings(tree: Root): void {
  walkElements(tree, (element) => {
    if (element.tagName === "h1") element.tagName = "h2";
  });
}

/** Gives headings an id and a link to themselves. By hand because the two plugins for it took a quarter of the time of a rendered body. */
function linkHeadings(tree: Root): void {
  const slugger = new GithubSlugger();
  walkElements(tree, (heading) => {
    // The heading of the notes has an id of its own.
    if (!/^h[1-6]$/.test(heading.tagName) || heading.properties.id) return;
    const id = HEADING_PREFIX + slugger.slug(textOf(heading));
    heading.properties.id = id;
    heading.children.push({
      type: "element",
      tagName: "a",
      properties: { className: ["permalink"], ariaLabel: "Link to this section", href: `#${id}` },
      children: [{ type: "text", value: "#" }],
    });
  });
}

/** A link to a heading that does not exist stays as text. */
function dropDeadFragments(tree: Root): void {
  const ids = new Set<string>();
  const links: Element[] = [];
  walkElements(tree, (element) => {
    if (typeof element.properties.id === "string") ids.add(element.properties.id);
    if (element.tagName === "a" && String(element.properties.href).startsWith("#")) links.push(element);
  });
  for (const link of links) if (!ids.has(String(link.properties.href).slice(1))) delete link.properties.href;
}

function tocOf(tree: Root): TocEntry[] {
  return tree.children.flatMap((node): TocEntry[] => {
    if (node.type !== "element" || !/^h[23]$/.test(node.tagName)) return [];
    const id = String(node.properties.id ?? "");
    if (!id.startsWith(HEADING_PREFIX)) return [];
    // The last child is the permalink.
    const text = node.children
      .slice(0, -1)
      .map((child) => ("children" in child || "value" in child ? textOf(child as Element) : ""));
    return [{ id, text: text.join("").trim(), depth: Number(node.tagName[1]) }];
  });
}
