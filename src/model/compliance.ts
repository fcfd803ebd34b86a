import type { AnyDocument } from "./collection.js";
import { type Mark, marksOf, timeBetween } from "./marks.js";
import type { Blank, Event, Objective, Quantity, Recovery } from "./schema-types.js";
import { blankReason, filled, isBlank } from "./values/blank.js";
import { measuredRange, parseQuantity } from "./values/measured-range.js";
import type { Range } from "./values/range.js";

/**
 * A value against its target. `undecided`: its range contains the target; `unknown`: the value is not known; `no-target`:
 * the objective has none; `not-applicable`: the question does not arise.
 */
export type Compliance = "breached" | "met" | "undecided" | "unknown" | "no-target" | "not-applicable";

/** One value against its objective. Durations in milliseconds, counts as numbers. */
export interface Judged {
  objective: string;
  /** The entry it comes from, or null where the value was derived from the objective's `clock` marks. */
  entry: Recovery | null;
  /** Ends may be infinite, for `at_least` and `at_most`. Null for a blank. */
  value: Range | null;
  blank: Blank | null;
  /** What the target is, with the overrides of the entry's service. */
  target: number | null;
  compliance: Compliance;
}

/** What a document says of an objective: what it states, else what its marks give. Ranges compare only where certain. */
export function judgeObjective(document: AnyDocument, objective: Objective): Judged[] {
  const stated = (document.data.recovery ?? []).filter((entry) => entry.objective === objective.id);
  if (stated.length > 0) return stated.map((entry) => judgeEntry(entry, objective));
  const derived = document.type === "postmortem" ? derive(document.data.timeline, objective) : null;
  return derived === null ? [] : [derived];
}

/** Whether a document says anything of an objective, be it a blank: what `judgeObjective` would judge. */
export function saysOf({ data }: AnyDocument, { id, clock }: Objective): boolean {
  if (data.recovery?.some((entry) => entry.objective === id)) return true;
  const timeline = "timeline" in data ? (data.timeline ?? []) : [];
  const isMarked = (mark: Mark) => timeline.some((event) => event.marks?.includes(mark));
  return clock !== undefined && isMarked(clock.from) && isMarked(clock.to);
}

/** The target of an objective as it is written, for one service or for all. */
export function targetFor(objective: Objective, service: string | undefined): Quantity | undefined {
  return filled(objective.overrides?.find((one) => one.service === service)?.target ?? objective.target);
}

function judgeEntry(entry: Recovery, objective: Objective): Judged {
  const value = measuredRange(entry.value);
  const blank = isBlank(entry.value) ? entry.value : null;
  return against(objective, entry, value, blank);
}

/** The value between the objective's `clock` marks, where both are marked. A blank mark makes it unknown for that reason. */
function derive(timeline: readonly Event[] | undefined, objective: Objective): Judged | null {
  if (objective.clock === undefined) return null;
  const { from, to } = objective.clock;
  const marks = marksOf(timeline);
  const [start, end] = [marks.get(from), marks.get(to)];
  if (start === undefined || end === undefined) return null;
  const value = timeBetween(marks, from, to) ?? null;
  return against(objective, null, value, value ? null : (start.blank ?? end.blank ?? null));
}

function against(objective: Objective, entry: Recovery | null, value: Range | null, blank: Blank | null): Judged {
  const quantity = targetFor(objective, entry?.service);
  const target = quantity === undefined ? null : (parseQuantity(quantity) ?? null);
  return { objective: objective.id, entry, value, blank, target, compliance: judge(value, blank, target) };
}

function judge(value: Range | null, blank: Blank | null, target: number | null): Compliance {
  if (blank && blankReason(blank).kind === "not_applicable") return "not-applicable";
  if (value === null) return "unknown";
  if (target === null) return "no-target";
  if (value.from > target) return "breached";
  return value.to <= target ? "met" : "undecided";
}
