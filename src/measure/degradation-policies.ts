import { dayOfId } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import { drillPasses } from "../model/halves.js";
import { intervalMs } from "../model/held.js";
import type { Degradation } from "../model/schema-types.js";
import { count, list, orNull, record, type TypeOf, text } from "../util/shape.js";
import type { ConformanceRow, DegradationConformance } from "./degradation-conformance.js";
import { type DrillRun, type Due, drillRuns, dueOf, dueShape } from "./drill-run.js";
import { documentId, drillIds, incidentIds } from "./public-values.js";

/** What is on record of one policy. Rows are of published documents, the newest first. */
export interface PolicyRecord {
  policy: string;
  incidents: readonly ConformanceRow[];
  /** Published near-misses, which no count includes. */
  nearMisses: readonly ConformanceRow[];
  drills: readonly ConformanceRow[];
  /** The newest row of an incident or drill whose observed class is known. */
  last: ConformanceRow | null;
  /** Rows of incidents in which another class was observed than the declared one. */
  mismatches: number;
  /** The last drill in which the policy was seen to hold. */
  lastPassed: DrillRun | null;
  /** In milliseconds, or null. */
  interval: number | null;
  due: Due;
}

/** Rows of published incidents with one declared and one observed class; drills are kept apart. */
export interface ConfusionCell {
  /** A degradation class, or null where nothing was declared. */
  declared: string | null;
  /** A degradation class, `destructive`, or null where it is not known. */
  observed: string | null;
  /** The newest first. */
  rows: readonly ConformanceRow[];
  modes: Readonly<Record<NonNullable<Degradation["mode"]> | "not-stated", number>>;
  drills: readonly ConformanceRow[];
}

export interface DegradationPolicies {
  /** By id of the policy, in the order of the catalog. */
  policies: ReadonlyMap<string, PolicyRecord>;
  /** Only combinations that occurred, sorted by declared and then by observed class as in the catalog, null last. */
  confusion: readonly ConfusionCell[];
}

/**
 * What is on record of each degradation policy, and declared against observed classes as a table. A drill row without a
 * mode shows that a policy held if the whole drill passed, as in the rule `policy-untested`. `now` is a UTC day.
 */
export function degradationPolicies(
  graph: Graph,
  { byDocument }: DegradationConformance,
  now: string,
): DegradationPolicies {
  const { postmortems, drills, catalogs } = graph.collection;
  const published = new Set([...postmortems, ...drills].filter(({ data }) => data.status === "published").map(idOf));
  const rows = [...byDocument.values()].flat().filter(({ document }) => published.has(document));
  rows.sort((a, b) => compareText(dayOfId(b.document) ?? "", dayOfId(a.document) ?? ""));
  const runs = drillRuns(graph, now);
  const policies = catalogs.policies.map((policy): [string, PolicyRecord] => {
    const own = rows.filter((row) => row.policy?.id === policy.id);
    const incidents = own.filter((row) => row.counted);
    const drilled = own.filter((row) => row.type === "drill");
    const passed = runs.flatMap(({ drill, run }) => {
      const shows = drilled.some((row) => row.document === drill.id && holds(row, drillPasses(drill)));
      return shows ? [run] : [];
    });
    const interval = intervalMs(policy.test_interval);
    const record = {
      policy: policy.id,
      incidents,
      nearMisses: own.filter((row) => row.type === "postmortem" && !row.counted),
      drills: drilled,
      last: own.find((row) => (row.counted || row.type === "drill") && row.observed !== null) ?? null,
      mismatches: incidents.filter((row) => row.conformance === "mismatch").length,
      lastPassed: passed[0] ?? null,
      interval,
      due: dueOf(graph, passed, interval, now),
    };
    return [policy.id, record];
  });
  return { policies: new Map(policies), confusion: confusionOf(graph, rows) };
}

function holds({ conformance }: ConformanceRow, passes: boolean): boolean {
  return conformance === "conformed" || (conformance === "unknown" && passes);
}

function confusionOf({ collection }: Graph, rows: readonly ConformanceRow[]): ConfusionCell[] {
  const classes = collection.catalogs.degradationClasses.map(({ id }) => id);
  const cells = new Map<string, { declared: string | null; observed: string | null; rows: ConformanceRow[] }>();
  for (const row of rows) {
    if (!row.counted && row.type !== "drill") continue;
    const key = `${row.declared} ${row.observed}`;
    const cell = cells.get(key) ?? { declared: row.declared, observed: row.observed, rows: [] };
    cell.rows.push(row);
    cells.set(key, cell);
  }
  const place = (id: string | null): number => {
    if (id === null) return classes.length + 1;
    return classes.includes(id) ? classes.indexOf(id) : classes.length;
  };
  return [...cells.values()]
    .sort((a, b) => place(a.declared) - place(b.declared) || place(a.observed) - place(b.observed))
    .map(({ declared, observed, rows: all }) => {
      const counted = all.filter((row) => row.counted);
      const modes = { designed: 0, operator: 0, accidental: 0, "not-stated": 0 };
      for (const { entry } of counted) modes[entry.mode ?? "not-stated"] += 1;
      return { declared, observed, rows: counted, modes, drills: all.filter((row) => row.type === "drill") };
    });
}

function idOf({ id }: { id: string }): string {
  return id;
}

export const degradationPoliciesShape = record("What is on record of each degradation policy", {
  policies: list(
    record("A policy", {
      policy: text("The id of a policy"),
      incidents: incidentIds("Incidents that say how it degraded, one for each row"),
      drills: drillIds("Drills that do"),
      mismatches: count("Rows of incidents in which another class was observed"),
      last_observed: orNull(
        record("The newest row in which anything was observed", {
          document: documentId,
          observed: orNull(text("The class")),
        }),
      ),
      last_passing_drill: orNull(text("The last drill in which it was seen to hold")),
      due: dueShape,
    }),
    "By policy",
  ),
  confusion: list(
    record("A combination that occurred", {
      declared: orNull(text("The declared class; null where nothing was declared")),
      observed: orNull(text("The observed class, or destructive; null where it is not known")),
      incidents: incidentIds("The incidents, one for each row"),
      drills: drillIds("The drills, which the other columns do not count"),
      designed: count("By design"),
      operator: count("By an operator's choice"),
      accidental: count("By accident"),
      not_stated: count("Mode not stated"),
    }),
    "Declared against observed classes",
  ),
});

export function publicDegradationPolicies({
  policies,
  confusion,
}: DegradationPolicies): TypeOf<typeof degradationPoliciesShape> {
  const idsOf = (rows: readonly ConformanceRow[]) => rows.map(({ document }) => document);
  return {
    policies: [...policies.values()].map((one) => ({
      policy: one.policy,
      incidents: idsOf(one.incidents),
      drills: idsOf(one.drills),
      mismatches: one.mismatches,
      last_observed: one.last && { document: one.last.document, observed: one.last.observed },
      last_passing_drill: one.lastPassed?.drill ?? null,
      due: one.due,
    })),
    confusion: confusion.map(({ declared, observed, rows, modes, drills }) => ({
      declared,
      observed,
      incidents: idsOf(rows),
      drills: idsOf(drills),
      designed: modes.designed,
      operator: modes.operator,
      accidental: modes.accidental,
      not_stated: modes["not-stated"],
    })),
  };
}
