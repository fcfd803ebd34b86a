import type { Command } from "commander";
import { addEvidenceAdd } from "./evidence/add.js";
import { addEvidenceVerify } from "./evidence/verify.js";

/** `inquest evidence`: what is attached to postmortems and drills. */
export function addEvidence(program: Command, exit: (code: number) => void): void {
  const evidence = program
    .command("evidence")
    .description("attach files to postmortems and drills, and verify them")
    .addHelpText(
      "after",
      "\nExamples:\n  inquest evidence add rollout-812.txt --to 2026-03-14-stale-grants\n  inquest evidence verify",
    );
  addEvidenceAdd(evidence, exit);
  addEvidenceVerify(evidence, exit);
}
