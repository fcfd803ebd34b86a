import { readdirSync, readFileSync } from "node:fs";

// Docs lie beside the rules' sources, which the package carries for this.
const FOLDER = new URL("../../src/validate/rules/", import.meta.url);

/** The documentation of a rule, as Markdown. */
export function readRuleDoc(rule: string): string {
  return readFileSync(new URL(`${rule}.md`, FOLDER), "utf8");
}

/** The documentation of every rule that has one, by its id. */
export function readRuleDocs(): Map<string, string> {
  const ids = readdirSync(FOLDER).flatMap((file) => /^(.+)\.md$/.exec(file)?.[1] ?? []);
  return new Map(ids.sort().map((id) => [id, readRuleDoc(id)]));
}
