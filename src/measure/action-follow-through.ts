import { type AnyDocument, accountOf, dayOfId } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import type { Account, Action, Day } from "../model/schema-types.js";
import { filled } from "../model/values/blank.js";
import type { Range } from "../model/values/range.js";
import { groupBy } from "../util/group-by.js";
import { count, defined, described, flag, list, oneOf, orNull, record, type TypeOf, text } from "../util/shape.js";
import { isCounted } from "./counted.js";
import { daysBetween } from "./days-between.js";
import { documentId, publicCount, publicQuartiles, quartiles } from "./public-values.js";
import { type Quartiles, quartilesOf } from "./quartiles.js";

/** Third-party records can only say `reported` and `reported-done`. */
export type ActionState = Action["state"];

export type ActionType = Action["type"];

/** One action of one document. */
export interface ActionRow {
  /** The id of the postmortem or drill, and which of the two it is. */
  document: string;
  type: "postmortem" | "drill";
  account: Account;
  action: Action;
  /** Whether figures count it: it is of a published incident. */
  counted: boolean;
  /** The day of the incident or drill, `YYYY-MM-DD`, or null where that is not known. */
  day: string | null;
  /** Not done yet: proposed or committed, without a day on which it was done. */
  pending: boolean;
  /** Pending after its due day. Actions of third parties and of archived documents are never overdue: their due days are not tracked. */
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

/** How far the own actions are that somebody committed to; proposed and dropped ones are not among them. */
export interface Completion {
  /** Committed, whether done or still open. */
  committed: number;
  done: number;
  /** Days from the incident to the day on which it was done, over those done of which both days are known. */
  daysToDone: Quartiles | null;
  /** Days from the incident to now, over those still open of which the day of the incident is known. */
  openDays: Quartiles | null;
}

/** The actions of one purpose. */
export interface TypeFollowThrough {
  action: ActionType;
  own: StateCounts;
  thirdParty: StateCounts;
  completion: Completion;
}

export interface ActionFollowThrough {
  /** Every action of every document, in the order of the collection. */
  rows: readonly ActionRow[];
  own: StateCounts;
  thirdParty: StateCounts;
  completion: Completion;
  /** By purpose, those that occur. */
  types: readonly TypeFollowThrough[];
}

const ACTION_TYPES: readonly ActionType[] = ["prevent", "detect", "mitigate", "clarify", "observe", "rehearse"];

/** How far actions are. Figures count the actions of published incidents; those of near-misses and drills are in `rows` only. */
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
    completion: completionOf(own, now),
    types: ACTION_TYPES.flatMap((type): TypeFollowThrough[] => {
      const ofType = byType.get(type);
      if (ofType === undefined) return [];
      const ours = ofType.filter(isOwn);
      return [
        {
          action: type,
          own: countStates(ours),
          thirdParty: countStates(ofType.filter((row) => !isOwn(row))),
          completion: completionOf(ours, now),
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
      overdue: account === "own" && document.data.status !== "archived" && pending && due !== undefined && due < now,
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

function completionOf(rows: readonly ActionRow[], now: string): Completion {
  const open = rows.filter(({ action, pending }) => action.state === "committed" && pending);
  const done = rows.filter(({ action }) => action.state === "done" || isCommittedAndDone(action));
  return {
    committed: open.length + done.length,
    done: done.length,
    daysToDone: quartilesOf(done.flatMap(({ daysToDone }) => exactly(daysToDone))),
    openDays: quartilesOf(open.flatMap(({ day }) => exactly(day === null ? null : daysBetween(day, now)))),
  };
}

/** With a `done_on` the action is done even if its `state` was not changed. */
function isCommittedAndDone({ state, done_on }: Action): boolean {
  return state === "committed" && filled<Day>(done_on) !== undefined;
}

function exactly(days: number | null): Range[] {
  return days === null ? [] : [{ from: days, to: days }];
}

const stateCountsShape = defined(
  "state_counts",
  record("Actions of published incidents by state", {
    total: count("All"),
    overdue: count("Not done after the day on which they were due; never of third parties"),
    proposed: count("Proposed"),
    committed: count("Committed"),
    done: count("Done"),
    dropped: count("Dropped"),
    reported: count("Announced in the record of a third party"),
    reported_done: count("Done, as that record has it"),
  }),
);

const completionShape = defined(
  "completion",
  record("How far own actions are that somebody committed to", {
    committed: count("Committed, whether done or still open"),
    done: count("Done"),
    days_to_done: quartiles("Days from the incident to done, of those done"),
    open_days: quartiles("Days from the incident to `as_of`, of those still open"),
  }),
);

export const actionFollowThroughShape = record("How far actions are", {
  own: described(stateCountsShape, "Of own incidents"),
  third_party: described(stateCountsShape, "Of other people's incidents"),
  completion: described(completionShape, "Of all own actions"),
  types: list(
    record("The actions of one purpose", {
      type: oneOf(ACTION_TYPES, "The purpose"),
      own: described(stateCountsShape, "Of own incidents"),
      third_party: described(stateCountsShape, "Of other people's incidents"),
      completion: described(completionShape, "Of own actions"),
    }),
    "By purpose",
  ),
  actions: list(
    record("An action", {
      document: documentId,
      action: text("The id of the action within it"),
      type: oneOf(ACTION_TYPES, "Its purpose"),
      state: text("How far it is"),
      account: oneOf(
        ["own", "third-party"],
        "Whose account it is: of those who ran the system, or from the public record",
      ),
      counted: flag("Whether figures count it"),
      overdue: flag("Whether it is overdue"),
      days_to_done: orNull(count("Days from the incident to done; null where either day is not known")),
    }),
    "Every action",
  ),
});

export function publicActionFollowThrough(measure: ActionFollowThrough): TypeOf<typeof actionFollowThroughShape> {
  return {
    own: publicCounts(measure.own),
    third_party: publicCounts(measure.thirdParty),
    completion: publicCompletion(measure.completion),
    types: measure.types.map((one) => ({
      type: one.action,
      own: publicCounts(one.own),
      third_party: publicCounts(one.thirdParty),
      completion: publicCompletion(one.completion),
    })),
    actions: measure.rows.map((row) => ({
      document: row.document,
      action: row.action.id,
      type: row.action.type,
      state: row.action.state,
      account: row.account,
      counted: row.counted,
      overdue: row.overdue,
      days_to_done: row.daysToDone,
    })),
  };
}

function publicCounts({ total, overdue, states }: StateCounts) {
  const { "reported-done": reportedDone, ...rest } = states;
  return { total, overdue, ...rest, reported_done: reportedDone };
}

function publicCompletion({ committed, done, daysToDone, openDays }: Completion) {
  return {
    committed,
    done,
    days_to_done: publicQuartiles(daysToDone, publicCount),
    open_days: publicQuartiles(openDays, publicCount),
  };
}
