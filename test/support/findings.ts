import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Severity } from "../../src/model/diagnostic.js";
import { Source } from "../../src/model/source.js";
import { check } from "../../src/pipeline.js";
import { exampleFolder, type Fence } from "./rule-examples.js";

/** A finding with the text that it stands at. */
export interface Found {
  message: string;
  at: string;
  severity: Severity;
  hint: string | undefined;
}

/** Text for the example postmortem or for the file that `meta` names: YAML fields, Markdown sections, a whole body. */
export function put(
  text: string,
  meta = "",
  language = meta === "body" || text.startsWith("#") ? "markdown" : "yaml",
): Fence {
  return { language, meta, text: text.endsWith("\n") ? text : `${text}\n` };
}

/** What one rule says of the example with the blocks put into it. */
export async function findingsOf(
  rule: string,
  fences: readonly Fence[],
  { prepare, now }: { prepare?: (root: string) => void; now?: string } = {},
): Promise<Found[]> {
  const { root, request } = exampleFolder(fences);
  prepare?.(root);
  const { diagnostics } = await check(root, { ...request, ...(now ? { now } : {}) });
  return diagnostics
    .filter((one) => one.rule === rule)
    .map(({ file, line, column, endLine, endColumn, message, severity, hint }) => {
      const source = new Source(file, textOf(join(root, file)));
      const at = source.text.slice(source.offset(line, column), source.offset(endLine, endColumn));
      return { message, at, severity, hint };
    });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/^\ufeff/, "");
  } catch {
    return "";
  }
}
