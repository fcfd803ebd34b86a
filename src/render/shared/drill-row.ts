import { accountOf, type Drill } from "../../model/collection.js";
import { drillCounts, drillPasses, isExercised } from "../../model/halves.js";
import type { Time } from "../../model/schema-types.js";
import { filled, isBlank } from "../../model/values/blank.js";
import { dayOf, parseMoment, precisionOf } from "../../model/values/time.js";
import { formatDay, formatShortDay } from "../kit/formats/format-time.js";
import { type CustomFact, customFacts } from "./custom-facts.js";
import { type Glyph, resultGlyph } from "./glyph.js";
import { memoBySite } from "./memo-by-site.js";
import { pagePath } from "./paths.js";
import { linkTo, type NodeLink, type Site } from "./site-model.js";
import { STATUS } from "./words.js";

/** One drill in a list, anywhere on the site. */
export interface DrillRow {
  id: string;
  title: string;
  path: string;
  /** `26 Jan 2026`, `Jan 2018 to 1 Aug 2019`; null where it is not known. */
  held: string | null;
  /** Draft, In review. */
  flags: string[];
  scenario: NodeLink | null;
  organisations: string[];
  services: NodeLink[];
  locations: string[];
  environment: string | null;
  automation: Glyph;
  playbook: Glyph;
  counts: boolean;
  passes: boolean;
  /** `passed`, `counts, not passed` or `does not count`. */
  verdict: string;
  /** Why it does not count. */
  why: string | null;
  /** Custom fields that lists show. */
  listed: CustomFact[];
}

/** The row of one drill. */
export function drillRow(site: Site, { id }: Drill): DrillRow {
  return remembered(site, id);
}

const remembered = memoBySite((site, id): DrillRow => {
  const drill = site.drills.get(id);
  if (drill === undefined) throw new Error(`There is no drill ${id}`);
  const { data } = drill;
  const [counts, passes] = [drillCounts(drill), drillPasses(drill)];
  const isOwn = accountOf(drill, site.graph.collection.config) === "own";
  return {
    id,
    title: data.title,
    path: pagePath(`drill:${id}`) ?? "",
    held: shortHeld(filled<Time>(data.held)),
    flags: [STATUS[data.status]].filter((flag) => flag !== null),
    scenario: data.scenario === undefined ? null : linkTo(site, "scenario", data.scenario),
    organisations: [
      ...new Set((data.services ?? []).flatMap((service) => site.services.get(service)?.organisation ?? [])),
    ],
    services: (data.services ?? []).map((service) => linkTo(site, "service", service)),
    locations: data.locations ?? [],
    environment: environmentOf(drill),
    automation: resultGlyph(data.automation?.result, isOwn),
    playbook: resultGlyph(data.playbook?.result, isOwn),
    counts,
    passes,
    verdict: passes ? "counts, passed" : counts ? "counts, not passed" : "does not count",
    why: counts ? null : whyNot(drill),
    listed: customFacts(site, "drill", data, "column"),
  };
});

const ENVIRONMENT: Readonly<Record<string, string>> = {
  production: "production",
  staging: "staging",
  tabletop: "at the table",
};

/** Where a drill was held, in words; null where that is not known. */
function environmentOf({ data }: Drill): string | null {
  return data.environment === undefined || isBlank(data.environment)
    ? null
    : (ENVIRONMENT[data.environment] ?? data.environment);
}

/** What keeps a drill from counting for its scenario, as a sentence. */
function whyNot({ data }: Drill): string {
  const reasons = (["automation", "playbook"] as const).flatMap((half) => {
    const result = data[half]?.result;
    if (isExercised(data[half])) return [];
    if (result === "not-exercised") return [`the ${half} half was not exercised`];
    return [result === "unknown" ? `how the ${half} half went is not known` : `the ${half} half is not recorded`];
  });
  return reasons.join(", and ");
}

/** When a drill was held, in short; null where it is not given. */
function shortHeld(held: Time | undefined): string | null {
  if (held === undefined) return null;
  const [from = "", to = from] = (typeof held === "string" ? [held] : held).map(dayPart);
  if (from === to) return shortDay(from);
  const sameMonth = from.length === 10 && to.length === 10 && from.slice(0, 7) === to.slice(0, 7);
  return `${sameMonth ? Number(from.slice(8)) : shortDay(from)} to ${shortDay(to)}`;
}

function shortDay(day: string): string {
  return day.length === 10 ? formatShortDay(day) : formatDay(day).replace(/^(\p{L}{3})\p{L}*/u, "$1");
}

/** The UTC day of an instant; days and months as they are. */
function dayPart(text: string): string {
  const at = parseMoment(text)?.from;
  return precisionOf(text) === "instant" && at !== undefined ? dayOf(at) : text;
}
