import { isCounted, primaryClass } from "../../../../measure/counted.js";
import { dayOfId } from "../../../../model/collection.js";
import type { FailureClass } from "../../../../model/schema-types.js";
import { type ClassMark, classMark, drawClassMark } from "../../../shared/class-mark.js";
import type { Site } from "../../../shared/site-model.js";
import { drawsBars, drawYearPanel, type YearDot } from "./year-panel.js";

/** Incidents by class and year, as small pictures of one scale and as numbers. */
export interface Years {
  panels: { mark: ClassMark | null; title: string; n: number; svg: string }[];
  /** The numbers: a row for each year, a cell for each panel. */
  rows: { year: number; cells: { class: string; year: number; n: number }[] }[];
  /** Whether bars are drawn, because dots would be too many. */
  hasBars: boolean;
}

/** In pixels. */
const MARK_SIZE = 9;

/** Fewer incidents show no development over time. */
const MIN_YEARS = 3;

/** Published incidents by the year of their id, one panel for each of some classes. Null where there are too few. */
export function yearsChart(site: Site, root: string, classes: readonly FailureClass[]): Years | null {
  const byClass = new Map(classes.map(({ id }) => [id, new Map<number, YearDot[]>()]));
  const years: number[] = [];
  for (const postmortem of site.graph.collection.postmortems) {
    const day = dayOfId(postmortem.id);
    if (!isCounted(postmortem) || day === null) continue;
    const year = Number(day.slice(0, 4));
    years.push(year);
    const { id, data } = postmortem;
    const dots = byClass.get(primaryClass(postmortem) ?? "");
    dots?.set(year, [...(dots.get(year) ?? []), { id, title: data.title }]);
  }
  if (years.length < MIN_YEARS) return null;
  const [start, end] = [Math.min(...years), Math.max(...years)];
  const all = Array.from({ length: end - start + 1 }, (_, at) => start + at);
  const dotsOf = (id: string, year: number) => byClass.get(id)?.get(year) ?? [];
  const most = Math.max(1, ...classes.flatMap(({ id }) => all.map((year) => dotsOf(id, year).length)));
  return {
    panels: classes.map(({ id, title }) => {
      const mark = classMark(site, id);
      const perYear = all.map((year) => ({ year, dots: dotsOf(id, year) }));
      const n = perYear.reduce((sum, { dots }) => sum + dots.length, 0);
      return {
        mark,
        title,
        n,
        svg: drawYearPanel({
          years: perYear,
          most,
          label: `${title}: ${perYear.map(({ year, dots }) => `${dots.length} in ${year}`).join(", ")}`,
          className: mark ? `shape-${mark.shape}` : "",
          root,
          drawMark: (x, y) => drawClassMark(site, id, x, y, MARK_SIZE),
          pathOfYear: (year) => `search/index.html?class=${id}&year=${year}&type=incident`,
        }),
      };
    }),
    rows: all.map((year) => ({
      year,
      cells: classes.map(({ id }) => ({ class: id, year, n: dotsOf(id, year).length })),
    })),
    hasBars: drawsBars(most, all.length),
  };
}
