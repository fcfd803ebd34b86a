import { blankReason, filled, isBlank } from "../model/blank.js";
import { type AnyDocument, accountOf } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import { marksOf, timeBetween } from "../model/marks.js";
import type { Range } from "../model/range.js";
import type { Account, Blank, Objective, Recovery } from "../model/schema-types.js";
import { isCounted } from "./counted.js";
import { measuredRange, parseQuantity } from "./measured-range.js";

/**
 * How a value stands against its target. `unknown`: the value is not known, or its range lies on both sides of the
 * target; `no-target`: the objective has none; `not-applicable`: the question does not arise.
 */
export type Compliance = "breached" | "met" | "unknown" | "no-target" | "not-applicable";

/** One value measured against an objective. Durations in milliseconds, counts as numbers. */
export interface ComplianceRow {
  /** The id of the postmortem or drill, and which of the two it is. */
  document: string;
  type: "postmortem" | "drill";
  objective: string;
  /** Whether the row enters `ObjectiveSummary`: of a published incident. */
  counted: boolean;
  /** The entry it comes from, or null where the value was derived from the objective's `clock` marks. */
  entry: Recovery | null;
  /** Ends may be infinite, for `at_least` and `at_most`. Null for a blank. */
  value: Range | null;
  blank: Blank | null;
  /** What the target is, with the overrides of the entry's service. */
  target: number | null;
  /** Whose targets these are: a third-party incident is measured against the collection's own yardstick. */
  account: Account;
  compliance: Compliance;
}

/** How often published incidents breached an objective. The five counts add up to all published incidents that record it. */
export interface ObjectiveSummary {
  objective: string;
  breached: number;
  met: number;
  unknown: number;
  noTarget: number;
  notApplicable: number;
  /** Published incidents that say nothing about it. */
  notRecorded: number;
}

export interface ObjectiveCompliance {
  /** By id of the document, in the order of the catalog and then of the entries. */
  byDocument: ReadonlyMap<string, readonly ComplianceRow[]>;
  /** By id of the objective, documents in the order of the collection. */
  byObjective: ReadonlyMap<string, readonly ComplianceRow[]>;
  summaries: ReadonlyMap<string, ObjectiveSummary>;
}

/** Every recovery value against its target (content model, "Recovery objectives"). Ranges compare only where certain. */
export function objectiveCompliance(graph: Graph): ObjectiveCompliance {
  const { postmortems, drills, catalogs } = graph.collection;
  const documents = [...postmortems, ...drills];
  const byDocument = new Map(documents.map((document) => [document.id, rowsOf(document, graph)]));
  const all = [...byDocument.values()].flat();
  const byObjective = new Map(catalogs.objectives.map(({ id }) => [id, all.filter((row) => row.objective === id)]));
  const incidents = postmortems.filter(isCounted).length;
  const summaries = new Map(
    [...byObjective].map(([id, rows]) => [
      id,
      summarise(
        id,
        rows.filter((row) => row.counted),
        incidents,
      ),
    ]),
  );
  return { byDocument, byObjective, summaries };
}

function rowsOf(document: AnyDocument, graph: Graph): ComplianceRow[] {
  const { catalogs, config } = graph.collection;
  const entries = document.data.recovery ?? [];
  const shared = {
    document: document.id,
    type: document.type,
    counted: document.type === "postmortem" && isCounted(document),
    account: accountOf(document, config),
  };
  return catalogs.objectives.flatMap((objective): ComplianceRow[] => {
    const stated = entries.filter((entry) => entry.objective === objective.id);
    if (stated.length > 0) return stated.map((entry) => ({ ...shared, ...judgeEntry(entry, objective) }));
    const derived = document.type === "postmortem" ? derive(document.data.timeline, objective) : null;
    return derived === null ? [] : [{ ...shared, ...derived }];
  });
}

type Judged = Pick<ComplianceRow, "objective" | "entry" | "value" | "blank" | "target" | "compliance">;

function judgeEntry(entry: Recovery, objective: Objective): Judged {
  const target = targetFor(objective, entry.service);
  const value = measuredRange(entry.value);
  const blank = isBlank(entry.value) ? entry.value : null;
  return { objective: objective.id, entry, value, blank, target, compliance: judge(value, blank, target) };
}

/** The value between the objective's `clock` marks, where both are marked. A blank mark makes it unknown for that reason. */
function derive(timeline: Parameters<typeof marksOf>[0], objective: Objective): Judged | null {
  if (objective.clock === undefined) return null;
  const { from, to } = objective.clock;
  const marks = marksOf(timeline);
  const [start, end] = [marks.get(from), marks.get(to)];
  if (start === undefined || end === undefined) return null;
  const value = timeBetween(marks, from, to) ?? null;
  const blank = value ? null : (start.blank ?? end.blank ?? null);
  const target = targetFor(objective, undefined);
  return { objective: objective.id, entry: null, value, blank, target, compliance: judge(value, blank, target) };
}

function targetFor(objective: Objective, service: string | undefined): number | null {
  const override = objective.overrides?.find((one) => one.service === service);
  const target = filled(override?.target ?? objective.target);
  return target === undefined ? null : (parseQuantity(target) ?? null);
}

function judge(value: Range | null, blank: Blank | null, target: number | null): Compliance {
  if (blank && blankReason(blank).kind === "not_applicable") return "not-applicable";
  if (value === null) return "unknown";
  if (target === null) return "no-target";
  if (value.from > target) return "breached";
  return value.to <= target ? "met" : "unknown";
}

/** The worst of an incident's rows decides: breached, else unknown, else met. */
const WORST_FIRST: readonly Compliance[] = ["breached", "unknown", "met", "no-target", "not-applicable"];

function summarise(objective: string, rows: readonly ComplianceRow[], incidents: number): ObjectiveSummary {
  const perIncident = groupByDocument(rows);
  const count = (wanted: Compliance) =>
    [...perIncident.values()].filter((of) => WORST_FIRST.find((one) => of.has(one)) === wanted).length;
  return {
    objective,
    breached: count("breached"),
    met: count("met"),
    unknown: count("unknown"),
    noTarget: count("no-target"),
    notApplicable: count("not-applicable"),
    notRecorded: incidents - perIncident.size,
  };
}

function groupByDocument(rows: readonly ComplianceRow[]): Map<string, Set<Compliance>> {
  const groups = new Map<string, Set<Compliance>>();
  for (const row of rows) {
    const group = groups.get(row.document) ?? new Set();
    groups.set(row.document, group.add(row.compliance));
  }
  return groups;
}
