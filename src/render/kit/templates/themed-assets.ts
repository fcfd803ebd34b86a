import type { OutputFile } from "../../../model/page.js";
import type { Theme } from "../../../model/theme.js";

const STYLESHEET = "assets/style.css";

/** The files of the site with what a collection puts in their place; its styles come after those of the site. */
export function themedAssets(assets: readonly OutputFile[], theme: Theme): OutputFile[] {
  const replaced = new Map([...assets, ...theme.assets].map((asset): [string, OutputFile] => [asset.path, asset]));
  const style = replaced.get(STYLESHEET);
  if (style !== undefined && theme.styles.length > 0)
    replaced.set(STYLESHEET, { path: STYLESHEET, content: [style.content, ...theme.styles].map(String).join("\n") });
  return [...replaced.values()];
}
