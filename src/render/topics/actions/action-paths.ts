import type { ActionState } from "../../../measure/action-follow-through.js";

/** The list of own actions that are still to be done, by the day on which they are due. */
export const DUE_PATH = "actions/due/index.html";

/** The list of all actions of one state. */
export function statePath(state: ActionState | "overdue"): string {
  return `actions/${state}/index.html`;
}
