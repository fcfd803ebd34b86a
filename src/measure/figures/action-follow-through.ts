import type { ActionFollowThrough, Completion, StateCounts } from "../action-follow-through.js";
import { quartilesFigure, writtenCount } from "./written.js";

export function actionFollowThroughFigures({ own, thirdParty, completion, types, rows }: ActionFollowThrough) {
  return {
    own: countsFigure(own),
    third_party: countsFigure(thirdParty),
    completion: completionFigure(completion),
    types: types.map((one) => ({
      type: one.action,
      own: countsFigure(one.own),
      third_party: countsFigure(one.thirdParty),
      completion: completionFigure(one.completion),
    })),
    actions: rows.map((row) => ({
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

function countsFigure({ total, overdue, states }: StateCounts) {
  const { "reported-done": reportedDone, ...rest } = states;
  return { total, overdue, ...rest, reported_done: reportedDone };
}

function completionFigure({ committed, done, daysToDone, openDays }: Completion) {
  return {
    committed,
    done,
    days_to_done: quartilesFigure(daysToDone, writtenCount),
    open_days: quartilesFigure(openDays, writtenCount),
  };
}
