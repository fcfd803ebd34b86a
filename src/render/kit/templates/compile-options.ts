import { helpers } from "./helpers.js";

/** How templates are compiled, when the program is built as when a collection brings its own. */
export const COMPILE_OPTIONS = {
  // Strict: a field that a model lacks is an error and no empty string. Access to prototypes is off by default.
  strict: true,
  knownHelpersOnly: true,
  preventIndent: true,
  knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
};

/** A heading with an id, and no link or partial in it. */
const HEADING = /<(h[23]) id="([\w-]+)"([^>]*)>((?:(?!<a\b|\{\{>|<\/h)[\s\S])+)<\/\1>/g;

/**
 * The text to compile: a heading links to itself, so that one can be shared, and without the line break at its end a partial
 * can stand in the middle of a sentence.
 */
export function templateText(name: string, text: string): string {
  const linked = text.replace(HEADING, (heading, tag: string, id: string, rest: string, content: string) =>
    rest.includes("visually-hidden")
      ? heading
      : `<${tag} id="${id}"${rest}><a class="self-link" href="#${id}">${content}</a></${tag}>`,
  );
  return name.startsWith("pages/") ? linked : linked.trimEnd();
}
