import { compareText } from "../../../model/diagnostic.js";
import { drillRow } from "../../shared/drill-row.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { statePath } from "../actions/action-paths.js";
import { type ActionEntry, actionEntry } from "../actions/action-row.js";

/** How many of each are named; the lists behind them have all. */
const MAX_OVERDUE_ITEMS = 5;

/** What the collection's own people owe: drills of scenarios with an interval, and actions with a day. */
export interface OverdueView {
  /** Scenarios that have an interval. */
  scenarios: number;
  drills: number;
  drillsShown: (NodeLink & { last: string | null })[];
  /** Own actions that are still to be done, overdue or not. */
  pending: number;
  actions: number;
  actionsShown: ActionEntry[];
  actionsPath: string;
}

/** Null in a collection of third-party accounts: their owners answer to somebody else. */
export function overdueView(site: Site): OverdueView | null {
  const { graph, measures } = site;
  if (graph.collection.config.account === "third-party") return null;
  const kept = graph.collection.catalogs.scenarios.flatMap(({ id }) => {
    const coverage = measures.drillCoverage.scenarios.get(id);
    return coverage?.due ? [coverage] : [];
  });
  const late = kept.filter(({ due }) => due !== "in-time");
  const pending = measures.actionFollowThrough.rows.filter(({ account, pending }) => account === "own" && pending);
  const actions = pending
    .filter(({ overdue }) => overdue)
    .map((row) => actionEntry(site, row))
    .sort((a, b) => compareText(a.due ?? "", b.due ?? ""));
  return {
    scenarios: kept.length,
    drills: late.length,
    drillsShown: late.slice(0, MAX_OVERDUE_ITEMS).map(({ scenario, lastCounted }) => {
      const drill = lastCounted && site.drills.get(lastCounted.drill);
      return { ...linkTo(site, "scenario", scenario), last: drill ? drillRow(site, drill).held : null };
    }),
    pending: pending.length,
    actions: actions.length,
    actionsShown: actions.slice(0, MAX_OVERDUE_ITEMS),
    actionsPath: statePath("overdue"),
  };
}
