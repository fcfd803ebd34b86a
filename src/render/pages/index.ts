import type { PageKind } from "../page-kind.js";
import { aboutPages } from "./about.js";
import { actionListPages } from "./action-lists.js";
import { actionsPages } from "./actions.js";
import { choreographyPages } from "./choreography.js";
import { classPages } from "./class.js";
import { contractPages } from "./contract.js";
import { contractsPages } from "./contracts.js";
import { dataPages } from "./data.js";
import { degradationPages } from "./degradation.js";
import { drillPages } from "./drill.js";
import { drillsPages } from "./drills.js";
import { evidencePages } from "./evidence.js";
import { evidenceKindPages } from "./evidence-kind.js";
import { homePages } from "./home.js";
import { incidentPages } from "./incident.js";
import { incidentsPages } from "./incidents.js";
import { invariantPages } from "./invariant.js";
import { invariantsPages } from "./invariants.js";
import { kindPages } from "./kind.js";
import { notFoundPages } from "./not-found.js";
import { objectivePages } from "./objective.js";
import { objectivesPages } from "./objectives.js";
import { observationsPages } from "./observations.js";
import { policyPages } from "./policy.js";
import { rulePages } from "./rule.js";
import { rulesPages } from "./rules.js";
import { scenarioPages } from "./scenario.js";
import { searchPages } from "./search.js";
import { servicePages } from "./service.js";
import { servicesPages } from "./services.js";
import { stepPages } from "./step.js";
import { taxonomyPages } from "./taxonomy.js";

/** Every kind of page of the site. */
export const pageKinds: readonly PageKind[] = [
  aboutPages,
  actionListPages,
  actionsPages,
  choreographyPages,
  classPages,
  contractPages,
  contractsPages,
  dataPages,
  degradationPages,
  drillPages,
  drillsPages,
  evidencePages,
  evidenceKindPages,
  homePages,
  incidentPages,
  incidentsPages,
  invariantPages,
  invariantsPages,
  kindPages,
  notFoundPages,
  objectivePages,
  objectivesPages,
  observationsPages,
  policyPages,
  scenarioPages,
  rulePages,
  rulesPages,
  searchPages,
  servicePages,
  servicesPages,
  stepPages,
  taxonomyPages,
];
