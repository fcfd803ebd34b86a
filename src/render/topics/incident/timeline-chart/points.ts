import type { Postmortem } from "../../../../model/collection.js";
import { MARKS, type Mark, timeOf } from "../../../../model/marks.js";
import { isBlank } from "../../../../model/values/blank.js";
import { hull, withoutOpenEnd } from "../../../../model/values/range.js";
import { parseTime } from "../../../../model/values/time.js";
import { type BlankView, blankView } from "../../../shared/blank-view.js";
import { linkTo, type Site } from "../../../shared/site-model.js";
import type { TimelineItem } from "../timeline.js";
import type { ChartPoint } from "./chart-point.js";
import { type Labelled, timeWords } from "./labels.js";

/** A mark that has no place because its time is not known. */
export interface BlankMark {
  mark: Mark;
  blank: BlankView;
}

/** A point that names its event by its place in the list. */
interface ListedPoint extends Omit<ChartPoint, "item"> {
  index: number;
}

export interface ChartPoints {
  /** Marks and steps, and what came between the first and the last of them, in the order of time. */
  points: ListedPoint[];
  blanks: BlankMark[];
}

/** The events that the picture shows. `items` are the entries of the list, one for each event. */
export function chartPoints(site: Site, postmortem: Postmortem, items: readonly TimelineItem[]): ChartPoints {
  const { timeline = [] } = postmortem.data;
  const taken = site.measures.choreography.incidents.get(postmortem.id) ?? [];
  const points: Labelled[] = [];
  const blanks: BlankMark[] = [];
  for (const [index, event] of timeline.entries()) {
    const item = items[index];
    const time = timeOf(event);
    const at = time && withoutOpenEnd(time);
    if (isBlank(event.at)) {
      const blank = blankView(event.at);
      blanks.push(...(event.marks ?? []).map((mark) => ({ mark, blank })));
    }
    if (item === undefined || at === undefined) continue;
    const others = (event.disputed ?? []).flatMap((other) => parseTime(other.at) ?? []);
    const steps = taken.filter((step) => step.events.includes(event));
    points.push({
      item,
      at,
      middle: (at.from + at.to) / 2,
      disputed: others.length === 0 ? null : (hull([at, ...others]) ?? null),
      marks: MARKS.filter((mark) => event.marks?.includes(mark)),
      steps: steps.map(({ step, number, outcome, events }) => ({
        number,
        title: linkTo(site, "step", step).title,
        outcome,
        first: events.find((one) => !isBlank(one.at)) === event,
      })),
    });
  }
  const shown = within(points).sort((a, b) => a.middle - b.middle);
  const words = timeWords(shown);
  return {
    points: shown.map(({ item, ...point }, at) => ({ ...point, index: items.indexOf(item), when: words[at] ?? "" })),
    blanks,
  };
}

/** Marks and steps set the range of the chart; other events outside it are left out. */
function within(points: readonly Labelled[]): Labelled[] {
  const named = points.filter((point) => point.marks.length > 0 || point.steps.length > 0);
  const whole = hull(named.map((point) => point.at));
  return points.filter((point) => whole && point.at.from >= whole.from && point.at.to <= whole.to);
}
