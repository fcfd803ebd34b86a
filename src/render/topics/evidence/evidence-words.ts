import type { GapKind } from "../../../measure/ledger-gap.js";

/** The words of the evidence ledger. */

/** Each kind of evidence in the plural, and what it is. */
export const EVIDENCE_KIND: Readonly<Record<GapKind, { plural: string; text: string }>> = {
  log: { plural: "logs", text: "What a system writes down as it works." },
  metric: { plural: "metrics", text: "Numbers over time, and the alerts that watch them." },
  trace: { plural: "traces", text: "The way of one request or decision through the services that it touched." },
  audit: { plural: "audit trails", text: "Who changed what, and who was allowed what." },
  snapshot: { plural: "snapshots", text: "The state of something at one moment." },
  config: { plural: "configurations", text: "What was configured, and what was in force." },
  message: { plural: "messages", text: "What was told to whom, and when." },
  account: { plural: "accounts of what happened", text: "What people saw, decided and did, and when." },
  inventory: { plural: "inventories", text: "What there is, whose it is, and what depends on it." },
  test: { plural: "tests", text: "A test or a rehearsal that would have shown it before." },
};

/** What a blank stands in the place of, by its field or the first part of it. */
export const LOST_FIELD: Readonly<Record<string, string>> = {
  timeline: "the time of an event",
  violated_invariants: "which invariant was violated",
  "detection.delay": "how long it went undetected",
  "detection.by": "how it was noticed",
  "detection.why_delayed": "why it was noticed late",
  detection: "why detection was delayed",
  unclear_contracts: "which contract lacked clarity",
  missing_evidence: "what else was missing",
  degradation: "how an action degraded",
  recovery: "a value of recovery",
  first_suspects: "when a suspicion was ruled out",
  actions: "a day of an action",
  sources: "the day of a source",
  held: "when the drill was held",
  environment: "where the drill was held",
  automation: "what would have counted as a pass",
  playbook: "what would have counted as a pass",
  incidents: "which incident the drill belongs to",
};
