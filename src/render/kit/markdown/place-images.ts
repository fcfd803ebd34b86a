import type { Element, ElementContent, Root } from "hast";
import { linkTarget } from "../../../model/link-target.js";
import type { ImageTarget, LinkTargets } from "./link-targets.js";
import { walkElements } from "./walk-elements.js";

/** Pages show images at most this wide; a wider one links to the whole. */
const MAX_SHOWN_WIDTH_PX = 700;

/**
 * Gives images their address and size. One that stands alone becomes a figure, with its title or else its alternative
 * text as caption. An image that the collection does not have becomes its alternative text.
 */
export function placeImages(tree: Root, targets: LinkTargets): void {
  walkElements(tree, (element, parent, index) => {
    if (element.tagName === "p" && isAllImages(element)) {
      const figures = element.children.filter(isImage).map((image) => figureOf(image, targets));
      const [only] = figures;
      parent.children[index] = figures.length === 1 && only ? only : box("div", { className: ["figures"] }, figures);
      element.children = [];
    } else if (element.tagName === "img") {
      parent.children[index] = shownAs(element, targets) ?? placeholder(element);
    }
  });
}

function isImage(node: ElementContent): node is Element {
  return node.type === "element" && node.tagName === "img";
}

function isAllImages({ children }: Element): boolean {
  const rest = children.filter((node) => !isImage(node));
  return rest.length < children.length && rest.every(isSpace);
}

function isSpace(node: ElementContent): boolean {
  return (node.type === "text" && node.value.trim() === "") || (node.type === "element" && node.tagName === "br");
}

function figureOf(image: Element, targets: LinkTargets): Element {
  const shown = shownAs(image, targets);
  if (shown === null) return box("p", {}, [placeholder(image)]);
  const { alt, title } = image.properties;
  const caption = String(title ?? alt ?? "").trim();
  const target = targetOf(image, targets);
  // A link needs a name, and the alternative text is all that an image has.
  const isLink = target !== undefined && !target.isVector && target.width > MAX_SHOWN_WIDTH_PX && alt !== "";
  const picture = isLink ? box("a", { href: shown.properties.src }, [shown]) : shown;
  return box("figure", {}, [
    picture,
    ...(caption === "" ? [] : [box("figcaption", {}, [{ type: "text", value: caption }])]),
  ]);
}

function shownAs(image: Element, targets: LinkTargets): Element | null {
  const target = targetOf(image, targets);
  if (target === undefined) return null;
  const { path, width, height } = target;
  const alt = image.properties.alt ?? "";
  return box("img", { src: `${targets.root}${path}`, alt, width, height, loading: "lazy", decoding: "async" }, []);
}

function targetOf(image: Element, { file, imageOf }: LinkTargets): ImageTarget | undefined {
  const target = linkTarget(String(image.properties.src), file);
  return target.to === "collection" ? imageOf?.(target.path) : undefined;
}

/** The alternative text, in place of an image that cannot be shown. */
function placeholder(image: Element): Element {
  const alt = String(image.properties.alt ?? "");
  const value = alt === "" ? "[Image]" : `[Image: ${alt}]`;
  return box("span", { className: ["no-image"] }, [{ type: "text", value }]);
}

function box(tagName: string, properties: Element["properties"], children: ElementContent[]): Element {
  return { type: "element", tagName, properties, children };
}
