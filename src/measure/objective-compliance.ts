import { type AnyDocument, accountOf } from "../model/collection.js";
import { type Compliance, type Judged, judgeObjective } from "../model/compliance.js";
import type { Graph } from "../model/graph.js";
import type { Account, Objective } from "../model/schema-types.js";
import { groupBy } from "../util/group-by.js";
import { lazily } from "../util/lazily.js";
import { memoize } from "../util/memoize.js";
import { count, flag, list, oneOf, orNull, record, type TypeOf, text } from "../util/shape.js";
import { applicableEntries } from "./applicable-entries.js";
import { countedOf, isCounted } from "./counted.js";
import { documentId, publicCount, publicDuration, quantityRange } from "./public-values.js";

/** One value measured against an objective. */
export interface ComplianceRow extends Judged {
  /** The id of the postmortem or drill, and which of the two it is. */
  document: string;
  type: "postmortem" | "drill";
  /** Whether the row enters `ObjectiveSummary`: of a published incident. */
  counted: boolean;
  /** Third-party incidents are measured against the collection's own yardstick. */
  account: Account;
}

/** How many published incidents breached an objective, and how the others stand. The counts add up to all of them. */
export interface ObjectiveSummary {
  objective: string;
  breached: number;
  met: number;
  undecided: number;
  unknown: number;
  noTarget: number;
  notApplicable: number;
  /** Published incidents that record no value; those of other repositories count if the objective applies there. */
  notRecorded: number;
}

export interface ObjectiveCompliance {
  /** By id of the document, in the order of the catalog and then of the entries. */
  byDocument: ReadonlyMap<string, readonly ComplianceRow[]>;
  /** By id of the objective, documents in the order of the collection. */
  byObjective: ReadonlyMap<string, readonly ComplianceRow[]>;
  summaries: ReadonlyMap<string, ObjectiveSummary>;
}

/** Every recovery value against its target. Ranges compare only where certain. */
export function objectiveCompliance(graph: Graph): ObjectiveCompliance {
  const { postmortems, drills, catalogs } = graph.collection;
  const documents = [...postmortems, ...drills];
  const byDocument = new Map(documents.map((document) => [document.id, rowsOf(document, graph)]));
  // A page of an incident asks for its rows alone.
  const all: ObjectiveCompliance = lazily({
    byDocument: () => byDocument,
    byObjective: () => {
      const byObjective = new Map(catalogs.objectives.map(({ id }): [string, ComplianceRow[]] => [id, []]));
      for (const rows of byDocument.values()) for (const row of rows) byObjective.get(row.objective)?.push(row);
      return byObjective;
    },
    summaries: () => {
      const applied = groupBy(
        countedOf(graph).flatMap(({ id }) => applicableEntries(graph)(id).objectives),
        ({ id }) => id,
      );
      return new Map(
        [...all.byObjective].map(([id, rows]) => {
          const counted = rows.filter((row) => row.counted);
          return [id, summarise(id, counted, applied.get(id)?.length ?? 0)];
        }),
      );
    },
  });
  return all;
}

function rowsOf(document: AnyDocument, graph: Graph): ComplianceRow[] {
  const { config } = graph.collection;
  const counted = document.type === "postmortem" && isCounted(document);
  const account = accountOf(document, config);
  const rows: ComplianceRow[] = [];
  for (const judged of judgedBy(applicableEntries(graph)(document.id).objectives)(document.data, document))
    rows.push({ ...judged, document: document.id, type: document.type, counted, account });
  return rows;
}

/** Kept by catalog and by document, so that one that changes is measured alone. */
const judgedBy = memoize((objectives: readonly Objective[]) =>
  memoize((_: AnyDocument["data"], document: AnyDocument) =>
    objectives.flatMap((objective) => judgeObjective(document, objective)),
  ),
);

const WORST_FIRST: readonly Compliance[] = ["breached", "undecided", "unknown", "met", "no-target", "not-applicable"];

function summarise(objective: string, rows: readonly ComplianceRow[], incidents: number): ObjectiveSummary {
  const perIncident = complianceByDocument(rows);
  const count = (wanted: Compliance) => [...perIncident.values()].filter((one) => one === wanted).length;
  return {
    objective,
    breached: count("breached"),
    met: count("met"),
    undecided: count("undecided"),
    unknown: count("unknown"),
    noTarget: count("no-target"),
    notApplicable: count("not-applicable"),
    notRecorded: incidents - perIncident.size,
  };
}

/** How each document stands against one objective: the worst of its rows decides. */
export function complianceByDocument(rows: readonly ComplianceRow[]): Map<string, Compliance> {
  const worst = new Map<string, Compliance>();
  for (const { document, compliance } of rows) {
    const before = worst.get(document);
    if (before === undefined || WORST_FIRST.indexOf(compliance) < WORST_FIRST.indexOf(before))
      worst.set(document, compliance);
  }
  return worst;
}

const complianceFields = {
  of: orNull(text("The relapse that it is of, as `relapse` or `relapse-2`; null for the incident up to its first end")),
  service: orNull(text("The service that it is about, where it is about one")),
  value: quantityRange("The value: a duration or a count"),
  target: quantityRange("The target, at most; of a third-party incident the collection's own yardstick"),
  compliance: oneOf(
    ["breached", "met", "undecided", "unknown", "no-target", "not-applicable"],
    "undecided: the range of the value contains the target; unknown: the value is not known",
  ),
  derived: flag("Whether it was derived from the timeline and not stated"),
};

/** One value of one document against the target of an objective. */
export const complianceShape = record("A value", {
  objective: text("The id of a recovery objective"),
  ...complianceFields,
});

export const objectiveComplianceShape = list(
  record("An objective", {
    objective: text("The id of a recovery objective"),
    breached: count("Published incidents that breached it"),
    met: count("That met it"),
    undecided: count("Whose range of values contains the target"),
    unknown: count("Whose value is not known"),
    no_target: count("Measured without a target"),
    not_applicable: count("To which it does not apply"),
    not_recorded: count("That record no value"),
    values: list(
      record("A value", {
        document: documentId,
        type: oneOf(["postmortem", "drill"], "Which of the two it is"),
        counted: flag("Whether figures count it: of a published incident"),
        ...complianceFields,
      }),
      "Every value",
    ),
  }),
  "Recovery values against their targets",
);

export function publicObjectiveCompliance(
  { summaries, byObjective }: ObjectiveCompliance,
  objectives: readonly Objective[],
): TypeOf<typeof objectiveComplianceShape> {
  return objectives.map((objective) => {
    const counts = summaries.get(objective.id);
    return {
      objective: objective.id,
      breached: counts?.breached ?? 0,
      met: counts?.met ?? 0,
      undecided: counts?.undecided ?? 0,
      unknown: counts?.unknown ?? 0,
      no_target: counts?.noTarget ?? 0,
      not_applicable: counts?.notApplicable ?? 0,
      not_recorded: counts?.notRecorded ?? 0,
      values: (byObjective.get(objective.id) ?? []).map((row) => ({
        document: row.document,
        type: row.type,
        counted: row.counted,
        ...publicValue(row, objective),
      })),
    };
  });
}

export function publicCompliance(row: ComplianceRow, objective: Objective): TypeOf<typeof complianceShape> {
  return { objective: objective.id, ...publicValue(row, objective) };
}

function publicValue({ entry, of, value, target, compliance }: ComplianceRow, { measure }: Objective) {
  const write = measure === "duration" ? publicDuration : publicCount;
  return {
    of,
    service: entry?.service ?? null,
    value: write(value),
    target: target === null ? null : write({ from: target, to: target }),
    compliance,
    derived: entry === null,
  };
}
