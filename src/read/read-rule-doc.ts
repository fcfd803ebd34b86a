import { readFileSync } from "node:fs";

// A build collects the docs that stand beside the rules.
const FILE = new URL("../../dist/rule-docs.json", import.meta.url);

/** The documentation of a rule, as Markdown. */
export function readRuleDoc(rule: string): string {
  const doc = readRuleDocs().get(rule);
  if (doc === undefined) throw new Error(`Rule ${rule} has no doc`);
  return doc;
}

let docs: ReadonlyMap<string, string> | undefined;

/** The documentation of every rule that has one, by its id. */
export function readRuleDocs(): ReadonlyMap<string, string> {
  docs ??= new Map(Object.entries(JSON.parse(readFileSync(FILE, "utf8")) as Record<string, string>));
  return docs;
}
