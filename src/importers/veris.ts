import type { Mark } from "../model/marks.js";
import type { Range } from "../model/range.js";
import type { Time } from "../model/schema-types.js";
import { dayOf, parseMoment, parseTime } from "../model/time.js";
import {
  emptyDocument,
  type ImportedDetection,
  type ImportedDocument,
  type ImportedEvent,
  type Importer,
} from "./importer.js";
import { type Exported, incidentsIn, partOf, withOwnParts } from "./json/exported.js";
import { plain, printFields, section } from "./json/print.js";
import { type Data, dataOf, textAt, textsOf, valueAt } from "./json/values.js";
import { isoSpan, saidSpan, verisSpan } from "./json/veris-spans.js";

const TITLE_MOST = 120;
const ALERTS = /^(?:antivirus|data loss prevention|hids|nids|infrastructure monitoring|security alarm)$/i;
/** Told above, or about the record. */
const TOLD = [
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
  if (first.length <= TITLE_MOST) return first.replace(/\.$/, "");
  return `${first.slice(0, first.lastIndexOf(" ", TITLE_MOST) + 1 || TITLE_MOST).trimEnd()} …`;
}

/** A date of VERIS as a day, a month, or the months of a year. Its clock has no zone: it is left to the fields. */
function dateOf(date: Data | null): Time | null {
  const [year, month, day] = ["year", "month", "day"].map((key) => valueAt(date, key));
  const two = (n: unknown) => String(n).padStart(2, "0");
  if (typeof year !== "number") return null;
  const text = [year, month === undefined ? [] : two(month), month === undefined || day === undefined ? [] : two(day)]
    .flat()
    .join("-");
  if (month === undefined) return parseMoment(`${year}-01`) ? [`${year}-01`, `${year}-12`] : null;
  if (parseMoment(text)) return text;
  return parseMoment(text.slice(0, 7)) ? text.slice(0, 7) : null;
}

/** The incident, and what came so long after it: as days, for a length of time is no clock. */
function timelineOf(incident: Data, began: Time): ImportedEvent[] {
  const at = (key: string) => valueAt(incident, "timeline", key);
  const compromise = verisSpan(at("compromise"));
  const start = parseTime(began);
  if (!start) return [];
  const source = `timeline.incident: ${[began].flat().join(" to ")}`;
  const first: ImportedEvent = {
    at: began,
    event: "The incident initially occurred",
    ...(compromise ? {} : { mark: "began" as const }),
    source,
  };
  const compromised = compromise ? plus(start, compromise) : start;
  const discovery = verisSpan(at("discovery"));
  const discovered = discovery && plus(compromised, discovery);
  const containment = verisSpan(at("containment"));
  return [
    first,
    ...step(
      compromise && compromised,
      "compromise",
      `First compromise, ${saidSpan(at("compromise"))} after the first action`,
      "began",
    ),
    ...step(
      spanAfter(compromised, verisSpan(at("exfiltration"))),
      "exfiltration",
      `First known exfiltration of data, ${saidSpan(at("exfiltration"))} after the compromise`,
    ),
    ...step(discovered, "discovery", `Discovered, ${saidSpan(at("discovery"))} after the compromise`, "detected"),
    ...step(
      discovered && spanAfter(discovered, containment),
      "containment",
      `Contained, ${saidSpan(at("containment"))} after the discovery`,
      "mitigated",
    ),
  ];
}

function spanAfter(start: Range, span: Range | undefined): Range | undefined {
  return span && plus(start, span);
}

function plus(start: Range, span: Range): Range {
  return { from: start.from + span.from, to: start.to + span.to };
}

function step(range: Range | undefined, key: string, event: string, mark?: Mark): ImportedEvent[] {
  if (!range) return [];
  const [from, to] = [dayOf(range.from), dayOf(range.to)];
  const at: Time = from === to ? from : [from, to];
  return [{ at, event, ...(mark ? { mark } : {}), source: `timeline.${key}: ${event}` }];
}

function detectionOf(incident: Data): ImportedDetection | null {
  const span = verisSpan(valueAt(incident, "timeline", "discovery"));
  const by = discoverer(dataOf(incident.discovery_method) ?? {});
  if (!span) return by ? { delay: null, by, why: null } : null;
  return { delay: isoSpan(span), basis: "VERIS records the length of time, not the days", by, why: null };
}

/** Who found it, where the varieties of the discovery method agree on that. */
function discoverer(method: Data): ImportedDetection["by"] {
  const varieties = (key: string) =>
    textsOf(valueAt(method, key, "variety")).filter((one) => !/^(?:unknown|other)$/i.test(one));
  const found = new Set<ImportedDetection["by"]>([
    ...varieties("internal").map((one) => (ALERTS.test(one) ? ("alert" as const) : ("operator" as const))),
    ...varieties("external").map((one) => (/^customer$/i.test(one) ? ("customer" as const) : ("third-party" as const))),
    ...(method.partner === undefined ? [] : ["third-party" as const]),
  ]);
  const [only] = found;
  return found.size === 1 ? (only ?? null) : null;
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
    ...section("Classification in VERIS", printFields(incident, TOLD)),
    ...section(
      "Record",
      printFields(
        Object.fromEntries(["incident_id", "schema_version", "reference"].map((key) => [key, incident[key]])),
      ),
    ),
  ].join("\n\n");
}
