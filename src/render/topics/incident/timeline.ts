import type { Postmortem } from "../../../model/collection.js";
import { type Mark, type MarkedEvent, marksOf, timeOf } from "../../../model/marks.js";
import type { Event, Time } from "../../../model/schema-types.js";
import { isBlank } from "../../../model/values/blank.js";
import { between, isBounded, type Range } from "../../../model/values/range.js";
import { isTimeBound, precisionOf } from "../../../model/values/time.js";
import { DAY_MS } from "../../../util/time-units.js";
import { formatOffset } from "../../kit/formats/format-duration.js";
import { formatTime } from "../../kit/formats/format-time.js";
import { type BlankView, blankView } from "../../shared/blank-view.js";
import { type Cite, citesOf } from "../../shared/cites.js";
import { type EventTime, eventTime } from "../../shared/event-time.js";
import { localClock } from "../../shared/local-clock.js";
import { linkTo, type Site } from "../../shared/site-model.js";

export interface TimelineItem {
  /** The anchor of the event in the page. */
  id: string;
  /** The day, where it differs from that of the event before; else null. */
  day: string | null;
  time: EventTime | null;
  /** The time of day where the document says that its authors were, beside UTC. */
  local: string | null;
  blank: BlankView | null;
  approximate: boolean;
  /** From `began`, signed: `+2 min`. Null where either time is not known, and at `began` itself. */
  offset: string | null;
  text: string | null;
  marks: Mark[];
  /** A step that the catalog does not have has no number. */
  steps: { number: number | null; title: string; path: string | null }[];
  /** Whether it lies in the blind time: from `began` up to `detected`. */
  blind: boolean;
  disputed: { time: string; note: string | null; cites: Cite[] }[];
  cites: Cite[];
}

export interface Timeline {
  items: TimelineItem[];
  /** What every event cites, said once. Empty where they differ. */
  cites: Cite[];
  /** Whether offsets are counted from `began`. */
  hasOffsets: boolean;
  /** The zone of the local times; null where there are none. */
  zone: string | null;
}

/** Longer lists are read by few, and push the account down. */
const MAX_OPEN_EVENTS = 12;

/** The events in the author's order, which validation requires to be chronological. */
export function timelineOf(site: Site, postmortem: Postmortem): Timeline {
  const { timeline = [], zone } = postmortem.data;
  const marks = marksOf(timeline);
  const numbers = new Map(site.graph.collection.catalogs.steps.map((step, at) => [step.id, at + 1]));
  const [blindFrom, blindTo] = blindStretch(timeline, marks);
  let day = "";
  const items = timeline.map((event, at): TimelineItem => {
    const time = isBlank(event.at) ? null : eventTime(event.at);
    const changed = time !== null && time.day !== day;
    day = time?.day ?? day;
    return {
      id: `event-${at + 1}`,
      day: changed ? day : null,
      time,
      local: isBlank(event.at) || zone === undefined ? null : localClock(event.at, zone),
      blank: isBlank(event.at) ? blankView(event.at) : null,
      approximate: event.approximate === true,
      offset: offsetOf(event, marks.get("began")),
      text: event.event ?? null,
      marks: [...(event.marks ?? [])],
      steps: (event.steps ?? []).map((id) => ({
        number: numbers.get(id) ?? null,
        ...linkTo(site, "step", id),
      })),
      blind: at >= blindFrom && at < blindTo,
      disputed: (event.disputed ?? []).map((other) => ({
        time: otherTime(other.at, time),
        note: other.note ?? null,
        cites: citesOf(postmortem, other.cites),
      })),
      cites: citesOf(postmortem, event.cites),
    };
  });
  return {
    items,
    cites: commonCites(items),
    hasOffsets: items.some((item) => item.offset !== null),
    zone: items.some((item) => item.local !== null) ? (zone ?? null) : null,
  };
}

/** The timeline with the first of its events, and those that unfold. */
export function unfolding(timeline: Timeline): Timeline & { first: TimelineItem[]; rest: TimelineItem[] } {
  const { items, cites } = timeline;
  const shown = cites.length === 0 ? items : items.map((item) => ({ ...item, cites: [] }));
  return { ...timeline, first: shown.slice(0, MAX_OPEN_EVENTS), rest: shown.slice(MAX_OPEN_EVENTS) };
}

/** With a mark at each of them, a single source would be named a dozen times. */
function commonCites(items: readonly TimelineItem[]): Cite[] {
  const [first, ...others] = items;
  if (first === undefined || others.length === 0) return [];
  const idsOf = ({ cites }: TimelineItem) => cites.map(({ id }) => id).join();
  return others.every((item) => idsOf(item) === idsOf(first)) ? first.cites : [];
}

/** The indexes of `began` and `detected`, where both times are known and detection came after. */
function blindStretch(timeline: readonly Event[], marks: ReadonlyMap<Mark, MarkedEvent>): [from: number, to: number] {
  const [began, detected] = [marks.get("began"), marks.get("detected")];
  if (!began?.at || !detected?.at) return [-1, -1];
  return [timeline.indexOf(began.event), timeline.indexOf(detected.event)];
}

/** The day of a disputed time is left out where it is the same. */
function otherTime(other: Time, time: EventTime | null): string {
  const { day, clock, datetime } = eventTime(other);
  return datetime?.includes("T") && day === time?.day ? clock : formatTime(other);
}

function offsetOf(event: Event, began: MarkedEvent | undefined): string | null {
  const at = timeOf(event);
  if (at === undefined || began?.at === undefined || began.event === event) return null;
  if (!isBounded(at) || !isBounded(began.at)) return null;
  if (isInstant(event.at) && isInstant(began.event.at)) return formatOffset(between(began.at, at));
  return event.at !== null && typeof event.at === "string" ? daysApart(began.at, at) : null;
}

function isInstant(time: Event["at"]): boolean {
  const parts = isBlank(time) ? [] : isTimeBound(time) ? Object.values(time) : [time].flat();
  return parts.length > 0 && parts.every((part) => precisionOf(part) === "instant");
}

/** Where only a day is known, days are counted as on a calendar. Null on the same day, and for a month or longer. */
function daysApart(began: Range, at: Range): string | null {
  if (at.to - at.from >= DAY_MS || began.to - began.from >= DAY_MS) return null;
  const days = Math.floor(at.from / DAY_MS) - Math.floor(began.from / DAY_MS);
  return days === 0 ? null : formatOffset({ from: days * DAY_MS, to: days * DAY_MS });
}
