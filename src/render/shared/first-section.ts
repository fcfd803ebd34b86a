import type { Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { sameHeading } from "../../model/sections.js";
import { sentencesOf } from "../../util/sentences.js";
import type { LinkTargets } from "../kit/markdown/link-targets.js";
import { type RenderedBody, renderMarkdown } from "../kit/markdown/render-markdown.js";

/** The body of a document in two parts, because the page shows one section before its figures and the others after them. */
export interface PartedBody {
  /** The first section with its heading; null where there is none. */
  first: string | null;
  /** The first sentence of the first section, as plain text; null where it does not begin with a paragraph. */
  sentence: string | null;
  /** The first section without a first paragraph that is this sentence alone, for pages that show the sentence above it. */
  firstBelowSentence: string | null;
  /** The other sections, with their table of contents. */
  rest: RenderedBody;
  /** All of it, the first section first. */
  html: string;
}

/** Which section comes first. */
export interface FirstSection {
  heading: string;
  /** Whether the text above the first heading stands in for a section that is absent. */
  orOpening: boolean;
}

/** Renders a body with the section of a heading first, wherever the author has it. Notes stay at the end of the whole. */
export function partedBody(body: Root, { heading, orOpening }: FirstSection, targets: LinkTargets): PartedBody {
  const [first, others] = sectionApart(body, heading) ?? [[], body.children];
  const [opening, below] = first.length === 0 && orOpening ? openingApart(others) : [first, others];
  const whole = renderMarkdown({ tree: { ...body, children: [...opening, ...below] } }, targets);
  const { sentence, isParagraph } = firstSentence(opening);
  const parts = (first: string | null, rest: RenderedBody): PartedBody => ({
    first,
    sentence,
    // The printer writes paragraphs without attributes, and they do not nest.
    firstBelowSentence: isParagraph ? (first?.replace(/<p>[\s\S]*?<\/p>\n?/, "") ?? null) : first,
    rest,
    html: whole.html,
  });
  if (opening.length === 0) return parts(null, whole);
  const own = opening[0]?.type === "heading" ? 1 : 0;
  const next = whole.toc.findIndex(({ depth }, at) => at >= own && depth === 2);
  // The printer writes the id first, and ids are unique in the page.
  const cut = next < 0 ? -1 : whole.html.indexOf(`<h2 id="${whole.toc[next]?.id}"`);
  if (cut < 0) return parts(whole.html, { html: "", toc: [] });
  return parts(whole.html.slice(0, cut), { html: whole.html.slice(cut), toc: whole.toc.slice(next) });
}

type Parts = [part: RootContent[], others: RootContent[]];

/** The nodes of the section with a heading, and all others; null where no section has it. */
function sectionApart({ children }: Root, heading: string): Parts | null {
  const start = children.findIndex(
    (node) => node.type === "heading" && node.depth === 2 && sameHeading(textOf(node), heading),
  );
  if (start < 0) return null;
  const length = children.slice(start + 1).findIndex(beginsSection);
  const end = length < 0 ? children.length : start + 1 + length;
  return [children.slice(start, end), [...children.slice(0, start), ...children.slice(end)]];
}

function openingApart(nodes: RootContent[]): Parts {
  const end = nodes.findIndex(beginsSection);
  return end < 0 ? [nodes, []] : [nodes.slice(0, end), nodes.slice(end)];
}

function beginsSection(node: RootContent): boolean {
  return node.type === "heading" && node.depth <= 2;
}

/** The first sentence, and whether it is a plain paragraph of its own with others after it, which loses nothing as text. */
function firstSentence(nodes: readonly RootContent[]): { sentence: string | null; isParagraph: boolean } {
  const [node, ...others] = nodes.filter(({ type }) => type !== "heading");
  if (node?.type !== "paragraph") return { sentence: null, isParagraph: false };
  const all = sentencesOf(textOf(node));
  const isPlain = node.children.every(({ type }) => type === "text");
  return { sentence: all[0] || null, isParagraph: all.length === 1 && isPlain && others.length > 0 };
}
