import type { FailureClass } from "../../model/schema-types.js";
import { el, icon, type SvgElement } from "../kit/charts/svg.js";
import { nodePath } from "./paths.js";
import type { Site } from "./site-model.js";

/** The mark of a class: a shape, because colour alone is not enough. */
export interface ClassMark {
  id: string;
  title: string;
  path: string | null;
  /** Names the colour in the stylesheet. */
  shape: string;
  svg: string;
}

/** In a box of 12 by 12. */
const OUTLINES: Readonly<Record<FailureClass["shape"], string>> = {
  diamond: "M6 0l6 6-6 6-6-6z",
  circle: "M6 .5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z",
  square: "M1 1h10v10H1z",
  triangle: "M6 .6l6 10.8H0z",
  pentagon: "M6 .4l5.9 4.3-2.3 6.9H2.4L.1 4.7z",
  hexagon: "M3 .8h6l3 5.2-3 5.2H3L0 6z",
  cross: "M4.2 0h3.6v4.2H12v3.6H7.8V12H4.2V7.8H0V4.2h4.2z",
  star: "M6 .2l1.5 4h4.3L8.4 6.8l1.3 4.5L6 8.7l-3.7 2.6 1.3-4.5L.2 4.2h4.3z",
};

/** Each is in memory once, and not once for each incident. */
const ICONS = Object.fromEntries(
  Object.entries(OUTLINES).map(([shape, outline]) => [shape, icon(`shape shape-${shape}`, outline)]),
) as Readonly<Record<FailureClass["shape"], string>>;

/** What stands for an incident without a class. */
const NO_CLASS = "M6 3a3 3 0 1 0 0 6a3 3 0 1 0 0-6z";

/** The mark of an incident without a class. */
export const noClassMark = icon("shape shape-none", NO_CLASS);

/** The mark of a class in a chart, around a point. `x` may be a percentage; sizes are pixels. */
export function drawClassMark(site: Site, id: string | null, x: string, y: number, size: number): SvgElement {
  const shape = site.classes.get(id ?? "")?.shape;
  const d = shape === undefined ? NO_CLASS : OUTLINES[shape];
  const transform = `translate(${-size / 2} ${-size / 2}) scale(${size / 12})`;
  return el(
    "svg",
    { class: `shape-${shape ?? "none"}`, x, y, overflow: "visible" },
    el("path", { class: "mark", transform, d }),
  );
}

/** The mark of a class of the catalog, or null if there is no such class. */
export function classMark(site: Site, id: string): ClassMark | null {
  const entry = site.classes.get(id);
  if (entry === undefined) return null;
  return {
    id,
    title: entry.title,
    path: nodePath(site.graph, `class:${id}`),
    shape: entry.shape,
    svg: ICONS[entry.shape],
  };
}
