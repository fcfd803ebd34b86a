import type { StepTaken } from "../../measure/choreography.js";
import type { Postmortem } from "../../model/collection.js";
import { formatDurationRange } from "../kit/formats/format-duration.js";
import { type Cite, citesOf } from "./cites.js";
import { meaningOf } from "./meaning.js";
import { linkTo, type Site } from "./site-model.js";
import { STEP_OUTCOME } from "./words.js";

/** One of the response steps, in the order of the catalog. */
export interface ResponseStep {
  number: number;
  title: string;
  /** The page of the step. */
  path: string | null;
  /** What taking it means. */
  meaning: string | null;
  outcome: StepTaken["outcome"];
  /** The outcome, and when from `began`: `taken, after 40 min`. */
  words: string;
  /** The event at which it was taken, as an anchor. */
  event: string | null;
  by: string | null;
  reason: string | null;
  cites: Cite[];
}

/** The outcome of each step; of a near-miss, which needs none, those that it records. Steps on the timeline link to their event; the others show outcome and reason. */
export function responseOf(site: Site, postmortem: Postmortem): ResponseStep[] {
  const steps = site.measures.choreography.incidents.get(postmortem.id) ?? [];
  const isNeeded = postmortem.data.kind === "incident";
  const shown = steps.filter(({ outcome, entry }) => isNeeded || outcome !== "not-recorded" || entry !== null);
  return shown.map((step) => ({
    number: step.number,
    ...linkTo(site, "step", step.step),
    meaning: meaningOf(site, "step", step.step),
    outcome: step.outcome,
    words: [STEP_OUTCOME[step.outcome], whenOf(step)].filter((part) => part !== null).join(", "),
    event: eventAnchor(postmortem, step),
    by: step.entry?.by ?? null,
    reason: step.entry?.reason ?? null,
    cites: citesOf(postmortem, step.entry?.cites),
  }));
}

function whenOf({ offset }: StepTaken): string | null {
  if (offset === null) return null;
  if (offset.to < 0) return "before it began";
  if (offset.from < 0) return `within ${formatDurationRange({ from: offset.to, to: offset.to })}`;
  return `after ${formatDurationRange(offset)}`;
}

/** The anchor of the event at which a step was taken, in the page of its incident; null without an event. */
export function eventAnchor(postmortem: Postmortem, { events: [first] }: StepTaken): string | null {
  return first === undefined ? null : `#event-${(postmortem.data.timeline ?? []).indexOf(first) + 1}`;
}
