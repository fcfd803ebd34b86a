import type { Catalogs } from "../model/catalogs.js";
import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import { computed, lazily } from "../util/lazily.js";
import type { TypeOf } from "../util/shape.js";
import {
  type ActionFollowThrough,
  actionFollowThrough,
  actionFollowThroughShape,
  publicActionFollowThrough,
} from "./action-follow-through.js";
import { type Answers, answers, answersShape } from "./answers.js";
import { type Choreography, choreography, choreographyShape, publicChoreography } from "./choreography.js";
import { type ContractClarity, contractClarity, contractClarityShape } from "./contract-clarity.js";
import { type Counting, counting, countingShape } from "./counting.js";
import {
  type DegradationConformance,
  degradationConformance,
  degradationConformanceShape,
  publicDegradationConformance,
} from "./degradation-conformance.js";
import {
  type DegradationPolicies,
  degradationPolicies,
  degradationPoliciesShape,
  publicDegradationPolicies,
} from "./degradation-policies.js";
import { type DetectionDelay, detectionDelay, detectionDelayShape, publicDetectionDelay } from "./detection-delay.js";
import {
  type DetectionDistributions,
  detectionDistributions,
  detectionDistributionsShape,
  publicDetectionDistributions,
} from "./detection-distributions.js";
import { type DrillCoverage, drillCoverage, drillCoverageShape, publicDrillCoverage } from "./drill-coverage.js";
import { type EvidenceLedger, evidenceLedger, evidenceLedgerShape, publicEvidenceLedger } from "./evidence-ledger.js";
import { type FixFirst, fixFirst, fixFirstShape } from "./fix-first.js";
import { type HeldAndBreached, heldAndBreached, heldAndBreachedShape } from "./held-and-breached.js";
import {
  type IncidentsNumbers,
  incidentNumbers,
  incidentNumbersShape,
  publicIncidentNumbers,
} from "./incident-numbers.js";
import { type LoudAndSilent, loudAndSilent, loudAndSilentShape, publicLoudAndSilent } from "./loud-and-silent.js";
import { type CountingFilter, EVERYTHING, narrow } from "./narrow.js";
import {
  type ObjectiveCompliance,
  objectiveCompliance,
  objectiveComplianceShape,
  publicObjectiveCompliance,
} from "./objective-compliance.js";
import {
  type ObjectiveStandings,
  objectiveStandings,
  objectiveStandingsShape,
  publicObjectiveStandings,
} from "./objective-standing.js";
import { type Recurrence, recurrence, recurrenceShape } from "./recurrence.js";
import { publicRepositories, type Repositories, repositories, repositoriesShape } from "./repositories.js";
import { type Skipping, skipping, skippingShape } from "./skipping.js";

/** All measures of a collection, one field each. */
export interface Measures {
  actionFollowThrough: ActionFollowThrough;
  answers: Answers;
  choreography: Choreography;
  contractClarity: ContractClarity;
  counting: Counting;
  degradationConformance: DegradationConformance;
  degradationPolicies: DegradationPolicies;
  detectionDelay: DetectionDelay;
  detectionDistributions: DetectionDistributions;
  drillCoverage: DrillCoverage;
  evidenceLedger: EvidenceLedger;
  fixFirst: FixFirst;
  heldAndBreached: HeldAndBreached;
  incidentNumbers: IncidentsNumbers;
  loudAndSilent: LoudAndSilent;
  objectiveCompliance: ObjectiveCompliance;
  objectiveStandings: ObjectiveStandings;
  recurrence: Recurrence;
  /** Null where the collection is one repository alone. */
  repositories: Repositories | null;
  skipping: Skipping;
}

/**
 * All measures of a collection, each computed when it is first asked for. `now` is a UTC day, for the measures that age. A
 * filter narrows which incidents count; their recurrences are looked for in the whole collection.
 */
export function measure(whole: Graph, now: string, filter: CountingFilter = EVERYTHING): Measures {
  const all = inOrder(whole);
  const graph = narrow(all, filter);
  const measures: Measures = lazily({
    actionFollowThrough: () => actionFollowThrough(graph, now),
    answers: () => answers(graph),
    choreography: () => choreography(graph),
    contractClarity: () => contractClarity(graph),
    counting: () => counting(graph),
    degradationConformance: () => degradationConformance(graph),
    degradationPolicies: () => degradationPolicies(graph, measures.degradationConformance, now),
    detectionDelay: () => detectionDelay(graph),
    detectionDistributions: () => detectionDistributions(graph, measures.detectionDelay),
    drillCoverage: () => drillCoverage(graph, now),
    evidenceLedger: () => evidenceLedger(graph, now),
    fixFirst: () => fixFirst(graph, measures.degradationPolicies),
    heldAndBreached: () => heldAndBreached(graph),
    incidentNumbers: () => incidentNumbers(graph, measures.detectionDelay, measures.choreography),
    loudAndSilent: () => loudAndSilent(graph, measures.detectionDelay),
    objectiveCompliance: () => objectiveCompliance(graph),
    objectiveStandings: () => objectiveStandings(graph, measures.objectiveCompliance),
    recurrence: () => {
      const counted = new Set(graph.collection.postmortems.map(({ id }) => id));
      return recurrence(all, now, (id) => counted.has(id));
    },
    repositories: () => repositories(graph, measures),
    skipping: () => skipping(graph, measures.choreography, now, all),
  });
  return measures;
}

/** The measures as the report and the site's data publish them. */
export const measureShapes = {
  action_follow_through: actionFollowThroughShape,
  answers: answersShape,
  choreography: choreographyShape,
  contract_clarity: contractClarityShape,
  counting: countingShape,
  degradation_conformance: degradationConformanceShape,
  degradation_policies: degradationPoliciesShape,
  detection_delay: detectionDelayShape,
  detection_distributions: detectionDistributionsShape,
  drill_coverage: drillCoverageShape,
  evidence_ledger: evidenceLedgerShape,
  fix_first: fixFirstShape,
  held_and_breached: heldAndBreachedShape,
  incident_numbers: incidentNumbersShape,
  loud_and_silent: loudAndSilentShape,
  objective_compliance: objectiveComplianceShape,
  objective_standings: objectiveStandingsShape,
  recurrence: recurrenceShape,
  repositories: repositoriesShape,
  skipping: skippingShape,
};

/**
 * `Measures` with public names, each made when it is asked for and not kept: durations as ISO 8601, ranges as the content model
 * writes them, incidents by their ids.
 */
export function publicMeasures(measures: Measures, { objectives }: Catalogs): PublicMeasures {
  return computed({
    action_follow_through: () => publicActionFollowThrough(measures.actionFollowThrough),
    answers: () => measures.answers,
    choreography: () => publicChoreography(measures.choreography),
    contract_clarity: () => measures.contractClarity,
    counting: () => measures.counting,
    degradation_conformance: () => publicDegradationConformance(measures.degradationConformance),
    degradation_policies: () => publicDegradationPolicies(measures.degradationPolicies),
    detection_delay: () => publicDetectionDelay(measures.detectionDelay),
    detection_distributions: () => publicDetectionDistributions(measures.detectionDistributions),
    drill_coverage: () => publicDrillCoverage(measures.drillCoverage),
    evidence_ledger: () => publicEvidenceLedger(measures.evidenceLedger),
    fix_first: () => measures.fixFirst,
    held_and_breached: () => measures.heldAndBreached,
    incident_numbers: () => publicIncidentNumbers(measures.incidentNumbers),
    loud_and_silent: () => publicLoudAndSilent(measures.loudAndSilent),
    objective_compliance: () => publicObjectiveCompliance(measures.objectiveCompliance, objectives),
    objective_standings: () => publicObjectiveStandings(measures.objectiveStandings, objectives),
    recurrence: () => measures.recurrence,
    repositories: () => publicRepositories(measures.repositories),
    skipping: () => measures.skipping,
  });
}

export type PublicMeasures = { readonly [K in keyof typeof measureShapes]: TypeOf<(typeof measureShapes)[K]> };

/** Sorts documents by id, so that no figure depends on the order in which they were read. */
function inOrder(graph: Graph): Graph {
  const { postmortems, drills } = graph.collection;
  const sorted = <T extends { id: string }>(all: readonly T[]) => all.toSorted((a, b) => compareText(a.id, b.id));
  return { ...graph, collection: { ...graph.collection, postmortems: sorted(postmortems), drills: sorted(drills) } };
}
