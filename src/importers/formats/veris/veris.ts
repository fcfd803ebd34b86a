import { emptyDocument, type ImportedDocument, type Importer } from "../../importer.js";
import { type Exported, incidentsIn, partOf, withOwnParts } from "../../reading/json/exported.js";
import { plain, printFields, section } from "../../reading/json/print.js";
import { type Data, dataOf, textAt, valueAt } from "../../reading/json/values.js";
import { dateOf, detectionOf, timelineOf } from "./veris-timeline.js";

const MAX_TITLE_LENGTH = 120;
/** Fields that the draft shows elsewhere, or that are about the record itself. */
const SHOWN_ELSEWHERE = [
  "summary",
  "reference",
  "discovery_notes",
  "corrective_action",
  "control_failure",
  "notes",
  "incident_id",
  "schema_version",
  "schema_name",
];

/**
 * Records in VERIS, as the VERIS Community Database publishes them (github.com/vz-risk/veris: verisc-merged.json, verisframework.org).
 * VERIS counts in lengths of time: to compromise from the first action, to discovery from the compromise, to containment from the discovery.
 */
export const veris: Importer = {
  id: "veris",
  title: "VERIS records (VCDB)",
  recognises: (file) => (incidentsIn(file, isRecord).length > 0 ? 0.95 : 0),
  read: (file) => withOwnParts(incidentsIn(file, isRecord).map(documentOf)),
};

function isRecord(data: Data): boolean {
  const year = valueAt(data, "timeline", "incident", "year");
  return (
    typeof year === "number" &&
    year >= 1950 &&
    year <= 2050 &&
    data.security_incident !== undefined &&
    dataOf(data.action) !== null &&
    dataOf(data.actor) !== null
  );
}

function documentOf(exported: Exported): ImportedDocument {
  const { incident } = exported;
  const began = dateOf(dataOf(valueAt(incident, "timeline", "incident")));
  const kind = textAt(incident, "security_incident");
  const rating = textAt(incident, "impact", "overall_rating");
  return {
    ...emptyDocument(),
    title: titleOf(incident),
    day:
      typeof began === "string" && began.length === 10 ? { day: began, from: 'the field "timeline.incident"' } : null,
    kind: kind === "Near miss" ? "near-miss" : "incident",
    account: textAt(incident, "source_id") === "vcdb" ? "third-party" : null,
    severity: rating === "Unknown" ? null : rating,
    timeline: began === null ? [] : timelineOf(incident, began),
    detection: detectionOf(incident),
    sources: referencesOf(incident).map((url) => ({ title: url, url })),
    body: bodyOf(incident),
    part: partOf(exported, textAt(incident, "incident_id"), []),
    notes: kind === "False positive" ? ["VERIS says that this is no incident: it was a false positive"] : [],
  };
}

/** VERIS has no title: the first sentence of the summary, or the victim's name. */
function titleOf(incident: Data): string | null {
  const summary = textAt(incident, "summary")?.replace(/\s+/g, " ") ?? null;
  const [first = ""] = summary?.slice(0, 400).split(/(?<=[a-z0-9)"’'][.!?])\s/) ?? [];
  if (first === "") return textAt(incident, "victim", "victim_id");
  if (first.length <= MAX_TITLE_LENGTH) return first.replace(/\.$/, "");
  return `${first.slice(0, first.lastIndexOf(" ", MAX_TITLE_LENGTH) + 1 || MAX_TITLE_LENGTH).trimEnd()} …`;
}

/** The addresses in the reference, which holds one or several. */
function referencesOf(incident: Data): string[] {
  const parts = (textAt(incident, "reference") ?? "").slice(0, 10_000).split(/[\s;]+|,(?=https?:)/);
  return [...new Set(parts.map((part) => part.replace(/[.,]+$/, "")))].filter(
    (part) => /^https?:\/\/[^\s<>"]+$/.test(part) && URL.canParse(part),
  );
}

function bodyOf(incident: Data): string {
  const text = (key: string) => {
    const value = textAt(incident, key);
    return value === null ? null : plain(value);
  };
  return [
    ...section("Summary", text("summary")),
    ...section("Discovery", text("discovery_notes")),
    ...section("Control failure", text("control_failure")),
    ...section("Corrective action", text("corrective_action")),
    ...section("Notes", text("notes")),
    ...section("Classification in VERIS", printFields(incident, SHOWN_ELSEWHERE)),
    ...section(
      "Record",
      printFields(
        Object.fromEntries(["incident_id", "schema_version", "reference"].map((key) => [key, incident[key]])),
      ),
    ),
  ].join("\n\n");
}
