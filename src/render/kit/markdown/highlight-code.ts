import type { Element, Root } from "hast";
import { toString as textOf } from "hast-util-to-string";
import { common, createLowlight } from "lowlight";
import { walkElements } from "./walk-elements.js";

const lowlight = createLowlight(common);

/** Highlights fenced code that names a known language. Guessing a language is wrong too often. */
export function highlightCode(tree: Root): void {
  walkElements(tree, (pre) => {
    const code = pre.tagName === "pre" ? pre.children[0] : undefined;
    if (code?.type !== "element" || code.tagName !== "code") return;
    const language = languageOf(code);
    if (language === undefined || !lowlight.registered(language)) return;
    code.children = lowlight.highlight(language, textOf(code)).children as Element["children"];
  });
}

function languageOf(code: Element): string | undefined {
  const names = Array.isArray(code.properties.className) ? code.properties.className : [];
  return names
    .map(String)
    .find((name) => name.startsWith("language-"))
    ?.slice("language-".length);
}
