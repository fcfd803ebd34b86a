import { filled, isBlank } from "../model/blank.js";
import { dayOfId, type Postmortem } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import { groupBy } from "../model/group-by.js";
import type { Range } from "../model/range.js";
import type { Detection } from "../model/schema-types.js";
import { countedOf, primaryClass } from "./counted.js";
import { epochDay } from "./days-between.js";
import type { DetectionDelay, IncidentDetection } from "./detection-delay.js";
import { type Quartiles, quartilesOf } from "./quartiles.js";
import { type Trend, type TrendPoint, trendOf } from "./theil-sen.js";

/** The three times of detection, as `IncidentDetection` names them. */
export const TIMINGS = ["delay", "latency", "triage"] as const;
export type Timing = (typeof TIMINGS)[number];

/** What incidents are grouped by. An incident stands under each of its kinds and services, and under one class. */
type Grouping = "all" | "class" | "kind" | "service" | "by";

/** One time over a group of incidents. */
export interface TimingFigures {
  /** The incidents of which it is known, in the order of the collection. */
  known: readonly string[];
  /** Those of them in which it is certainly negative: for the delay, the alarm came first. */
  early: readonly string[];
  quartiles: Quartiles | null;
  trend: Trend;
}

export interface DetectionGroup {
  /** An id; for `by` what noticed, or `not-said`; for `all` an empty text. */
  key: string;
  /** Published incidents of the group, in the order of the collection. */
  incidents: readonly string[];
  timings: Readonly<Record<Timing, TimingFigures>>;
}

/** Classes in the order of the catalog; the others those that occur, the most frequent first. */
export type DetectionDistributions = Readonly<Record<Grouping, readonly DetectionGroup[]>>;

/**
 * How long it took to notice and to understand, over all published incidents and by class, kind, service and what
 * noticed (content model, "What the marks mean"; issue 7, measure 1). Medians and quartiles with their n, and no means:
 * see `quartilesOf`. A trend where there are enough: see `trendOf`.
 */
export function detectionDistributions(graph: Graph, { incidents }: DetectionDelay): DetectionDistributions {
  const { catalogs } = graph.collection;
  const counted = countedOf(graph);
  const rowsOf = new Map(
    counted.map((postmortem): [string, Row | null] => {
      const [row, day] = [incidents.get(postmortem.id), dayOfId(postmortem.id)];
      return [postmortem.id, row ? { ...row, day: day === null ? null : epochDay(day) } : null];
    }),
  );
  const group = (key: string, of: readonly Postmortem[]): DetectionGroup => {
    const rows = of.flatMap(({ id }) => rowsOf.get(id) ?? []);
    const timing = (name: Timing) => figuresOf(rows, name);
    return {
      key,
      incidents: of.map(({ id }) => id),
      timings: { delay: timing("delay"), latency: timing("latency"), triage: timing("triage") },
    };
  };
  const by = (keysOf: (postmortem: Postmortem) => Iterable<string>): DetectionGroup[] => {
    const pairs = counted.flatMap((postmortem) => [...new Set(keysOf(postmortem))].map((key) => ({ key, postmortem })));
    return [...groupBy(pairs, ({ key }) => key)]
      .sort(([a, ofA], [b, ofB]) => ofB.length - ofA.length || compareText(a, b))
      .map(([key, of]) =>
        group(
          key,
          of.map(({ postmortem }) => postmortem),
        ),
      );
  };
  const classes = groupBy(counted, primaryClass);
  return {
    all: [group("", counted)],
    class: catalogs.classes.map(({ id }) => group(id, classes.get(id) ?? [])),
    kind: by(({ data }) => (data.failure_kinds ?? []).map(({ kind }) => kind)),
    service: by(({ data }) => (data.services ?? []).map(({ service }) => service)),
    by: by(({ data }) => [noticedBy(data.detection)]),
  };
}

/** What noticed, or `not-said` where that is blank or absent. */
function noticedBy(detection: Postmortem["data"]["detection"]): string {
  return (isBlank(detection) ? undefined : filled<string>((detection as Detection | undefined)?.by)) ?? "not-said";
}

/** With its day as a number: many groups ask for it. */
type Row = IncidentDetection & { day: number | null };

function figuresOf(rows: readonly Row[], timing: Timing): TimingFigures {
  const known = rows.filter((row) => row[timing] !== null);
  const values = known.map((row) => row[timing] ?? NOTHING);
  return {
    known: known.map(({ incident }) => incident),
    early: known.filter((_, at) => (values[at] ?? NOTHING).to < 0).map(({ incident }) => incident),
    quartiles: quartilesOf(values),
    trend: trendOf(
      known.flatMap(({ incident, day }, at): TrendPoint[] =>
        day === null ? [] : [{ id: incident, day, value: values[at] ?? NOTHING }],
      ),
    ),
  };
}

const NOTHING: Range = { from: 0, to: 0 };
