import { resolve } from "node:path";
import { applyEdits } from "../edit/apply-edits.js";
import type { Diagnostic, Edit } from "../model/diagnostic.js";
import { type Checked, type CheckOptions, check } from "../pipeline.js";
import { writeSource } from "../write/write-source.js";

interface FixOptions {
  fix?: boolean;
  fixEvidence?: boolean;
}

/** Mends what can be mended, in rounds: what two findings want to change at one place takes two. */
export async function fixFindings(
  root: string,
  first: Checked,
  request: CheckOptions,
  selects: (diagnostic: Diagnostic) => boolean,
  options: FixOptions,
): Promise<Checked> {
  const wanted = ({ fix }: Diagnostic) => (fix?.kind === "evidence" ? options.fixEvidence : fix && options.fix);
  let checked = first;
  let fixed = 0;
  const files = new Set<string>();
  for (let round = 0; round < 20; round++) {
    const edits = new Map<string, (readonly Edit[])[]>();
    for (const diagnostic of checked.diagnostics) {
      if (!diagnostic.fix || !selects(diagnostic) || !wanted(diagnostic)) continue;
      edits.set(diagnostic.file, [...(edits.get(diagnostic.file) ?? []), diagnostic.fix.edits]);
    }
    if (edits.size === 0) break;
    for (const [file, groups] of edits) {
      const before = checked.sources.get(file)?.text ?? "";
      const { text, applied } = applyEdits(before, groups);
      writeSource(resolve(root, file), before, text);
      fixed += applied;
      files.add(file);
    }
    checked = await check(root, request);
  }
  process.stderr.write(
    fixed === 0
      ? "inquest: nothing to fix\n"
      : `inquest: fixed ${fixed} in ${files.size} file${files.size === 1 ? "" : "s"}\n`,
  );
  return checked;
}
