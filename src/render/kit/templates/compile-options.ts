import { helpers } from "./helpers.js";

/** How templates are compiled, when the program is built as when a collection brings its own. */
export const COMPILE_OPTIONS = {
  // Strict: a field that a model lacks is an error and no empty string. Access to prototypes is off by default.
  strict: true,
  knownHelpersOnly: true,
  preventIndent: true,
  knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
};

/** A heading with an id, which may be filled in. */
const HEADING = /<(h[23]) id="((?:[\w-]|\{\{[\w.]+\}\})+)"([^>]*)>([\s\S]*?)<\/\1>/g;

/** A link, or a partial that may hold one: links do not nest. */
const LINK = /<a\b|\{\{>/;

/**
 * The text to compile: a heading links to itself, so that one can be shared, and without the line break at its end a partial
 * can stand in the middle of a sentence.
 */
export function templateText(name: string, text: string): string {
  const linked = text.replace(HEADING, (heading, tag: string, id: string, rest: string, content: string) => {
    if (rest.includes("visually-hidden")) return heading;
    const inner = LINK.test(content)
      ? `${content} <a class="permalink" href="#${id}" aria-label="Link to this part">#</a>`
      : `<a class="self-link" href="#${id}">${content}</a>`;
    return `<${tag} id="${id}"${rest}>${inner}</${tag}>`;
  });
  return name.startsWith("pages/") ? linked : linked.trimEnd();
}
