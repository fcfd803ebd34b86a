import { helpers } from "./helpers.js";

/** How templates are compiled, when the program is built as when a collection brings its own. */
export const COMPILE_OPTIONS = {
  // Strict: a field that a model lacks is an error and no empty string. Access to prototypes is off by default.
  strict: true,
  knownHelpersOnly: true,
  preventIndent: true,
  knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
};

/** The text to compile: without the line break at its end a partial can stand in the middle of a sentence. */
export function templateText(name: string, text: string): string {
  return name.startsWith("pages/") ? text : text.trimEnd();
}
