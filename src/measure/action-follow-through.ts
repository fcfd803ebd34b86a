import { filled } from "../model/blank.js";
import { type AnyDocument, accountOf, dayOfId } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import { groupBy } from "../model/group-by.js";
import type { Account, Action, Day } from "../model/schema-types.js";
import { isCounted } from "./counted.js";
import { daysBetween } from "./days-between.js";
import { type Observation, type Survival, survival } from "./survival.js";

/** What becomes of an action. `reported` and `reported-done` are all that the record of a third party can say. */
export type ActionState = Action["state"];

export type ActionType = Action["type"];

/** One action of one document. */
export interface ActionRow {
  /** The id of the postmortem or drill, and which of the two it is. */
  document: string;
  type: "postmortem" | "drill";
  account: Account;
  action: Action;
  /** Whether it follows from a published incident: what figures count. */
  counted: boolean;
  /** The day of the incident or drill, `YYYY-MM-DD`, or null where that is not known. */
  day: string | null;
  /** Still to be done, by someone who said so to us: proposed or committed, with no day on which it was done. */
  pending: boolean;
  /** Pending after the day on which it was due. Due days are an owner's duty: no third party is overdue here. */
  overdue: boolean;
  /** Days from the incident to `done_on`; null where either day is not known. */
  daysToDone: number | null;
}

/** The actions of published incidents by state, of one account. */
export interface StateCounts {
  total: number;
  states: Readonly<Record<ActionState, number>>;
  overdue: number;
}

/** The actions of one purpose. */
export interface TypeFollowThrough {
  action: ActionType;
  own: StateCounts;
  thirdParty: StateCounts;
  /**
   * The share of own actions still to be done, by days since the incident: committed ones, open or done. Proposed ones
   * are no promise yet, dropped ones will never be done, and those done on an unknown day say nothing of time.
   */
  toDone: Survival;
}

export interface ActionFollowThrough {
  /** Every action of every document, in the order of the collection. */
  rows: readonly ActionRow[];
  own: StateCounts;
  thirdParty: StateCounts;
  toDone: Survival;
  /** By purpose, those that occur. */
  types: readonly TypeFollowThrough[];
}

export const ACTION_TYPES: readonly ActionType[] = ["prevent", "detect", "mitigate", "clarify", "observe", "rehearse"];

/**
 * What became of actions (content model, "A postmortem", `actions`). Figures count the actions of
 * published incidents; those of near-misses and drills are in `rows` alone.
 */
export function actionFollowThrough(graph: Graph, now: string): ActionFollowThrough {
  const { postmortems, drills } = graph.collection;
  const rows = [...postmortems, ...drills].flatMap((document) => rowsOf(document, graph, now));
  const counted = rows.filter((row) => row.counted);
  const own = counted.filter(isOwn);
  const thirdParty = counted.filter((row) => !isOwn(row));
  const byType = groupBy(counted, ({ action }) => action.type);
  return {
    rows,
    own: countStates(own),
    thirdParty: countStates(thirdParty),
    toDone: toDone(own, now),
    types: ACTION_TYPES.flatMap((type): TypeFollowThrough[] => {
      const ofType = byType.get(type);
      if (ofType === undefined) return [];
      const ours = ofType.filter(isOwn);
      return [
        {
          action: type,
          own: countStates(ours),
          thirdParty: countStates(ofType.filter((row) => !isOwn(row))),
          toDone: toDone(ours, now),
        },
      ];
    }),
  };
}

function isOwn({ account }: ActionRow): boolean {
  return account === "own";
}

function rowsOf(document: AnyDocument, graph: Graph, now: string): ActionRow[] {
  const account = accountOf(document, graph.collection.config);
  const day = dayOfId(document.id);
  return (document.data.actions ?? []).map((action) => {
    const due = filled<Day>(action.due);
    const doneOn = filled<Day>(action.done_on);
    const pending = (action.state === "proposed" || action.state === "committed") && doneOn === undefined;
    return {
      document: document.id,
      type: document.type,
      account,
      action,
      counted: document.type === "postmortem" && isCounted(document),
      day,
      pending,
      overdue: account === "own" && pending && due !== undefined && due < now,
      daysToDone: day === null || doneOn === undefined ? null : daysBetween(day, doneOn),
    };
  });
}

function countStates(rows: readonly ActionRow[]): StateCounts {
  const states: Record<ActionState, number> = {
    proposed: 0,
    committed: 0,
    done: 0,
    dropped: 0,
    reported: 0,
    "reported-done": 0,
  };
  for (const { action } of rows) states[action.state] += 1;
  return { total: rows.length, states, overdue: rows.filter(({ overdue }) => overdue).length };
}

function toDone(rows: readonly ActionRow[], now: string): Survival {
  return survival(
    rows.flatMap(({ action, day, pending, daysToDone }): Observation[] => {
      if (daysToDone !== null && action.state !== "dropped") return [{ days: daysToDone, done: true }];
      return pending && action.state === "committed" && day !== null
        ? [{ days: daysBetween(day, now), done: false }]
        : [];
    }),
  );
}
