import type { PageKind } from "../page-kind.js";
import { aboutPages } from "./about.js";
import { classPages } from "./class.js";
import { contractPages } from "./contract.js";
import { contractsPages } from "./contracts.js";
import { homePages } from "./home.js";
import { incidentPages } from "./incident.js";
import { incidentsPages } from "./incidents.js";
import { invariantPages } from "./invariant.js";
import { invariantsPages } from "./invariants.js";
import { kindPages } from "./kind.js";
import { notFoundPages } from "./not-found.js";
import { objectivePages } from "./objective.js";
import { objectivesPages } from "./objectives.js";
import { searchPages } from "./search.js";
import { servicePages } from "./service.js";
import { servicesPages } from "./services.js";
import { taxonomyPages } from "./taxonomy.js";

/** Every kind of page of the site. */
export const pageKinds: readonly PageKind[] = [
  aboutPages,
  classPages,
  contractPages,
  contractsPages,
  homePages,
  incidentPages,
  incidentsPages,
  invariantPages,
  invariantsPages,
  kindPages,
  notFoundPages,
  objectivePages,
  objectivesPages,
  searchPages,
  servicePages,
  servicesPages,
  taxonomyPages,
];
