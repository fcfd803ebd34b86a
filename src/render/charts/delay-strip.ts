import type { IncidentDetection } from "../../measure/detection-delay.js";
import { formatDurationRange } from "../helpers/format-duration.js";
import type { Site } from "../site-model.js";
import { type ClassMark, classMark } from "../views/class-mark.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Places on the logarithmic axis. `minor` ones have no label on a narrow screen. */
const TICKS: readonly { at: number; label: string; minor: boolean }[] = [
  { at: MINUTE, label: "≤ 1 min", minor: false },
  { at: 10 * MINUTE, label: "10 min", minor: true },
  { at: HOUR, label: "1 h", minor: false },
  { at: DAY, label: "1 day", minor: false },
  { at: 7 * DAY, label: "1 week", minor: true },
  { at: 30 * DAY, label: "1 month", minor: true },
  { at: 365 * DAY, label: "1 year", minor: false },
];

/** One incident: where its delay ends and its midpoint lie. */
interface Dot {
  x: string;
  from: string;
  to: string;
  range: boolean;
  title: string;
}

/** One class as a strip. All `x` are per cent of the width. */
interface Strip {
  mark: ClassMark | null;
  title: string;
  path: string | null;
  dots: Dot[];
  medianX: string | null;
  median: string | null;
  n: number;
  incidents: number;
}

export interface DelayStrip {
  strips: Strip[];
  ticks: { x: string; label: string; minor: boolean; anchor: "start" | "middle" | "end" }[];
}

/** The detection delays of each class on a logarithmic axis from a minute up. Null where no delay is known. */
export function delayStrip(site: Site): DelayStrip | null {
  const { incidents, classes } = site.measures.detectionDelay;
  const known = [...incidents.values()].filter((one) => one.counted);
  if (known.length === 0) return null;
  const longest = Math.max(...known.map((one) => one.delay?.to ?? 0), DAY);
  const x = scale(MINUTE, TICKS.find((tick) => tick.at >= longest)?.at ?? longest);
  const strips = site.graph.collection.catalogs.classes.map((entry): Strip => {
    const summary = classes.get(entry.id);
    const mark = classMark(site, entry.id);
    return {
      mark,
      title: entry.title,
      path: mark?.path ?? null,
      dots: together(known.filter((one) => one.class === entry.id).map((one) => dotOf(site, one, x))),
      medianX: summary?.median && summary.n > 2 ? x((summary.median.from + summary.median.to) / 2) : null,
      median: summary?.median ? formatDurationRange(summary.median) : null,
      n: summary?.n ?? 0,
      incidents: summary?.incidents ?? 0,
    };
  });
  const last = TICKS.findIndex((tick) => tick.at >= longest);
  const ticks = TICKS.slice(0, last < 0 ? undefined : last + 1);
  return {
    strips,
    ticks: ticks.map(({ at, label, minor }, index) => ({
      x: x(at),
      label,
      minor,
      anchor: index === 0 ? "start" : index === ticks.length - 1 ? "end" : "middle",
    })),
  };
}

function dotOf(site: Site, one: IncidentDetection, x: (ms: number) => string): Dot {
  const delay = one.delay ?? { from: 0, to: 0 };
  const title = site.postmortems.get(one.incident)?.data.title ?? one.incident;
  return {
    x: x(one.midpoint ?? 0),
    from: x(delay.from),
    to: x(delay.to),
    range: x(delay.from) !== x(delay.to),
    title: `${formatDurationRange(delay)}: ${title}`,
  };
}

/** Dots at the same place are drawn once, which also bounds the picture of a large collection. */
function together(dots: readonly Dot[]): Dot[] {
  const places = new Map<string, Dot[]>();
  for (const dot of dots) {
    const place = `${dot.from} ${dot.x} ${dot.to}`;
    places.set(place, [...(places.get(place) ?? []), dot]);
  }
  return [...places.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    return [rest.length === 0 ? first : { ...first, title: `${first.title}, and ${rest.length} more` }];
  });
}

/** A logarithmic scale to per cent; what is shorter than the first tick stands on it. The ends leave room for a dot. */
function scale(first: number, last: number): (ms: number) => string {
  const [low, high] = [Math.log(first), Math.log(last)];
  return (ms) =>
    `${(1 + 98 * Math.min(1, Math.max(0, (Math.log(Math.max(ms, first)) - low) / (high - low)))).toFixed(1)}%`;
}
