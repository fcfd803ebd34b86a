import type { AnyDocument } from "../../model/collection.js";

const WORDS_PER_MINUTE = 220;

/** How long it takes to read the body of a document. */
export function readingMinutes({ body }: AnyDocument): number {
  return Math.ceil(body.text.split(/\s+/).filter(Boolean).length / WORDS_PER_MINUTE);
}
