import type { Diagnostic } from "../model/diagnostic.js";
import type { Progress } from "../model/progress.js";
import { isDocument } from "../model/raw-file.js";
import type { Completer } from "./completer.js";
import { runContained } from "./contained.js";
import type { KnownDocuments } from "./known-results.js";
import { lacksSettings, type Rule, type RuleContext } from "./rule.js";
import { rules } from "./rules/index.js";

export interface ApplyOptions {
  /** Awaited before each rule, so that a server can answer requests in between. */
  pause?: () => Promise<void>;
  /** How many documents rules look at together, since as many Markdown trees are in memory; by default all. */
  bodiesAtOnce?: number | undefined;
  /** Called with how many rules have been applied. */
  progress?: Progress | undefined;
}

/** Runs the rules about single documents on some of these at a time, then those that compare documents on all. */
export async function applyRules(
  context: RuleContext,
  known: KnownDocuments,
  complete: Completer,
  { bodiesAtOnce, pause, progress }: ApplyOptions,
): Promise<Diagnostic[]> {
  const single: Rule[] = [];
  const across: Rule[] = [];
  for (const rule of rules)
    if ("check" in rule && !lacksSettings(rule, context)) (isAcross(rule, context) ? across : single).push(rule);
  const parts = [...known.parts(context, bodiesAtOnce ?? Number.POSITIVE_INFINITY)];
  const runs = parts.length * single.length + across.length;
  let run = 0;
  const apply = async (rule: Rule, input: RuleContext) => {
    await pause?.();
    await progress?.("Checking", run++, runs);
    return runContained(rule, input, complete);
  };
  const found: Diagnostic[] = [];
  for (const [number, part] of parts.entries()) {
    const ofPart: Diagnostic[] = [];
    for (const rule of single) ofPart.push(...(await apply(rule, part)));
    const documents = new Set(part.files.flatMap(({ parsed }) => (isDocument(parsed.file) ? parsed.path : [])));
    // Every part has all files that are no documents: what rules say of these counts once.
    found.push(...(number === 0 ? ofPart : ofPart.filter(({ file }) => documents.has(file))));
    known.keep(part, ofPart);
  }
  for (const rule of across) found.push(...(await apply(rule, context)));
  return [...found, ...known.diagnostics()];
}

function isAcross({ across = false }: Rule, context: RuleContext): boolean {
  return typeof across === "function" ? across(context) : across;
}
