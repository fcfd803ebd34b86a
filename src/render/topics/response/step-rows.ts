import type { StepTaken } from "../../../measure/choreography.js";
import type { Postmortem } from "../../../model/collection.js";
import { groupBy } from "../../../util/group-by.js";
import { eventAnchor } from "../../shared/document-response.js";
import { type Glyph, outcomeGlyph } from "../../shared/glyph.js";
import { type IncidentRow, incidentRow } from "../../shared/incident-row.js";
import { listedEntry, type Site } from "../../shared/site-model.js";
import { type StepTime, stepTime } from "./step-time.js";

/** A column of the matrix: steps of one title, which several repositories may have. */
interface StepColumn {
  number: number;
  title: string;
  /** Of the step; null where it is one of several. */
  path: string | null;
  hasPage: boolean;
  ids: readonly string[];
  taken: number;
}

/** One step in one incident. */
interface Cell {
  glyph: Glyph;
  time: StepTime | null;
  /** The event at which it was taken. */
  href: string | null;
  /** The text beside the mark, or null. */
  label: string | null;
}

/** One incident as a row of marks. */
export interface MatrixRow {
  incident: IncidentRow;
  /** One for each column; null for a step of another repository that does not apply. */
  cells: (Cell | null)[];
  /** `5 before 3`, where two steps were certainly taken the other way round. */
  inverted: string | null;
}

/** The columns in the order of the catalog. Teams that prescribe the same step share one. */
export function stepColumns(site: Site): StepColumn[] {
  const byTitle = groupBy(site.graph.collection.catalogs.steps, ({ title }) => title.toLowerCase());
  return [...byTitle.values()].flatMap((steps, at): StepColumn[] => {
    const [first, ...others] = steps;
    if (first === undefined) return [];
    const { title, path, hasPage } = listedEntry(site, "step", first.id);
    const ids = steps.map(({ id }) => id);
    const taken = ids.reduce((sum, id) => sum + (site.measures.choreography.summaries.get(id)?.taken ?? 0), 0);
    const link = others.length > 0 ? { path: null, hasPage: false } : { path, hasPage };
    return [{ number: at + 1, title, ...link, ids, taken }];
  });
}

/** The steps of one incident. */
export function matrixRow(site: Site, columns: readonly StepColumn[], postmortem: Postmortem): MatrixRow {
  const { incidents, inverted } = site.measures.choreography;
  const byStep = new Map((incidents.get(postmortem.id) ?? []).map((one) => [one.step, one]));
  const pair = inverted.get(postmortem.id);
  const incident = incidentRow(site, postmortem);
  return {
    incident,
    cells: columns.map(({ ids }) => {
      const steps = ids.flatMap((id) => byStep.get(id) ?? []);
      const step = steps.find(({ outcome }) => outcome !== "not-recorded") ?? steps[0];
      return step === undefined ? null : cellOf(postmortem, incident.path, step);
    }),
    inverted: pair ? `${columnOf(site, columns, pair.early)} before ${columnOf(site, columns, pair.late)}` : null,
  };
}

/** The number of the column of a step. @param number the place of the step in the catalog, from 1 */
function columnOf(site: Site, columns: readonly StepColumn[], number: number): number {
  const id = site.graph.collection.catalogs.steps[number - 1]?.id ?? "";
  return columns.find(({ ids }) => ids.includes(id))?.number ?? number;
}

function cellOf(postmortem: Postmortem, path: string, step: StepTaken): Cell {
  const time = stepTime(step);
  const anchor = eventAnchor(postmortem, step);
  return {
    glyph: outcomeGlyph(step.outcome),
    time,
    href: anchor && `${path}${anchor}`,
    label: labelOf(step, time),
  };
}

function labelOf({ outcome }: StepTaken, time: StepTime | null): string | null {
  if (outcome === "not-recorded") return null;
  if (outcome === "late") return "late";
  if (outcome === "taken" || outcome === "taken-without-time") return time === null ? "no time" : null;
  return outcome === "ineffective" ? "no effect" : outcomeGlyph(outcome).words;
}
