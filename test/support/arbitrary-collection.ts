import fc from "fast-check";
import type { Collection, Drill, Postmortem } from "../../src/model/collection.js";
import type { DrillData, Event, PostmortemData } from "../../src/model/schema-types.js";
import { collection, drill, incident } from "./collection.js";
import { CATALOGS } from "./small-catalogs.js";

const day = fc
  .integer({ min: 0, max: 2200 })
  .map((days) => new Date(Date.UTC(2020, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const time = (on: string) =>
  fc.oneof(
    fc
      .integer({ min: 0, max: 1439 })
      .map((at) => `${on}T${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}:00Z`),
    fc.constant(on),
    fc.constant({ unknown: "Nobody noted it", gap: "M1" }),
  );

/** The data of a postmortem that began on a day; `class` fixes that of its primary kind. */
function postmortemData(on: string, classId?: "trust" | "capacity"): fc.Arbitrary<Partial<PostmortemData>> {
  const kind = (id: string) => (id === "trust" ? "trust/invalid-identity" : "capacity/retry-storm");
  const events = fc.record({
    introduced: time(on),
    began: time(on),
    detected: time(on),
    diagnosed: time(on),
    resolved: time(on),
    step: time(on),
    contain: time(on),
  });
  return fc
    .record({
      class: classId === undefined ? fc.constantFrom("trust", "capacity") : fc.constant(classId),
      status: fc.constantFrom("published", "published", "published", "in-review", "draft"),
      kind: fc.constantFrom("incident", "incident", "incident", "near-miss"),
      account: fc.constantFrom("own", "third-party"),
      service: fc.constantFrom("issuer", "sidecar"),
      contract: fc.constantFrom("key-refresh", "call-budget", null),
      by: fc.constantFrom("alert", "customer", null),
      delay: fc.oneof(
        fc.integer({ min: -500, max: 90_000 }).map((minutes) => `${minutes < 0 ? "-" : ""}PT${Math.abs(minutes)}M`),
        fc.constant(null),
      ),
      marks: events,
      outcome: fc.constantFrom("skipped", "not-possible", "taken", "unknown"),
      gap: fc.constantFrom("open", "closed"),
      observed: fc.constantFrom("fail-open", "fail-closed", "destructive"),
      mode: fc.constantFrom("designed", "accidental"),
      action: fc.constantFrom("proposed", "committed", "done", "dropped"),
    })
    .map((one): Partial<PostmortemData> => {
      const marked = (mark: string, at: unknown) => ({ at, event: `It ${mark}`, marks: [mark] }) as Event;
      return {
        status: one.status as PostmortemData["status"],
        kind: one.kind as PostmortemData["kind"],
        account: one.account as "own",
        published_on: `${on.slice(0, 4)}-12-31`,
        failure_kinds: [{ kind: kind(one.class), why: "So it was" }],
        services: [{ service: one.service, role: "origin" }],
        timeline: [
          marked("introduced", one.marks.introduced),
          marked("began", one.marks.began),
          marked("detected", one.marks.detected),
          marked("diagnosed", one.marks.diagnosed),
          marked("resolved", one.marks.resolved),
          { at: one.marks.contain, event: "Contained", steps: ["contain"] } as Event,
        ],
        response: [{ step: "freeze", outcome: one.outcome, reason: "For a reason" }] as NonNullable<
          PostmortemData["response"]
        >,
        violated_invariants: [{ invariant: "revoked-is-refused", how: "It was not" }],
        ...(one.contract === null ? {} : { unclear_contracts: [{ contract: one.contract, gap: "Nobody wrote it" }] }),
        detection: {
          ...(one.delay === null ? {} : { delay: one.delay }),
          ...(one.by === null ? {} : { by: one.by as "alert" }),
          why_delayed: "Sampled",
        },
        missing_evidence: [
          { id: "M1", what: "A trace", kind: "trace", needed_for: "Telling", status: one.gap as "open" },
        ],
        degradation: [{ policy: "grant", observed: one.observed, mode: one.mode as "designed" }],
        recovery: [{ objective: "freshness", value: one.delay?.startsWith("-") ? "PT1M" : (one.delay ?? "PT10M") }],
        actions: [
          {
            id: "A1",
            title: "Do it",
            type: "prevent",
            state: one.action as "done",
            due: `${on.slice(0, 4)}-12-30`,
            ...(one.action === "done" ? { done_on: `${on.slice(0, 4)}-12-31` } : {}),
          },
        ],
      };
    });
}

const postmortems = (classId?: "trust" | "capacity", prefix = "") =>
  fc
    .array(
      day.chain((on) => postmortemData(on, classId).map((data) => ({ on, data }))),
      { maxLength: 30 },
    )
    .map((all) =>
      all.map(({ on, data }, at): Postmortem => {
        const earlier = all[at - 1];
        const recurs =
          earlier && at % 5 === 0
            ? { recurrence_of: [{ incident: `${earlier.on}-${prefix}${at - 1}`, same: [], why: "Again" }] }
            : {};
        return incident(`${on}-${prefix}${at}`, { ...data, ...recurs });
      }),
    );

const drills = fc
  .array(
    fc.record({
      on: day,
      results: fc.tuple(
        fc.constantFrom("pass", "fail", "not-exercised"),
        fc.constantFrom("pass", "fail", "not-exercised"),
      ),
    }),
    { maxLength: 6 },
  )
  .map((all) =>
    all.map(
      ({ on, results: [automation, playbook] }, at): Drill =>
        drill(`${on}-drill-${at}`, {
          scenario: "lag",
          services: ["issuer"],
          held: on,
          automation: { result: automation },
          playbook: { result: playbook },
        } as Partial<DrillData>),
    ),
  );

/** A collection of up to thirty postmortems of all statuses and up to six drills. */
export const arbitraryCollection: fc.Arbitrary<Collection> = fc
  .tuple(postmortems(), drills)
  .map(([all, held]) => collection(all, { catalogs: CATALOGS, drills: held }));

/** Postmortems of one class alone; `prefix` keeps their ids apart from others. */
export function arbitraryOfClass(classId: "trust" | "capacity", prefix: string): fc.Arbitrary<Postmortem[]> {
  return postmortems(classId, prefix);
}
