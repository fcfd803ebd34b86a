import { relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../model/diagnostic.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import type { Checked } from "../pipeline.js";

/** Whether a diagnostic is to be reported. */
type Selects = (diagnostic: Diagnostic) => boolean;

/** Keeps the diagnostics that are to be reported and counted. */
export function selected(
  checked: Checked,
  selects: Selects,
): Pick<Checked, "diagnostics" | "suppressed" | "baselined"> {
  return {
    diagnostics: checked.diagnostics.filter(selects),
    suppressed: checked.suppressed.filter(selects),
    baselined: checked.baselined.filter(selects),
  };
}

/** Selects diagnostics by path and by change; all of them by default. */
export function selector(root: string, paths: readonly string[], { sources, selection }: Checked): Selects {
  const files = [...sources.keys()];
  const folders = paths.map((path) => relative(root, resolve(path)).split(sep).join("/"));
  folders.forEach((path, index) => {
    if (path !== "" && !files.some((file) => file === path || file.startsWith(`${path}/`)))
      throw new EnvironmentFault(`Nothing of the collection at ${paths[index]}: name a file or folder of ${root}`);
  });
  const named = (file: string) =>
    folders.length === 0 || folders.some((path) => path === "" || file === path || file.startsWith(`${path}/`));
  return (diagnostic) => named(diagnostic.file) && (selection === null || selection.has(diagnostic));
}
