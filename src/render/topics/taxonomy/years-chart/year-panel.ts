import { el, percent, printSvg, type SvgElement } from "../../../kit/charts/svg.js";
import { pagePath } from "../../../shared/paths.js";

/** One incident of a class. */
export interface YearDot {
  id: string;
  title: string;
}

/** The incidents of one class by year, and how they are drawn. */
export interface YearPanelInput {
  years: readonly { year: number; dots: readonly YearDot[] }[];
  /** The largest number of incidents in a year, over all panels that are compared. */
  most: number;
  label: string;
  className: string;
  /** From the page to the root of the site. */
  root: string;
  /** Draws the mark of the class around a point. */
  drawMark: (x: string, y: number) => SvgElement;
  /** Where a bar leads, from the root of the site. */
  pathOfYear: (year: number) => string;
}

/** The narrowest panel, in pixels. */
const WIDTH = 250;
const STEP = 11;
const AXIS = 20;

/** With more incidents in a year than this, dots are in three columns; stacks above MAX_STACK become bars. */
const MAX_SINGLE_COLUMN = 8;
const MAX_STACK = 14;
const BAR_HEIGHT = 110;

/** Each incident of a class in its year, drawn as the mark of the class; bars where they are many. */
export function drawYearPanel(input: YearPanelInput): string {
  const { years, most, label, className } = input;
  const columns = columnsOf(most, years.length);
  const isBars = drawsBars(most, years.length);
  const height = (isBars ? BAR_HEIGHT + 14 : Math.max(3, Math.ceil(most / columns)) * STEP + 2) + AXIS;
  const base = height - AXIS;
  const x = (at: number) => (at + 0.5) / years.length;
  const every = Math.ceil(years.length / Math.floor(WIDTH / 40));
  const tree = el(
    "svg",
    { class: `year-panel ${className}`, width: "100%", height, role: "group", "aria-label": label },
    el("line", { class: "axis", x1: 0, x2: "100%", y1: base, y2: base }),
    ...years.flatMap(({ year, dots }, at) =>
      isBars ? bar(input, year, dots, x(at), base) : stack(input, dots, x(at), base, columns),
    ),
    ...years.map(({ year }, at) =>
      at % every === 0 ? el("text", { x: percent(x(at)), y: height - 5 }, String(year)) : null,
    ),
  );
  return printSvg(tree);
}

/** Whether this many incidents in a year are drawn as bars. */
export function drawsBars(most: number, years: number): boolean {
  return Math.ceil(most / columnsOf(most, years)) > MAX_STACK;
}

/** How many dots stand side by side. */
function columnsOf(most: number, years: number): number {
  return Math.max(1, Math.min(most <= MAX_SINGLE_COLUMN ? 1 : 3, Math.floor(WIDTH / years / STEP)));
}

function stack(
  { root, drawMark }: YearPanelInput,
  dots: readonly YearDot[],
  x: number,
  base: number,
  columns: number,
): SvgElement[] {
  const children = dots.map(({ id, title }, at) => {
    const column = (at % columns) - (Math.min(columns, dots.length) - 1) / 2;
    return el(
      "a",
      { href: root + (pagePath(`incident:${id}`) ?? "") },
      el("title", {}, title),
      drawMark(String(column * STEP), base - 6 - Math.floor(at / columns) * STEP),
    );
  });
  return children.length === 0 ? [] : [el("svg", { x: percent(x), overflow: "visible" }, ...children)];
}

function bar(input: YearPanelInput, year: number, dots: readonly YearDot[], x: number, base: number): SvgElement[] {
  if (dots.length === 0) return [];
  const width = 0.7 / input.years.length;
  const height = (dots.length / input.most) * BAR_HEIGHT;
  return [
    el(
      "a",
      { href: input.root + input.pathOfYear(year) },
      el("title", {}, `${year}: ${dots.length === 1 ? "1 incident" : `${dots.length} incidents`}`),
      el("rect", { x: percent(x - width / 2), width: percent(width), y: base - height, height }),
      el("text", { class: "count", x: percent(x), y: base - height - 4 }, String(dots.length)),
    ),
  ];
}
