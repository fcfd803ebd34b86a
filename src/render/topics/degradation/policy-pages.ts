import type { ConformanceRow } from "../../../measure/degradation-conformance.js";
import { originOf } from "../../../model/policy-origin.js";
import type { DegradationPolicy } from "../../../model/schema-types.js";
import { addressing } from "../../shared/addressing-actions.js";
import { ownerTitle } from "../../shared/document-actions.js";
import { degradationClass } from "../../shared/document-degradation.js";
import { addressOf } from "../../shared/document-evidence.js";
import { drillRow } from "../../shared/drill-row.js";
import { dueView } from "../../shared/due-view.js";
import { heldIn } from "../../shared/held-in.js";
import type { Page, PageKind } from "../../shared/page-kind.js";
import { PER_PAGE, paged, pageTitle } from "../../shared/paging.js";
import { pagePath } from "../../shared/paths.js";
import { rehearsing } from "../../shared/rehearsing-scenarios.js";
import { entriesWithPage, type Site } from "../../shared/site-model.js";
import { observationOf } from "./observation.js";

/** `/degradation/<policy>/`: what is declared for one action, and every incident and drill in which it was seen. */
export const policyPages: PageKind = {
  template: "degradation/policy",
  folder: "degradation",
  pages: (site) =>
    entriesWithPage(site, "policy", site.graph.collection.catalogs.policies).flatMap((policy) =>
      policyPageList(site, policy),
    ),
};

function policyPageList(site: Site, policy: DegradationPolicy): Page[] {
  const record = site.measures.degradationPolicies.policies.get(policy.id);
  const { degradationClasses } = site.graph.collection.catalogs;
  const passed = record?.lastPassed ? site.drills.get(record.lastPassed.drill) : undefined;
  const views = (rows: readonly ConformanceRow[] | undefined) => (rows ?? []).map((row) => observationOf(site, row));
  const model = {
    isYardstick: originOf(policy, site.graph.collection.config) === "yardstick",
    source: policy.source ?? null,
    howTested: policy.tested ?? null,
    aliases: policy.aliases ?? [],
    held: heldIn(site, `policy:${policy.id}`),
    text: policy.description,
    dependency: policy.dependency,
    row: {
      action: policy.action,
      risk: policy.risk,
      declared: degradationClass(site, policy.class) ?? policy.class,
      n: record?.incidents.length ?? 0,
      mismatches: record?.mismatches ?? 0,
      tested: passed ? drillRow(site, passed) : null,
      due: record ? dueView(record.interval, record.due) : null,
    },
    declaredText: degradationClasses.find(({ id }) => id === policy.class)?.description ?? null,
    controls: policy.controls ?? [],
    auditMarker: policy.audit_marker ?? null,
    where: addressOf(policy.policy_ref),
    owner: policy.owner === undefined ? null : ownerTitle(site, policy.owner),
    scenarios: rehearsing(site, `policy:${policy.id}`),
    drafts: views(draftsOf(site, policy)),
    actions: addressing(site, `policy:${policy.id}`),
  };
  const pages = paged(pagePath(`policy:${policy.id}`) ?? "", views(record?.incidents), PER_PAGE);
  return pages.map(({ path, items, pager }) => ({
    path,
    title: pageTitle(policy.title, pager),
    description: policy.description,
    section: "response",
    model: {
      ...model,
      incidents: items,
      nearMisses: pager.number === 1 ? views(record?.nearMisses) : [],
      drills: pager.number === 1 ? views(record?.drills) : [],
      pager,
    },
  }));
}

/** Rows of unpublished documents, which are not counted. */
function draftsOf(site: Site, { id }: DegradationPolicy): ConformanceRow[] {
  const { postmortems, drills } = site.graph.collection;
  const unpublished = [...postmortems, ...drills].filter(({ data }) => data.status !== "published");
  const { byDocument } = site.measures.degradationConformance;
  return unpublished.flatMap((document) => (byDocument.get(document.id) ?? []).filter((row) => row.policy?.id === id));
}
