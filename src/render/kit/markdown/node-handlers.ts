import type { ElementContent } from "hast";
import type { Blockquote, Html, Image, ImageReference, Nodes, Parents } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";
import type { Options } from "remark-rehype";
import { htmlParts } from "../../../util/html-parts.js";
import { tagMark } from "./pair-tags.js";

type Handlers = NonNullable<Options["handlers"]>;
type State = Parameters<NonNullable<Handlers["html"]>>[0];

/** Handlers for nodes that remark-rehype would turn into something else. */
export const blockHandlers: Handlers = {
  /** Raw HTML is shown as the text it is, but for the tags that are kept, which `pairTags` joins. Comments vanish. */
  html(_state: State, node: Html, parent: Parents | undefined): ElementContent[] {
    const isInBlock = isBlock(parent);
    const parts = htmlParts(node.value).map((part) =>
      // A line of text cannot hold a block.
      "tag" in part && !isInBlock && /^(?:details|summary)$/.test(part.tag) ? { text: part.source } : part,
    );
    if (isInBlock && parts.every((part) => "text" in part)) {
      const value = parts.map((part) => ("text" in part ? part.text : "")).join("");
      return value.trim() === "" ? [] : [element("p", {}, [{ type: "text", value }])];
    }
    return parts.map((part) => ("tag" in part ? tagMark(part, isInBlock) : { type: "text", value: part.text }));
  },
  /** GitHub's alerts: a quote whose first line is `[!NOTE]`. */
  blockquote(state: State, node: Blockquote): ElementContent {
    const kind = alertOf(node);
    const children = state.wrap(state.all(kind ? withoutMark(node) : node), true);
    if (!kind) return { type: "element", tagName: "blockquote", properties: {}, children };
    const label = element("p", { className: ["callout-label"] }, [{ type: "text", value: ALERTS[kind] ?? kind }]);
    return element("div", { className: ["callout", `callout-${kind}`] }, [label, ...children]);
  },
  /** `:::internal` is marked as such; what is in any other container is shown as it is. */
  containerDirective(state: State, node: ContainerDirective): ElementContent[] | ElementContent {
    const children = state.all(node as unknown as Parents) as ElementContent[];
    if (node.name !== "internal") return children;
    const label = element("p", { className: ["internal-label"] }, [{ type: "text", value: "Internal" }]);
    return element("div", { className: ["internal"] }, [label, ...children]);
  },
  /** Images stay as written; `placeImages` decides which of them are shown. */
  image: (_state: State, { url, alt, title }: Image) => imageElement(url, alt, title),
  imageReference(state: State, { identifier, alt }: ImageReference): ElementContent {
    const definition = state.definitionById.get(identifier.toUpperCase());
    return imageElement(definition?.url ?? "", alt, definition?.title);
  },
};

const ALERTS: Readonly<Record<string, string>> = {
  note: "Note",
  tip: "Tip",
  important: "Important",
  warning: "Warning",
  caution: "Caution",
};
/** The names of callouts as classes of their element. */
export const CALLOUT_CLASSES: readonly string[] = ["callout", ...Object.keys(ALERTS).map((kind) => `callout-${kind}`)];
const ALERT_MARK = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;

function alertOf({ children: [first] }: Blockquote): string | undefined {
  const text = first?.type === "paragraph" ? first.children[0] : undefined;
  return text?.type === "text" ? ALERT_MARK.exec(text.value)?.[1]?.toLowerCase() : undefined;
}

/** A copy of an alert without the line that makes it one. */
function withoutMark(node: Blockquote): Blockquote {
  const [first, ...others] = node.children;
  if (first?.type !== "paragraph" || first.children[0]?.type !== "text") return node;
  const [text, ...rest] = first.children;
  const value = text.value.replace(ALERT_MARK, "");
  // A line break written as one follows the mark as a node of its own.
  const kept = value === "" ? rest.slice(rest[0]?.type === "break" ? 1 : 0) : [{ ...text, value }, ...rest];
  return { ...node, children: kept.length === 0 ? others : [{ ...first, children: kept }, ...others] };
}

function imageElement(src: string, alt: string | null | undefined, title: string | null | undefined): ElementContent {
  const properties = { src, alt: alt ?? "", ...(title ? { title } : {}) };
  return { type: "element", tagName: "img", properties, children: [] };
}

function isBlock(parent: Nodes | undefined): boolean {
  return (
    parent === undefined ||
    !["paragraph", "heading", "tableCell", "emphasis", "strong", "delete", "link", "linkReference"].includes(
      parent.type,
    )
  );
}

function element(tagName: string, properties: Record<string, string[]>, children: ElementContent[]): ElementContent {
  return { type: "element", tagName, properties, children };
}
