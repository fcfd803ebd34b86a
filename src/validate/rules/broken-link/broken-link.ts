import { dirname, relative } from "node:path/posix";
import type { AnyDocument, Link } from "../../../model/collection.js";
import { linkTarget } from "../../../model/link-target.js";
import { suggestion } from "../../ids/suggest.js";
import { irregularPart } from "../../links/irregular-part.js";
import { addressPlace } from "../../links/link-place.js";
import { defineRule, documentsOf, type Finding, type RuleContext } from "../../rule.js";
import { footnoteFaults } from "./footnotes.js";
import { headingSlugs } from "./heading-slugs.js";
import { NearFiles } from "./near-files.js";

/** More headings than these are not searched for one that is alike. */
const MOST_COMPARED = 200;

/** What the links, images and footnotes of a body lead to exists. What leads out of the collection is a finding of `evidence-outside`. */
export const brokenLink = defineRule({
  id: "broken-link",
  severity: "error",
  *check(context) {
    const around = surroundings(context);
    for (const document of documentsOf(context)) {
      const { body, data, source } = document;
      const file = source.path;
      const severity = context.asPublished || data.status === "published" ? "error" : "warning";
      for (const link of body.links) {
        const fault = faultOf(link, document, around);
        if (fault) yield { file, place: addressPlace(link, source), ...fault, severity };
      }
      for (const fault of footnoteFaults(document)) yield { file, ...fault, severity };
    }
  },
});

interface Surroundings extends Pick<RuleContext, "evidence"> {
  documents: ReadonlyMap<string, AnyDocument>;
  near: NearFiles;
}

function surroundings({ collection, evidence }: RuleContext): Surroundings {
  const all = [...collection.postmortems, ...collection.drills];
  const documents = new Map(all.map((document) => [document.source.path, document]));
  return { evidence, documents, near: new NearFiles(documents.keys(), evidence) };
}

type Fault = Pick<Finding, "message" | "hint">;

function faultOf({ type, url }: Link, { id, source }: AnyDocument, around: Surroundings): Fault | undefined {
  const target = linkTarget(url, source.path);
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
  const { documents, evidence } = around;
  const document = documents.get(path);
  if (document) return heading === undefined ? undefined : unknownHeading(heading, document);
  if (evidence.exists(path) || irregularPart(path, evidence) !== undefined) return undefined;
  const near = around.near.find(path, id);
  return {
    message: `Missing file ${JSON.stringify(path)}`,
    hint:
      near === undefined
        ? "The path leads from the folder of this file; correct it, or remove the link"
        : `Did you mean ${JSON.stringify(relative(dirname(source.path), near).replaceAll(" ", "%20"))}?`,
  };
}

function unknownHeading(heading: string, { body }: AnyDocument): Fault | undefined {
  // The page itself names footnotes so.
  if (heading === "" || heading.startsWith("user-content-fn")) return undefined;
  const slugs = headingSlugs(body);
  if (slugs.has(heading)) return undefined;
  const compared = slugs.size <= MOST_COMPARED ? slugs : [];
  return {
    message: `Unknown heading ${JSON.stringify(heading)}`,
    hint: suggestion(heading, compared, "The headings are") ?? "Write the heading in lower case, with - for spaces",
  };
}
