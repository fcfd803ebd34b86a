import { applicableEntries } from "../../measure/applicable-entries.js";
import type { ComplianceRow } from "../../measure/objective-compliance.js";
import type { AnyDocument, Postmortem } from "../../model/collection.js";
import type { Compliance } from "../../model/compliance.js";
import type { Objective } from "../../model/schema-types.js";
import type { Range } from "../../model/values/range.js";
import { formatCountRange, formatDuration, formatDurationRange, thousands } from "../kit/formats/format-duration.js";
import { formatTime } from "../kit/formats/format-time.js";
import { type BlankView, blankView } from "./blank-view.js";
import { type Cite, citesOf } from "./cites.js";
import { linkTo, type NodeLink, type Site } from "./site-model.js";
import { COMPLIANCE } from "./words.js";

/** A measured value against its target, in words. */
export interface RecoveryRow {
  objective: NodeLink;
  /** What the objective asks. */
  question: string;
  trust: boolean;
  service: string | null;
  /** `relapse` or `relapse 2`; null for the incident up to its first end. */
  relapse: string | null;
  value: string | null;
  blank: BlankView | null;
  compliance: Compliance;
  isBreached: boolean;
  /** Null where `value` already says that it is unknown. */
  words: string | null;
  /** The same of a third-party account, which made no promise: `above our yardstick`. Null of an own one. */
  yardstick: string | null;
  /** `5 min`, or null where the objective has no target. */
  target: string | null;
  /** How a derived value came about: `began to resolved`. */
  derived: string | null;
  asOf: string | null;
  basis: string | null;
  note: string | null;
  cites: Cite[];
}

/** All values of a postmortem, those of trust first, and the objectives of which an incident says nothing: a near-miss needs none. */
export function recoveryOf(site: Site, postmortem: Postmortem): { rows: RecoveryRow[]; notRecorded: NodeLink[] } {
  const rows = site.measures.objectiveCompliance.byDocument.get(postmortem.id) ?? [];
  const trustFirst = [...applicableEntries(site.graph)(postmortem.id).objectives].sort(
    (a, b) => Number(b.trust === true) - Number(a.trust === true),
  );
  return {
    rows: trustFirst.flatMap((objective) =>
      rows.filter((row) => row.objective === objective.id).map((row) => recoveryRow(site, row, objective, postmortem)),
    ),
    notRecorded: trustFirst
      .filter(() => postmortem.data.kind === "incident")
      .filter((objective) => !rows.some((row) => row.objective === objective.id))
      .map((objective) => linkTo(site, "objective", objective.id)),
  };
}

/** One value in words. `document` resolves what it cites; null where its citations are not shown. */
export function recoveryRow(
  site: Site,
  row: ComplianceRow,
  objective: Objective,
  document: AnyDocument | null,
): RecoveryRow {
  const { entry, value, target } = row;
  return {
    objective: linkTo(site, "objective", objective.id),
    question: objective.question,
    trust: objective.trust === true,
    service: entry?.service === undefined ? null : linkTo(site, "service", entry.service).title,
    relapse: row.of === null ? null : row.of.replace("-", " "),
    value: value && valueText(value, objective),
    blank: row.blank && blankView(row.blank),
    compliance: row.compliance,
    isBreached: row.compliance === "breached",
    words: wordsOf(row),
    yardstick: row.account === "third-party" ? (YARDSTICK[row.compliance] ?? null) : null,
    target: target === null ? null : targetText(target, objective),
    derived: entry === null && objective.clock ? clockWords(row, objective.clock) : null,
    asOf: entry?.as_of === undefined ? null : formatTime(entry.as_of),
    basis: entry?.basis ?? null,
    note: entry?.note ?? null,
    cites: document ? citesOf(document, entry?.cites) : [],
  };
}

const YARDSTICK: Partial<Record<Compliance, string>> = {
  breached: "above our yardstick",
  met: "within our yardstick",
  undecided: "above or within our yardstick",
};

/** Which marks a derived value lies between. */
function clockWords({ of }: ComplianceRow, { from, to }: NonNullable<Objective["clock"]>): string {
  return `${of === null ? from : "relapsed"} to ${to}`;
}

/** Where no value is known, the blank in place of the value says so. */
function wordsOf({ compliance }: ComplianceRow): string | null {
  return compliance === "unknown" || compliance === "not-applicable" ? null : COMPLIANCE[compliance];
}

/** A value of an objective in words: a duration or a count, exact, a range or a bound. */
export function valueText(value: Range, { measure }: Objective): string {
  return measure === "duration" ? formatDurationRange(value) : formatCountRange(value);
}

/** A target in words, without the `at most`. */
export function targetText(target: number, { measure }: Objective): string {
  return measure === "duration" ? formatDuration(target) : thousands(target);
}
