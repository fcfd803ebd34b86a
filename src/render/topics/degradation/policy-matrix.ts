import type { PolicyRecord } from "../../../measure/degradation-policies.js";
import { isOverdue } from "../../../measure/fix-first.js";
import type { DegradationPolicy } from "../../../model/schema-types.js";
import { degradationClass } from "../../shared/document-degradation.js";
import { type DrillRow, drillRow } from "../../shared/drill-row.js";
import { type DueView, dueView } from "../../shared/due-view.js";
import { type ListedEntry, listedEntry, type Site } from "../../shared/site-model.js";

/** A policy with how often each class was observed. */
interface PolicyEntry {
  link: ListedEntry;
  dependency: string;
  risk: DegradationPolicy["risk"];
  declared: string;
  /** Observations in published incidents by class, in the order of the columns. */
  cells: { title: string; n: number; isDeclared: boolean }[];
  observations: number;
  /** Observations of another class than the declared one. */
  others: number;
  /** The last drill that showed it to hold. */
  tested: DrillRow | null;
  due: DueView | null;
  overdue: boolean;
}

/** Policies against what was observed: what to fix first stands first. */
export interface PolicyMatrix {
  columns: string[];
  /** Those of which anything was observed, and those overdue for a test. */
  rows: PolicyEntry[];
  /** Those of which nothing is on record. */
  unobserved: PolicyEntry[];
  /** Whether the classes are what this collection expects of others, and no promise of theirs. */
  isYardstick: boolean;
  observations: number;
}

/** All policies by what to fix first (risk, then deviations), then in the order of the catalog. */
export function policyMatrix(site: Site): PolicyMatrix {
  const { policies, degradationClasses } = site.graph.collection.catalogs;
  const { policies: records, confusion } = site.measures.degradationPolicies;
  const observed = new Set(confusion.flatMap(({ observed: one, rows }) => (rows.length > 0 ? [one ?? UNKNOWN] : [])));
  const declared = new Set(policies.map((policy) => policy.class as string));
  const columns = [...new Set([...degradationClasses.map(({ id }) => id), ...observed])].filter(
    (id) => observed.has(id) || declared.has(id),
  );
  const order = new Map(site.measures.fixFirst.map(({ policy }, at) => [policy, at]));
  const place = (id: string) => order.get(id) ?? order.size;
  const entries = policies
    .map((policy) => ({ place: place(policy.id), entry: entryOf(site, policy, records.get(policy.id), columns) }))
    .sort((a, b) => a.place - b.place)
    .map(({ entry }) => entry);
  const isShown = (entry: PolicyEntry) => entry.observations > 0 || entry.overdue;
  const matrix: PolicyMatrix = {
    columns: columns.map((id) => degradationClass(site, id) ?? id),
    rows: [],
    unobserved: entries.filter((entry) => !isShown(entry)),
    isYardstick: site.graph.collection.config.account === "third-party",
    observations: entries.reduce((sum, entry) => sum + entry.observations, 0),
  };
  return withRows(matrix, entries.filter(isShown));
}

/** The matrix with some of its rows, without columns that are empty in all of them. */
export function withRows(matrix: PolicyMatrix, rows: readonly PolicyEntry[]): PolicyMatrix {
  const isUsed = matrix.columns.map((_, at) => rows.some(({ cells }) => cells[at]?.isDeclared || cells[at]?.n));
  return {
    ...matrix,
    columns: matrix.columns.filter((_, at) => isUsed[at]),
    rows: rows.map((row) => ({ ...row, cells: row.cells.filter((_, at) => isUsed[at]) })),
  };
}

const UNKNOWN = "unknown";

function entryOf(
  site: Site,
  policy: DegradationPolicy,
  record: PolicyRecord | undefined,
  columns: readonly string[],
): PolicyEntry {
  const rows = record?.incidents ?? [];
  const passed = record?.lastPassed ? site.drills.get(record.lastPassed.drill) : undefined;
  return {
    link: listedEntry(site, "policy", policy.id),
    dependency: policy.dependency,
    risk: policy.risk,
    declared: degradationClass(site, policy.class) ?? policy.class,
    cells: columns.map((id) => ({
      title: degradationClass(site, id) ?? id,
      n: rows.filter((row) => (row.observed ?? UNKNOWN) === id).length,
      isDeclared: id === policy.class,
    })),
    observations: rows.length,
    others: record?.mismatches ?? 0,
    tested: passed ? drillRow(site, passed) : null,
    due: record ? dueView(record.interval, record.due) : null,
    overdue: record !== undefined && isOverdue(record.due),
  };
}
