import type { DetectionGroup, Timing } from "../../../measure/detection-distributions.js";
import { MIN_N_FOR_MEDIAN, MIN_N_FOR_QUARTILES } from "../../../measure/quartiles.js";
import { formatDurationRange, thousands } from "../../kit/formats/format-duration.js";
import type { Block, Text } from "../../kit/report/tree.js";
import { manifestationCaveat, manifestationSentences } from "../../shared/manifestation-sentences.js";
import { incidentsNamed, type ReportInput, titled } from "../../shared/report/report-input.js";
import { count, idsOf, left, QUARTILE_COLUMNS, quartileCells, right, tableOf } from "../../shared/report/words.js";
import { spreadOf } from "../../shared/statistics-words.js";
import { BY } from "../../shared/words.js";

const TIMES: readonly (readonly [Timing, string])[] = [
  ["delay", "Detection delay, from began to detected"],
  ["latency", "Latency of the fault, from introduced to began"],
  ["triage", "Triage, from detected to diagnosed"],
];

/** How long it took to detect and to diagnose, over all and by groups. */
export function detection(input: ReportInput): Block[] {
  const groups = input.measures.detectionDistributions;
  const [all] = groups.all;
  if (all === undefined) return [];
  const delayTable = (
    title: string,
    of: readonly DetectionGroup[],
    name: (key: string) => Text,
    what: string,
  ): Block[] => {
    const rows = of
      .filter(({ incidents }) => incidents.length > 0)
      .map(({ key, incidents, timings }) => [
        name(key),
        String(incidents.length),
        ...quartileCells(timings.delay.quartiles, formatDurationRange),
      ]);
    const columns = [left(title), right("Incidents"), ...QUARTILE_COLUMNS];
    return tableOf(columns, rows, what);
  };
  return [
    { type: "heading", text: "Detection and triage" },
    {
      type: "note",
      text: `A median needs ${MIN_N_FOR_MEDIAN} incidents, quartiles ${MIN_N_FOR_QUARTILES}. There are no means, because a few long incidents decide a mean (VOID reports 2021, 2022; Davidovič 2021). A time known as a range counts as that range.`,
    },
    ...TIMES.map(([timing, title]): Block => ({ type: "sentence", text: `${title}: ${timingText(all, timing)}` })),
    ...idsOf("The alarm came first", incidentsNamed(all.timings.delay.early)),
    ...loudAndSilent(input),
    { type: "subheading", text: "Detection delay by group" },
    ...delayTable("Class", groups.class, (id) => titled(input, "class", id), "classes"),
    ...delayTable("Noticed by", groups.by, (by) => (by === "not-stated" ? "not said" : (BY[by] ?? by)), "ways"),
    ...delayTable("Kind", groups.kind, (id) => titled(input, "kind", id), "kinds"),
    ...idsOf("Delay not known", incidentsNamed(unknown(all))),
  ];
}

/** How late silent failures were detected beside loud ones, and who noticed. */
function loudAndSilent({ measures }: ReportInput): Block[] {
  const sentences = manifestationSentences(measures.loudAndSilent);
  if (sentences.length === 0) return [];
  return [
    { type: "subheading", text: "Silent failures and loud ones" },
    ...sentences.flatMap(({ manifestation, text, incidents }): Block[] => [
      { type: "sentence", text },
      ...idsOf(manifestation === "silent" ? "Silent" : "Loud", incidentsNamed(incidents)),
    ]),
    { type: "note", text: manifestationCaveat(measures.loudAndSilent) },
  ];
}

function timingText({ incidents, timings }: DetectionGroup, timing: Timing): string {
  const { known, quartiles } = timings[timing];
  if (quartiles === null) return `not known of any of ${count(incidents.length, "incident")}.`;
  return `${spreadOf(quartiles)}; known of ${thousands(known.length)} of ${count(incidents.length, "incident")}.`;
}

function unknown({ incidents, timings }: DetectionGroup): string[] {
  const known = new Set(timings.delay.known);
  return incidents.filter((id) => !known.has(id));
}
