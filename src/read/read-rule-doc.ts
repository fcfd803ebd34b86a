import { readFileSync } from "node:fs";

/** The documentation of a rule, as Markdown. It lies beside the rule's source, which the package carries for this. */
export function readRuleDoc(rule: string): string {
  return readFileSync(new URL(`../../src/validate/rules/${rule}.md`, import.meta.url), "utf8");
}
