import { primaryClass } from "../../../../measure/counted.js";
import type { ComplianceRow } from "../../../../measure/objective-compliance.js";
import { dayOfId } from "../../../../model/collection.js";
import { compareText } from "../../../../model/diagnostic.js";
import type { Objective } from "../../../../model/schema-types.js";
import type { SvgElement } from "../../../kit/charts/svg.js";
import { type ClassMark, classMark, drawClassMark } from "../../../shared/class-mark.js";
import { recoveryRow, targetText } from "../../../shared/document-recovery.js";
import { drawGlyph } from "../../../shared/glyph.js";
import { pagePath } from "../../../shared/paths.js";
import { linkTo, type Site } from "../../../shared/site-model.js";
import { drawValues, type ValueMark } from "./draw-values.js";

/** The values of an objective over time as a picture. Its numbers are in the lists of the page. */
export interface ObjectiveValues {
  svg: string;
  /** What the picture shows and what it cannot show. */
  shown: number;
  unknown: number;
  drills: number;
  /** Values that are older than those shown. */
  older: number;
  hasBounds: boolean;
  hasBreached: boolean;
  /** The classes whose marks are drawn. */
  legend: ClassMark[];
  /** Documents without a day, which have no place in time. */
  undated: number;
}

/** In pixels. */
const MARK_SIZE = 11;

/** Fewer values show no development; the list has them all. */
const MIN_VALUES = 3;

/** The newest ones: more links make the page slow. */
const MAX_VALUES = 200;
const MAX_DRILL_VALUES = 40;

/** Every value of an objective on record by the day of its incident, those of drills apart. Null where there are too few. */
export function objectiveValues(site: Site, root: string, objective: Objective): ObjectiveValues | null {
  const rows = (site.measures.objectiveCompliance.byObjective.get(objective.id) ?? []).filter(
    (row) => row.compliance !== "not-applicable" && (row.type === "drill" || row.counted),
  );
  const marks = rows
    .flatMap((row) => markOf(site, row, objective) ?? [])
    .sort((a, b) => compareText(b.day, a.day) || compareText(a.path, b.path));
  const incidents = marks.filter((mark) => mark.type === "postmortem");
  const drills = marks.filter((mark) => mark.type === "drill");
  const shown = [...incidents.slice(0, MAX_VALUES), ...drills.slice(0, MAX_DRILL_VALUES)];
  if (shown.length < MIN_VALUES) return null;
  const target = site.measures.objectiveCompliance.byObjective
    .get(objective.id)
    ?.find((row) => !row.entry?.service)?.target;
  return {
    svg: drawValues({
      marks: shown,
      target: target ?? null,
      targetWords: target === undefined || target === null ? null : targetText(target, objective),
      measure: objective.measure,
      label: labelOf(objective.title, shown),
      root,
    }),
    shown: shown.filter((mark) => mark.type === "postmortem" && mark.value !== null).length,
    unknown: shown.filter((mark) => mark.type === "postmortem" && mark.value === null).length,
    drills: shown.filter((mark) => mark.type === "drill").length,
    older: marks.length - shown.length,
    hasBounds: shown.some(({ value }) => value && !(Number.isFinite(value.from) && Number.isFinite(value.to))),
    hasBreached: shown.some(({ compliance, isOwn }) => compliance === "breached" && isOwn),
    legend: site.graph.collection.catalogs.classes
      .filter(({ id }) => incidents.slice(0, MAX_VALUES).some((mark) => mark.class === id))
      .flatMap(({ id }) => classMark(site, id) ?? []),
    undated: rows.length - marks.length,
  };
}

function markOf(site: Site, row: ComplianceRow, objective: Objective): ValueMark | null {
  const day = dayOfId(row.document);
  if (day === null) return null;
  const type = row.type === "postmortem" ? "incident" : "drill";
  const { value, blank, words } = recoveryRow(site, row, objective, null);
  const title = linkTo(site, type, row.document).title;
  const said = value ?? blank?.word.toLowerCase() ?? "unknown";
  return {
    type: row.type,
    day,
    path: pagePath(`${type}:${row.document}`) ?? "",
    value: row.value,
    draw: (y) =>
      type === "drill"
        ? drawResult(row.compliance, y)
        : drawClassMark(site, classOf(site, row.document), "0", y, MARK_SIZE),
    compliance: row.compliance,
    class: type === "drill" ? null : classOf(site, row.document),
    isOwn: row.account === "own",
    title: `${[said, words].filter((part) => part !== null).join(", ")}: ${title}`,
  };
}

function classOf(site: Site, id: string): string | null {
  const postmortem = site.postmortems.get(id);
  return postmortem ? primaryClass(postmortem) : null;
}

/** A drill that met the target, one that did not, or one that does not tell. */
function drawResult(compliance: ComplianceRow["compliance"], y: number): SvgElement {
  return drawGlyph(compliance === "met" ? "check" : compliance === "breached" ? "cross" : "dash", y, MARK_SIZE);
}

function labelOf(title: string, marks: readonly ValueMark[]): string {
  const count = (test: (mark: ValueMark) => boolean) => marks.filter(test).length;
  const known = count((mark) => mark.type === "postmortem" && mark.value !== null);
  const breached = count((mark) => mark.type === "postmortem" && mark.compliance === "breached");
  const unknown = count((mark) => mark.type === "postmortem" && mark.value === null);
  return `${title} over time: ${known} known values, ${breached} of them breaches, ${unknown} unknown`;
}
