import { type EvidenceFiles, evidencePath, leavesEvidence } from "../../../model/evidence-files.js";
import { memoize } from "../../../util/memoize.js";
import { didYouMean, nearest } from "../../ids/suggest.js";
import { irregularPart } from "../../links/irregular-part.js";
import { replacement } from "../../replacement.js";
import { defineRule, documentsOf } from "../../rule.js";

/** Every file that an evidence entry names is there. */
export const evidenceMissingFile = defineRule({
  id: "evidence-missing-file",
  severity: "error",
  *check(context) {
    for (const document of documentsOf(context)) {
      const { data, id, places, source } = document;
      for (const entry of data.evidence ?? []) {
        if (entry.file === undefined || leavesEvidence(document, entry.file)) continue;
        const path = evidencePath(document, entry.file);
        if (context.evidence.files.has(path) || irregularPart(path, context.evidence) !== undefined) continue;
        const near = nearest(entry.file, filesByFolder(context.evidence).get(id) ?? []);
        yield {
          file: source.path,
          place: places.value(entry, "file"),
          message: `Missing file ${JSON.stringify(path)}`,
          hint: near.length === 0 ? `Put it into evidence/${id}/` : didYouMean(near),
          suggestions: replacement(source, places.value(entry, "file"), entry.file, near),
        };
      }
    }
  },
});

/** More files than these in a folder are not searched for one with a name that is alike. */
const MAX_COMPARED_FILES = 200;

const filesByFolder = memoize(({ files }: EvidenceFiles): ReadonlyMap<string, readonly string[]> => {
  const folders = new Map<string, string[]>();
  for (const path of files.keys()) {
    const [, folder = "", ...rest] = path.split("/");
    const names = folders.get(folder) ?? [];
    folders.set(folder, names);
    if (names.length < MAX_COMPARED_FILES) names.push(rest.join("/"));
  }
  return folders;
});
