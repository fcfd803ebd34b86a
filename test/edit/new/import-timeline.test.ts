import fc from "fast-check";
import { expect, test } from "vitest";
import { importTimeline } from "../../../src/edit/new/import-timeline.js";
import { mergeTimeline } from "../../../src/edit/new/timeline.js";
import { EnvironmentFaults } from "../../../src/model/environment-fault.js";
import { timeOf } from "../../../src/model/marks.js";

const STEPS = ["freeze-rollouts", "known-good-baseline"];
const read = (data: unknown, name = "timeline.json") =>
  importTimeline(typeof data === "string" ? data : JSON.stringify(data), name, { day: null, zone: null }, STEPS);

test("a JSON list and the same in CSV are the same events", () => {
  const json = read([
    { at: "2026-03-14T09:49Z", event: "The alert fires", mark: "detected", author: "somebody", text: "…" },
    { at: ["2026-03-14T09:02:00Z", "2026-03-14T09:10:00Z"], event: 'It began, "silently"', mark: ["began", "visible"] },
    { at: "2026-03-14T10:05:00+01:00", event: "Rollouts stop", step: "freeze-rollouts" },
  ]);
  const csv = read(
    '\uFEFFAt,Event,Mark,Step,Author\r\n2026-03-14T09:49Z,The alert fires,detected,,somebody\r\n2026-03-14T09:02:00Z/2026-03-14T09:10:00Z,"It began, ""silently""","began, visible",,\r\n\r\n2026-03-14T10:05:00+01:00,Rollouts stop,,freeze-rollouts,\r\n',
    "timeline.csv",
  );
  expect(json.events.map(({ event }) => event)).toEqual([
    { at: "2026-03-14T09:49:00Z", event: "The alert fires", marks: ["detected"] },
    {
      at: ["2026-03-14T09:02:00Z", "2026-03-14T09:10:00Z"],
      event: 'It began, "silently"',
      marks: ["began", "visible"],
    },
    { at: "2026-03-14T10:05:00+01:00", event: "Rollouts stop", steps: ["freeze-rollouts"] },
  ]);
  expect(csv.events.map(({ event }) => event)).toEqual(json.events.map(({ event }) => event));
  expect(json.events.map(({ place }) => place)).toEqual([1, 2, 3].map((n) => `timeline.json: entry ${n}`));
  expect(csv.events.map(({ place }) => place)).toEqual([2, 3, 5].map((n) => `timeline.csv: line ${n}`));
  expect([json.ignored, csv.ignored]).toEqual([["author", "text"], ["author"]]);
});

const OK = { at: "2026-03-14T09:49:00Z", event: "The alert fires" };

test.each([
  ["[", "timeline.json: not JSON: "],
  ["{}", "timeline.json: expected a list of {at, event, mark, step}"],
  ["[]", "timeline.json: no entries"],
  [[OK, 7], "timeline.json: entry 2: expected {at, event, mark, step}, found 7"],
  [[OK, null], "timeline.json: entry 2: expected {at, event, mark, step}, found null"],
  [[{ event: "x" }], "timeline.json: entry 1: expected at as a time or [from, to], found nothing"],
  [[{ ...OK, at: 1710409740 }], "entry 1: expected at as a time or [from, to], found 1710409740"],
  [[{ ...OK, at: ["2026-03-14"] }], "entry 1: expected at as a time or [from, to]"],
  [[{ ...OK, at: ["2026-03-15", "2026-03-14"] }], "entry 1: Expected a range from early to late"],
  [[{ ...OK, at: "2026-03-14 09:49" }], "entry 1: Expected a time with an offset"],
  [[{ ...OK, at: "09:49Z" }], "entry 1: Expected a day before the clock time"],
  [[{ at: OK.at }], "entry 1: expected event as a text, found nothing"],
  [[{ ...OK, event: " \n " }], "entry 1: expected event as a text"],
  [[{ ...OK, event: "x".repeat(241) }], "entry 1: the event has 241 characters: say it in at most 240"],
  [[{ ...OK, mark: "detectd" }], 'entry 1: unknown mark "detectd": did you mean "detected"?'],
  [[{ ...OK, mark: { name: "detected" } }], "entry 1: expected mark as an id"],
  [[{ ...OK, step: "frezze-rollouts" }], 'entry 1: unknown step "frezze-rollouts": did you mean "freeze-rollouts"?'],
  [[{ ...OK, at: "2026-03-14 21:00 EST" }], "entry 1: Expected UTC, Z or an offset, found the zone EST"],
  [[{ ...OK, at: "2026-03-14T09:49:00Z soon" }], 'entry 1: Expected a time and nothing else, found "soon" behind it'],
])("%j is refused at its place", (data, message) => {
  expect(() => read(data)).toThrow(message);
});

test("every entry with a fault is told, each at its place", () => {
  expect(() => read([{}, OK, 7, { ...OK, at: "soon" }])).toThrow(
    new EnvironmentFaults([
      "timeline.json: entry 1: expected at as a time or [from, to], found nothing",
      "timeline.json: entry 3: expected {at, event, mark, step}, found 7",
      'timeline.json: entry 4: Expected a time, found "soon": write a clock time such as 10:02, or a day and one such as 2026-03-14 10:02',
    ]),
  );
});

test("ranges, halves of the day and about are read in every cell", () => {
  const text = "at,event\n2026-07-10 21:00-21:10,The queue fills\n~2026-07-10 9:30 PM,It is empty\n";
  const { events } = importTimeline(text, "t.csv", { day: null, zone: "Europe/Berlin" }, []);
  expect(events.map(({ event }) => event)).toEqual([
    { at: ["2026-07-10T21:00:00+02:00", "2026-07-10T21:10:00+02:00"], event: "The queue fills" },
    { at: "2026-07-10T21:30:00+02:00", approximate: true, event: "It is empty" },
  ]);
});

test.each([
  ["when,what\n1,2\n", 'export.csv: line 1: missing column "at"'],
  ["at,what\n1,2\n", 'export.csv: line 1: missing column "event"'],
  ["at,event\n2026-03-14,A day\n2026-03-14\n", "export.csv: not CSV: Invalid Record Length"],
  ['at,event\n2026-03-14,"open\n', "export.csv: not CSV: "],
  ["at,event\n2026-03-14,A day\nsoon,Another\n", 'export.csv: line 3: Expected a time, found "soon"'],
  ["", "export.csv: no entries"],
  ["at,event\n", "export.csv: no entries"],
])("CSV %j is refused at its place", (text, message) => {
  expect(() => read(text, "export.csv")).toThrow(message);
});

test("a clock time without a day follows the row before it, past midnight", () => {
  const at = (rows: string, day: string | null = null) =>
    importTimeline(`at,event\n${rows}`, "t.csv", { day, zone: "Europe/Berlin" }, []).events.map(
      ({ event }) => event.at,
    );
  expect(at("2026-03-14 23:50,a\n00:10,b\n00:10,c\n11:00,d\n")).toEqual([
    "2026-03-14T23:50:00+01:00",
    "2026-03-15T00:10:00+01:00",
    "2026-03-15T00:10:00+01:00",
    "2026-03-15T11:00:00+01:00",
  ]);
  expect(at("23:50/00:10,a\n00:20,b\n", "2026-03-14")).toEqual([
    ["2026-03-14T23:50:00+01:00", "2026-03-15T00:10:00+01:00"],
    "2026-03-15T00:20:00+01:00",
  ]);
  // Twelve hours back are the next day; a minute less is an order that is not certain.
  expect(at("2026-03-14 22:00,a\n10:00,b\n")).toEqual(["2026-03-14T22:00:00+01:00", "2026-03-15T10:00:00+01:00"]);
  expect(() => at("2026-03-14 22:00,a\n10:01,b\n")).toThrow(
    "t.csv: line 3: it is earlier than t.csv: line 2, and has no day: write its day, such as 2026-03-14 for this time",
  );
});

test("with a zone, local times are enough; text comes on one line", () => {
  const text = '[{"at": "2026-03-14 10:49", "event": "The alert\\n\\tfires\\u0007"}]';
  const { events } = importTimeline(text, "standard input", { day: null, zone: "Europe/Berlin" }, []);
  expect(events[0]?.event).toEqual({ at: "2026-03-14T10:49:00+01:00", event: "The alert fires" });
});

test("rows come into order of time, and rows of one time keep theirs", () => {
  const hours = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(hours, (list) => {
      const rows = list.map((hour, index) => ({ at: `2026-03-14T0${hour}:00:00Z`, event: String(index) }));
      const merged = mergeTimeline(read(rows).events, []).map(({ event }) => event);
      const expected = rows.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
      expect(merged).toEqual(expected);
      expect(
        merged.every(
          (event, index) =>
            index === 0 || (timeOf(event)?.from ?? 0) >= (timeOf(merged[index - 1] ?? event)?.from ?? 0),
        ),
      ).toBe(true);
    }),
  );
});

test("a moment without words marks the event of its time; with words it is one of its own", () => {
  const imported = read([OK]).events;
  const moment = {
    place: "--mark detected",
    mark: "detected" as const,
    at: "2026-03-14T10:49:00+01:00",
    approximate: false,
  };
  expect(mergeTimeline(imported, [{ ...moment, words: "" }]).map(({ event }) => event)).toEqual([
    { ...OK, marks: ["detected"] },
  ]);
  expect(mergeTimeline(imported, [{ ...moment, words: "Noticed" }])).toHaveLength(2);
  expect(mergeTimeline([], [{ ...moment, words: "" }])[0]?.event).toEqual({
    at: moment.at,
    event: "…",
    marks: ["detected"],
  });
});

test("marks given twice or in an order that cannot be are refused, with both places", () => {
  const events = read([
    { ...OK, mark: "resolved" },
    { ...OK, at: "2026-03-14T10:00:00Z", mark: "began" },
  ]).events;
  expect(() => mergeTimeline(events, [])).toThrow(
    'timeline.json: entry 1: "resolved" is before "began" of timeline.json: entry 2',
  );
  const twice = {
    place: "--mark began",
    mark: "began" as const,
    at: "2026-03-14T08:00:00Z",
    approximate: false,
    words: "",
  };
  expect(() => mergeTimeline(events.slice(1), [twice])).toThrow('mark "began" is given twice, first in --mark began');
  const relapses = read([
    { ...OK, mark: "relapsed" },
    { ...OK, at: "2026-03-14T10:00:00Z", mark: "relapsed" },
  ]).events;
  expect(mergeTimeline(relapses, [])).toHaveLength(2);
});
