import type { AnyDocument } from "../../../model/collection.js";
import { evidencePath, isAside, leavesEvidence } from "../../../model/evidence-files.js";
import { linkTarget } from "../../../model/link-target.js";
import { FILE_START } from "../../../model/place.js";
import { irregularPart } from "../../links/irregular-part.js";
import { addressPlace } from "../../links/link-place.js";
import { defineRule, documentsOf, type RuleProblem } from "../../rule.js";

const COPY = "Copy the file below evidence/<id of the document>/ and name that";

/** Attachments and what a body links to lie in the collection, as regular files. */
export const evidenceOutside = defineRule({
  id: "evidence-outside",
  severity: "error",
  // Of what is no regular file it matters whether any document names it.
  across: ({ evidence }) => [...evidence.files.values()].some(({ type }) => type === "other"),
  *check(context) {
    const { evidence } = context;
    const named = new Set<string>();
    const isNamed = (path: string): boolean => {
      const part = irregularPart(path, evidence);
      // Where all of evidence/ is a link, one diagnostic says so for every file in it.
      if (part === undefined || part === "evidence") return false;
      named.add(part);
      return true;
    };
    for (const document of documentsOf(context)) {
      yield* ofEntries(document, isNamed);
      yield* ofLinks(document, isNamed);
    }
    for (const [path, { type }] of evidence.files)
      if (type === "other" && !named.has(path) && !isAside(path))
        yield {
          file: path,
          place: FILE_START,
          message:
            path === "evidence"
              ? "Expected a folder, found a link or a file"
              : "Expected a regular file or a folder, found a link",
          hint: "Copy here what it leads to, or remove it: links are not followed",
        };
  },
});

/** @param isNamed whether a path leads over a link, which then is reported where it is named */
function* ofEntries(document: AnyDocument, isNamed: (path: string) => boolean): Iterable<RuleProblem> {
  const { data, places, source } = document;
  for (const entry of data.evidence ?? []) {
    if (entry.file === undefined) continue;
    // To ask for a place makes the places of the whole file.
    const found = () => ({ file: source.path, place: places.value(entry, "file"), hint: COPY });
    if (leavesEvidence(document, entry.file))
      yield {
        ...found(),
        message: `Expected a file in the document's own folder of evidence, found ${JSON.stringify(entry.file)}`,
      };
    else if (isNamed(evidencePath(document, entry.file)))
      yield { ...found(), message: `Expected a regular file, found the link ${JSON.stringify(entry.file)}` };
  }
}

function* ofLinks({ body, source }: AnyDocument, isNamed: (path: string) => boolean): Iterable<RuleProblem> {
  for (const link of body.links) {
    const target = linkTarget(link.url, source.path);
    const irregular = target.to === "collection" && isNamed(target.path);
    if (target.to !== "outside" && !irregular) continue;
    const url = JSON.stringify(link.url);
    yield {
      file: source.path,
      place: addressPlace(link, source),
      message: irregular
        ? `Expected a regular file, found the link ${url}`
        : `Expected an address within the collection, found ${url}`,
      hint: irregular ? COPY : `${COPY}, or write a web address in full`,
    };
  }
}
