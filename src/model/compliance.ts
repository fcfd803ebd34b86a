import type { AnyDocument } from "./collection.js";
import { type Mark, type MarkedEvent, marksOf, timeBetween } from "./marks.js";
import { relapsesOf } from "./relapses.js";
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
  /** The relapse that it is of, as `relapse` or `relapse-2`; null for the incident up to its first end. */
  of: string | null;
  /** Ends may be infinite, for `at_least` and `at_most`. Null for a blank. */
  value: Range | null;
  blank: Blank | null;
  /** What the target is, with the overrides of the entry's service. */
  target: number | null;
  compliance: Compliance;
}

/**
 * What a document says of an objective, for the incident and for each of its relapses: what it states, else what its
 * marks give. Ranges compare only where certain.
 */
export function judgeObjective(document: AnyDocument, objective: Objective): Judged[] {
  const stated = (document.data.recovery ?? []).filter((entry) => entry.objective === objective.id);
  const judged = stated.map((entry) => judgeEntry(entry, objective));
  const said = new Set(judged.map(({ of }) => of));
  const derived = document.type === "postmortem" ? clockValues(document.data.timeline, objective) : [];
  return [
    ...judged,
    ...derived
      .filter(({ of }) => !said.has(of))
      .map(({ of, value, blank }) => against(objective, null, of, value, blank)),
  ];
}

/** Whether a document says anything of an objective, be it a blank: what `judgeObjective` would judge. */
export function mentionsObjective({ data }: AnyDocument, { id, clock }: Objective): boolean {
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
  const blank = isBlank(entry.value) ? entry.value : null;
  return against(objective, entry, entry.of ?? null, measuredRange(entry.value), blank);
}

/** What the marks give for an objective with a `clock`. */
interface ClockValue {
  /** The relapse, or null for the incident up to its first end. */
  of: string | null;
  /** In milliseconds; null where a mark is blank. */
  value: Range | null;
  blank: Blank | null;
}

/**
 * The values between the `clock` marks of an objective: of the incident, and of each relapse whose end is marked. The
 * clock of a relapse starts at `relapsed` in place of `began`.
 */
function clockValues(timeline: readonly Event[] | undefined, { clock }: Objective): ClockValue[] {
  if (clock === undefined) return [];
  const relapses = clock.from === "began" ? relapsesOf(timeline) : [];
  return [
    ...clockValue(marksOf(timeline), null, clock.from, clock.to),
    ...relapses.flatMap(({ id, marks }) => clockValue(marks, id, "relapsed", clock.to)),
  ];
}

function clockValue(marks: ReadonlyMap<Mark, MarkedEvent>, of: string | null, from: Mark, to: Mark): ClockValue[] {
  const [start, end] = [marks.get(from), marks.get(to)];
  if (start === undefined || end === undefined) return [];
  const value = timeBetween(marks, from, to) ?? null;
  return [{ of, value, blank: value ? null : (start.blank ?? end.blank ?? null) }];
}

function against(
  objective: Objective,
  entry: Recovery | null,
  of: string | null,
  value: Range | null,
  blank: Blank | null,
): Judged {
  const quantity = targetFor(objective, entry?.service);
  const target = quantity === undefined ? null : (parseQuantity(quantity) ?? null);
  return { objective: objective.id, entry, of, value, blank, target, compliance: judge(value, blank, target) };
}

function judge(value: Range | null, blank: Blank | null, target: number | null): Compliance {
  if (blank && blankReason(blank).kind === "not_applicable") return "not-applicable";
  if (value === null) return "unknown";
  if (target === null) return "no-target";
  if (value.from > target) return "breached";
  return value.to <= target ? "met" : "undecided";
}
