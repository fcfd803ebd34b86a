import type { ActionState, ActionType } from "../../../measure/action-follow-through.js";

/** The words of actions. */

/** What an action is for. */
export const ACTION_TYPE: Readonly<Record<ActionType, { title: string; text: string }>> = {
  prevent: { title: "Prevent", text: "So that it cannot happen again." },
  detect: { title: "Detect", text: "So that it is noticed sooner." },
  mitigate: { title: "Mitigate", text: "So that it does less harm and ends sooner." },
  clarify: { title: "Clarify", text: "So that two parties know what they promise each other." },
  observe: { title: "Observe", text: "So that what was missing can be seen." },
  rehearse: { title: "Rehearse", text: "So that it has been tried before it is needed." },
};

/** The lists of actions by how far they are, and what each means. */
export const ACTION_LIST: Readonly<Record<ActionState | "overdue", { title: string; text: string }>> = {
  overdue: { title: "Overdue actions", text: "Still to be done after the day on which they were due." },
  committed: { title: "Committed actions", text: "Promised by their owner and not done yet." },
  proposed: { title: "Proposed actions", text: "Suggested, and not committed to yet." },
  done: { title: "Actions done", text: "Done, as their owner says." },
  dropped: { title: "Dropped actions", text: "Given up." },
  reported: {
    title: "Reported actions",
    text: "Announced in the public record of someone else’s incident. Whether they were done since, the record does not say.",
  },
  "reported-done": {
    title: "Actions reported as done",
    text: "Done, as the public record of someone else’s incident has it.",
  },
};

/** What an action can address, in the order in which it is listed: the type of a reference, and its plural. */
export const ADDRESSED: readonly (readonly [type: string, plural: string])[] = [
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
];

/** The path segment for actions that address nothing. */
export const NOTHING = "nothing";
