import type { ActionState, ActionType } from "../../../measure/action-follow-through.js";

/** The list of all actions of one state. */
export function statePath(state: ActionState | "overdue"): string {
  return `actions/${state}/index.html`;
}

/** The list of all actions of one purpose. */
export function purposePath(type: ActionType): string {
  return `actions/purpose/${type}/index.html`;
}

/** The list of all actions that address one type of thing. */
export function addressedPath(type: string): string {
  return `actions/addressing/${type}/index.html`;
}
