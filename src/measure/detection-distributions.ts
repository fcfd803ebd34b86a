import type { Postmortem } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import type { Detection } from "../model/schema-types.js";
import { filled, isBlank } from "../model/values/blank.js";
import type { Range } from "../model/values/range.js";
import { groupBy } from "../util/group-by.js";
import { count, defined, described, list, record, type TypeOf, text } from "../util/shape.js";
import { countedOf } from "./counted.js";
import type { DetectionDelay, IncidentDetection } from "./detection-delay.js";
import { incidentIds, publicDuration, publicQuartiles, quartiles as quartilesShape } from "./public-values.js";
import { type Quartiles, quartilesOf } from "./quartiles.js";

/** The three times of detection, as `IncidentDetection` names them. */
export const TIMINGS = ["delay", "latency", "triage"] as const;
export type Timing = (typeof TIMINGS)[number];

/** What incidents are grouped by. An incident stands under each of its kinds, and under one class. */
type Grouping = "all" | "class" | "kind" | "by";

/** One time over a group of incidents. */
interface TimingFigures {
  /** The incidents of which it is known, in the order of the collection. */
  known: readonly string[];
  /** Those of them in which it is certainly negative: for the delay, the alarm came first. */
  early: readonly string[];
  quartiles: Quartiles | null;
}

export interface DetectionGroup {
  /** The id of the class or kind; for `by` what noticed, or `not-stated`; for `all` the empty string. */
  key: string;
  /** Published incidents of the group, in the order of the collection. */
  incidents: readonly string[];
  timings: Readonly<Record<Timing, TimingFigures>>;
}

/** Classes are in the order of the catalog; kinds and `by` hold what occurs, the most frequent first. */
export type DetectionDistributions = Readonly<Record<Grouping, readonly DetectionGroup[]>>;

/** How long it took to detect and to diagnose, over all published incidents and by class, kind and what noticed. */
export function detectionDistributions(graph: Graph, { incidents }: DetectionDelay): DetectionDistributions {
  const { catalogs } = graph.collection;
  const counted = countedOf(graph);
  const rows = counted.flatMap((postmortem): Row[] => {
    const row = incidents.get(postmortem.id);
    return row ? [{ ...row, postmortem }] : [];
  });
  const group = (key: string, of: readonly Row[]): DetectionGroup => {
    const timing = (name: Timing) => figuresOf(of, name);
    return {
      key,
      incidents: of.map(({ incident }) => incident),
      timings: { delay: timing("delay"), latency: timing("latency"), triage: timing("triage") },
    };
  };
  const by = (keysOf: (postmortem: Postmortem) => readonly string[]): DetectionGroup[] => {
    const groups = new Map<string, Row[]>();
    for (const row of rows) {
      for (const key of new Set(keysOf(row.postmortem))) {
        const of = groups.get(key);
        if (of) of.push(row);
        else groups.set(key, [row]);
      }
    }
    return [...groups]
      .sort(([a, ofA], [b, ofB]) => ofB.length - ofA.length || compareText(a, b))
      .map(([key, of]) => group(key, of));
  };
  const classes = groupBy(rows, (row) => row.class);
  return {
    all: [group("", rows)],
    class: catalogs.classes.map(({ id }) => group(id, classes.get(id) ?? [])),
    kind: by(({ data }) => (data.failure_kinds ?? []).map(({ kind }) => kind)),
    by: by(({ data }) => [noticedBy(data.detection)]),
  };
}

/** What noticed, or `not-stated` where that is blank or absent. */
export function noticedBy(detection: Postmortem["data"]["detection"]): string {
  return (isBlank(detection) ? undefined : filled<string>((detection as Detection | undefined)?.by)) ?? "not-stated";
}

type Row = IncidentDetection & { postmortem: Postmortem };

/** A single pass, because a large collection has hundreds of groups and each incident is in many of them. */
function figuresOf(rows: readonly Row[], timing: Timing): TimingFigures {
  const [known, early]: [string[], string[]] = [[], []];
  const values: Range[] = [];
  for (const row of rows) {
    const value = row[timing];
    if (value === null) continue;
    known.push(row.incident);
    values.push(value);
    if (value.to < 0) early.push(row.incident);
  }
  return { known, early, quartiles: quartilesOf(values) };
}

const timingShape = defined(
  "timing",
  record("One time over a group of incidents", {
    n: count("Incidents of which it is known"),
    known: incidentIds("Which"),
    early: incidentIds("Those in which it is certainly negative: for the delay, the alarm came first"),
    distribution: quartilesShape("Where these times lie"),
  }),
);

const groupsShape = defined(
  "detection_groups",
  list(
    record("A group", {
      key: text("The id of a class or kind, or what noticed; empty for all"),
      incidents: incidentIds("Published incidents of the group"),
      delay: described(timingShape, "From began to detected"),
      fault_latency: described(timingShape, "From introduced to began"),
      triage: described(timingShape, "From detected to diagnosed"),
    }),
    "Groups of published incidents",
  ),
);

export const detectionDistributionsShape = record("How long it took to detect and to diagnose, by groups", {
  all: described(groupsShape, "All published incidents, as one group"),
  class: described(groupsShape, "By class of the primary kind"),
  kind: described(groupsShape, "By kind; an incident stands under each of its kinds"),
  by: described(groupsShape, "By what noticed; not-stated where that is blank or absent"),
});

export function publicDetectionDistributions(
  groups: DetectionDistributions,
): TypeOf<typeof detectionDistributionsShape> {
  return {
    all: groups.all.map(publicGroup),
    class: groups.class.map(publicGroup),
    kind: groups.kind.map(publicGroup),
    by: groups.by.map(publicGroup),
  };
}

function publicGroup({ key, incidents, timings }: DetectionGroup) {
  return {
    key,
    incidents,
    delay: publicTiming(timings.delay),
    fault_latency: publicTiming(timings.latency),
    triage: publicTiming(timings.triage),
  };
}

function publicTiming({ known, early, quartiles }: TimingFigures) {
  return { n: known.length, known, early, distribution: publicQuartiles(quartiles, publicDuration) };
}
