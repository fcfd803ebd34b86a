import { existsSync, readdirSync, readFileSync } from "node:fs";

// The doc of a rule is in the rule's folder; the package carries it from there.
const FOLDER = new URL("../../src/validate/rules/", import.meta.url);

const docOf = (rule: string) => new URL(`${rule}/${rule}.md`, FOLDER);

/** The documentation of a rule, as Markdown. */
export function readRuleDoc(rule: string): string {
  return readFileSync(docOf(rule), "utf8");
}

/** The documentation of every rule that has one, by its id. */
export function readRuleDocs(): Map<string, string> {
  const ids = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const documented = ids.map(({ name }) => name).filter((id) => existsSync(docOf(id)));
  return new Map(documented.sort().map((id) => [id, readRuleDoc(id)]));
}
