import type { Collection } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import { attachmentsFor } from "../redact/attachments.js";
import { redact } from "../redact/redact.js";

/** What a public site would publish of a collection: paths, sorted. */
export function publicFiles(collection: Collection): string[] {
  const seen = redact(collection, "public");
  const documents = [...seen.postmortems, ...seen.drills].map(({ source }) => source.path);
  return [...documents, ...attachmentsFor(collection, seen)].sort(compareText);
}
