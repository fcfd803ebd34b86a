import type { ElementContent } from "hast";
import type { Html, Image, ImageReference, Nodes, Parents } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";
import type { Options } from "remark-rehype";

type Handlers = NonNullable<Options["handlers"]>;
type State = Parameters<NonNullable<Handlers["html"]>>[0];

/** Handlers for nodes that remark-rehype would turn into something else. */
export const blockHandlers: Handlers = {
  /** Raw HTML is shown as the text it is. Comments vanish. */
  html(_state: State, node: Html, parent: Parents | undefined): ElementContent | undefined {
    const value = node.value.replace(/<!--[\s\S]*?(-->|$)/g, "");
    if (value.trim() === "") return undefined;
    const text: ElementContent = { type: "text", value };
    return isBlock(parent) ? element("p", {}, [text]) : text;
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
