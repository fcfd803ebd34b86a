import { resolve } from "node:path";
import type { Diagnostic } from "../model/diagnostic.js";
import type { Checked, CheckOptions } from "../pipeline.js";
import { applyFixes } from "../session/apply-fixes.js";
import { plural } from "../util/plural.js";
import { writeSource } from "../write/write-source.js";

/**
 * Writes the fixes that the options ask for.
 * @param first the check of the files as they are on disk
 * @returns the check of what was written
 */
export async function writeFixes(
  root: string,
  first: Checked,
  request: CheckOptions,
  selects: (diagnostic: Diagnostic) => boolean,
  options: { fix?: boolean; fixEvidence?: boolean },
): Promise<Checked> {
  const { changed, applied, checked } = await applyFixes(root, first, request, (diagnostic, { appliedBy }) => {
    const wanted = appliedBy === "--fix-evidence" ? options.fixEvidence : appliedBy === "--fix" && options.fix;
    return wanted === true && selects(diagnostic);
  });
  for (const [path, text] of changed) writeSource(resolve(root, path), first.sources.get(path)?.text ?? "", text);
  process.stderr.write(
    changed.size === 0
      ? "inquest: nothing to fix\n"
      : `inquest: applied ${plural(applied, "fix", "fixes")} in ${plural(changed.size, "file")}\n`,
  );
  return checked;
}
