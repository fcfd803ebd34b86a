import type { DrillRun } from "../../../measure/drill-run.js";
import { drillRow } from "../../shared/drill-row.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";

const DAY = 86_400_000;

/** At most so many years have a label. */
const LABELS = 8;

/** One run: where it lies, and what it is. All `x` are per cent of the width. */
interface RunMark {
  x: string;
  from: string;
  to: string;
  /** Whether only a stretch of time is known. */
  isRange: boolean;
  /** Whether the day of its id stands for a time that is not given. */
  isStandIn: boolean;
  /** How it is drawn: passed, counts without having passed, or does not count. */
  look: "passed" | "counts" | "other";
  title: string;
  path: string;
}

interface RunStrip {
  link: NodeLink;
  marks: RunMark[];
}

export interface DrillStrip {
  strips: RunStrip[];
  ticks: { x: string; label: string; minor: boolean }[];
  hasStandIns: boolean;
  hasRanges: boolean;
}

/** The runs of each scenario over the years. Null where none is on record. */
export function drillStrip(site: Site): DrillStrip | null {
  const { scenarios } = site.measures.drillCoverage;
  const runs = [...scenarios.values()].flatMap((coverage) => coverage.runs);
  if (runs.length === 0) return null;
  const first = new Date(Math.min(...runs.map(({ held }) => held.at.from))).getUTCFullYear();
  const last = new Date(Math.max(...runs.map(({ held }) => held.at.to))).getUTCFullYear() + 1;
  const [start, end] = [Date.UTC(first, 0), Date.UTC(last, 0)];
  const x = (ms: number) => `${(1 + (98 * (ms - start)) / (end - start)).toFixed(2)}%`;
  const step = Math.ceil((last - first + 1) / LABELS);
  const years = Array.from({ length: last - first + 1 }, (_, at) => first + at).filter((_, at) => at % step === 0);
  const strips = site.graph.collection.catalogs.scenarios.map(({ id }) => ({
    link: linkTo(site, "scenario", id),
    marks: [...(scenarios.get(id)?.runs ?? [])].reverse().flatMap((run) => markOf(site, run, x)),
  }));
  return {
    strips,
    ticks: years.map((year, at) => ({ x: x(Date.UTC(year, 0)), label: String(year), minor: at % 2 === 1 })),
    hasStandIns: runs.some(({ held }) => held.standIn),
    hasRanges: strips.some(({ marks }) => marks.some((mark) => mark.isRange)),
  };
}

function markOf(site: Site, run: DrillRun, x: (ms: number) => string): RunMark[] {
  const drill = site.drills.get(run.drill);
  if (drill === undefined) return [];
  const row = drillRow(site, drill);
  const { at, standIn } = run.held;
  return [
    {
      x: x((at.from + at.to) / 2),
      from: x(at.from),
      to: x(at.to),
      isRange: at.to - at.from > 30 * DAY,
      isStandIn: standIn,
      look: run.passes ? "passed" : run.counts ? "counts" : "other",
      title: `${row.held ?? "Day not known"}, ${row.verdict}: ${row.title}`,
      path: row.path,
    },
  ];
}
