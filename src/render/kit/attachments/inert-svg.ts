import {
  parseXml,
  XmlDeclaration,
  type XmlDocument,
  XmlDocumentType,
  XmlElement,
  XmlProcessingInstruction,
} from "@rgrove/parse-xml";

const SVG = "http://www.w3.org/2000/svg";

/** Elements that draw. Those that run, load, animate or hold other languages are not among them. */
const ELEMENTS = new Set(
  (
    "svg g defs symbol use switch a title desc metadata style path rect circle ellipse line polyline polygon text tspan " +
    "textPath linearGradient radialGradient stop pattern clipPath mask marker image filter feBlend feColorMatrix " +
    "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow " +
    "feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight " +
    "feSpecularLighting feSpotLight feTile feTurbulence"
  ).split(" "),
);

/** Elements of other name spaces, such as Inkscape's, are ignored by browsers, except in these. */
const ACTIVE_SPACE = /xhtml|mathml|xslt?\b|mozilla|^$/i;

/** What `href` may be: a part of the drawing itself, a picture in it, or (of an `a`) a page of the web. */
const WITHIN = /^(?:#|data:image\/(?:png|jpeg|gif|webp);base64,)/;

/** What in a style loads something, or could hide that (a backslash). */
const LOADS =
  /\\|@import|image-set|url\(\s*["']?(?!\s*["']?(?:#|data:(?:font\/|application\/(?:x-)?font|image\/(?:png|jpeg|gif|webp))))/i;

/**
 * Accepts an SVG file only if it does nothing but draw, even when opened by itself: no script, no handler, nothing from
 * elsewhere. Pages show it as an image all the same.
 * @returns its size in CSS pixels, or null where it is not accepted or states no size
 */
export function inertSvg(text: string): { width: number; height: number } | null {
  try {
    const document = parseXml(text, { preserveDocumentType: true, preserveXmlDeclaration: true });
    const { root } = document;
    if (root?.name !== "svg" || !hasPlainProlog(document) || !isInert(root, new Map())) return null;
    return sizeOf(root);
  } catch {
    return null;
  }
}

/** Refuses stylesheets, entities, and encodings other than UTF-8. */
function hasPlainProlog({ children }: XmlDocument): boolean {
  return children.every((node) => {
    if (node instanceof XmlDeclaration) return /^(?:utf-?8|us-ascii)?$/i.test(node.encoding ?? "");
    if (node instanceof XmlDocumentType) return node.name === "svg" && !node.internalSubset;
    return !(node instanceof XmlProcessingInstruction);
  });
}

/** @param spaces the name spaces declared around the element, by prefix */
function isInert(element: XmlElement, spaces: ReadonlyMap<string, string>): boolean {
  const inner = new Map(spaces);
  for (const [name, value] of Object.entries(element.attributes)) {
    if (name === "xmlns") inner.set("", value);
    else if (name.startsWith("xmlns:")) inner.set(name.slice("xmlns:".length), value);
  }
  const [prefix, local] = split(element.name);
  const space = inner.get(prefix) ?? "";
  if (space === SVG ? !ELEMENTS.has(local) : ACTIVE_SPACE.test(space)) return false;
  if (!Object.entries(element.attributes).every(([name, value]) => isInertAttribute(local, name, value))) return false;
  if (local === "style" && LOADS.test(element.text)) return false;
  return element.children.every((child) =>
    child instanceof XmlElement ? isInert(child, inner) : !(child instanceof XmlProcessingInstruction),
  );
}

function isInertAttribute(element: string, name: string, value: string): boolean {
  const [, local] = split(name);
  if (/^on/i.test(local) || local === "base") return false;
  if (local === "href") return WITHIN.test(value) || (element === "a" && /^https?:\/\//.test(value));
  return !(name === "style" || value.includes("(")) || !LOADS.test(value);
}

function split(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(":");
  return colon < 0 ? ["", name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function sizeOf({ attributes }: XmlElement): { width: number; height: number } | null {
  const [, , boxWidth, boxHeight] = (attributes.viewBox ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [width, height] = [pixels(attributes.width), pixels(attributes.height)];
  if (width !== null && height !== null) return whole(width, height);
  if (!boxWidth || !boxHeight) return null;
  if (width !== null) return whole(width, (width * boxHeight) / boxWidth);
  if (height !== null) return whole((height * boxWidth) / boxHeight, height);
  return whole(boxWidth, boxHeight);
}

const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
};

function pixels(length: string | undefined): number | null {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)([a-z]*)$/.exec(length ?? "") ?? [];
  const factor = UNITS[unit];
  return number === undefined || factor === undefined ? null : Number(number) * factor;
}

function whole(width: number, height: number): { width: number; height: number } | null {
  const size = { width: Math.round(width), height: Math.round(height) };
  return size.width > 0 && size.height > 0 && Number.isFinite(size.width * size.height) ? size : null;
}
