import Handlebars from "handlebars";
import { EnvironmentFault } from "../../../model/environment-fault.js";
import { helpers } from "./helpers.js";

/** Renders one page: the name of its template and a total model (null for what is absent, never undefined). */
export type Renderer = (template: string, model: object) => string;

const OPTIONS: NonNullable<Parameters<typeof Handlebars.compile>[1]> = {
  // Strict: a field that a model lacks is an error and no empty string. Access to prototypes is off by default.
  strict: true,
  knownHelpersOnly: true,
  preventIndent: true,
  knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
};

/**
 * Makes a renderer out of templates.
 * @param templates path under `templates/` → text; `layouts/` and `partials/` are partials by their path without `.hbs`
 * @param own those that the collection brings
 */
export function createRenderer(templates: ReadonlyMap<string, string>, own: ReadonlySet<string> = new Set()): Renderer {
  const engine = Handlebars.create();
  engine.registerHelper(helpers);
  const pages = new Map<string, Handlebars.TemplateDelegate>();
  for (const [path, text] of templates) {
    const name = path.replace(/\.hbs$/, "");
    if (name.startsWith("pages/")) pages.set(name.slice("pages/".length), engine.compile(text, OPTIONS));
    // Without the line break at its end a partial can stand in the middle of a sentence.
    else engine.registerPartial(name, engine.compile(text.trimEnd(), OPTIONS));
  }
  return (template, model) => {
    const render = pages.get(template);
    if (render === undefined) throw new Error(`There is no template pages/${template}.hbs`);
    try {
      return render(model);
    } catch (error) {
      if (own.size === 0) throw error;
      const names = [...own].map((path) => `templates/${path}`).join(", ");
      throw new EnvironmentFault(
        `Cannot fill pages/${template}.hbs: ${(error as Error).message}; the collection brings ${names}`,
      );
    }
  };
}
