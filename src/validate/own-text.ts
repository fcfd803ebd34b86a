import { hash } from "node:crypto";
import type { Source } from "../model/source.js";
import { memoize } from "../util/memoize.js";

/** Shorter text, such as "None", may well stand in two documents. */
export const MIN_TEXT_LENGTH = 80;

/** The offset where the Markdown below the front matter starts. It is found without parsing, which takes long for all documents. */
export function bodyStart(text: string): number {
  const fence = text.indexOf("\n---", 3);
  return fence < 0 ? text.length : fence + "\n---".length;
}

/** A hash of the Markdown of a document, by which copies are found; null where there is little of it. */
export const ownTextHash = memoize(({ text }: Source): string | null => {
  const own = text.slice(bodyStart(text)).trim();
  return own.length < MIN_TEXT_LENGTH ? null : hash("sha256", own);
});
