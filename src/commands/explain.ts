import type { Command } from "commander";
import { EnvironmentFault } from "../model/environment-fault.js";
import { readRuleDoc } from "../read/read-rule-doc.js";
import { either, nearest } from "../validate/ids/suggest.js";
import { rules } from "../validate/rules/index.js";

/** `inquest explain`: what a rule means, why, and how to fix it. */
export function addExplain(program: Command, exit: (code: number) => void): void {
  program
    .command("explain")
    .description("explain a rule: what it means, why, how to fix what it reports")
    .argument("[rule]", "the id of a rule; without one, all rules are listed")
    .addHelpText("after", "\nExamples:\n  inquest explain\n  inquest explain detection-delay")
    .action((id: string | undefined) => exit(run(id)));
}

function run(id: string | undefined): number {
  if (id === undefined) {
    const width = Math.max(...rules.map((rule) => rule.id.length));
    process.stdout.write(rules.map((rule) => `${rule.id.padEnd(width)}  ${rule.severity}\n`).join(""));
    return 0;
  }
  const ids = rules.map((rule) => rule.id);
  if (!ids.includes(id)) {
    const near = nearest(id, ids);
    throw new EnvironmentFault(
      `Unknown rule ${JSON.stringify(id)}: ${near.length > 0 ? `did you mean ${either(near)}?` : "`inquest explain` lists them"}`,
    );
  }
  process.stdout.write(readRuleDoc(id));
  return 0;
}
