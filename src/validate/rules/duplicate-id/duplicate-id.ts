import { compareText } from "../../../model/diagnostic.js";
import { FILE_START, type Place } from "../../../model/place.js";
import type { ParsedFile } from "../../../parse/parse-file.js";
import { groupBy } from "../../../util/group-by.js";
import type { CheckedFile } from "../../checked-file.js";
import { declaredIn, type Entry } from "../../ids/declared-in.js";
import { defineRule, type RuleProblem } from "../../rule.js";

const HINT = "Give one of the two another id, and change what refers to it";

export const duplicateId = defineRule({
  id: "duplicate-id",
  severity: "error",
  *check({ files }) {
    yield* duplicateDocuments(files);
    for (const { parsed } of files) {
      const lists = groupBy(declaredIn(parsed.file, parsed.data), ({ kind, parent }) => parent ?? kind);
      for (const list of lists.values())
        yield* duplicateEntries(
          list.map(({ entry }) => entry),
          parsed,
        );
    }
  },
});

/** Ids that differ in case or in the form of their accents only are one on some file systems. */
function* duplicateDocuments(files: readonly CheckedFile[]): Iterable<RuleProblem> {
  const first = new Map<string, string>();
  for (const { parsed } of files.toSorted((a, b) => compareText(a.parsed.path, b.parsed.path))) {
    const { file, path } = parsed;
    if (file.role !== "postmortem" && file.role !== "drill") continue;
    const key = file.id.normalize("NFC").toLowerCase();
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, path);
    else
      yield finding(
        file.id,
        path,
        FILE_START,
        earlier,
        FILE_START,
        "Rename one of the two files, and change what refers to it",
      );
  }
}

function* duplicateEntries(entries: readonly Entry[], { path, places }: ParsedFile): Iterable<RuleProblem> {
  const first = new Map<string, Entry>();
  for (const entry of entries) {
    const earlier = first.get(entry.id);
    if (earlier === undefined) first.set(entry.id, entry);
    else yield finding(entry.id, path, places.value(entry, "id"), path, places.value(earlier, "id"), HINT);
  }
}

function finding(id: string, file: string, place: Place, firstFile: string, first: Place, hint: string): RuleProblem {
  const related = [{ file: firstFile, line: first.line, column: first.column, message: "first declared here" }];
  return { file, place, message: `Duplicate id ${JSON.stringify(id)}`, hint, related };
}
