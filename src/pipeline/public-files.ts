import type { Collection } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import { attachmentsFor } from "../redact/attachments.js";
import { redact } from "../redact/redact.js";
import { contained, documentPaths } from "./contained.js";

/** What a public site would publish of a collection: paths, sorted. Documents that cannot be shown are left out. */
export async function publicFiles(collection: Collection): Promise<string[]> {
  const { made } = await contained(documentPaths(collection), async (leftOut) => {
    const seen = redact(collection, "public", leftOut);
    const documents = [...seen.postmortems, ...seen.drills].map(({ source }) => source.path);
    return [...documents, ...attachmentsFor(collection, seen)].sort(compareText);
  });
  return made;
}
