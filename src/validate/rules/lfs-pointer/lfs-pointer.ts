import { evidencePath } from "../../../model/evidence-files.js";
import { isLfsPointer } from "../../../model/lfs-pointer.js";
import { FILE_START } from "../../../model/place.js";
import { defineRule, documentsOf, filesOf } from "../../rule.js";

const HINT = "Run git lfs pull to get the file; in CI let the checkout fetch LFS files (actions/checkout: lfs: true)";

/** What git LFS keeps has been fetched. */
export const lfsPointer = defineRule({
  id: "lfs-pointer",
  severity: "error",
  *check(context) {
    for (const { parsed } of filesOf(context))
      if (isLfsPointer(parsed.source.text))
        yield {
          file: parsed.path,
          place: FILE_START,
          message: "Expected the file, found its Git LFS pointer",
          hint: `${HINT}; text that people merge is better kept in git itself`,
        };
    for (const document of documentsOf(context))
      for (const entry of document.data.evidence ?? []) {
        const file = entry.file === undefined ? undefined : evidencePath(document, entry.file);
        if (file === undefined || context.evidence.files.get(file)?.lfsHash === undefined) continue;
        yield {
          file: document.source.path,
          place: document.places.value(entry, "file"),
          message: `Expected the file ${JSON.stringify(entry.file)}, found its Git LFS pointer`,
          hint: HINT,
        };
      }
  },
});
