import type { IncidentDetection } from "../../../../measure/detection-delay.js";
import { compareText } from "../../../../model/diagnostic.js";
import { type ClassMark, classMark } from "../../../shared/class-mark.js";
import { type IncidentRow, incidentRow } from "../../../shared/incident-row.js";
import type { Site } from "../../../shared/site-model.js";
import { delayAxis } from "./delay-axis.js";
import { delayWords, drawDelayAxis, drawDelayStrip, MAX_DOTS } from "./delay-strip.js";

/** One class as a strip. */
interface Strip {
  mark: ClassMark | null;
  title: string;
  path: string | null;
  svg: string;
  median: string | null;
  n: number;
  /** Whether it is the class of the page; the others are there to compare. */
  current: boolean;
}

/** Detection delays by class, as a chart and as numbers. */
export interface Delays {
  strips: Strip[];
  /** The labels of the scale below the strips. */
  axis: { svg: string };
  /** Whether something was detected before it began; drawn at the left end. */
  early: boolean;
  /** Whether a class has too many incidents for dots, so that bars are drawn. */
  hasBars: boolean;
  /** Incidents with a known delay, and all published ones. */
  known: number;
  incidents: number;
  /** The numbers of the picture, the longest first. */
  rows: { incident: IncidentRow; mark: ClassMark | null; delay: string }[];
  /** How many more the picture shows. */
  more: number;
}

/** The data files have all rows. */
const MAX_TABLE_ROWS = 100;

/**
 * The detection delays of published incidents by their primary class. Null where no delay is known.
 * @param current the class of the page, or null: all count the same
 */
export function delaysChart(site: Site, root: string, current: string | null): Delays | null {
  const { incidents, classes } = site.measures.detectionDelay;
  const known = [...incidents.values()].filter((one) => one.counted);
  if (known.length === 0 || site.graph.collection.catalogs.classes.length === 0) return null;
  const axis = delayAxis(known.flatMap(({ delay }) => delay ?? []));
  const rows = [...known].sort(longestFirst);
  return {
    strips: site.graph.collection.catalogs.classes.map(({ id, title }): Strip => {
      const { median = null, n = 0 } = classes.get(id) ?? {};
      const mark = classMark(site, id);
      const delays = rows.filter((one) => one.class === id);
      return {
        mark,
        title,
        path: mark?.path ?? null,
        svg: drawDelayStrip(site, {
          delays,
          median,
          axis,
          label: labelOf(title, delays, median && delayWords(median)),
          className: [mark ? `shape-${mark.shape}` : "", current === null || current === id ? "" : "is-other"].join(
            " ",
          ),
          root,
          path: mark?.path ?? null,
        }),
        median: median && delayWords(median),
        n,
        current: current === id,
      };
    }),
    axis: { svg: drawDelayAxis(axis) },
    early: axis.early !== null,
    hasBars: [...classes.values()].some(({ n }) => n > MAX_DOTS),
    known: known.length,
    incidents: [...classes.values()].reduce((sum, one) => sum + one.incidents, 0),
    rows: rows.slice(0, MAX_TABLE_ROWS).flatMap((one) => {
      const postmortem = site.postmortems.get(one.incident);
      if (postmortem === undefined || one.delay === null) return [];
      return [
        {
          incident: incidentRow(site, postmortem),
          mark: one.class === null ? null : classMark(site, one.class),
          delay: delayWords(one.delay),
        },
      ];
    }),
    more: Math.max(0, rows.length - MAX_TABLE_ROWS),
  };
}

function longestFirst(a: IncidentDetection, b: IncidentDetection): number {
  return (b.midpoint ?? 0) - (a.midpoint ?? 0) || compareText(a.incident, b.incident);
}

/** The text alternative of a strip. */
function labelOf(title: string, delays: readonly IncidentDetection[], median: string | null): string {
  const [longest, shortest] = [delays[0]?.delay, delays.at(-1)?.delay];
  if (!longest || !shortest) return `${title}: no delay known`;
  if (delays.length === 1) return `${title}: one delay, ${delayWords(longest)}`;
  const ends = `${title}: ${delays.length} delays, from ${delayWords(shortest)} to ${delayWords(longest)}`;
  return median === null ? ends : `${ends}, median ${median}`;
}
