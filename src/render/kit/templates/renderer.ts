import type Handlebars from "handlebars";
import { makeTemplates } from "#templates";
import { EnvironmentFault, PageFault } from "../../../model/environment-fault.js";
import { COMPILE_OPTIONS, templateText } from "./compile-options.js";
import { helpers } from "./helpers.js";
import { type TemplateCode, templateParts } from "./template-parts.js";

/**
 * Renders one page.
 * @param template its path under `templates/`, without `.hbs`
 * @param model total: null for what is absent, never undefined
 */
export type Renderer = (template: string, model: object) => string;

type Template = Handlebars.TemplateDelegate;

/** A renderer of the templates that come with the package: they were compiled when it was built. */
export function createRenderer(): Renderer {
  const templates = packageTemplates();
  return (name, model) => fill(templates, name, model);
}

function packageTemplates(): Record<string, TemplateCode> {
  return makeTemplates({ ...templateParts, ...helpers });
}

function fill(templates: Readonly<Record<string, TemplateCode>>, name: string, model: object): string {
  const template = templates[name];
  if (template === undefined) throw new Error(`There is no template ${name}.hbs`);
  return template(model, { root: model });
}

/**
 * The same with templates of a collection in place of those of their name, or as further partials.
 * @param own path under `templates/` → text
 * @throws EnvironmentFault where a template replaces nothing, or cannot be parsed
 */
export async function createThemedRenderer(own: ReadonlyMap<string, string>): Promise<Renderer> {
  if (own.size === 0) return createRenderer();
  const { default: compiler } = await import("handlebars");
  const engine = compiler.create();
  engine.registerHelper(helpers);
  const templates = packageTemplates();
  const ofPackage = Object.keys(templates);
  for (const name of ofPackage)
    engine.registerPartial(name, (context, options) => templates[name]?.(context, options?.data) ?? "");
  for (const [path, text] of own) {
    const name = path.replace(/\.hbs$/, "");
    if (!path.startsWith("partials/") && !ofPackage.includes(name)) {
      const folder = path.slice(0, path.indexOf("/") + 1);
      const names = ofPackage.flatMap((one) => (one.startsWith(folder) ? `${one}.hbs` : []));
      throw new EnvironmentFault(
        `templates/${path} replaces no template of the site; those are ${names.sort().join(", ")}`,
      );
    }
    try {
      engine.parse(text);
    } catch (error) {
      throw new EnvironmentFault(`templates/${path} is no template: ${parseErrorOf(error as Error)}`);
    }
    const template = named(path, engine.compile(templateText(name, text), COMPILE_OPTIONS));
    engine.registerPartial(name, template);
    templates[name] = (context, data) => template(context, { data });
  }
  return (name, model) => {
    try {
      return fill(templates, name, model);
    } catch (error) {
      if (error instanceof EnvironmentFault) throw error;
      if (error instanceof TemplateFault) throw new PageFault(`Cannot fill ${name}.hbs: ${error.message}`);
      const names = [...own.keys()].map((path) => `templates/${path}`).join(", ");
      throw new PageFault(`Cannot fill ${name}.hbs: ${(error as Error).message}; the collection brings ${names}`);
    }
  };
}

/** A failure of one of a collection's own templates, with its file and line. */
class TemplateFault extends Error {}

/** A template that is inside of itself so often includes itself without end, and would end the process. */
const MAX_DEPTH = 100;

/** The template, whose errors name its file. */
function named(path: string, template: Template): Template {
  let depth = 0;
  return (model, options) => {
    try {
      if (depth++ === MAX_DEPTH) throw new Error("the template includes itself without end");
      return template(model, options);
    } catch (error) {
      if (error instanceof TemplateFault) throw error;
      if (error instanceof EvalError)
        throw new EnvironmentFault(
          `Cannot compile templates/${path}: this Node.js was started with --disallow-code-generation-from-strings, and templates of a collection need that; start it without, or remove templates/`,
        );
      // Handlebars ends its messages with line and column, and knows no files.
      const [, message = String(error), place = ""] =
        /^([\s\S]*?)(?: - (\d+:\d+))?$/.exec((error as Error).message) ?? [];
      throw new TemplateFault(`${message}, in templates/${path}${place === "" ? "" : `:${place}`}`);
    } finally {
      depth--;
    }
  };
}

/** The message of a parse error, which has the text around the place on lines of its own, on one line. */
function parseErrorOf({ message }: Error): string {
  const [where = "", near = "", , expected = ""] = message.split("\n");
  if (expected === "") return message.replaceAll("\n", " ");
  return `${where.replace(/:$/, "")}, near ${JSON.stringify(near.trim())}: ${expected}`;
}
