import type { OutputFile } from "./page.js";

/** What a collection's own `templates/` folder changes about its site. */
export interface Theme {
  /** Path under `templates/` → text: in place of the template of that name, or a partial more. */
  templates: ReadonlyMap<string, string>;
  /** Stylesheets, in the order of their names: they come after the site's own. */
  styles: readonly string[];
  /** Files under `assets/`: beside those of the site, or in place of the one of that name. */
  assets: readonly OutputFile[];
}
