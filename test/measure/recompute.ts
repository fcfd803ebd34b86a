import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/**
 * Recomputes figures of a collection from its YAML, with nothing of the program: a second opinion on `src/measure`. It
 * knows only what the content model says of times, marks, steps, targets, gaps and drills.
 */

type Fields = Record<string, unknown>;
/** Milliseconds, or a count; the open end of a bound is infinite. */
type Ends = [low: number, high: number];

interface Document {
  id: string;
  data: Fields;
}

const list = (value: unknown): Fields[] => (Array.isArray(value) ? value : []);
const fields = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const isBlank = (value: unknown) =>
  ["unknown", "unpublished", "not_applicable", "none"].some((key) => key in fields(value));

function documents(folder: string): Document[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => {
      const [, front = ""] = /^---\n([\s\S]*?)\n---\n/.exec(readFileSync(join(folder, name), "utf8")) ?? [];
      return { id: name.slice(0, -3), data: parse(front) as Fields };
    });
}

function catalog(root: string, file: string, name: string): Fields[] {
  const path = join(root, "catalog", `${file}.yaml`);
  return existsSync(path) ? list((parse(readFileSync(path, "utf8")) as Fields)[name]) : [];
}

/** The first and the last millisecond of an instant, a day, a month or a year. */
function moment(text: string): Ends {
  if (text.includes("T")) return [Date.parse(text), Date.parse(text)];
  const [year = 0, month, day] = text.split("-").map(Number);
  const end =
    month === undefined
      ? Date.UTC(year + 1, 0, 1)
      : day === undefined
        ? Date.UTC(year, month, 1)
        : Date.UTC(year, month - 1, day + 1);
  return [Date.UTC(year, (month ?? 1) - 1, day ?? 1), end - 1];
}

function time(value: unknown): Ends | null {
  if (value === undefined || isBlank(value)) return null;
  if (Array.isArray(value)) return [moment(value[0])[0], moment(value[1])[1]];
  const { not_before, not_after } = fields(value);
  if (not_before !== undefined) return [moment(String(not_before))[0], Number.POSITIVE_INFINITY];
  if (not_after !== undefined) return [Number.NEGATIVE_INFINITY, moment(String(not_after))[1]];
  return moment(String(value));
}

/** With what other sources say. */
function eventTime(event: Fields): Ends | null {
  const own = time(event.at);
  if (own === null) return null;
  const all = [own, ...list(event.disputed).flatMap(({ at }) => [time(at) ?? own])];
  return [Math.min(...all.map(([low]) => low)), Math.max(...all.map(([, high]) => high))];
}

function amount(value: unknown): number {
  if (typeof value === "number") return value;
  const [, sign, days = 0, hours = 0, minutes = 0, seconds = 0] =
    /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(String(value)) ?? [];
  const total = Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return (sign === "-" ? -total : total) * 1000;
}

function measured(value: unknown): Ends | null {
  if (value === undefined || isBlank(value)) return null;
  if (Array.isArray(value)) return [amount(value[0]), amount(value[1])];
  const { at_least, at_most } = fields(value);
  if (at_least !== undefined) return [amount(at_least), Number.POSITIVE_INFINITY];
  if (at_most !== undefined) return [Number.NEGATIVE_INFINITY, amount(at_most)];
  return [amount(value), amount(value)];
}

const marked = (data: Fields, mark: string) =>
  list(data.timeline).find(({ marks }) => list(marks).includes(mark as never));

/** The mark from which a `detected` runs of which only the latest time is known. */
function openedBy(data: Fields): string | null {
  const event = marked(data, "detected");
  const at = event ? eventTime(event) : null;
  if (at === null || Number.isFinite(at[0])) return null;
  const isBefore = (mark: string) => {
    const [low] = markTime(data, mark) ?? [Number.NEGATIVE_INFINITY];
    return Number.isFinite(low) && low <= at[1];
  };
  return ["introduced", "began"].find(isBefore) ?? null;
}

function markTime(data: Fields, mark: string): Ends | null {
  const event = marked(data, mark);
  const at = event ? eventTime(event) : null;
  const opened = mark === "detected" ? openedBy(data) : null;
  return at && opened ? [markTime(data, opened)?.[0] ?? at[0], at[1]] : at;
}

function between(data: Fields, from: string, to: string): Ends | null {
  const [start, end] = [markTime(data, from), markTime(data, to)];
  if (start === null || end === null) return null;
  const shortest = end[0] - start[1];
  // A detection that runs from `began` was not before it, wherever in its range that was.
  const isAfter = to === "detected" && openedBy(data) === from;
  const span: Ends = [isAfter ? Math.max(0, shortest) : shortest, end[1] - start[0]];
  return span[1] === Number.POSITIVE_INFINITY && span[0] <= 0 ? null : span;
}

function delay(data: Fields): Ends | null {
  const stated = measured(fields(data.detection).delay);
  const derived = between(data, "began", "detected");
  if (stated === null || derived === null) return stated ?? derived;
  if (!stated.every(Number.isFinite)) return [Math.max(stated[0], derived[0]), Math.min(stated[1], derived[1])];
  const isDisputed = ["began", "detected"].some((mark) => marked(data, mark)?.disputed !== undefined);
  if (!isDisputed || fields(data.detection).delay_basis !== undefined) return stated;
  return [Math.min(stated[0], derived[0]), Math.max(stated[1], derived[1])];
}

function verdict(value: Ends | null, blank: unknown, target: number | null): string {
  if ("not_applicable" in fields(blank)) return "not-applicable";
  if (value === null) return "unknown";
  if (target === null) return "no-target";
  if (value[0] > target) return "breached";
  return value[1] <= target ? "met" : "undecided";
}

/** The worst value of an incident decides. */
const WORST = ["breached", "undecided", "unknown", "met", "no-target", "not-applicable"];

function objectiveVerdict(data: Fields, objective: Fields): string | null {
  const rows = list(data.recovery).filter((row) => row.objective === objective.id);
  const verdicts = rows.map((row) => {
    const override = list(objective.overrides).find(({ service }) => service === row.service && service !== undefined);
    const target = override?.target ?? objective.target;
    return verdict(measured(row.value), row.value, target === undefined ? null : amount(target));
  });
  const { from, to } = fields(objective.clock) as { from?: string; to?: string };
  const target = objective.target === undefined ? null : amount(objective.target);
  const isStated = (of: string | undefined) => rows.some((row) => row.of === of);
  if (from && to && !isStated(undefined) && marked(data, from) && marked(data, to))
    verdicts.push(verdict(between(data, from, to), marked(data, from)?.at, target));
  if (from === "began" && to) {
    const events = list(data.timeline);
    const starts = events.flatMap(({ marks }, index) => (list(marks).includes("relapsed" as never) ? [index] : []));
    for (const [number, start] of starts.entries()) {
      const of = number === 0 ? "relapse" : `relapse-${number + 1}`;
      const interval = events.slice(start, starts[number + 1]);
      const end = interval.find(({ marks }) => list(marks).includes(to as never));
      if (isStated(of) || end === undefined) continue;
      const part: Fields = {
        timeline: [
          { ...events[start], marks: ["began"] },
          { ...end, marks: [to] },
        ],
      };
      verdicts.push(verdict(between(part, "began", to), end.at, target));
    }
  }
  return WORST.find((one) => verdicts.includes(one)) ?? null;
}

function outcome(data: Fields, step: string): string {
  const entry = list(data.response).find((one) => one.step === step);
  if (entry?.outcome === "ineffective" || entry?.outcome === "late") return String(entry.outcome);
  if (list(data.timeline).some(({ steps }) => list(steps).includes(step as never))) return "taken";
  if (entry === undefined || entry.outcome === "unknown") return "not-recorded";
  return String(entry.outcome);
}

const tally = (values: readonly string[]) => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

/** Figures over the published incidents of the collection in a folder. */
export function recompute(root: string) {
  const incidents = documents(join(root, "incidents")).filter(
    ({ data }) => data.status === "published" && data.kind === "incident",
  );
  const gaps = incidents
    .flatMap(({ data }) => list(data.missing_evidence))
    .filter((gap) => gap.missing_to !== "readers")
    .map((gap) => {
      const { proven_by, judged } = fields(gap.closed_by);
      // What was judged to close it in part keeps it open.
      if (gap.status !== "closed" || fields(judged).as === "partial") return "open";
      return proven_by === undefined ? "closed" : "proven";
    });
  const exercised = (half: unknown) => ["pass", "partial", "fail"].includes(String(fields(half).result));
  const drills = documents(join(root, "drills")).filter(
    ({ data }) => data.status === "published" && exercised(data.automation) && exercised(data.playbook),
  );
  const rehearsed = new Set(
    catalog(root, "scenarios", "scenarios")
      .filter(({ id }) => drills.some(({ data }) => data.scenario === id))
      .flatMap(({ kinds }) => list(kinds).map(String)),
  );
  const occurred = new Set(incidents.flatMap(({ data }) => list(data.failure_kinds).map(({ kind }) => String(kind))));
  return {
    delays: new Map(incidents.map(({ id, data }) => [id, delay(data)])),
    objectives: new Map(
      catalog(root, "objectives", "objectives").map((objective) => [
        String(objective.id),
        tally(incidents.map(({ data }) => objectiveVerdict(data, objective) ?? "not-recorded")),
      ]),
    ),
    steps: new Map(
      catalog(root, "choreography", "steps").map(({ id }) => [
        String(id),
        tally(incidents.map(({ data }) => outcome(data, String(id)))),
      ]),
    ),
    ledger: tally(gaps),
    countingDrills: drills.map(({ id }) => id),
    neverRehearsed: [...occurred].filter((kind) => !rehearsed.has(kind)).sort(),
  };
}
