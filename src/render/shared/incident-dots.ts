import { primaryClass } from "../../measure/counted.js";
import { DECORATION, el, printSvg } from "../kit/charts/svg.js";
import { classMark, noClassMark } from "./class-mark.js";
import type { Site } from "./site-model.js";

/** More marks in a row than these are too many to count, so that all rows become bars of one scale. */
const MAX_DOTS = 24;

/**
 * A row of marks for each list of incidents: one mark for each incident, that of its class. Bars where a list is long.
 * The number stands beside it in words, so that screen readers skip the picture.
 */
export function incidentDots(site: Site, lists: readonly Iterable<string>[]): string[] {
  const rows = lists.map((ids) => [...ids]);
  const most = Math.max(0, ...rows.map(({ length }) => length));
  return rows.map((ids) =>
    areBars(rows.map(({ length }) => length)) ? drawBar(ids.length / most) : ids.map((id) => dotOf(site, id)).join(""),
  );
}

/** Whether rows with so many incidents are drawn as bars. */
export function areBars(counts: readonly number[]): boolean {
  return Math.max(0, ...counts) > MAX_DOTS;
}

function dotOf(site: Site, id: string): string {
  const postmortem = site.postmortems.get(id);
  const mark = postmortem ? classMark(site, primaryClass(postmortem) ?? "") : null;
  return mark?.svg ?? noClassMark;
}

/** A bar of a share of its column. */
export function drawBar(share: number): string {
  const box = { class: "bar", viewBox: "0 0 100 6", preserveAspectRatio: "none", width: 100, height: 6 };
  return printSvg(el("svg", { ...box, ...DECORATION }, el("rect", { width: Math.round(share * 100), height: 6 })));
}
