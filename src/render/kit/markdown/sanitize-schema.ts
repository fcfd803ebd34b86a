import { defaultSchema } from "rehype-sanitize";
import { CALLOUT_CLASSES } from "./node-handlers.js";

/** Prefix of heading ids, so that no heading can have the id of a part of the page. */
export const HEADING_PREFIX = "s-";

type Schema = typeof defaultSchema;

const REMOVED_ELEMENTS = new Set(["picture", "source"]);

/**
 * GitHub's schema with less: images of the site alone, four kinds of address, and no prefix of its own (footnotes have
 * theirs already, headings get theirs afterwards).
 */
export const sanitizeSchema: Schema = {
  ...defaultSchema,
  clobberPrefix: "",
  tagNames: [...(defaultSchema.tagNames ?? []).filter((name) => !REMOVED_ELEMENTS.has(name)), "figure", "figcaption"],
  // An empty list would allow every scheme; this one allows only addresses without one.
  protocols: { href: ["http", "https", "mailto"], src: ["none"] },
  attributes: {
    ...defaultSchema.attributes,
    div: [["className", "internal", "figures", ...CALLOUT_CLASSES]],
    img: ["src", "alt", "width", "height", "loading", "decoding"],
    p: [["className", "internal-label", "callout-label"]],
    span: [["className", "no-image"]],
  },
};
