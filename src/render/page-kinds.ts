import type { PageKind } from "./shared/page-kind.js";
import { tables } from "./tables.js";
import { aboutPages } from "./topics/about/about-page.js";
import { notFoundPages } from "./topics/about/not-found-page.js";
import { unshownPages } from "./topics/about/unshown-pages.js";
import { actionListPages } from "./topics/actions/action-list-pages.js";
import { actionsPages } from "./topics/actions/actions-page.js";
import { contractPages } from "./topics/catalog/contract-pages.js";
import { contractsPages } from "./topics/catalog/contracts-page.js";
import { invariantPages } from "./topics/catalog/invariant-pages.js";
import { invariantsPages } from "./topics/catalog/invariants-page.js";
import { servicePages } from "./topics/catalog/service-pages.js";
import { servicesPages } from "./topics/catalog/services-page.js";
import { dataPages } from "./topics/data/data-page.js";
import { degradationPages } from "./topics/degradation/degradation-page.js";
import { policyPages } from "./topics/degradation/policy-pages.js";
import { drillPages } from "./topics/drill/drill-pages.js";
import { drillsPages } from "./topics/drill/drills-page.js";
import { missedPages } from "./topics/drill/missed-pages.js";
import { scenarioPages } from "./topics/drill/scenario-pages.js";
import { evidenceKindPages } from "./topics/evidence/evidence-kind-pages.js";
import { themePages } from "./topics/evidence/theme-pages.js";
import { blindSpotsPages } from "./topics/home/blind-spots-page.js";
import { homePages } from "./topics/home/home-page.js";
import { patternsPages } from "./topics/home/patterns-page.js";
import { responsePages } from "./topics/home/response-page.js";
import { incidentPages } from "./topics/incident/incident-pages.js";
import { incidentsPages } from "./topics/incident/incidents-page.js";
import { objectivePages } from "./topics/objectives/objective-pages.js";
import { objectivesPages } from "./topics/objectives/objectives-page.js";
import { stepPages } from "./topics/response/step-pages.js";
import { rulePages } from "./topics/rules/rule-pages.js";
import { rulesPages } from "./topics/rules/rules-page.js";
import { searchPages } from "./topics/search/search-page.js";
import { sourcesPages } from "./topics/sources/sources-pages.js";
import { classPages } from "./topics/taxonomy/class-pages.js";
import { kindPages } from "./topics/taxonomy/kind-pages.js";

/** Every kind of page of the site. */
export const pageKinds: readonly PageKind[] = [
  aboutPages,
  actionListPages,
  actionsPages,
  blindSpotsPages,
  classPages,
  contractPages,
  contractsPages,
  dataPages(tables),
  degradationPages,
  drillPages,
  drillsPages,
  evidenceKindPages,
  homePages,
  incidentPages,
  incidentsPages,
  invariantPages,
  invariantsPages,
  kindPages,
  missedPages,
  notFoundPages,
  objectivePages,
  objectivesPages,
  patternsPages,
  policyPages,
  responsePages,
  scenarioPages,
  rulePages,
  rulesPages,
  searchPages,
  servicePages,
  servicesPages,
  sourcesPages,
  stepPages,
  themePages,
  unshownPages,
];
