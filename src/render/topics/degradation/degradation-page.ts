import type { PolicyRecord } from "../../../measure/degradation-policies.js";
import type { Conformance } from "../../../model/conformance.js";
import { parseReference } from "../../../model/kinds.js";
import type { DegradationPolicy } from "../../../model/schema-types.js";
import { degradationClass } from "../../shared/document-degradation.js";
import { type DrillRow, drillRow } from "../../shared/drill-row.js";
import { type DueView, dueView } from "../../shared/due-view.js";
import { conformanceGlyph } from "../../shared/glyph.js";
import { incidentLinks } from "../../shared/incident-links.js";
import type { PageKind } from "../../shared/page-kind.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { confusionOf } from "./confusion.js";
import { fixFirstView } from "./fix-first.js";
import { type Observation, observationOf } from "./observation.js";

/** One policy in the matrix. */
export interface PolicyRow {
  link: NodeLink;
  action: string;
  risk: DegradationPolicy["risk"];
  declared: string;
  last: Observation | null;
  /** The newest observations, the oldest of them first. */
  marks: Observation[];
  earlier: number;
  n: number;
  mismatches: number;
  tested: DrillRow | null;
  due: DueView | null;
}

/** How many observations of a policy are drawn. */
const MAX_MARKS_PER_POLICY = 12;

/** `/degradation/`: how each action is declared to behave without its dependency, and how it behaved. */
export const degradationPages: PageKind = {
  template: "degradation/degradation",
  folder: "degradation",
  pages: (site) => [
    {
      path: "degradation/index.html",
      title: "Degradation",
      description: "What each action is declared to do when its dependency is gone, and what it was seen to do.",
      section: "degradation",
      model: degradationModel(site),
    },
  ],
};

function degradationModel(site: Site) {
  const { policies, degradationClasses } = site.graph.collection.catalogs;
  const rows = policies.map((policy) => ({ dependency: policy.dependency, row: policyRow(site, policy) }));
  const seen = site.measures.degradationPolicies.confusion.flatMap((cell) => cell.rows);
  const incidents = new Set(seen.map((row) => row.document));
  return {
    thirdParty: site.graph.collection.config.account === "third-party",
    classes: degradationClasses.map(({ title, description, for_risk }) => ({ title, description, risk: for_risk })),
    policies: policies.length,
    groups: byDependency(rows),
    hasIntervals: rows.some(({ row }) => row.due !== null),
    overdue: rows.filter(({ row }) => row.due?.overdue).length,
    seen: seen.length,
    incidents: incidents.size,
    outcomes: CONFORMANCES.map((conformance) => ({
      glyph: conformanceGlyph(conformance),
      path: outcomePath(conformance),
      n: seen.filter((row) => row.conformance === conformance).length,
    })),
    confusion: confusionOf(site),
    fixFirst: fixFirstView(site),
    held: site.measures.heldAndBreached.map(({ control, held, near_misses, breached }) => {
      const { kind, id } = parseReference(control) ?? { kind: "policy" as const, id: control };
      return {
        control: linkTo(site, kind, id),
        held: incidentLinks(site, held),
        nearMisses: incidentLinks(site, near_misses),
        breached: incidentLinks(site, breached),
      };
    }),
  };
}

export const CONFORMANCES: readonly Conformance[] = ["conformed", "by-chance", "mismatch", "undeclared", "unknown"];

/** The page that lists an outcome's observations. It cannot clash with a policy's page, which is one folder higher. */
export function outcomePath(conformance: Conformance): string {
  return `degradation/outcomes/${conformance}/index.html`;
}

export function policyRow(site: Site, policy: DegradationPolicy): PolicyRow {
  const record: PolicyRecord | undefined = site.measures.degradationPolicies.policies.get(policy.id);
  const drawn = (record?.incidents ?? []).slice(0, MAX_MARKS_PER_POLICY);
  const passed = record?.lastPassed ? site.drills.get(record.lastPassed.drill) : undefined;
  return {
    link: linkTo(site, "policy", policy.id),
    action: policy.action,
    risk: policy.risk,
    declared: degradationClass(site, policy.class) ?? policy.class,
    last: record?.last ? observationOf(site, record.last) : null,
    marks: drawn.map((row) => observationOf(site, row)).reverse(),
    earlier: (record?.incidents.length ?? 0) - drawn.length,
    n: record?.incidents.length ?? 0,
    mismatches: record?.mismatches ?? 0,
    tested: passed ? drillRow(site, passed) : null,
    due: record ? dueView(record.interval, record.due) : null,
  };
}

/** Policies grouped by dependency, in the order of the catalog. */
function byDependency(
  rows: readonly { dependency: string; row: PolicyRow }[],
): { dependency: string; rows: PolicyRow[] }[] {
  const groups = new Map<string, { dependency: string; rows: PolicyRow[] }>();
  for (const { dependency, row } of rows) {
    const key = dependency.trim().toLowerCase().replace(/\s+/g, " ");
    const group = groups.get(key) ?? { dependency, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}
