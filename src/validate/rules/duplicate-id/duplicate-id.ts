import { compareText } from "../../../model/diagnostic.js";
import { FILE_START, type Place } from "../../../model/place.js";
import type { ParsedFile } from "../../../parse/parse-file.js";
import { groupBy } from "../../../util/group-by.js";
import type { CheckedFile } from "../../checked-file.js";
import { type DeclaredEntry, declaredIn } from "../../ids/declared-in.js";
import { defineRule, type RuleProblem } from "../../rule.js";

const HINT = "Give one of the two another id, and change what refers to it";

export const duplicateId = defineRule({
  id: "duplicate-id",
  severity: "error",
  across: true,
  *check({ files }) {
    yield* duplicateDocuments(files);
    const catalogs: Declared[] = [];
    for (const { parsed } of files) {
      const declared = declaredIn(parsed.file, parsed.data);
      if (parsed.file.role === "catalog") for (const one of declared) catalogs.push({ parsed, ...one });
      else if (hasDuplicates(declared)) yield* duplicatesAmong(declared.map((one) => ({ parsed, ...one })));
    }
    yield* duplicatesAmong(catalogs);
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

/** A quick answer for documents, which are many: their entries have no others inside. */
function hasDuplicates(declared: readonly DeclaredEntry[]): boolean {
  const found = new Set(declared.map(({ kind, id }) => `${kind} ${id}`));
  return found.size < declared.length;
}

type Declared = DeclaredEntry & { parsed: ParsedFile };

/** A list may be spread over several files. */
function* duplicatesAmong(declared: readonly Declared[]): Iterable<RuleProblem> {
  for (const list of groupBy(declared, ({ kind, parent }) => parent ?? kind).values()) {
    const first = new Map<string, Declared>();
    for (const one of list) {
      const { entry, parsed } = one;
      const earlier = first.get(entry.id);
      const placeOf = (of: Declared) => of.parsed.places.value(of.entry, "id");
      if (earlier === undefined) first.set(entry.id, one);
      else yield finding(entry.id, parsed.path, placeOf(one), earlier.parsed.path, placeOf(earlier), HINT);
    }
  }
}

function finding(id: string, file: string, place: Place, firstFile: string, first: Place, hint: string): RuleProblem {
  const related = [{ file: firstFile, line: first.line, column: first.column, message: "first declared here" }];
  return { file, place, message: `Duplicate id ${JSON.stringify(id)}`, hint, related };
}
