import type { ActionState } from "../../../measure/action-follow-through.js";

/** The words of actions. */

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
