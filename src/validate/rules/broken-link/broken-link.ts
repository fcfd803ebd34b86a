import { dirname, relative } from "node:path/posix";
import type { AnyDocument, Link } from "../../../model/collection.js";
import { findHeading, headingSlugs } from "../../../model/heading-slugs.js";
import { linkTarget, withoutPassword } from "../../../model/link-target.js";
import type { Place } from "../../../model/place.js";
import type { Source } from "../../../model/source.js";
import { didYouMean, guess } from "../../ids/suggest.js";
import { irregularPart } from "../../links/irregular-part.js";
import { addressPlace } from "../../links/link-place.js";
import { replacement } from "../../replacement.js";
import { defineRule, documentsOf, type RuleContext, type RuleProblem } from "../../rule.js";
import { footnoteFaults } from "./footnotes.js";
import { NearFiles } from "./near-files.js";

/** With more headings in a document, none is suggested: comparing them all takes too long. */
const MAX_COMPARED_HEADINGS = 200;

/** What the links, images and footnotes of a body lead to exists. Links out of the collection are left to `evidence-outside`. */
export const brokenLink = defineRule({
  id: "broken-link",
  severity: "error",
  suggests: true,
  *check(context) {
    const targets = targetsOf(context);
    for (const document of documentsOf(context)) {
      const { body, data, source } = document;
      const file = source.path;
      const severity = context.asPublished || data.status === "published" ? "error" : "warning";
      for (const link of body.links) {
        const place = addressPlace(link, source);
        const fault = faultOf(link, place, document, targets);
        if (fault) yield { file, place, ...fault, severity };
      }
      for (const fault of footnoteFaults(document)) yield { file, ...fault, severity };
    }
  },
});

interface Targets extends Pick<RuleContext, "evidence"> {
  documents: ReadonlyMap<string, AnyDocument>;
  near: NearFiles;
}

function targetsOf({ documents, evidence }: RuleContext): Targets {
  return { evidence, documents, near: new NearFiles(documents, evidence) };
}

type Fault = Pick<RuleProblem, "message" | "hint" | "suggestions" | "hideSource">;

function faultOf(
  { type, url }: Link,
  place: Place,
  { id, source }: AnyDocument,
  { documents, evidence, near }: Targets,
): Fault | undefined {
  const target = linkTarget(url, source.path);
  if (target.to === "nowhere" && target.fault !== undefined)
    return {
      message: `${target.fault}, found ${JSON.stringify(withoutPassword(url))}`,
      hint: target.hint,
      hideSource: true,
    };
  if (target.to === "nowhere")
    return {
      message: `Expected an address of the web or of the collection, found ${JSON.stringify(url)}`,
      hint: "An address starts with https:, http: or mailto:, or leads from this file to another one of the collection",
    };
  if (target.to === "web" && type === "image")
    return {
      message: `Expected an image of the collection, found ${JSON.stringify(url)}`,
      hint: "Save the picture as evidence and link that: a page loads nothing from elsewhere",
    };
  if (target.to !== "collection") return undefined;
  const { path, heading } = target;
  const document = documents.get(path);
  if (document) return heading === undefined ? undefined : unknownHeading(heading, place, source, document);
  if (evidence.exists(path) || irregularPart(path, evidence) !== undefined) return undefined;
  const message = `Missing file ${JSON.stringify(path)}`;
  const meant = near.find(path, id);
  if (meant === undefined)
    return { message, hint: "The path leads from the folder of this file; correct it, or remove the link" };
  const address = relative(dirname(source.path), meant).replaceAll(" ", "%20");
  return { message, hint: didYouMean([address]), suggestions: replacement(source, place, url, [address]) };
}

function unknownHeading(heading: string, place: Place, source: Source, { body }: AnyDocument): Fault | undefined {
  // The page itself names footnotes so.
  if (heading === "" || heading.startsWith("user-content-fn")) return undefined;
  if (findHeading(body, heading) !== undefined) return undefined;
  const slugs = headingSlugs(body);
  const compared = slugs.size <= MAX_COMPARED_HEADINGS ? slugs : [];
  const { meant, hint = "Write the heading in lower case, with - for spaces" } = guess(
    heading,
    compared,
    "The headings are",
  );
  return {
    message: `Unknown heading ${JSON.stringify(heading)}`,
    hint,
    suggestions: replacement(source, place, heading, meant),
  };
}
