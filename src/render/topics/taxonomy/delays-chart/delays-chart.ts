import type { IncidentDetection } from "../../../../measure/detection-delay.js";
import { compareText } from "../../../../model/diagnostic.js";
import { type ClassMark, classMark } from "../../../shared/class-mark.js";
import { type IncidentRow, incidentRow } from "../../../shared/incident-row.js";
import type { Site } from "../../../shared/site-model.js";
import { delayAxis } from "./delay-axis.js";
import type { DelayGroup } from "./delay-group.js";
import { delayWords, drawDelayAxis, drawDelayStrip, MAX_MARKS, medianWords, mostInAPlace } from "./delay-strip.js";
import { classesFinding, loudFinding } from "./finding.js";

interface Strip {
  mark: ClassMark | null;
  title: string;
  svg: string;
  /** Null for too few incidents. */
  median: string | null;
  known: number;
  incidents: number;
  current: boolean;
}

/** Detection delays by group, as a chart and as numbers. */
export interface Delays {
  /** What the chart shows, in one sentence. */
  finding: string;
  strips: Strip[];
  /** The labels of the scale below the strips. */
  axis: { svg: string };
  /** The classes whose marks are drawn. */
  legend: ClassMark[];
  hasMedian: boolean;
  /** Whether something was detected before it began; drawn at the left end. */
  early: boolean;
  /** Whether a group has too many incidents for marks, so that bars are drawn. */
  hasBars: boolean;
  /** Incidents with a known delay, and all published ones of the groups. */
  known: number;
  incidents: number;
  /** The numbers of the picture, the longest first. */
  rows: { incident: IncidentRow; mark: ClassMark | null; delay: string }[];
  /** How many more the picture shows. */
  more: number;
}

/** The data files have all rows. */
const MAX_TABLE_ROWS = 100;

/** Fewer delays make no picture: they stand on the pages of the incidents. */
const MIN_KNOWN = 3;

/**
 * The detection delays of published incidents by their class. Null where too few are known.
 * @param current the class of the page, or null: all count the same
 */
export function delaysByClass(site: Site, root: string, current: string | null): Delays | null {
  const { incidents, classes } = site.measures.detectionDelay;
  const known = [...incidents.values()].filter((one) => one.counted).sort(longestFirst);
  const groups = site.graph.collection.catalogs.classes.map(({ id, title }): DelayGroup => {
    const mark = classMark(site, id);
    return {
      title,
      mark,
      path: mark?.path ?? null,
      incidents: classes.get(id)?.incidents ?? 0,
      known: known.filter((one) => one.class === id),
      median: classes.get(id)?.median ?? null,
      current: current === id,
    };
  });
  return chartOf(site, root, groups, classesFinding(groups));
}

const MANIFESTATION_TITLE = { silent: "Silent", loud: "Loud" } as const;

/** The detection delays of failures that gave wrong answers without an error, and of those that gave errors. */
export function delaysByManifestation(site: Site, root: string): Delays | null {
  const { incidents } = site.measures.detectionDelay;
  const groups = site.measures.loudAndSilent.groups.map(
    ({ manifestation, incidents: all, known, delay }): DelayGroup => ({
      title: MANIFESTATION_TITLE[manifestation],
      mark: null,
      path: `search/index.html?manifestation=${manifestation}&type=incident`,
      incidents: all.length,
      known: known.flatMap((id) => incidents.get(id) ?? []).sort(longestFirst),
      median: delay?.median ?? null,
      current: false,
    }),
  );
  return chartOf(site, root, groups, loudFinding(groups));
}

function chartOf(site: Site, root: string, all: readonly DelayGroup[], finding: string): Delays | null {
  const groups = all.filter(({ incidents }) => incidents > 0);
  const rows = groups.flatMap(({ known }) => known).sort(longestFirst);
  if (rows.length < MIN_KNOWN) return null;
  const axis = delayAxis(rows.flatMap(({ delay }) => delay ?? []));
  const hasBars = groups.some(({ known }) => known.length > MAX_MARKS);
  const scale = hasBars ? Math.max(...groups.map(({ known }) => mostInAPlace(known, axis))) : null;
  const isComparing = groups.some(({ current }) => current);
  return {
    finding,
    strips: groups.map((group) => ({
      mark: group.mark,
      title: group.title,
      svg: drawDelayStrip(site, {
        ...group,
        axis,
        scale,
        label: labelOf(group),
        isOther: isComparing && !group.current,
        root,
      }),
      median: group.median && medianWords(group.median),
      known: group.known.length,
      incidents: group.incidents,
      current: group.current,
    })),
    axis: { svg: drawDelayAxis(axis) },
    legend: groups.some(({ mark }) => mark !== null)
      ? []
      : [...new Set(rows.map((one) => one.class))]
          .flatMap((id) => classMark(site, id ?? "") ?? [])
          .sort(byCatalog(site)),
    hasMedian: groups.some(({ median }) => median !== null),
    early: axis.early !== null,
    hasBars,
    known: rows.length,
    incidents: groups.reduce((sum, { incidents }) => sum + incidents, 0),
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

function byCatalog(site: Site): (a: ClassMark, b: ClassMark) => number {
  const order = [...site.classes.keys()];
  return (a, b) => order.indexOf(a.id) - order.indexOf(b.id);
}

function longestFirst(a: IncidentDetection, b: IncidentDetection): number {
  return (b.midpoint ?? 0) - (a.midpoint ?? 0) || compareText(a.incident, b.incident);
}

/** The text alternative of a strip. */
function labelOf({ title, known, median }: DelayGroup): string {
  const [longest, shortest] = [known[0]?.delay, known.at(-1)?.delay];
  if (!longest || !shortest) return `${title}: no delay known`;
  if (known.length === 1) return `${title}: one delay, ${delayWords(longest)}`;
  const ends = `${title}: ${known.length} delays, from ${delayWords(shortest)} to ${delayWords(longest)}`;
  return median === null ? ends : `${ends}, median ${medianWords(median)}`;
}
