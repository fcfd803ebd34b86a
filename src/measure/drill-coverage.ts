import { type Drill, dayOfId, type Postmortem } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import { intervalMs } from "../model/held.js";
import { marksOf } from "../model/marks.js";
import type { Scenario } from "../model/schema-types.js";
import { certainlyAfter, type Range } from "../model/values/range.js";
import { parseMoment } from "../model/values/time.js";
import { count, list, oneOf, orNull, record, type TypeOf, text } from "../util/shape.js";
import { countedOf } from "./counted.js";
import { type DrillRun, type Due, drillRuns, dueOf, dueShape } from "./drill-run.js";
import { drillIds, incidentId, incidentIds } from "./public-values.js";

/** An incident of a kind that a scenario rehearses, after a drill of that scenario had passed. */
export interface Missed {
  scenario: string;
  /** The last drill of the scenario that had passed by then. */
  drill: DrillRun;
  incident: string;
  /** The kinds of the incident that the scenario rehearses. */
  kinds: readonly string[];
  /** What incident and drill have in common, as far as both name their services. */
  same: "service" | "organisation" | "not-stated";
}

/** The runs at one service or location. */
interface Place {
  type: "service" | "location";
  name: string;
  runs: number;
  last: DrillRun;
  lastCounted: DrillRun | null;
  /** Whether the scenario's interval is kept here. */
  due: Due;
}

/** What is on record of one scenario. */
export interface ScenarioCoverage {
  scenario: string;
  /** The last held first. */
  runs: readonly DrillRun[];
  last: DrillRun | null;
  /** The last in which both halves were exercised. */
  lastCounted: DrillRun | null;
  /** Services and then locations, the most often drilled first. */
  places: readonly Place[];
  /** In milliseconds, or null. */
  interval: number | null;
  due: Due;
  missed: readonly Missed[];
}

/** A kind of failure with the published incidents that have it. */
export interface KindOccurrence {
  kind: string;
  incidents: readonly string[];
}

export interface DrillCoverage {
  /** By id of the scenario, in the order of the catalog. */
  scenarios: ReadonlyMap<string, ScenarioCoverage>;
  /** Published drills held by now, the last first, whether or not their scenario is in the catalog. */
  runs: readonly DrillRun[];
  /** Kinds that occurred and that no scenario names, the most frequent first. */
  unrehearsed: readonly KindOccurrence[];
  /** Kinds that occurred and that no drill with both halves exercised, of any scenario that names them. */
  neverRun: readonly KindOccurrence[];
  /** The newest incident first. */
  missed: readonly Missed[];
}

/**
 * Whether drills rehearse what breaks: the runs of each scenario, kinds of failure that occurred in published incidents
 * and that no scenario rehearses, and incidents that came after a drill had passed. `now` is a UTC day.
 */
export function drillCoverage(graph: Graph, now: string): DrillCoverage {
  const { catalogs } = graph.collection;
  const all = drillRuns(graph, now);
  const incidents = countedOf(graph).map(occurrence);
  const services = new Map(catalogs.services.map(({ id, organisation }) => [id, organisation]));
  const scenarios = catalogs.scenarios.map((scenario): [string, ScenarioCoverage] => {
    const own = all.filter(({ drill }) => drill.data.scenario === scenario.id);
    const runs = own.map(({ run }) => run);
    const counted = runs.filter((run) => run.counts);
    const interval = intervalMs(scenario.interval);
    const coverage = {
      scenario: scenario.id,
      runs,
      last: runs[0] ?? null,
      lastCounted: counted[0] ?? null,
      places: placesOf(own).map((place) => ({ ...place, due: dueOf(graph, place.counted, interval, now) })),
      interval,
      due: dueOf(graph, counted, interval, now),
      missed: newestFirst(missedBy(scenario, own, incidents, services)),
    };
    return [scenario.id, coverage];
  });
  return {
    scenarios: new Map(scenarios),
    runs: all.map(({ run }) => run),
    unrehearsed: unrehearsedKinds(catalogs.scenarios, incidents),
    neverRun: unrehearsedKinds(
      catalogs.scenarios.filter(({ id }) => all.some(({ drill, run }) => run.counts && drill.data.scenario === id)),
      incidents,
    ),
    missed: newestFirst(scenarios.flatMap(([, { missed }]) => missed)),
  };
}

/** The places of runs that come with the last first, and the runs at each that count. */
function placesOf(
  runs: readonly { drill: Drill; run: DrillRun }[],
): (Omit<Place, "due"> & { counted: readonly DrillRun[] })[] {
  const places = new Map<string, { type: Place["type"]; name: string; all: DrillRun[] }>();
  const add = (type: Place["type"], name: string, run: DrillRun) => {
    const place = places.get(`${type} ${name}`) ?? { type, name, all: [] };
    place.all.push(run);
    places.set(`${type} ${name}`, place);
  };
  for (const { drill, run } of runs) {
    for (const name of new Set(drill.data.services)) add("service", name, run);
    for (const name of new Set(drill.data.locations)) add("location", name, run);
  }
  const found = [...places.values()].flatMap(({ type, name, all }) => {
    const [last] = all;
    const counted = all.filter((run) => run.counts);
    return last ? [{ type, name, runs: all.length, last, lastCounted: counted[0] ?? null, counted }] : [];
  });
  return found.sort((a, b) => compareText(b.type, a.type) || b.runs - a.runs || compareText(a.name, b.name));
}

/** Incidents of a scenario's kinds, each with the last drill that had passed before it at the same place. */
function missedBy(
  scenario: Scenario,
  runs: readonly { drill: Drill; run: DrillRun }[],
  incidents: readonly Occurrence[],
  organisations: ReadonlyMap<string, string>,
): Missed[] {
  const passed = runs
    .filter(({ run }) => run.passes)
    .map(({ drill, run }) => ({ run, where: systemsOf(drill.data.services ?? [], organisations) }));
  if (passed.length === 0) return [];
  return incidents.flatMap((incident): Missed[] => {
    const kinds = incident.kinds.filter((kind) => scenario.kinds?.includes(kind));
    const at = kinds.length > 0 ? incident.start() : null;
    if (at === null) return [];
    const services = (incident.postmortem.data.services ?? []).map(({ service }) => service);
    const failed = systemsOf(services, organisations);
    for (const { run, where } of passed) {
      const same = certainlyAfter(at, run.held.at) ? commonOf(where, failed) : null;
      if (same) return [{ scenario: scenario.id, drill: run, incident: incident.postmortem.id, kinds, same }];
    }
    return [];
  });
}

/** Services and their organisations. */
interface Systems {
  services: ReadonlySet<string>;
  organisations: ReadonlySet<string>;
}

function systemsOf(services: readonly string[], organisations: ReadonlyMap<string, string>): Systems {
  return {
    services: new Set(services),
    organisations: new Set(services.flatMap((service) => organisations.get(service) ?? [])),
  };
}

/** Null where both name their organisations and these differ: the drill was about other systems. */
function commonOf(drilled: Systems, failed: Systems): Missed["same"] | null {
  if (overlaps(drilled.services, failed.services)) return "service";
  if (drilled.organisations.size === 0 || failed.organisations.size === 0) return "not-stated";
  return overlaps(drilled.organisations, failed.organisations) ? "organisation" : null;
}

function overlaps(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const one of a) if (b.has(one)) return true;
  return false;
}

function unrehearsedKinds(scenarios: readonly Scenario[], incidents: readonly Occurrence[]): KindOccurrence[] {
  const rehearsed = new Set(scenarios.flatMap(({ kinds }) => kinds ?? []));
  const occurred = new Map<string, string[]>();
  for (const { postmortem, kinds } of incidents) {
    for (const kind of kinds) {
      const ids = occurred.get(kind);
      if (ids) ids.push(postmortem.id);
      else if (!rehearsed.has(kind)) occurred.set(kind, [postmortem.id]);
    }
  }
  return [...occurred]
    .map(([kind, ids]) => ({ kind, incidents: ids }))
    .sort((a, b) => b.incidents.length - a.incidents.length || compareText(a.kind, b.kind));
}

/** A published incident with its kinds and its start, which is read only when needed. */
interface Occurrence {
  postmortem: Postmortem;
  kinds: readonly string[];
  start: () => Range | null;
}

function occurrence(postmortem: Postmortem): Occurrence {
  const { id, data } = postmortem;
  return {
    postmortem,
    kinds: [...new Set((data.failure_kinds ?? []).map(({ kind }) => kind))],
    start: () => marksOf(data.timeline).get("began")?.at ?? parseMoment(dayOfId(id) ?? "") ?? null,
  };
}

function newestFirst(missed: readonly Missed[]): Missed[] {
  return [...missed].sort((a, b) => compareText(b.incident, a.incident) || compareText(a.scenario, b.scenario));
}

const kindIds = (description: string) => list(text("A kind, as class/kind"), description);

export const drillCoverageShape = record("Whether drills rehearse what breaks", {
  scenarios: list(
    record("A scenario", {
      scenario: text("The id of a scenario"),
      drills: drillIds("Its drills, the last held first"),
      last_counted: orNull(text("The last drill with both halves exercised")),
      due: dueShape,
      places: list(
        record("A service or location", {
          type: oneOf(["service", "location"], "What kind of place it is"),
          name: text("The id of the service, or the name of the location"),
          drills: count("How many drills were held there"),
          last: text("The last drill there"),
          last_counted: orNull(text("The last drill there with both halves exercised")),
          due: dueShape,
        }),
        "Where it was rehearsed: services and then locations",
      ),
      missed: list(
        record("An incident after a passing drill", {
          incident: incidentId,
          drill: text("The last drill that had passed by then"),
          kinds: kindIds("Kinds of the incident that the scenario rehearses"),
          same: oneOf(["service", "organisation", "not-stated"], "What drill and incident have in common"),
        }),
        "Incidents that came although a drill had passed",
      ),
    }),
    "By scenario",
  ),
  unrehearsed: list(
    record("A kind of failure", {
      kind: text("A kind, as class/kind"),
      incidents: incidentIds("The incidents that have it"),
    }),
    "Kinds that occurred and that no scenario names",
  ),
  never_run: list(
    record("A kind of failure", {
      kind: text("A kind, as class/kind"),
      incidents: incidentIds("The incidents that have it"),
    }),
    "Kinds that occurred and that no drill exercised in both halves: those that no scenario names are among them",
  ),
});

export function publicDrillCoverage({
  scenarios,
  unrehearsed,
  neverRun,
}: DrillCoverage): TypeOf<typeof drillCoverageShape> {
  return {
    scenarios: [...scenarios.values()].map((one) => ({
      scenario: one.scenario,
      drills: one.runs.map(({ drill }) => drill),
      last_counted: one.lastCounted?.drill ?? null,
      due: one.due,
      places: one.places.map(({ type, name, runs, last, lastCounted, due }) => ({
        type,
        name,
        drills: runs,
        last: last.drill,
        last_counted: lastCounted?.drill ?? null,
        due,
      })),
      missed: one.missed.map(({ incident, drill, kinds, same }) => ({ incident, drill: drill.drill, kinds, same })),
    })),
    unrehearsed,
    never_run: neverRun,
  };
}
