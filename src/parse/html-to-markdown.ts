import type { Element, Root } from "hast";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { visit } from "unist-util-visit";

/** Elements that are not part of a page's article. */
const AROUND = new Set([
  "nav",
  "header",
  "footer",
  "aside",
  "form",
  "script",
  "style",
  "noscript",
  "template",
  "iframe",
]);

/** Converts an HTML page to Markdown: its `article`, else its `main`, else its `body` without menus and forms. */
export function htmlToMarkdown(html: string): string {
  const processor = unified()
    .use(rehypeParse)
    .use(() => articleOf)
    .use(rehypeRemark)
    .use(remarkGfm)
    .use(remarkStringify, { bullet: "-", rule: "-", listItemIndent: "one" });
  return String(processor.processSync(html));
}

function articleOf(tree: Root): Root {
  let article: Element | undefined;
  for (const name of ["article", "main"])
    visit(tree, "element", (node) => {
      if (article === undefined && node.tagName === name) article = node;
    });
  const root: Root = { type: "root", children: article ? article.children : tree.children };
  visit(root, "element", (node, index, parent) => {
    // The header of an article contains its title.
    const isTitle = node.tagName === "header" && article !== undefined;
    if (!AROUND.has(node.tagName) || isTitle || index === undefined || !parent) return undefined;
    parent.children.splice(index, 1);
    return index;
  });
  return root;
}
