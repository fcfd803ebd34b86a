import type { Catalogs } from "../../model/collection.js";
import type { Measures } from "../measure.js";
import { actionFollowThroughFigures } from "./action-follow-through.js";
import { choreographyFigures } from "./choreography.js";
import { contractClarityFigures } from "./contract-clarity.js";
import { degradationConformanceFigures } from "./degradation-conformance.js";
import { degradationPolicyFigures } from "./degradation-policies.js";
import { detectionDelayFigures } from "./detection-delay.js";
import { drillCoverageFigures } from "./drill-coverage.js";
import { evidenceLedgerFigures } from "./evidence-ledger.js";
import { objectiveComplianceFigures } from "./objective-compliance.js";
import { skippingFigures } from "./skipping.js";

/**
 * All measures as plain data, as machines read them: durations as ISO 8601, ranges as the content model writes them,
 * incidents by their ids. `schema/data/measures.schema.json` describes it.
 */
export function figures(measures: Measures, catalogs: Catalogs) {
  return {
    action_follow_through: actionFollowThroughFigures(measures.actionFollowThrough),
    choreography: choreographyFigures(measures.choreography),
    contract_clarity: contractClarityFigures(measures.contractClarity),
    degradation_conformance: degradationConformanceFigures(measures.degradationConformance),
    degradation_policies: degradationPolicyFigures(measures.degradationPolicies),
    detection_delay: detectionDelayFigures(measures.detectionDelay),
    drill_coverage: drillCoverageFigures(measures.drillCoverage),
    evidence_ledger: evidenceLedgerFigures(measures.evidenceLedger),
    objective_compliance: objectiveComplianceFigures(measures.objectiveCompliance, catalogs.objectives),
    skipping: skippingFigures(measures.skipping),
  };
}
