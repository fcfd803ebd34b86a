import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import { type ActionFollowThrough, actionFollowThrough } from "./action-follow-through.js";
import { type AnswersHeld, answersHeld } from "./answers-held.js";
import { type Choreography, choreography } from "./choreography.js";
import { type ContractClarities, contractClarity } from "./contract-clarity.js";
import { type Counting, counting } from "./counting.js";
import { type DegradationConformance, degradationConformance } from "./degradation-conformance.js";
import { type DegradationPolicies, degradationPolicies } from "./degradation-policies.js";
import { type DetectionDelay, detectionDelay } from "./detection-delay.js";
import { type DetectionDistributions, detectionDistributions } from "./detection-distributions.js";
import { type DrillCoverage, drillCoverage } from "./drill-coverage.js";
import { type EvidenceLedger, evidenceLedger } from "./evidence-ledger.js";
import { fixFirst, type PolicyToFix } from "./fix-first.js";
import { type IncidentsNumbers, incidentNumbers } from "./incident-numbers.js";
import { type CountingFilter, EVERYTHING, narrow } from "./narrow.js";
import { type ObjectiveCompliance, objectiveCompliance } from "./objective-compliance.js";
import { type ObjectiveStandings, objectiveStandings } from "./objective-standing.js";
import { type Recurrences, recurrences } from "./recurrence.js";
import { type Skipping, skipping } from "./skipping.js";

/** What the collection can be asked in numbers, one field per measure. */
export interface Measures {
  actionFollowThrough: ActionFollowThrough;
  answersHeld: AnswersHeld;
  choreography: Choreography;
  contractClarity: ContractClarities;
  counting: Counting;
  degradationConformance: DegradationConformance;
  degradationPolicies: DegradationPolicies;
  detectionDelay: DetectionDelay;
  detectionDistributions: DetectionDistributions;
  drillCoverage: DrillCoverage;
  evidenceLedger: EvidenceLedger;
  fixFirst: readonly PolicyToFix[];
  incidentNumbers: IncidentsNumbers;
  objectiveCompliance: ObjectiveCompliance;
  objectiveStandings: ObjectiveStandings;
  recurrences: Recurrences;
  skipping: Skipping;
}

/**
 * All measures of a collection. `now` is a UTC day, for the measures that age. A filter narrows which incidents count;
 * their recurrences are looked for in the whole collection.
 */
export function measure(whole: Graph, now: string, filter: CountingFilter = EVERYTHING): Measures {
  const all = inOrder(whole);
  const graph = narrow(all, filter);
  const steps = choreography(graph);
  const conformance = degradationConformance(graph);
  const policies = degradationPolicies(graph, conformance, now);
  const detection = detectionDelay(graph);
  const compliance = objectiveCompliance(graph);
  const counted = new Set(graph.collection.postmortems.map(({ id }) => id));
  return {
    actionFollowThrough: actionFollowThrough(graph, now),
    answersHeld: answersHeld(graph),
    choreography: steps,
    contractClarity: contractClarity(graph),
    counting: counting(graph),
    degradationConformance: conformance,
    degradationPolicies: policies,
    detectionDelay: detection,
    detectionDistributions: detectionDistributions(graph, detection),
    drillCoverage: drillCoverage(graph, now),
    evidenceLedger: evidenceLedger(graph, now),
    fixFirst: fixFirst(graph, policies),
    incidentNumbers: incidentNumbers(graph, detection, steps),
    objectiveCompliance: compliance,
    objectiveStandings: objectiveStandings(graph, compliance),
    recurrences: recurrences(all, (id) => counted.has(id)),
    skipping: skipping(graph, steps, now, all),
  };
}

/** Documents by their ids, so that no figure and no list depends on the order in which they were read. */
function inOrder(graph: Graph): Graph {
  const { postmortems, drills } = graph.collection;
  const sorted = <T extends { id: string }>(all: readonly T[]) => all.toSorted((a, b) => compareText(a.id, b.id));
  return { ...graph, collection: { ...graph.collection, postmortems: sorted(postmortems), drills: sorted(drills) } };
}
