import Handlebars from "handlebars";
import { EnvironmentFault } from "../../../model/environment-fault.js";
import type { OutputFile } from "../../../model/page.js";
import type { Theme } from "../../../model/theme.js";
import type { SiteInput } from "../../shared/site-input.js";

const STYLESHEET = "assets/style.css";

/**
 * The templates and files of the site with what a collection puts in their place.
 * @throws EnvironmentFault where a template replaces nothing, or is no template
 */
export function withTheme(
  { templates, assets }: Pick<SiteInput, "templates" | "assets">,
  theme: Theme,
): Pick<SiteInput, "templates" | "assets" | "ownTemplates"> {
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
