import { isAbsolute, relative, resolve, sep } from "node:path";
import { type Checked, check, hasNativeParser } from "../pipeline/check.js";
import { packageVersion } from "../read/package-info.js";
import { readRuleDoc } from "../read/read-rule-doc.js";
import type { Report } from "../reporters/report.js";
import { visible } from "../util/characters.js";
import { rules } from "../validate/rules/index.js";
import { openCache } from "./cache-options.js";
import { type Terminal, today } from "./context.js";
import { withProgress } from "./progress.js";

/**
 * Checks a collection as of today, for commands that need its content and not its diagnostics.
 * @param now the day that was asked for
 */
export async function checkToday(root: string, now: string | null = null): Promise<Checked> {
  const cache = await openCache(root);
  const checked = await withProgress((progress) => check(root, { now, today: today(), progress, cache }));
  cache.save();
  return checked;
}

/** What a reporter needs of a check. */
type Reportable = Pick<Checked, "diagnostics" | "sources" | "files" | "suppressed" | "baselined">;

/**
 * The input of a reporter.
 * @param terminal what it is printed on
 * @param base the folder that paths are relative to
 */
export function reportOf(root: string, checked: Reportable, terminal: Terminal, base: string = process.cwd()): Report {
  const folder = relative(base, root).split(sep).join("/");
  const relativePath = (file: string) =>
    // Quick for many files; from a folder inside of the collection, each has a way of its own.
    folder.startsWith("..") || isAbsolute(folder)
      ? relative(base, resolve(root, file)).split(sep).join("/")
      : `${folder}${folder && "/"}${file}`;
  const pathsByFile = new Map([...checked.sources.keys()].map((path) => [path, relativePath(path)]));
  const sources = new Map([...checked.sources].map(([path, source]) => [pathsByFile.get(path) ?? path, source]));
  const diagnostics = checked.diagnostics.map((d) => ({
    ...d,
    file: pathsByFile.get(d.file) ?? relativePath(d.file),
    ...(d.related
      ? { related: d.related.map((r) => ({ ...r, file: pathsByFile.get(r.file) ?? relativePath(r.file) })) }
      : {}),
  }));
  return {
    diagnostics,
    paths: [...pathsByFile.values()],
    files: checked.files,
    suppressed: checked.suppressed.length,
    baselined: checked.baselined.length,
    source: (file) => sources.get(file),
    ...terminal,
    version: packageVersion(),
    rule: (id) => ({ doc: readRuleDoc(id), severity: rules.find((rule) => rule.id === id)?.severity ?? "error" }),
  };
}

/** The bundle of the action and the hook, which is the only file that ends so, comes without the native parser. */
const isActionBundle = import.meta.url.endsWith(".mjs");

/** Says once what git could not tell, and that the fast parser is missing. It changes no exit code. */
export function reportNotes({ gitNote }: Pick<Checked, "gitNote">): void {
  if (gitNote !== null) process.stderr.write(`inquest: note: ${visible(gitNote)}\n`);
  if (!hasNativeParser && !isActionBundle)
    process.stderr.write(
      "inquest: note: the native Markdown parser does not run here, so this takes about twice as long; inquest doctor says how to get it\n",
    );
}
