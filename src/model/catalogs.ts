import type {
  Contract,
  DegradationClass,
  DegradationPolicy,
  EvidenceTheme,
  FailureClass,
  Invariant,
  Objective,
  Scenario,
  Service,
  Step,
} from "./schema-types.js";

/** All catalogs, each list in the order of its file. A missing catalog is an empty list. */
export interface Catalogs {
  classes: FailureClass[];
  degradationClasses: DegradationClass[];
  policies: DegradationPolicy[];
  objectives: Objective[];
  steps: Step[];
  invariants: Invariant[];
  contracts: Contract[];
  scenarios: Scenario[];
  services: Service[];
  themes: EvidenceTheme[];
}
