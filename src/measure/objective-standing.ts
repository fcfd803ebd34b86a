import { dayOfId } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import type { Objective } from "../model/schema-types.js";
import type { Range } from "../model/values/range.js";
import { flag, list, orNull, record, type TypeOf, text } from "../util/shape.js";
import type { ComplianceRow, ObjectiveCompliance, ObjectiveSummary } from "./objective-compliance.js";
import { incidentId, incidentIds, publicCount, publicDuration, quantityRange } from "./public-values.js";

/** One objective over published incidents. */
export interface ObjectiveStanding {
  objective: string;
  trust: boolean;
  counts: ObjectiveSummary;
  /** Incidents by how they stand against the target, in the order of the collection. */
  breached: readonly string[];
  met: readonly string[];
  undecided: readonly string[];
  unknown: readonly string[];
  /** The greatest value; ranges are compared by their lower end. */
  worst: ComplianceRow | null;
  /** The value of the newest incident that has one; its greatest if it has several. */
  latest: ComplianceRow | null;
}

/** In the order of reading: objectives of trust first, then as the catalog has them. */
export type ObjectiveStandings = ReadonlyMap<string, ObjectiveStanding>;

/** Which incidents breached each objective, its worst and its latest value. Objectives of trust come before those of uptime. */
export function objectiveStandings(graph: Graph, { byObjective, summaries }: ObjectiveCompliance): ObjectiveStandings {
  const { objectives } = graph.collection.catalogs;
  const ordered = [...objectives.filter(({ trust }) => trust === true), ...objectives.filter(({ trust }) => !trust)];
  return new Map(
    ordered.map(({ id, trust }) => {
      const rows = (byObjective.get(id) ?? []).filter((row) => row.counted);
      const counts = summaries.get(id) ?? { ...NOTHING, objective: id };
      const standing: ObjectiveStanding = {
        objective: id,
        trust: trust === true,
        counts,
        ...incidentsOf(rows),
        worst: greatest(rows),
        latest: latestOf(rows),
      };
      return [id, standing];
    }),
  );
}

const NOTHING = { breached: 0, met: 0, undecided: 0, unknown: 0, noTarget: 0, notApplicable: 0, notRecorded: 0 };

type Verdict = "breached" | "met" | "undecided" | "unknown";
const WORST_FIRST: readonly Verdict[] = ["breached", "undecided", "unknown", "met"];

/** Each incident once: the worst of its rows decides. */
function incidentsOf(rows: readonly ComplianceRow[]): Pick<ObjectiveStanding, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const { document, compliance } of rows) {
    if (compliance === "no-target" || compliance === "not-applicable") continue;
    const found = [compliance, verdicts.get(document)];
    verdicts.set(document, WORST_FIRST.find((one) => found.includes(one)) ?? compliance);
  }
  const of = (wanted: Verdict) => [...verdicts].flatMap(([id, verdict]) => (verdict === wanted ? [id] : []));
  return { breached: of("breached"), met: of("met"), undecided: of("undecided"), unknown: of("unknown") };
}

function greatest(rows: readonly ComplianceRow[]): ComplianceRow | null {
  let best: ComplianceRow | null = null;
  for (const row of rows) if (row.value && (best === null || isGreater(row.value, best.value))) best = row;
  return best;
}

/** Compares lower ends: that much is certain. */
function isGreater(a: Range, b: Range | null): boolean {
  return b === null || a.from > b.from || (a.from === b.from && a.to > b.to);
}

function latestOf(rows: readonly ComplianceRow[]): ComplianceRow | null {
  const days = rows.flatMap((row) => (row.value === null ? [] : (dayOfId(row.document) ?? [])));
  const newest = days.sort(compareText).at(-1);
  return newest === undefined ? null : greatest(rows.filter((row) => dayOfId(row.document) === newest));
}

const valueFields = {
  incident: incidentId,
  of: orNull(text("The relapse that it is of; null for the incident up to its first end")),
  service: orNull(text("The id of a service, where the record names one")),
  value: quantityRange("The value"),
};

export const objectiveStandingsShape = list(
  record("An objective", {
    objective: text("The id of an objective"),
    trust: flag("Whether it is about trust and not uptime"),
    breached: incidentIds("Incidents that breached it"),
    met: incidentIds("Incidents that met it"),
    undecided: incidentIds("Incidents whose range of values contains the target"),
    unknown: incidentIds("Incidents whose value is not known"),
    worst: orNull(record("The greatest value; null for none", valueFields)),
    latest: orNull(record("That of the newest incident; null for none", valueFields)),
  }),
  "Objectives, those of trust first",
);

export function publicObjectiveStandings(
  standings: ObjectiveStandings,
  objectives: readonly Objective[],
): TypeOf<typeof objectiveStandingsShape> {
  const measures = new Map(objectives.map(({ id, measure }) => [id, measure]));
  return [...standings.values()].map(({ objective, trust, breached, met, undecided, unknown, worst, latest }) => {
    const write = measures.get(objective) === "count" ? publicCount : publicDuration;
    const value = (row: ComplianceRow | null) =>
      row && { incident: row.document, of: row.of, service: row.entry?.service ?? null, value: write(row.value) };
    return { objective, trust, breached, met, undecided, unknown, worst: value(worst), latest: value(latest) };
  });
}
