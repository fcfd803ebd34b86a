import { readFileSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";
import type { RawFile } from "../model/raw-file.js";
import type { Checked } from "../pipeline.js";
import { writeBaseline } from "../validate/baseline.js";
import { writeSource } from "../write/write-source.js";
import { writeOutput } from "./context.js";

interface BaselineOptions {
  baseline?: string;
  updateBaseline?: boolean;
}

/** Reads the baseline. @returns null without the option, or where --update-baseline is about to create it */
export function readBaseline(root: string, paths: readonly string[], options: BaselineOptions): RawFile | null {
  const { baseline, updateBaseline: update } = options;
  if (baseline === undefined) {
    if (update) throw new EnvironmentFault("--update-baseline needs a file: name it with --baseline");
    return null;
  }
  if (update && paths.length > 0)
    throw new EnvironmentFault("--update-baseline needs the whole collection: leave the paths out");
  const path = relative(root, resolve(baseline)).split(sep).join("/");
  try {
    return { path, file: { role: "baseline" }, bytes: readFileSync(baseline) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && update) return null;
    throw new EnvironmentFault(
      `Cannot read ${baseline}: ${reasonOf(error)}${code === "ENOENT" ? "; --update-baseline creates it" : ""}`,
    );
  }
}

/** Creates the baseline, or removes what is fixed from it. */
export function updateBaseline(path: string, old: RawFile | null, checked: Checked): void {
  const text = writeBaseline(checked.baseline);
  if (old === null) writeOutput(path, text);
  else writeSource(resolve(path), checked.sources.get(old.path)?.text ?? "", text);
}
