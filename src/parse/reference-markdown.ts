import type { Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { containerDirectives } from "./container-directives.js";

const processor = unified().use(remarkParse).use(remarkGfm).use(containerDirectives).freeze();

/** The reference parser, which the fast one is tested against. */
export function parseReference(text: string): Root {
  return processor.parse(text);
}
