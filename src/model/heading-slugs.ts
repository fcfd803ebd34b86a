import GithubSlugger, { slug } from "github-slugger";
import type { Nodes } from "mdast";
import { eachNode } from "../util/each-node.js";
import { htmlParts } from "../util/html-parts.js";
import { memoize } from "../util/memoize.js";
import type { Body } from "./collection.js";

/** What the headings of a body can be linked to by, as its page names them (without the prefix that the site adds). */
export const headingSlugs = memoize(({ tree }: Pick<Body, "tree">): ReadonlySet<string> => {
  const slugger = new GithubSlugger();
  const slugs = new Set<string>();
  eachNode(tree, (node) => {
    if (node.type === "heading") slugs.add(slugger.slug(shownText(node)));
  });
  return slugs;
});

/**
 * The heading that a link means: its name, or its text in any case and encoding, such as `#\u00dcbersicht`, `%C3%9C` or `#References`.
 * @param fragment what follows the `#`, as it is written
 */
export function findHeading(body: Pick<Body, "tree">, fragment: string): string | undefined {
  const slugs = headingSlugs(body);
  const decoded = decode(fragment);
  if (slugs.has(decoded)) return decoded;
  return slugsByKey(body).get(keyOf(slug(decoded)));
}

const slugsByKey = memoize((body: Pick<Body, "tree">): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const one of headingSlugs(body)) if (!found.has(keyOf(one))) found.set(keyOf(one), one);
  return found;
});

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Two ways to write one letter are one. */
function keyOf(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

/** The text of a heading as the page shows it: comments vanish, an image is its alternative text in brackets. */
function shownText(node: Nodes): string {
  if (node.type === "text" || node.type === "inlineCode") return node.value;
  if (node.type === "html")
    return htmlParts(node.value)
      .map((part) => ("text" in part ? part.text : ""))
      .join("");
  if (node.type === "image" || node.type === "imageReference") return node.alt ? `[Image: ${node.alt}]` : "[Image]";
  if (node.type === "break") return "\n";
  return "children" in node ? node.children.map(shownText).join("") : "";
}
