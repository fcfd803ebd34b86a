import { type LinkOf, markdownOfNodes, type NoteNumberOf, plainTextOf } from "./markdown-of-html.js";
import { type PageElement, type PageNode, readHtml } from "./read-html.js";

/** A section of a body as Markdown. */
export interface BodySection {
  /** As plain text; null for what stands above the first heading. */
  heading: string | null;
  /** Without the heading. */
  text: string;
}

/** A note at the end of a body. */
export interface BodyNote {
  /** The address of the note in the page: `#fn-s1`. */
  href: string;
  /** The addresses that it links to. */
  links: string[];
  /** As plain text. */
  plain: string;
  /** As Markdown. */
  text: string;
}

/** A rendered body: its notes, and its sections as Markdown with new numbers for the notes. */
export interface BodyParts {
  notes: BodyNote[];
  sections(numberOf: NoteNumberOf): BodySection[];
}

/** Takes apart the HTML of a body that this program has made. */
export function bodyParts(html: string, linkOf: LinkOf): BodyParts {
  const nodes = readHtml(html);
  const isNotes = (node: PageNode) => typeof node !== "string" && "data-footnotes" in node.attributes;
  const items = nodes.flatMap((node) => (typeof node === "string" || !isNotes(node) ? [] : elementsOf(node, "li")));
  const notes = items.map((item) => ({
    href: `#${item.attributes.id ?? ""}`,
    links: elementsOf(item, "a").flatMap(({ attributes }) =>
      attributes.href === undefined || "data-footnote-backref" in attributes ? [] : [attributes.href],
    ),
    plain: plainTextOf(item).trim(),
    text: markdownOfNodes(item.children, linkOf, () => null),
  }));
  return {
    notes,
    sections: (numberOf) => {
      const sections: { heading: string | null; nodes: PageNode[] }[] = [{ heading: null, nodes: [] }];
      for (const node of nodes) {
        if (isNotes(node)) continue;
        if (typeof node !== "string" && node.name === "h2")
          sections.push({ heading: plainTextOf(node).trim(), nodes: [] });
        else sections.at(-1)?.nodes.push(node);
      }
      return sections
        .map((one) => ({ heading: one.heading, text: markdownOfNodes(one.nodes, linkOf, numberOf) }))
        .filter(({ heading, text }) => heading !== null || text !== "");
    },
  };
}

/** The elements of a name inside another, in their order. */
function elementsOf({ children }: PageElement, name: string): PageElement[] {
  return children.flatMap((child) =>
    typeof child === "string"
      ? []
      : child.name === name
        ? [child, ...elementsOf(child, name)]
        : elementsOf(child, name),
  );
}
