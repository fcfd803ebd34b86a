import type { Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Drill } from "../../../model/collection.js";
import { requiredHeadings, sameHeading } from "../../../model/sections.js";
import { type RenderedBody, renderMarkdown } from "../../kit/markdown/render-markdown.js";
import { rootFrom } from "../../shared/paths.js";
import type { Site } from "../../shared/site-model.js";

/** The body of a drill in two parts: the hypothesis, and then the rest. */
export interface DrillNarrative {
  /** The section of the hypothesis with its heading; null where there is none. */
  hypothesis: string | null;
  /** The heading that the collection gives it. */
  heading: string;
  /** The other sections, with their table of contents. */
  rest: RenderedBody;
  /** The whole body, the hypothesis first. */
  html: string;
}

/** Renders the body with the hypothesis moved to the front. Footnotes stay at the end. */
export function narrativeOf(site: Site, { body, source }: Drill, path: string): DrillNarrative {
  const heading = requiredHeadings("drill", site.graph.collection.config)[0] ?? "Hypothesis";
  const [first, others] = parted(body.tree, heading);
  const tree: Root = { ...body.tree, children: [...first, ...others] };
  const { pageOfFile: pageOf, imageOfFile: imageOf } = site;
  const whole = renderMarkdown({ tree }, { file: source.path, root: rootFrom(path), pageOf, imageOf });
  if (first.length === 0) return { hypothesis: null, heading, rest: whole, html: whole.html };
  const next = whole.toc.findIndex(({ depth }, at) => at > 0 && depth === 2);
  // The printer writes the id first, and ids are unique in the page.
  const cut = next < 0 ? -1 : whole.html.indexOf(`<h2 id="${whole.toc[next]?.id}"`);
  if (cut < 0) return { hypothesis: whole.html, heading, rest: { html: "", toc: [] }, html: whole.html };
  return {
    hypothesis: whole.html.slice(0, cut),
    heading,
    rest: { html: whole.html.slice(cut), toc: whole.toc.slice(next) },
    html: whole.html,
  };
}

/** The nodes of the section with a heading, and all others. */
function parted(tree: Root, heading: string): [section: Root["children"], others: Root["children"]] {
  const start = tree.children.findIndex(
    (node) => node.type === "heading" && node.depth === 2 && sameHeading(textOf(node), heading),
  );
  if (start < 0) return [[], tree.children];
  const length = tree.children.slice(start + 1).findIndex((node) => node.type === "heading" && node.depth <= 2);
  const end = length < 0 ? tree.children.length : start + 1 + length;
  return [tree.children.slice(start, end), [...tree.children.slice(0, start), ...tree.children.slice(end)]];
}
