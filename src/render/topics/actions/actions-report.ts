import type { ActionRow, Completion, StateCounts } from "../../../measure/action-follow-through.js";
import { MIN_N_FOR_MEDIAN } from "../../../measure/quartiles.js";
import type { Range } from "../../../model/values/range.js";
import { thousands } from "../../kit/formats/format-duration.js";
import type { Block } from "../../kit/report/tree.js";
import { incidentsNamed, type ReportInput } from "../../shared/report/report-input.js";
import { count, idsOf, left, right, tableOf } from "../../shared/report/words.js";
import { ACTION_TYPE } from "../../shared/words.js";

/** How far actions are. */
export function actions(input: ReportInput): Block[] {
  const { own, thirdParty, completion, types, rows } = input.measures.actionFollowThrough;
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
          [
            left("Purpose"),
            right("Committed"),
            right("Done"),
            right("Median days to done"),
            right("Oldest open, days"),
          ],
          [
            ...types
              .filter(({ own: ours }) => ours.total > 0)
              .map((one) => completionRow(ACTION_TYPE[one.action].title, one.completion)),
            completionRow("All", completion),
          ],
          "purposes",
        )),
    ...(own.total === 0
      ? []
      : [
          {
            type: "note",
            text: `Days since the incident. A median needs ${MIN_N_FOR_MEDIAN} actions that are done. Proposed actions are not among them.`,
          } as const,
        ]),
    ...(thirdParty.total === 0
      ? []
      : [
          {
            type: "sentence",
            text: `Of third parties: ${count(thirdParty.total, "action")}, ${thirdParty.states.reported} reported and ${thirdParty.states["reported-done"]} reported as done. Their due dates are not tracked.`,
          } as const,
        ]),
  ];
}

function ownBlocks({ total, states, overdue }: StateCounts, rows: readonly ActionRow[]): Block[] {
  return [
    {
      type: "sentence",
      text: `${count(total, "action")}: ${states.done} done, ${states.committed} committed, ${states.dropped} dropped, and ${states.proposed} proposed, which nobody has committed to. Overdue: ${overdue}.`,
    },
    ...idsOf("With overdue actions", incidentsNamed([...new Set(rows.map(({ document }) => document))])),
  ];
}

function completionRow(title: string, { committed, done, daysToDone, openDays }: Completion): string[] {
  const days = (range: Range | null | undefined) => (range ? thousands(Math.round(range.from)) : "–");
  return [title, String(committed), String(done), days(daysToDone?.median), days(openDays?.most)];
}
