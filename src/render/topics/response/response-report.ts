import type { SkippedStep } from "../../../measure/skipping.js";
import { formatDurationRange } from "../../kit/formats/format-duration.js";
import type { Block } from "../../kit/report/tree.js";
import { incidentsNamed, type ReportInput, titled } from "../../shared/report/report-input.js";
import { count, idsOf, left, QUARTILE_COLUMNS, quartileCells, right, tableOf } from "../../shared/report/words.js";

/** Which steps were taken, in which order and when, and whether incidents recur where one was skipped. */
export function choreographyReport(input: ReportInput): Block[] {
  const { choreography, skipping } = input.measures;
  const { steps } = input.graph.collection.catalogs;
  const heading: Block = { type: "heading", text: "Choreography" };
  if (steps.length === 0)
    return [heading, { type: "sentence", text: "There is no step. Steps come from catalog/choreography.yaml." }];
  const outcomes = steps.map(({ id }, at) => {
    const totals = choreography.summaries.get(id);
    return [
      [`${at + 1}. `, titled(input, "step", id)],
      String(totals?.taken ?? 0),
      String(totals?.late ?? 0),
      String(totals?.ineffective ?? 0),
      String(totals?.skipped ?? 0),
      String(totals?.notPossible ?? 0),
      String(totals?.notNeeded ?? 0),
      String(totals?.notRecorded ?? 0),
    ];
  });
  const times = steps.map(({ id }, at) => [
    [`${at + 1}. `, titled(input, "step", id)],
    ...quartileCells(choreography.summaries.get(id)?.sinceDetection ?? null, formatDurationRange),
  ]);
  const isWarned = new Set(
    steps.filter(({ skip_severity: one }) => one === "warning" || one === "error").map(({ id }) => id),
  );
  return [
    heading,
    { type: "note", text: "Not recorded is not skipped. Late is taken only after a relapse." },
    ...tableOf(
      [
        left("Step"),
        right("Taken"),
        right("Late"),
        right("No effect"),
        right("Skipped"),
        right("Not possible"),
        right("Not needed"),
        right("Not recorded"),
      ],
      outcomes,
      "steps",
    ),
    { type: "subheading", text: "Order" },
    {
      type: "sentence",
      text: `At least two steps with effect have a time in ${count(choreography.ordered.length, "incident")}; in ${choreography.outOfOrder.length} of them two were certainly taken in another order than prescribed.`,
    },
    ...idsOf("Out of order", incidentsNamed(choreography.outOfOrder)),
    ...pairs(input),
    { type: "subheading", text: "From detection to each step" },
    ...tableOf([left("Step"), ...QUARTILE_COLUMNS], times, "steps"),
    ...skipping.steps.filter(({ step }) => isWarned.has(step)).flatMap((one) => skippingTable(input, one)),
  ];
}

/** Which of two steps came first, in counts, and the incidents of the pair that most often stood the other way round. */
function pairs(input: ReportInput): Block[] {
  const all = input.measures.choreography.pairs;
  const [worst] = [...all].sort((a, b) => b.secondBefore.length - a.secondBefore.length);
  if (worst === undefined) return [];
  const name = (id: string) => titled(input, "step", id).text;
  return [
    { type: "subheading", text: "Which of two steps came first" },
    ...tableOf(
      [
        left("Prescribed first"),
        left("Prescribed second"),
        right("In this order"),
        right("Reversed"),
        right("Not certain"),
      ],
      all.map(({ first, second, firstBefore, secondBefore, notCertain }) => [
        titled(input, "step", first),
        titled(input, "step", second),
        String(firstBefore.length),
        String(secondBefore.length),
        String(notCertain.length),
      ]),
      "pairs",
    ),
    ...(worst.secondBefore.length === 0
      ? []
      : [
          {
            type: "sentence",
            text: `“${name(worst.second)}” came before “${name(worst.first)}” in ${worst.secondBefore.length} and after it in ${worst.firstBefore.length} of ${count(worst.firstBefore.length + worst.secondBefore.length, "incident")} whose times tell.`,
          } as const,
          ...idsOf("Reversed", incidentsNamed(worst.secondBefore)),
        ]),
  ];
}

function skippingTable(input: ReportInput, one: SkippedStep): Block[] {
  const { window_months: windowMonths } = input.measures.skipping;
  const rows = (["skipped", "late", "taken", "not_recorded"] as const).map((name) => {
    const { n, recurred } = one[name];
    return [name.replace("_", " "), String(recurred), String(n - recurred), String(n)];
  });
  const groups = [one.skipped, one.late, one.taken, one.not_recorded];
  return [
    { type: "subheading", text: `Do incidents recur when “${titled(input, "step", one.step).text}” was skipped?` },
    {
      type: "table",
      columns: [left("The step was"), right("Recurred"), right("Did not"), right("Incidents")],
      rows,
    },
    {
      type: "note",
      text: `Within ${windowMonths} months of the incident; ${one.too_recent.length} younger than that are left out. A recurrence is what a later incident of this collection declares. Counts say nothing of causes.`,
    },
    ...idsOf("Skipped", incidentsNamed(one.skipped.incidents.map(({ incident }) => incident))),
    ...idsOf(
      "Recurred as",
      incidentsNamed(groups.flatMap(({ incidents }) => incidents).flatMap((of) => of.recurrences)),
    ),
  ];
}
