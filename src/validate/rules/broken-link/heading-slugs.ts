import GithubSlugger from "github-slugger";
import type { Nodes } from "mdast";
import { visit } from "unist-util-visit";
import type { Body } from "../../../model/collection.js";
import { memoize } from "../../../util/memoize.js";

/** What the headings of a body can be linked to by, as its page names them (without the prefix that the site adds). */
export const headingSlugs = memoize(({ tree }: Body): ReadonlySet<string> => {
  const slugger = new GithubSlugger();
  const slugs = new Set<string>();
  visit(tree, "heading", (heading) => {
    slugs.add(slugger.slug(shownText(heading)));
  });
  return slugs;
});

/** The text of a heading as the page shows it: comments vanish, an image is its alternative text in brackets. */
function shownText(node: Nodes): string {
  if (node.type === "text" || node.type === "inlineCode") return node.value;
  if (node.type === "html") return node.value.replace(/<!--[\s\S]*?(-->|$)/g, "");
  if (node.type === "image" || node.type === "imageReference") return node.alt ? `[Image: ${node.alt}]` : "[Image]";
  if (node.type === "break") return "\n";
  return "children" in node ? node.children.map(shownText).join("") : "";
}
