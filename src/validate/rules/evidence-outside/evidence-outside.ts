import type { AnyDocument } from "../../../model/collection.js";
import { evidencePath, leavesEvidence } from "../../../model/evidence-files.js";
import { linkTarget } from "../../../model/link-target.js";
import { irregularPart } from "../../links/irregular-part.js";
import { addressPlace } from "../../links/link-place.js";
import { defineRule, documentsOf, type Finding, type RuleContext } from "../../rule.js";

const COPY = "Copy the file below evidence/<id of the document>/ and name that";

/** Attachments and what a body links to lie in the collection, as regular files. */
export const evidenceOutside = defineRule({
  id: "evidence-outside",
  severity: "error",
  *check(context) {
    for (const document of documentsOf(context)) {
      yield* ofEntries(document, context);
      yield* ofLinks(document, context);
    }
  },
});

function* ofEntries(document: AnyDocument, { evidence }: RuleContext): Iterable<Finding> {
  const { data, places, source } = document;
  for (const entry of data.evidence ?? []) {
    if (entry.file === undefined) continue;
    const found = { file: source.path, place: places.value(entry, "file"), hint: COPY };
    if (leavesEvidence(document, entry.file))
      yield { ...found, message: `Expected a file below evidence/, found ${JSON.stringify(entry.file)}` };
    else if (irregularPart(evidencePath(document, entry.file), evidence) !== undefined)
      yield { ...found, message: `Expected a regular file, found the link ${JSON.stringify(entry.file)}` };
  }
}

function* ofLinks({ body, source }: AnyDocument, { evidence }: RuleContext): Iterable<Finding> {
  for (const link of body.links) {
    const target = linkTarget(link.url, source.path);
    const irregular = target.to === "collection" && irregularPart(target.path, evidence) !== undefined;
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
