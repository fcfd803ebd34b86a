import type { ActionRow, StateCounts } from "../../../measure/action-follow-through.js";
import type { Survival } from "../../../measure/survival.js";
import { thousands } from "../../kit/formats/format-duration.js";
import type { Block } from "../../kit/report/tree.js";
import { incidentsNamed, type ReportInput } from "../../shared/report/report-input.js";
import { count, idsOf, left, right, tableOf } from "../../shared/report/words.js";
import { ACTION_TYPE } from "./action-words.js";

/** What became of what was to be done. */
export function actions(input: ReportInput): Block[] {
  const { own, thirdParty, toDone, types, rows } = input.measures.actionFollowThrough;
  const heading: Block = { type: "heading", text: "Actions" };
  if (own.total + thirdParty.total === 0)
    return [heading, { type: "sentence", text: "No incident that is counted has an action." }];
  const overdue = rows.filter((row) => row.counted && row.overdue);
  return [
    heading,
    ...(own.total === 0 ? [] : ownBlocks(own, overdue)),
    ...(own.total === 0
      ? []
      : tableOf(
          [left("Purpose"), right("Promised"), right("Done"), right("Days until half is done"), right("95% interval")],
          [
            ...types
              .filter(({ own: ours }) => ours.total > 0)
              .map((one) => survivalRow(ACTION_TYPE[one.action].title, one.toDone)),
            survivalRow("All", toDone),
          ],
          "purposes",
        )),
    ...(own.total === 0
      ? []
      : [
          {
            type: "note",
            text: "Days since the incident, by Kaplan and Meier: what is committed and not done yet counts for as long as it has waited. Proposed actions are no promise and not among them.",
          } as const,
        ]),
    ...(thirdParty.total === 0
      ? []
      : [
          {
            type: "sentence",
            text: `Of third parties: ${count(thirdParty.total, "action")}, ${thirdParty.states.reported} reported and ${thirdParty.states["reported-done"]} reported as done. No day on which they were due is anybody’s duty here.`,
          } as const,
        ]),
  ];
}

function ownBlocks({ total, states, overdue }: StateCounts, rows: readonly ActionRow[]): Block[] {
  return [
    {
      type: "sentence",
      text: `${count(total, "action")}: ${states.done} done, ${states.committed} committed, ${states.dropped} dropped, and ${states.proposed} proposed, which nobody has promised yet. Overdue: ${overdue}.`,
    },
    ...idsOf("With overdue actions", incidentsNamed([...new Set(rows.map(({ document }) => document))])),
  ];
}

function survivalRow(title: string, { n, done, median, medianWithin }: Survival): string[] {
  const within =
    medianWithin === null
      ? "–"
      : medianWithin.to === null
        ? `at least ${thousands(medianWithin.from)}`
        : `${thousands(medianWithin.from)}–${thousands(medianWithin.to)}`;
  const half = median === null ? (n === 0 ? "–" : "not yet") : thousands(median);
  return [title, String(n), String(done), half, within];
}
