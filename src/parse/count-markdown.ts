import { NATIVE_BOUNDS, REFERENCE_BOUNDS } from "./limits.js";

/** What costs a Markdown parser time and memory, counted in the text without parsing it. */
export type MarkdownCounts = Record<keyof typeof NATIVE_BOUNDS, number>;

const WORDS: Record<keyof MarkdownCounts, string> = {
  entities: "entities such as &amp;",
  delimiters: "*, _ and ~",
  brackets: "opening brackets",
  containers: "lines that start with :::",
  labels: "colons with a label or attributes in a body with a container",
};
const KINDS = Object.keys(WORDS) as (keyof MarkdownCounts)[];

/** Counts in one pass over the text. The counts are upper bounds: code and escapes are not left out. */
export function countMarkdown(text: string): MarkdownCounts {
  const counts = { entities: 0, delimiters: 0, brackets: 0, containers: 0, labels: 0 };
  const hasContainer = text.includes(":::");
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x26: // &
        counts.entities++;
        break;
      case 0x2a: // *
      case 0x5f: // _
      case 0x7e: // ~
        counts.delimiters++;
        break;
      case 0x5b: // [
        counts.brackets++;
        break;
      case 0x3a: // :
        if (!hasContainer) break;
        if (text.startsWith(":::", at) && text.charCodeAt(at - 1) !== 0x3a) counts.containers++;
        break;
      default:
    }
  }
  // Without `:::` there is no container, and a colon is text.
  if (hasContainer) for (const _ of text.matchAll(/:[^\s:[\]{}]+[[{]/g)) counts.labels++;
  return counts;
}

/** Whether the native parser can be given a text with these counts. */
export function fitsNative(counts: MarkdownCounts): boolean {
  return KINDS.every((kind) => counts[kind] <= NATIVE_BOUNDS[kind]);
}

/** The count that is too high for the reference parser, in words; undefined if there is none. */
export function overReference(counts: MarkdownCounts): string | undefined {
  const kind = KINDS.find((one) => counts[one] > REFERENCE_BOUNDS[one]);
  return kind && `Expected at most ${REFERENCE_BOUNDS[kind]} ${WORDS[kind]}, found ${counts[kind]}`;
}
