import type { ActionType } from "../../measure/action-follow-through.js";
import type { StepOutcome } from "../../measure/choreography.js";
import type { GapState } from "../../measure/ledger-gap.js";
import type { AnyDocument } from "../../model/collection.js";
import type { Compliance } from "../../model/compliance.js";
import type { Mark } from "../../model/marks.js";
import type {
  Action,
  Closure,
  Degradation,
  Judgement,
  MissingEvidence,
  PostmortemData,
  Source,
} from "../../model/schema-types.js";

/** What the site calls each value of the content model. */

export const BY: Readonly<Record<string, string>> = {
  alert: "an alert",
  customer: "a customer",
  operator: "an operator",
  drill: "a drill",
  "third-party": "a third party",
  chance: "chance",
};

/** How a near-miss is marked where incidents are listed too. */
export const NEAR_MISS = "Near-miss";

export const STATUS: Readonly<Record<PostmortemData["status"], string | null>> = {
  draft: "Draft",
  "in-review": "In review",
  published: null,
  archived: "Archived",
};

/** The status of a document in a word. */
export function statusOf({ data: { status } }: AnyDocument): string {
  return STATUS[status] ?? "Published";
}

export const MANIFESTATION: Readonly<Record<NonNullable<PostmortemData["manifestation"]>, string>> = {
  loud: "Loud: errors or no answer",
  silent: "Silent: wrong answers without an error",
};

export const PATTERN: Readonly<Record<NonNullable<PostmortemData["pattern"]>, string>> = {
  constant: "Constant",
  intermittent: "Intermittent",
  progressive: "Progressive",
  "at-expiry": "At expiry",
};

/** What an event with a mark was for the incident. */
export const MARK_TEXTS: Readonly<Record<Mark, string>> = {
  introduced: "the fault came in",
  began: "the failure began",
  visible: "others could notice it",
  detected: "the owner noticed it",
  declared: "declared an incident",
  notified: "those affected were told",
  diagnosed: "the cause was known",
  mitigated: "over for most",
  resolved: "all was well again",
  relapsed: "it failed again",
};

export const STEP_OUTCOME: Readonly<Record<StepOutcome, string>> = {
  taken: "taken",
  "taken-without-time": "taken, time not recorded",
  late: "taken late, after a relapse",
  ineffective: "taken without effect",
  skipped: "skipped",
  "not-possible": "not possible",
  "not-needed": "not needed",
  "not-recorded": "not recorded",
};

export const COMPLIANCE: Readonly<Record<Compliance, string>> = {
  breached: "breached",
  met: "met",
  undecided: "undecided",
  unknown: "unknown",
  "no-target": "no target",
  "not-applicable": "not applicable",
};

export const MODE: Readonly<Record<NonNullable<Degradation["mode"]>, string>> = {
  designed: "by design",
  operator: "by an operator’s choice",
  accidental: "by accident",
};

export const MISSING_TO: Readonly<Record<NonNullable<MissingEvidence["missing_to"]>, string>> = {
  responders: "missing to responders",
  reviewers: "missing to reviewers",
  readers: "missing to readers",
};

export const ACTION_STATE: Readonly<Record<Action["state"], string>> = {
  proposed: "proposed",
  committed: "committed",
  done: "done",
  dropped: "dropped",
  reported: "reported",
  "reported-done": "reported as done",
};

export const GRADE: Readonly<Record<NonNullable<Source["grade"]>, string>> = {
  A: "the organisation’s own text, read nearly whole",
  B: "the organisation’s own text, in part by way of quotations",
  C: "others’ accounts",
};

export const MISSING_KIND: Readonly<Record<MissingEvidence["kind"], string>> = {
  log: "Log",
  metric: "Metric",
  trace: "Trace",
  audit: "Audit trail",
  snapshot: "Snapshot",
  config: "Configuration",
  message: "Message",
  account: "Account of what happened",
  inventory: "Inventory",
  test: "Test",
};

const JUDGEMENT: Readonly<Record<Judgement["as"], string>> = {
  sufficient: "sufficient",
  partial: "only partly closed",
  superseded: "superseded",
  "no-longer-applicable": "no longer applicable",
};

/** The result of another person's check of how a gap or action was closed; null if there was none. */
export function judgementView(closure: Closure | undefined): { as: string; by: string; on: string } | null {
  const judged = closure?.judged;
  return judged === undefined ? null : { as: JUDGEMENT[judged.as], by: judged.by, on: judged.on };
}

export const GAP_STATE: Readonly<Record<GapState, string>> = {
  open: "open",
  closed: "closed, not proven",
  proven: "closed with proof",
};

/** What an action is for. */
export const ACTION_TYPE: Readonly<Record<ActionType, { title: string; text: string }>> = {
  prevent: { title: "Prevent", text: "So that it cannot happen again." },
  detect: { title: "Detect", text: "So that it is noticed sooner." },
  mitigate: { title: "Mitigate", text: "So that it does less harm and ends sooner." },
  clarify: { title: "Clarify", text: "So that two parties know what they promise each other." },
  observe: { title: "Observe", text: "So that what was missing can be seen." },
  rehearse: { title: "Rehearse", text: "So that it has been tried before it is needed." },
};

/** What an action can address, in the order in which it is listed: the type of a reference, and its plural. */
export const ADDRESSED: ReadonlyMap<string, string> = new Map([
  ["invariant", "Invariants"],
  ["contract", "Contracts"],
  ["missing", "Missing evidence"],
  ["objective", "Objectives"],
  ["policy", "Degradation policies"],
  ["step", "Response steps"],
  ["kind", "Kinds of failure"],
  ["scenario", "Scenarios"],
  ["service", "Services"],
  ["finding", "Findings of drills"],
  ["incident", "Other incidents"],
  ["drill", "Drills"],
  ["evidence", "Evidence"],
  ["source", "Sources"],
  ["action", "Other actions"],
]);
