import type { AnyDocument } from "../../../model/collection.js";
import { evidencePath } from "../../../model/evidence-files.js";
import { FILE_START } from "../../../model/place.js";
import { defineRule, type RuleContext, type RuleProblem } from "../../rule.js";

/** The names of evidence differ in more than case. */
export const evidenceNameCase = defineRule({
  id: "evidence-name-case",
  severity: "error",
  across: true,
  *check(context) {
    const { evidence, selection } = context;
    const listed = listedIn(context);
    const byFolded = new Map<string, string>();
    for (const path of [...new Set([...evidence.files.keys(), ...listed.keys()])].sort()) {
      const folded = path.toLowerCase();
      const other = byFolded.get(folded);
      if (other === undefined) byFolded.set(folded, path);
      else if (!isSlip(path, other) && !isSlip(other, path)) {
        const at = listed.get(path) ?? listed.get(other);
        const found: RuleProblem = {
          file: at?.file ?? path,
          place: at?.place ?? FILE_START,
          message: `Expected names that differ in more than case, found ${JSON.stringify(other)} and ${JSON.stringify(path)}`,
          hint: "Rename one of the two: on Windows and macOS only one of them can exist",
        };
        if (selection === null || selection.hasFile(found.file)) yield found;
      }
    }

    /** A name that is written in the wrong case, which evidence-missing-file reports: no other entry has the right one. */
    function isSlip(name: string, other: string): boolean {
      return !evidence.files.has(name) && !listed.has(other);
    }
  },
});

/** Where each file of evidence is listed, by its path. */
function listedIn({ collection }: RuleContext): ReadonlyMap<string, Pick<RuleProblem, "file" | "place">> {
  const documents: readonly AnyDocument[] = [...collection.postmortems, ...collection.drills];
  return new Map(
    documents.flatMap((document) =>
      (document.data.evidence ?? []).flatMap((entry) => {
        if (entry.file === undefined) return [];
        const at = {
          file: document.source.path,
          // Places take long to find, and most are not needed.
          get place() {
            return document.places.value(entry, "file");
          },
        };
        return [[evidencePath(document, entry.file), at] as const];
      }),
    ),
  );
}
