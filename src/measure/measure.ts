import type { Graph } from "../model/graph.js";
import { type ActionFollowThrough, actionFollowThrough } from "./action-follow-through.js";
import { type Choreography, choreography } from "./choreography.js";
import { type ContractClarities, contractClarity } from "./contract-clarity.js";
import { type DegradationConformance, degradationConformance } from "./degradation-conformance.js";
import { type DegradationPolicies, degradationPolicies } from "./degradation-policies.js";
import { type DetectionDelay, detectionDelay } from "./detection-delay.js";
import { type DrillCoverage, drillCoverage } from "./drill-coverage.js";
import { type EvidenceLedger, evidenceLedger } from "./evidence-ledger.js";
import { type ObjectiveCompliance, objectiveCompliance } from "./objective-compliance.js";
import { type Skipping, skipping } from "./skipping.js";

/** What the collection can be asked in numbers, one field per measure. */
export interface Measures {
  actionFollowThrough: ActionFollowThrough;
  choreography: Choreography;
  contractClarity: ContractClarities;
  degradationConformance: DegradationConformance;
  degradationPolicies: DegradationPolicies;
  detectionDelay: DetectionDelay;
  drillCoverage: DrillCoverage;
  evidenceLedger: EvidenceLedger;
  objectiveCompliance: ObjectiveCompliance;
  skipping: Skipping;
}

/** All measures of a collection. `now` is a UTC day, for the measures that age. */
export function measure(graph: Graph, now: string): Measures {
  const steps = choreography(graph);
  const conformance = degradationConformance(graph);
  return {
    actionFollowThrough: actionFollowThrough(graph, now),
    choreography: steps,
    contractClarity: contractClarity(graph),
    degradationConformance: conformance,
    degradationPolicies: degradationPolicies(graph, conformance, now),
    detectionDelay: detectionDelay(graph),
    drillCoverage: drillCoverage(graph, now),
    evidenceLedger: evidenceLedger(graph, now),
    objectiveCompliance: objectiveCompliance(graph),
    skipping: skipping(graph, steps, now),
  };
}
