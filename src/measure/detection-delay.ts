import type { Postmortem } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import { type Mark, marksOf, timeBetween } from "../model/marks.js";
import type { Detection, Duration, SpanBound } from "../model/schema-types.js";
import { filled, isBlank } from "../model/values/blank.js";
import { parseDuration } from "../model/values/duration.js";
import { hull, isBounded, middleOf, type Range } from "../model/values/range.js";
import { groupBy } from "../util/group-by.js";
import { memoize } from "../util/memoize.js";
import { count, flag, list, oneOf, orNull, record, type TypeOf, text } from "../util/shape.js";
import { countedOf, isCounted, primaryClass } from "./counted.js";
import { durationRange, incidentId, publicDuration } from "./public-values.js";
import { MIN_N_FOR_MEDIAN, quartilesOf } from "./quartiles.js";

/** How late one incident was detected. All durations are ranges in milliseconds, null where they cannot be known. */
export interface IncidentDetection {
  /** The id of the postmortem. */
  incident: string;
  /** The id of the primary class, or null. */
  class: string | null;
  /** Whether the incident counts for medians: a published incident whose delay is known. */
  counted: boolean;
  /** The stated delay, widened where sources differ; else the derived one. Negative where the alarm came first. */
  delay: Range | null;
  /** As the author states it in `detection.delay`. */
  stated: Range | null;
  /** `detected` − `began`. */
  derived: Range | null;
  /** The positive part of the delay: how long the failure was undetected. */
  blind: Range | null;
  /** `began` − `introduced`: how long the fault was latent. */
  latency: Range | null;
  /** `diagnosed` − `detected`: how long it took to find the cause. */
  triage: Range | null;
  /** The midpoint of the delay, for ordering and plotting only; a range is shown as a range. */
  midpoint: number | null;
}

/** The detection delays of one class. */
interface ClassDetection {
  class: string;
  /** Published incidents of this primary class. */
  incidents: number;
  /** Those of them whose delay is known. */
  n: number;
  /** The median delay in milliseconds; null for fewer than `MIN_N_FOR_MEDIAN`. The true median lies within the range. */
  median: Range | null;
}

export interface DetectionDelay {
  /** By id of the postmortem, all postmortems of the collection. */
  incidents: ReadonlyMap<string, IncidentDetection>;
  /** By id of the class, in the order of the catalog. */
  classes: ReadonlyMap<string, ClassDetection>;
}

/** How late incidents were detected, one by one and per class. */
export function detectionDelay(graph: Graph): DetectionDelay {
  const { postmortems, catalogs } = graph.collection;
  const incidents = new Map(postmortems.map((postmortem) => [postmortem.id, incidentDetection(postmortem)]));
  const counted = groupBy(countedOf(graph), primaryClass);
  const classes = catalogs.classes.map(({ id }): [string, ClassDetection] => {
    const all = counted.get(id) ?? [];
    const delays = all.flatMap((postmortem) => incidents.get(postmortem.id)?.delay ?? []);
    return [id, { class: id, incidents: all.length, n: delays.length, median: quartilesOf(delays)?.median ?? null }];
  });
  return { incidents, classes: new Map(classes) };
}

/** How late one incident was detected. */
export function incidentDetection(postmortem: Postmortem): IncidentDetection {
  return { incident: postmortem.id, ...detectionIn(postmortem.data, postmortem) };
}

/** Kept by document, so that one that changes is measured alone. */
const detectionIn = memoize((data: Postmortem["data"], postmortem: Postmortem): Omit<IncidentDetection, "incident"> => {
  const { detection, timeline } = data;
  const marks = marksOf(timeline);
  const span = (from: Mark, to: Mark): Range | null => timeBetween(marks, from, to) ?? null;
  const stated = statedDelay(isBlank(detection) ? undefined : detection);
  const derived = span("began", "detected");
  const delay = delayOf(postmortem, stated, derived);
  return {
    class: primaryClass(postmortem),
    counted: isCounted(postmortem) && delay !== null,
    delay,
    stated,
    derived,
    blind: delay && { from: Math.max(0, delay.from), to: Math.max(0, delay.to) },
    latency: span("introduced", "began"),
    triage: span("detected", "diagnosed"),
    midpoint: delay && middleOf(delay),
  };
});

/**
 * The stated delay, else the derived one. A bound is as narrow as the marks make it. Where sources differ on a mark, the
 * delay is as uncertain as they are, unless the author says how it is known.
 */
function delayOf({ data }: Postmortem, stated: Range | null, derived: Range | null): Range | null {
  if (stated === null || derived === null) return stated ?? derived;
  if (!isBounded(stated)) {
    const narrowed = { from: Math.max(stated.from, derived.from), to: Math.min(stated.to, derived.to) };
    return narrowed.from <= narrowed.to ? narrowed : stated;
  }
  const isDisputed = data.timeline?.some(
    ({ marks, disputed }) => disputed !== undefined && (marks?.includes("began") || marks?.includes("detected")),
  );
  const hasBasis = (data.detection as Detection | undefined)?.delay_basis !== undefined;
  return isDisputed && !hasBasis ? (hull([stated, derived]) ?? stated) : stated;
}

function statedDelay(detection: Detection | undefined): Range | null {
  const delay = filled<Duration | SpanBound>(detection?.delay);
  return delay === undefined ? null : (parseDuration(delay) ?? null);
}

export const detectionDelayShape = record("How late incidents were detected", {
  classes: list(
    record("A class", {
      class: text("The id of a failure class"),
      incidents: count("Published incidents of this primary class"),
      n: count("Those of them whose delay is known"),
      median: durationRange(`The median; null for fewer than ${MIN_N_FOR_MEDIAN}`),
    }),
    "By class",
  ),
  incidents: list(
    record("An incident", {
      incident: incidentId,
      class: orNull(text("Its primary class")),
      counted: flag("Whether medians count it"),
      delay: durationRange("From began to detected; negative where the alarm came first"),
      basis: oneOf(["stated", "derived", null], "Whether the author states it or the timeline gives it"),
      blind_time: durationRange("The positive part of the delay"),
      fault_latency: durationRange("From introduced to began"),
      triage: durationRange("From detected to diagnosed"),
    }),
    "By incident",
  ),
});

export function publicDetectionDelay({ classes, incidents }: DetectionDelay): TypeOf<typeof detectionDelayShape> {
  return {
    classes: [...classes.values()].map((one) => ({ ...one, median: publicDuration(one.median) })),
    incidents: [...incidents.values()].map((one) => ({
      incident: one.incident,
      class: one.class,
      counted: one.counted,
      delay: publicDuration(one.delay),
      basis: one.stated ? "stated" : one.derived ? "derived" : null,
      blind_time: publicDuration(one.blind),
      fault_latency: publicDuration(one.latency),
      triage: publicDuration(one.triage),
    })),
  };
}
