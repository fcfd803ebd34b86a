import { type AnyDocument, accountOf } from "../model/collection.js";
import { type Compliance, type Judged, judgeObjective } from "../model/compliance.js";
import type { Graph } from "../model/graph.js";
import type { Account } from "../model/schema-types.js";
import { countedOf, isCounted } from "./counted.js";

/** One value measured against an objective. */
export interface ComplianceRow extends Judged {
  /** The id of the postmortem or drill, and which of the two it is. */
  document: string;
  type: "postmortem" | "drill";
  /** Whether the row enters `ObjectiveSummary`: of a published incident. */
  counted: boolean;
  /** Whose targets these are: a third-party incident is measured against the collection's own yardstick. */
  account: Account;
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
  const byObjective = new Map(catalogs.objectives.map(({ id }): [string, ComplianceRow[]] => [id, []]));
  for (const rows of byDocument.values()) for (const row of rows) byObjective.get(row.objective)?.push(row);
  const incidents = countedOf(graph).length;
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
  const counted = document.type === "postmortem" && isCounted(document);
  const account = accountOf(document, config);
  const rows: ComplianceRow[] = [];
  for (const objective of catalogs.objectives)
    for (const judged of judgeObjective(document, objective))
      rows.push({ ...judged, document: document.id, type: document.type, counted, account });
  return rows;
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
