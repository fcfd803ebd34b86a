import { defaultSchema } from "rehype-sanitize";

/** Every id of a heading starts with this, so that no heading can be named like a part of the page. */
export const HEADING_PREFIX = "s-";

type Schema = typeof defaultSchema;

const WITHOUT = new Set(["img", "picture", "source"]);

/**
 * GitHub's schema with less: no images, four kinds of address, and no prefix of its own (footnotes have theirs already,
 * headings get theirs afterwards).
 */
export const sanitizeSchema: Schema = {
  ...defaultSchema,
  clobberPrefix: "",
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !WITHOUT.has(name)),
  protocols: { href: ["http", "https", "mailto"] },
  attributes: {
    ...defaultSchema.attributes,
    div: [["className", "internal"]],
    p: [["className", "internal-label"]],
    span: [["className", "no-image"]],
  },
};
