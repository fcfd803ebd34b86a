import { describe, expect, test } from "vitest";
import { parseTime } from "../../../src/model/values/time.js";
import { timeAxis } from "../../../src/render/kit/charts/time-axis.js";
import { brokenAxis } from "../../../src/render/topics/incident/timeline-chart/broken-axis.js";
import { valueAxis } from "../../../src/render/topics/objectives/values-chart/value-axis.js";
import { delayAxis, isEarly } from "../../../src/render/topics/taxonomy/delays-chart/delay-axis.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const times = (...all: (string | [string, string])[]) => all.map((at) => parseTime(at) ?? { from: 0, to: 0 });
const exactly = (...all: number[]) => all.map((ms) => ({ from: ms, to: ms }));

describe("the axis of an incident", () => {
  test("is linear where everything can be seen on one scale", () => {
    const { x, breaks } = brokenAxis(times("2026-02-02", "2026-02-06T20:31:00Z", "2026-02-08"), 690);
    expect(breaks).toEqual([]);
    expect([x(Date.UTC(2026, 1, 2)), x(Date.UTC(2026, 1, 5, 12)), x(Date.UTC(2026, 1, 9))]).toEqual([
      0,
      expect.closeTo(0.5, 5),
      expect.closeTo(1, 5),
    ]);
  });

  test("leaves out seven months before a response of two hours, and says so", () => {
    const all = times("2019-07-25", "2020-02-29T03:08:00Z", "2020-02-29T03:10:00Z", "2020-02-29T05:22:00Z");
    const { x, breaks, perWidth } = brokenAxis(all, 690);
    expect(breaks.map(({ label }) => label)).toEqual(["218–219 days"]);
    // From 03:08 to 05:22 there are 134 minutes, of which 2 and 132 are to scale.
    const [detected, mitigated, resolved] = all.slice(1).map((time) => x(time.from));
    expect((mitigated ?? 0) - (detected ?? 0)).toBeCloseTo((2 * MINUTE) / perWidth, 6);
    expect((resolved ?? 0) - (mitigated ?? 0)).toBeCloseTo((132 * MINUTE) / perWidth, 6);
    expect(resolved).toBeCloseTo(1, 6);
  });

  test("does not leave out what only outweighs the rest a little", () => {
    expect(brokenAxis(exactly(0, 3 * MINUTE, 40 * MINUTE, 8 * HOUR), 690).breaks).toEqual([]);
  });

  test("has two breaks where two gaps hide what lies between them, with one scale", () => {
    const all = exactly(0, 60 * DAY, 60 * DAY + HOUR, 60 * DAY + 2 * HOUR, 81 * DAY, 81 * DAY + HOUR);
    const { breaks, x } = brokenAxis(all, 690);
    expect(breaks.map(({ label }) => label)).toEqual(["60 days", "21 days"]);
    const width = (from: number, to: number) => x(to) - x(from);
    expect(width(60 * DAY, 60 * DAY + HOUR)).toBeCloseTo(width(81 * DAY, 81 * DAY + HOUR), 6);
  });

  test("keeps the response to scale, however short the moments in it are", () => {
    const all = exactly(0, 200 * DAY, 200 * DAY + MINUTE, 200 * DAY + 2 * MINUTE, 200 * DAY + 3 * HOUR);
    expect(brokenAxis(all, 690).breaks).toHaveLength(1);
  });
});

describe("the axis of delays", () => {
  test("goes from a minute to the next mark after the longest", () => {
    const { ticks, x, early } = delayAxis(exactly(0, 47 * MINUTE, 3 * DAY));
    expect(ticks.map(({ label }) => label)).toEqual(["≤ 1 min", "10 min", "1 h", "1 day", "1 week"]);
    expect([x(0), x(MINUTE), x(7 * DAY)]).toEqual([0.01, 0.01, 0.99]);
    expect(early).toBeNull();
  });

  test("has a place apart for what was noticed before it began", () => {
    const { early, x } = delayAxis(exactly(-3 * MINUTE, HOUR));
    expect(early).toBeLessThan(x(0));
    expect([isEarly({ from: -2, to: -1 }), isEarly({ from: -1, to: 0 })]).toEqual([true, false]);
  });
});

describe("the axis of an objective's values", () => {
  const bounds = [0, 200] as const;

  test("is logarithmic, with a mark below and one above", () => {
    const { ticks, y } = valueAxis([{ from: HOUR, to: Number.POSITIVE_INFINITY }], 5 * MINUTE, "duration", bounds);
    expect(ticks.map(({ label }) => label)).toEqual(["1 min", "10 min", "1 h", "1 day"]);
    expect([y(MINUTE), y(DAY)]).toEqual([200, 0]);
  });

  test("has no zero, which stands apart below it, in a word", () => {
    const { ticks, y } = valueAxis(exactly(0, 40), 0, "count", bounds);
    expect(ticks.map(({ label }) => label)).toEqual(["10", "100", "none"]);
    expect(y(0)).toBe(200);
    expect(y(10)).toBe(166);
  });

  test("is a single line where there is nothing but zero", () => {
    expect(valueAxis(exactly(0), 0, "duration", bounds).ticks).toEqual([{ y: 34, label: "none" }]);
    expect(valueAxis([], null, "duration", bounds).ticks).toEqual([]);
  });
});

test("an axis of time has years, or months where all is within two years, never more labels than fit", () => {
  const at = (day: string) => Date.parse(day);
  expect(timeAxis([at("2019-05-04"), at("2026-06-15")], [0, 1], 8).ticks.map(({ label }) => label)).toEqual([
    "2019",
    "2020",
    "2021",
    "2022",
    "2023",
    "2024",
    "2025",
    "2026",
  ]);
  expect(timeAxis([at("2025-11-02"), at("2026-02-03")], [0, 1], 8).ticks.map(({ label }) => label)).toEqual([
    "Nov 2025",
    "Dec 2025",
    "Jan 2026",
    "Feb 2026",
  ]);
  expect(timeAxis([at("1990-01-01"), at("2026-02-03")], [0, 1], 8).ticks.length).toBeLessThanOrEqual(8);
});
