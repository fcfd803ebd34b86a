import { accountOf, type Postmortem } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import { type Mark, marksOf, timeBetween } from "../model/marks.js";
import type { Range } from "../model/values/range.js";
import { flag, list, record, type TypeOf, text } from "../util/shape.js";
import { DAY_MS } from "../util/time-units.js";
import type { Choreography } from "./choreography.js";
import { isCounted } from "./counted.js";
import type { DetectionDelay } from "./detection-delay.js";
import {
  durationRange,
  incidentId,
  publicCount,
  publicDuration,
  publicQuartiles,
  quantityRange,
  quartiles,
} from "./public-values.js";
import { type Quartiles, quartilesOf } from "./quartiles.js";

/** The times between marks that are reported, in the order in which they usually pass. */
const SPANS: readonly (readonly [from: Mark, to: Mark])[] = [
  ["introduced", "began"],
  ["began", "visible"],
  ["began", "detected"],
  ["detected", "declared"],
  ["detected", "notified"],
  ["detected", "diagnosed"],
  ["began", "mitigated"],
  ["mitigated", "resolved"],
  ["began", "resolved"],
];

/** The time from one mark to another, in milliseconds; negative where the second came first. */
export interface Span {
  from: Mark;
  to: Mark;
  time: Range;
}

/** The numbers of one incident. Times in milliseconds, null where they are not known. */
export interface IncidentNumbers {
  incident: string;
  counted: boolean;
  /** Those of `SPANS` whose ends are both known. */
  spans: readonly Span[];
  /** How long it was undetected. */
  blind: Range | null;
  /** From detection to the first response step that has a time; negative where the step came first. */
  firstStep: Range | null;
  /** From the UTC day of `resolved` to `published_on`, in days. Null for third-party accounts, which have no deadline. */
  published: Range | null;
}

export interface IncidentsNumbers {
  /** By id of the postmortem, all postmortems of the collection. */
  incidents: ReadonlyMap<string, IncidentNumbers>;
  /** Over published incidents. */
  blind: Quartiles | null;
  firstStep: Quartiles | null;
  /** In days, over own published incidents. */
  published: Quartiles | null;
}

/** Each incident's own numbers. */
export function incidentNumbers(
  graph: Graph,
  detection: DetectionDelay,
  { incidents: steps }: Choreography,
): IncidentsNumbers {
  const { postmortems, config } = graph.collection;
  const all = postmortems.map((postmortem): IncidentNumbers => {
    const marks = marksOf(postmortem.data.timeline);
    const delays = (steps.get(postmortem.id) ?? []).flatMap((step) => step.sinceDetection ?? []);
    return {
      incident: postmortem.id,
      counted: isCounted(postmortem),
      spans: SPANS.flatMap(([from, to]): Span[] => {
        const time = timeBetween(marks, from, to);
        return time === undefined ? [] : [{ from, to, time }];
      }),
      blind: detection.incidents.get(postmortem.id)?.blind ?? null,
      firstStep: delays.length === 0 ? null : earliest(delays),
      published: accountOf(postmortem, config) === "own" ? publishedAfter(postmortem, marks.get("resolved")?.at) : null,
    };
  });
  const over = (field: "blind" | "firstStep" | "published") =>
    quartilesOf(all.flatMap((one) => (one.counted && one[field] ? [one[field]] : [])));
  return {
    incidents: new Map(all.map((one) => [one.incident, one])),
    blind: over("blind"),
    firstStep: over("firstStep"),
    published: over("published"),
  };
}

/** The range of the earliest of several times. */
function earliest(ranges: readonly Range[]): Range {
  return { from: Math.min(...ranges.map(({ from }) => from)), to: Math.min(...ranges.map(({ to }) => to)) };
}

function publishedAfter({ data }: Postmortem, resolved: Range | undefined): Range | null {
  const on = Date.parse(data.published_on ?? "");
  if (resolved === undefined || Number.isNaN(on) || data.status !== "published") return null;
  const days = (ms: number) => Math.round(on / DAY_MS) - Math.floor(ms / DAY_MS);
  return { from: days(resolved.to), to: days(resolved.from) };
}

export const incidentNumbersShape = record("Each incident's own numbers", {
  blind_time: quartiles("How long incidents were undetected"),
  first_step: quartiles("From detected to the first response step"),
  published_days: quartiles("Days from resolved to published, of own incidents"),
  incidents: list(
    record("An incident", {
      incident: incidentId,
      counted: flag("Whether figures count it"),
      spans: list(
        record("A time between marks", {
          from: text("A mark"),
          to: text("A later mark"),
          time: durationRange("The time between them; negative where the second came first"),
        }),
        "Between marks of which both are known",
      ),
      blind_time: durationRange("How long it was undetected"),
      first_step: durationRange("From detected to the first response step; negative where that came first"),
      published_days: quantityRange("Days from resolved to published; null for accounts of third parties"),
    }),
    "By incident",
  ),
});

export function publicIncidentNumbers(measure: IncidentsNumbers): TypeOf<typeof incidentNumbersShape> {
  return {
    blind_time: publicQuartiles(measure.blind, publicDuration),
    first_step: publicQuartiles(measure.firstStep, publicDuration),
    published_days: publicQuartiles(measure.published, publicCount),
    incidents: [...measure.incidents.values()].map((one) => ({
      incident: one.incident,
      counted: one.counted,
      spans: one.spans.map(({ from, to, time }) => ({ from, to, time: publicDuration(time) })),
      blind_time: publicDuration(one.blind),
      first_step: publicDuration(one.firstStep),
      published_days: publicCount(one.published),
    })),
  };
}
