import type { Heading } from "mdast";
import type { ForeignFile } from "../../importer.js";
import { textOfField } from "../fields/field-values.js";
import { type Label, labelled } from "./labels.js";
import type { Part } from "./outline.js";

const KIND =
  "(?:incident|outage|issue|security)?\\s*(?:post[- ]?mortems?|retrospective|rca|root cause analysis|review|report)";
/** What says only what kind of document it is. */
const GENERIC = new RegExp(`^(?:the )?${KIND}(?:\\s+(?:report|document|review))?$`, "i");
const BEFORE = new RegExp(
  `^(?:(?:${KIND}|incident(?: date)?)(?:\\s+(?:report|document|review))?\\s*(?:[::–—|]|-(?=\\s)|\\s(?:on|for|of)(?=\\s\\d))\\s*|[([]?\\d{4}[-/]\\d{2}[-/]\\d{2}[)\\]]?(?:\\s*[,::–—|]|\\s+-(?=\\s)|-(?=\\s)|(?=\\s))\\s*)+`,
  "i",
);

/**
 * The title of a document: its field, its first heading where that is no section's, or the value of a label.
 * @returns the title without the kind of document and the day in front of it, and the heading that it was taken from
 */
export function titleOf(
  { front }: ForeignFile,
  parts: readonly Part[],
  labels: readonly Label[],
): { title: string | null; heading: Heading | null } {
  const [before, next] = parts;
  // A line in bold at the very top is a title too.
  const top = before?.own.length === 0 && next?.depth === 7 ? next : undefined;
  const first = top ?? parts.find((part) => part.heading !== null && part.depth <= 2);
  const isTitle = first !== undefined && first.role === null && first.text !== "";
  const field = front === null ? null : textOfField(front.data, ["title"]);
  const named = labelled(labels, /^(?:title|incident (?:title|name)|name of (?:the )?incident)$/);
  const heading = isTitle && !GENERIC.test(first.text) ? first : undefined;
  const written = field ?? heading?.text ?? named;
  if (written === null || GENERIC.test(written.trim())) return { title: named, heading: null };
  return { title: short(written), heading: heading && short(heading.text) === short(written) ? heading.heading : null };
}

function short(written: string): string {
  const whole = written.replace(/\s+/g, " ").trim();
  const rest = whole.replace(BEFORE, "").trim();
  // A day alone names nothing.
  return /\p{L}/u.test(rest) ? rest : whole;
}
