import type { DrillRun } from "../../../measure/drill-run.js";
import { DAY_MS } from "../../../util/time-units.js";
import { DECORATION, el, printSvg, type SvgElement } from "../../kit/charts/svg.js";
import { drillRow } from "../../shared/drill-row.js";
import { drawGlyph } from "../../shared/glyph.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";

/** A run whose date is uncertain by more than this is drawn as a line. */
const MAX_POINT_MS = 30 * DAY_MS;

const MAX_YEAR_LABELS = 8;
const HEIGHT = 24;

/** In pixels. */
const MARK_SIZE = 11;

/** How a run is drawn: passed, counts without having passed, or does not count. */
type Look = "passed" | "counts" | "other";

const KEY: readonly (readonly [Look, string])[] = [
  ["passed", "passed"],
  ["counts", "counts, not passed"],
  ["other", "does not count"],
];

const GLYPHS = { passed: "check", counts: "cross", other: "dash" } as const;

interface Run {
  at: DrillRun["held"]["at"];
  /** Whether the day of the id is used because no date is given. */
  isStandIn: boolean;
  look: Look;
  title: string;
  path: string;
}

interface RunStrip {
  link: NodeLink;
  runs: number;
  svg: string;
}

export interface DrillStrip {
  strips: RunStrip[];
  /** The years below the strips. */
  axis: { svg: string };
  /** What each mark means. */
  key: { svg: string; words: string }[];
  hasRanges: boolean;
}

/**
 * The runs of each scenario over the years. Null where none is on record.
 * @param root from the page to the root of the site
 */
export function drillStrip(site: Site, root: string): DrillStrip | null {
  const { scenarios } = site.measures.drillCoverage;
  const all = [...scenarios.values()].flatMap((coverage) => coverage.runs);
  if (all.length === 0) return null;
  const first = new Date(Math.min(...all.map(({ held }) => held.at.from))).getUTCFullYear();
  const last = new Date(Math.max(...all.map(({ held }) => held.at.to))).getUTCFullYear() + 1;
  const [start, end] = [Date.UTC(first, 0), Date.UTC(last, 0)];
  const x = (ms: number) => `${(1 + (98 * (ms - start)) / (end - start)).toFixed(2)}%`;
  const step = Math.ceil((last - first + 1) / MAX_YEAR_LABELS);
  const years = Array.from({ length: last - first + 1 }, (_, at) => first + at).filter((_, at) => at % step === 0);
  const strips = site.graph.collection.catalogs.scenarios.map(({ id }) => {
    const runs = [...(scenarios.get(id)?.runs ?? [])].reverse().flatMap((run) => runOf(site, run) ?? []);
    return { link: linkTo(site, "scenario", id), runs };
  });
  return {
    strips: strips.map(({ link, runs }) => ({ link, runs: runs.length, svg: drawStrip(link, runs, years, x, root) })),
    axis: { svg: drawYears(years, x) },
    key: [
      ...KEY.flatMap(([look, words]) =>
        strips.some(({ runs }) => runs.some((run) => run.look === look)) ? [{ svg: drawKey(look, false), words }] : [],
      ),
      ...(all.some(({ held }) => held.standIn)
        ? [{ svg: drawKey("passed", true), words: "faint: day not known, placed by its id" }]
        : []),
    ],
    hasRanges: strips.some(({ runs }) => runs.some(isRange)),
  };
}

function runOf(site: Site, run: DrillRun): Run | null {
  const drill = site.drills.get(run.drill);
  if (drill === undefined) return null;
  const row = drillRow(site, drill);
  return {
    at: run.held.at,
    isStandIn: run.held.standIn,
    look: run.passes ? "passed" : run.counts ? "counts" : "other",
    title: `${row.held ?? "Day not known"}, ${row.verdict}: ${row.title}`,
    path: row.path,
  };
}

/** Whether the date is known only as a longer range. */
function isRange({ at }: Run): boolean {
  return at.to - at.from > MAX_POINT_MS;
}

type Scale = (ms: number) => string;

function drawStrip(link: NodeLink, runs: readonly Run[], years: readonly number[], x: Scale, root: string): string {
  const text = runs.length === 0 ? DECORATION : { role: "group", "aria-label": `Runs of ${link.title}` };
  const lines = years.map((year) => {
    const at = x(Date.UTC(year, 0));
    return el("line", { class: "run-grid", x1: at, x2: at, y1: 0, y2: HEIGHT });
  });
  const marks = runs.map((run) => drawRun(run, x, root));
  return printSvg(el("svg", { class: "run-plot", width: "100%", height: HEIGHT, ...text }, ...lines, ...marks));
}

function drawRun(run: Run, x: Scale, root: string): SvgElement {
  const { at, title, path } = run;
  const y = HEIGHT / 2;
  return el(
    "a",
    { href: root + path, "aria-label": title },
    el("title", {}, title),
    isRange(run) ? el("line", { class: "run-span", x1: x(at.from), x2: x(at.to), y1: y, y2: y }) : null,
    el(
      "svg",
      { class: classOf(run.look, run.isStandIn), x: x((at.from + at.to) / 2), y, overflow: "visible" },
      el("circle", { class: "run-reach", r: 11 }),
      drawGlyph(GLYPHS[run.look], 0, MARK_SIZE),
    ),
  );
}

function drawKey(look: Look, isStandIn: boolean): string {
  const box = { class: classOf(look, isStandIn), viewBox: "-6 -6 12 12", width: 12, height: 12 };
  return printSvg(el("svg", { ...box, ...DECORATION }, drawGlyph(GLYPHS[look], 0, MARK_SIZE)));
}

function classOf(look: Look, isStandIn: boolean): string {
  return `run is-${look}${isStandIn ? " is-stand-in" : ""}`;
}

function drawYears(years: readonly number[], x: Scale): string {
  const labels = years.map((year, at) =>
    el("text", { class: at % 2 === 1 ? "minor" : null, x: x(Date.UTC(year, 0)), y: 13 }, String(year)),
  );
  return printSvg(el("svg", { class: "run-years", width: "100%", height: 18, ...DECORATION }, ...labels));
}
