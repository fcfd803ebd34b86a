import type { ActionFollowThrough, StateCounts } from "../action-follow-through.js";
import type { Survival } from "../survival.js";

export function actionFollowThroughFigures({ own, thirdParty, toDone, types, rows }: ActionFollowThrough) {
  return {
    own: countsFigure(own),
    third_party: countsFigure(thirdParty),
    days_to_done: survivalFigure(toDone),
    types: types.map((one) => ({
      type: one.action,
      own: countsFigure(one.own),
      third_party: countsFigure(one.thirdParty),
      days_to_done: survivalFigure(one.toDone),
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

function survivalFigure({ n, done, median, medianWithin, points }: Survival) {
  return {
    n,
    done,
    median,
    median_within: medianWithin === null ? null : [medianWithin.from, medianWithin.to],
    points: points.map((point) => ({
      days: point.days,
      at_risk: point.atRisk,
      done: point.done,
      share_left: point.share,
      within: [point.low, point.high],
    })),
  };
}
