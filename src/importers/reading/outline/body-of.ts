import type { Heading } from "mdast";
import type { ForeignFile } from "../../importer.js";
import type { Part } from "./outline.js";

const ACCOUNT = "Account";
const FIELDS = "Imported fields";
/** Sections that an import puts around what had no heading. */
export const ADDED_SECTIONS: readonly string[] = [ACCOUNT, FIELDS];

/** The text without its title; below it the fields, as they are written. */
export function bodyOf(
  { body, front }: ForeignFile,
  title: Heading | null,
  parts: readonly Part[],
  summary: string | null,
): string {
  const from = title?.position?.start.offset ?? 0;
  const to = title?.position?.end.offset ?? 0;
  // Blanks at the start of a line can make it code.
  const text = (body.slice(0, from) + body.slice(to)).replace(/^(?:[ \t]*\n)+/, "").trimEnd();
  const sections = [text];
  if (summary !== null && !parts.some(({ role }) => role === "summary")) {
    // Text without a heading would be read as part of the summary.
    if (text !== "" && !/^#/.test(text)) sections.unshift(`## ${ACCOUNT}`);
    sections.unshift("## Summary", summary.trim());
  }
  if (front !== null && front.text.trim() !== "") {
    const fence = "`".repeat(Math.max(3, ...[...front.text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
    sections.push(`## ${FIELDS}`, `${fence}${front.format}\n${front.text.trimEnd()}\n${fence}`);
  }
  return `${sections.filter((one) => one !== "").join("\n\n")}\n`;
}
