import Handlebars from "handlebars";
import { EnvironmentFault } from "../../../model/environment-fault.js";
import type { OutputFile } from "../../../model/page.js";
import type { Theme } from "../../../model/theme.js";

/** What decides how a site looks. */
export interface SiteLooks {
  /** Path under `templates/` → text. */
  templates: ReadonlyMap<string, string>;
  /** Those of the templates that the collection brings: what goes wrong with them is not ours. */
  ownTemplates: ReadonlySet<string>;
  /** Files that go into the site as they are. */
  assets: readonly OutputFile[];
}

const STYLESHEET = "assets/style.css";

/**
 * The templates and files of the site with what a collection puts in their place.
 * @throws EnvironmentFault where a template replaces nothing, or is no template
 */
export function withTheme({ templates, assets }: Pick<SiteLooks, "templates" | "assets">, theme: Theme): SiteLooks {
  for (const [path, text] of theme.templates) {
    if (!path.startsWith("partials/") && !templates.has(path))
      throw new EnvironmentFault(
        `templates/${path} replaces no template of the site; those are ${namesBeside(path, templates).join(", ")}`,
      );
    try {
      Handlebars.parse(text);
    } catch (error) {
      throw new EnvironmentFault(`templates/${path} is no template: ${(error as Error).message}`);
    }
  }
  const replaced = new Map([...assets, ...theme.assets].map((asset): [string, OutputFile] => [asset.path, asset]));
  const style = replaced.get(STYLESHEET);
  if (style !== undefined && theme.styles.length > 0)
    replaced.set(STYLESHEET, { path: STYLESHEET, content: [style.content, ...theme.styles].map(String).join("\n") });
  return {
    templates: new Map([...templates, ...theme.templates]),
    assets: [...replaced.values()],
    ownTemplates: new Set(theme.templates.keys()),
  };
}

function namesBeside(path: string, templates: ReadonlyMap<string, string>): string[] {
  const folder = path.slice(0, path.indexOf("/") + 1);
  return [...templates.keys()].filter((name) => name.startsWith(folder)).sort();
}
