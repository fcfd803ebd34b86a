import type { AnyDocument } from "../../../model/collection.js";
import { evidencePath } from "../../../model/evidence-files.js";
import { linkTarget } from "../../../model/link-target.js";
import { containersOf } from "../../../model/mentions.js";
import { defineRule, documentsOf, severityByStatus } from "../../rule.js";

/** What is listed as evidence shows something: it is cited, referred to or linked. */
export const evidenceUnused = defineRule({
  id: "evidence-unused",
  severity: "info",
  *check(context) {
    // A citation may stand in what a schema has refused.
    const faulty = new Set(
      context.files.flatMap(({ parsed, schema }) => (schema.faults.length > 0 ? parsed.path : [])),
    );
    for (const document of documentsOf(context)) {
      const { data, places, source } = document;
      const entries = data.evidence ?? [];
      if (entries.length === 0 || faulty.has(source.path) || severityByStatus(document, context) === undefined)
        continue;
      const mentioned = mentionedIn(document);
      const linked = linkedIn(document);
      for (const entry of entries) {
        if (mentioned.has(entry.id)) continue;
        if (entry.file !== undefined && linked.has(evidencePath(document, entry.file))) continue;
        yield {
          file: source.path,
          place: places.value(entry, "id"),
          message: `Unused evidence ${JSON.stringify(entry.id)}`,
          hint: `Cite it where it shows something, with cites: [${entry.id}], or remove it`,
        };
      }
    }
  },
});

/** Ids of evidence in any text but the entries' own ids and files: citations, references, and "see E1" in prose. */
function mentionedIn({ body, data }: AnyDocument): Set<string> {
  const mentioned = new Set<string>();
  const add = (text: string) => {
    for (const [id] of text.matchAll(/\bE[1-9]\d{0,3}\b/g)) mentioned.add(id);
  };
  add(body.text);
  for (const container of containersOf(data))
    for (const [key, value] of Object.entries(container))
      if (typeof value === "string" && key !== "id" && key !== "file") add(value);
  return mentioned;
}

function linkedIn({ body, source }: AnyDocument): Set<string> {
  return new Set(
    body.links.flatMap(({ url }) => {
      const target = linkTarget(url, source.path);
      return target.to === "collection" ? target.path : [];
    }),
  );
}
