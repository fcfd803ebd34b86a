import { dayOfId } from "../../../model/collection.js";
import { isDeviceName, isSlug, isStorable } from "../../../model/document-id.js";
import { WITHHELD } from "../../../model/kinds.js";
import { FILE_START } from "../../../model/place.js";
import { parseMoment } from "../../../model/values/time.js";
import type { ParsedFile } from "../../../parse/parse-file.js";
import { declaredIn } from "../../ids/declared-in.js";
import { defineRule, documentsOf, type RuleProblem } from "../../rule.js";

const UNDATED = "undated-";

export const idFormat = defineRule({
  id: "id-format",
  severity: "error",
  *check(context) {
    const documents = new Map(documentsOf(context).map((document) => [document.source.path, document]));
    for (const { parsed } of context.files) {
      const { file, path } = parsed;
      if (file.role === "catalog") yield* entryIds(parsed);
      if (file.role !== "postmortem" && file.role !== "drill") continue;
      const status = documents.get(path)?.data.status;
      const undatedAllowed =
        status === undefined || status === "archived" || (status === "draft" && !context.asPublished);
      const finding = wrongName(file.id, path, undatedAllowed);
      if (finding) yield finding;
    }
  },
});

function wrongName(id: string, path: string, undatedAllowed: boolean): RuleProblem | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const undated = id.startsWith(UNDATED);
  const day = dayOfId(id);
  const slug = undated ? id.slice(UNDATED.length) : day === null ? undefined : id.slice(day.length + 1);
  if (slug !== undefined && isDeviceName(slug)) return { file: path, place: FILE_START, ...reserved(slug) };
  const expected = `Expected a file name such as 2026-03-14-stale-grants.md, found ${JSON.stringify(name)}`;
  const hint = hintFor(slug, day, undated, undatedAllowed);
  if (hint === undefined) return undefined;
  const found = { file: path, place: FILE_START, message: expected, hint };
  // Such a document has no page, and must not be left out in silence.
  return isStorable(id) ? found : { ...found, always: true };
}

/** What is wrong with a name, or undefined if nothing is. */
function hintFor(
  slug: string | undefined,
  day: string | null,
  undated: boolean,
  undatedAllowed: boolean,
): string | undefined {
  if (slug === undefined)
    return "Start it with the UTC day and a hyphen; a draft without a known day starts with undated-";
  if (undated && !undatedAllowed)
    return "Only a draft or an archived document can be undated: start the name with the UTC day";
  if (day !== null && parseMoment(day) === undefined) return `There is no day ${day}`;
  if (!isSlug(slug)) return "After the day use ASCII letters in lower case, digits and single hyphens";
  return undefined;
}

function* entryIds({ file, path, data, places, writtenId }: ParsedFile): Iterable<RuleProblem> {
  for (const { entry, parent } of declaredIn(file, data)) {
    const found = { file: path, place: places.value(entry, "id") };
    if (writtenId !== undefined && parent === null)
      yield {
        ...found,
        message: `Expected the id of the file name, ${JSON.stringify(entry.id)}, found ${JSON.stringify(writtenId)}`,
        hint: "Remove the line, or rename the file",
      };
    if (isDeviceName(entry.id)) yield { ...found, ...reserved(entry.id) };
    else if (entry.id === WITHHELD)
      yield {
        ...found,
        message: `Expected an id of its own, found ${JSON.stringify(WITHHELD)}`,
        hint: "Public sites say this where they hide what an id refers to; use another id",
      };
  }
}

function reserved(name: string): { message: string; hint: string } {
  return {
    message: `Expected a name that every system can store, found ${JSON.stringify(name)}`,
    hint: "Windows keeps this name for a device; use a longer one",
  };
}
