import type { Graph } from "../model/graph.js";
import { type Choreography, choreography } from "./choreography.js";
import { type DegradationConformance, degradationConformance } from "./degradation-conformance.js";
import { type DetectionDelay, detectionDelay } from "./detection-delay.js";
import { type ObjectiveCompliance, objectiveCompliance } from "./objective-compliance.js";

/** What the collection can be asked in numbers, one field per measure. */
export interface Measures {
  choreography: Choreography;
  degradationConformance: DegradationConformance;
  detectionDelay: DetectionDelay;
  objectiveCompliance: ObjectiveCompliance;
}

/** All measures of a collection. `now` is a UTC day, for the measures that age. */
export function measure(graph: Graph, _now: string): Measures {
  return {
    choreography: choreography(graph),
    degradationConformance: degradationConformance(graph),
    detectionDelay: detectionDelay(graph),
    objectiveCompliance: objectiveCompliance(graph),
  };
}
