import { readFileSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";
import type { RawFile } from "../model/raw-file.js";
import type { Checked } from "../pipeline.js";
import { writeBaseline } from "../validate/baseline.js";
import { writeSource } from "../write/write-source.js";
import { isContent, writeOutput } from "./write-output.js";

interface BaselineOptions {
  baseline?: string;
  updateBaseline?: boolean;
}

/** Reads the baseline of --baseline. @returns null without the option, or where --update-baseline is about to create it */
export function readBaseline(root: string, paths: readonly string[], options: BaselineOptions): RawFile | null {
  const { baseline, updateBaseline: update } = options;
  if (update && paths.length > 0)
    throw new EnvironmentFault("--update-baseline needs the whole collection: leave the paths out");
  if (baseline === undefined) return null;
  const path = relative(root, resolve(baseline)).split(sep).join("/");
  if (isContent(root, baseline))
    throw new EnvironmentFault(
      `--baseline ${baseline} is content of the collection and no baseline: name another file, such as --baseline baseline.json`,
    );
  try {
    const bytes = readFileSync(baseline);
    if (!isBaseline(bytes))
      throw new EnvironmentFault(
        `${baseline} is no baseline: name one that inquest check --baseline FILE --update-baseline wrote, or a new file with --update-baseline`,
      );
    return { path, file: { role: "baseline" }, bytes };
  } catch (error) {
    if (error instanceof EnvironmentFault) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && update) return null;
    throw new EnvironmentFault(
      `Cannot read ${baseline}: ${reasonOf(error)}${code === "ENOENT" ? "; --update-baseline creates it" : ""}`,
    );
  }
}

/** Whether bytes are those of a baseline, if perhaps a faulty one: JSON with a version and findings. */
function isBaseline(bytes: Uint8Array): boolean {
  try {
    const data: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof data === "object" && data !== null && "version" in data && "findings" in data;
  } catch {
    return false;
  }
}

/** The file that --update-baseline writes: that of --baseline, else the one that `inquest.yaml` names. */
export function baselineFile(root: string, { baseline }: BaselineOptions, { collection }: Checked): string {
  if (baseline !== undefined) return baseline;
  const named = collection.config.baseline;
  if (named !== undefined) return resolve(root, named);
  throw new EnvironmentFault("--update-baseline needs a file: name it with --baseline, or as baseline in inquest.yaml");
}

/** Creates the baseline, or removes what is fixed from it. */
export function updateBaseline(root: string, path: string, checked: Checked): void {
  const text = writeBaseline(checked.baseline);
  const old = checked.parsed.find(({ file }) => file.role === "baseline");
  if (old !== undefined && !isBaseline(Buffer.from(old.source.text)))
    throw new EnvironmentFault(`${path} is no baseline, and was left as it is: name another file`);
  if (old === undefined) writeOutput(root, "--baseline", path, text);
  else writeSource(resolve(path), old.source.text, text);
}
