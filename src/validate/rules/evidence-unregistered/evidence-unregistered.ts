import { evidencePath, isAside } from "../../../model/evidence-files.js";
import { FILE_START } from "../../../model/place.js";
import type { ParsedFile } from "../../../parse/parse-file.js";
import { entriesOf } from "../../ids/declared-in.js";
import { defineRule, isReadWhole, type RuleProblem } from "../../rule.js";

/** Everything below `evidence/` belongs to a document that lists it. */
export const evidenceUnregistered = defineRule({
  id: "evidence-unregistered",
  severity: "warning",
  across: true,
  *check({ evidence, files, unreadable }) {
    const isWhole = isReadWhole({ files, unreadable });
    const documents = new Map<string, ParsedFile>();
    const listed = new Set<string>();
    const orphans = new Set<string>();
    for (const { parsed } of files) {
      // The document is there, where nothing reads it: misplaced-file reports that.
      if (parsed.file.role === "stray") orphans.add(parsed.path.replace(/^.*\/|\.\w+$/g, ""));
      if (parsed.file.role !== "postmortem" && parsed.file.role !== "drill") continue;
      documents.set(parsed.file.id, parsed);
      for (const path of listedIn(parsed, parsed.file.id)) listed.add(path);
    }
    for (const [path, { type }] of evidence.files) {
      // evidence-outside reports links, listed or not.
      if (type === "other") continue;
      const [, id = "", ...rest] = path.split("/");
      if (listed.has(path) || isAside(path)) continue;
      const document = documents.get(id);
      if (document === undefined) {
        if (isWhole && !orphans.has(id)) yield orphan(path, id, rest.length > 0);
        orphans.add(id);
      } else if (document.data !== undefined) yield unlisted(rest.join("/"), id, document);
    }
  },
});

/** Read as they stand in the file: a fault elsewhere in an entry does not make its file another one's. */
function* listedIn({ data }: ParsedFile, id: string): Iterable<string> {
  for (const entry of entriesOf(data, "evidence")) {
    const { file } = entry as { file?: unknown };
    if (typeof file === "string") yield evidencePath({ id }, file);
  }
}

function orphan(path: string, id: string, isFolder: boolean): RuleProblem {
  const found = { file: path, place: FILE_START };
  return isFolder
    ? {
        ...found,
        message: `Unknown document ${JSON.stringify(id)} of a folder of evidence`,
        hint: "Name the folder like the document without .md, or remove it",
      }
    : {
        ...found,
        message: `Expected a folder with the id of a document, found the file ${JSON.stringify(id)}`,
        hint: "Move it to evidence/<id of the document>/ and list it there",
      };
}

function unlisted(name: string, id: string, { data, path, places }: ParsedFile): RuleProblem {
  return {
    file: path,
    place: places.key(data as object, "evidence"),
    path: `evidence/${name}`,
    message: `Missing evidence entry of the file ${JSON.stringify(name)}`,
    hint: `Register it with inquest evidence add, or remove it from evidence/${id}/`,
  };
}
