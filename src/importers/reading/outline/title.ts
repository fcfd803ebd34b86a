import type { Heading } from "mdast";
import { NO_ORDERS } from "../../../parse/times/date-order.js";
import type { ForeignFile } from "../../importer.js";
import { textOfField } from "../fields/field-values.js";
import { datesIn } from "./dates-in.js";
import { type Label, labelled } from "./labels.js";
import type { Part } from "./outline.js";

const KIND =
  "(?:incident|outage|issue|security)?\\s*(?:post[- ]?mortems?|retro(?:spective)?|rca|root cause analysis|review|report)";
/** A title that says only what kind of document it is. */
const GENERIC = new RegExp(`^(?:the )?${KIND}(?:\\s+(?:report|document|review))?$`, "i");
const KIND_BEFORE = new RegExp(
  `^(?:\\p{Extended_Pictographic}\\uFE0F?\\s*)?(?:#?\\d{1,4}\\s?[-–—:.]\\s)?[([]?(?:${KIND}|incident(?: date)?)(?:\\s+(?:report|document|review))?[)\\]]?\\s*(?:[::–—|]|-(?=\\s)|(?<=[)\\]])|\\s(?:on|for|of)(?=\\s))\\s*(?:the\\s(?=\\p{L}))?`,
  "iu",
);
const KIND_AND_BLANK = new RegExp(`^(?:${KIND}|incident)\\s+`, "i");
const KIND_BEHIND =
  /[\s,:–—|-]+[([]?(?:post[- ]?mortem|retrospective|retro|rca|root cause analysis|incident report)[)\]]?$/i;
const SIGNS_BEFORE = /^[\s([{]+/;
const SIGNS_BEHIND_DATE = /^[\s)\]},:;–—|-]+/;
const SIGNS_BEFORE_DATE = /(?:[\s([{,:;–—|-]|\b(?:on|of|from|at|for)\b)+$/i;
/** A title that begins so is that of a postmortem. */
const SAYS_KIND =
  /^\W*(?:post[- ]?mortem|(?:incident|outage) (?:report|review|post)|rca|root cause analysis|incident)\b(?!\s(?:response|management|process|severity|command|commander|handling|types|levels|roles|communication))/i;

/** The title of a document, and where it comes from. */
export interface FoundTitle {
  /** Without the kind of document and the date. */
  title: string | null;
  /** As it is written; null where there is none. */
  written: string | null;
  heading: Heading | null;
}

/** The title of a document: its field, its first heading where that is no section's, or the value of a label. */
export function titleOf({ front }: ForeignFile, parts: readonly Part[], labels: readonly Label[]): FoundTitle {
  const [before, next] = parts;
  // A line in bold at the very top is a title too.
  const top = before?.own.length === 0 && next?.depth === 7 ? next : undefined;
  const first = top ?? parts.find((part) => part.heading !== null && part.depth <= 2);
  const isTitle = first !== undefined && first.text !== "" && (first.role === null || SAYS_KIND.test(first.text));
  const field = front === null ? null : textOfField(front.data, ["title"]);
  const named = labelled(labels, /^(?:title|incident (?:title|name)|name of (?:the )?incident)$/);
  const heading = isTitle && !GENERIC.test(first.text) ? first : undefined;
  const written = field ?? heading?.text ?? named;
  const whole = isTitle ? `${first.text} ${field ?? ""}`.trim() : written;
  if (written === null || GENERIC.test(written.trim())) return { title: named, written: whole, heading: null };
  const title = shortTitle(written);
  const isSame = heading !== undefined && shortTitle(heading.text) === title;
  return { title, written: whole, heading: isSame ? heading.heading : null };
}

/** Whether a title says that its document is a postmortem, as "Postmortem: broken downloads" does. */
export function saysKind(title: string): boolean {
  return SAYS_KIND.test(title);
}

/** A title without the kind of document and the date before or behind it. */
export function shortTitle(written: string): string {
  const whole = written.replace(/\s+/g, " ").trim();
  let title = whole;
  for (let before = ""; before !== title; ) {
    before = title;
    title = withoutDate(withoutKind(title));
  }
  const rest = title.replace(KIND_BEHIND, "").trim();
  // One word with a dot is the name of a site, and says nothing of what happened there.
  return /^\S+\.\S+$/.test(rest) ? title : orWhole(rest, title);
}

/** The kind is set apart by a sign, or followed by a date: "Incident report May 12 2025 – Hub down". */
function withoutKind(title: string): string {
  const rest = title.replace(KIND_BEFORE, "");
  return rest === title ? withoutKindOfDate(title) : orWhole(rest, title);
}

function withoutKindOfDate(title: string): string {
  const kind = KIND_AND_BLANK.exec(title)?.[0];
  const rest = title.slice(kind?.length ?? 0);
  return kind !== undefined && datesIn(rest, NO_ORDERS)[0]?.from === 0 ? orWhole(rest, title) : title;
}

/** A date or a kind alone names nothing. */
function orWhole(rest: string, whole: string): string {
  return /\p{L}{2}/u.test(rest) && !GENERIC.test(rest.trim()) ? rest : whole;
}

function withoutDate(title: string): string {
  const signs = SIGNS_BEFORE.exec(title)?.[0].length ?? 0;
  const dates = datesIn(title, NO_ORDERS);
  const first = dates.find(({ from }) => from === signs);
  if (first) {
    const rest = title.slice(first.to).replace(SIGNS_BEHIND_DATE, "");
    if (orWhole(rest, "") !== "") return rest;
  }
  const last = dates.at(-1);
  if (!last || !/^[)\]}.\s]*$/.test(title.slice(last.to))) return title;
  const rest = title.slice(0, last.from).replace(SIGNS_BEFORE_DATE, "");
  // "Incident on 2019-07-02" has no other name.
  return /\p{L}+\W+\p{L}+/u.test(rest) && orWhole(rest, "") !== "" ? rest : title;
}
