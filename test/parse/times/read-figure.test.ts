import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDuration, toIsoSpan } from "../../../src/model/values/duration.js";
import { readFigure } from "../../../src/parse/times/read-figure.js";

const KNOWN = "The text says that it is not known";

test.each([
  ["2 days", "P2D"],
  ["95m", "PT1H35M"],
  ["95 mins", "PT1H35M"],
  ["1 hour 20 minutes", "PT1H20M"],
  ["1 hour and 20 minutes", "PT1H20M"],
  ["2 hours, 37 minutes", "PT2H37M"],
  ["1h20m", "PT1H20M"],
  ["9h 16m", "PT9H16M"],
  ["5h 09m", "PT5H9M"],
  ["1 h 13 m", "PT1H13M"],
  ["1d4h", "P1DT4H"],
  ["01:20", "PT1H20M"],
  ["1:20:05", "PT1H20M5S"],
  ["PT47M", "PT47M"],
  ["1.5 hours", "PT1H30M"],
  ["two hours", "PT2H"],
  ["an hour", "PT1H"],
  ["half an hour", "PT30M"],
  ["1,200 seconds", "PT20M"],
  ["250ms", "PT0.25S"],
  ["1 week", "P7D"],
  ["47 minutes.", "PT47M"],
  ["9h 16m (during support hours 10:00-17:00)", "PT9H16M"],
  ["3-4 hours", ["PT3H", "PT4H"]],
  ["5 minutes to 2 hours", ["PT5M", "PT2H"]],
  ["30–45 min", ["PT30M", "PT45M"]],
  ["less than 5 minutes", { at_most: "PT5M" }],
  ["<1h", { at_most: "PT1H" }],
  ["up to 3 hours", { at_most: "PT3H" }],
  ["at least 2 days", { at_least: "P2D" }],
  ["90+ minutes", null],
  ["90 minutes+", { at_least: "PT1H30M" }],
  ["3 months", null],
  ["4-3 hours", null],
  ["38 minutes (partial), 12 minutes (full outage)", null],
  ["47 requests", null],
  ["ninety", null],
  ["14:02 UTC", null],
])("%j", (text, value) => {
  const read = readFigure(text);
  expect(read.value).toEqual(value);
  expect(read.why === null).toBe(value !== null);
});

test.each(["~30 minutes", "about 30 minutes", "approx. 30 min", "30 minutes (approx)"])("%j is about right", (text) => {
  expect(readFigure(text)).toMatchObject({ value: "PT30M", approximate: true });
});

test.each(["?", "??", "N/A", "unknown", "TBD", "-", "", "not measured"])("%j is not known", (text) => {
  expect(readFigure(text)).toMatchObject({ value: null, why: KNOWN });
});

test("at once is no figure, and above all not zero", () => {
  expect(readFigure("immediate")).toMatchObject({ value: null, why: "The text gives no figure" });
});

test("every span is read from how people write it, and from how the content model does", () => {
  fc.assert(
    fc.property(fc.nat(30), fc.nat(23), fc.nat(59), fc.integer({ min: 1, max: 59 }), (d, h, m, s) => {
      const ms = (((d * 24 + h) * 60 + m) * 60 + s) * 1000;
      const parts = (
        [
          [d, "day"],
          [h, "hour"],
          [m, "minute"],
          [s, "second"],
        ] as const
      ).filter(([n]) => n > 0);
      const forms = [
        parts.map(([n, unit]) => `${n} ${unit}${n === 1 ? "" : "s"}`).join(", "),
        parts.map(([n, unit]) => `${n}${unit[0]}`).join(""),
        parts.map(([n, unit]) => `${n}${unit[0]}`).join(" "),
        toIsoSpan(ms),
      ];
      for (const text of forms) expect([text, readFigure(text).value]).toEqual([text, toIsoSpan(ms)]);
    }),
  );
});

test("whatever the text, a figure is one of the content model", () => {
  const part = fc.oneof(
    fc.constantFrom(
      "1",
      "20",
      "h",
      "m",
      "min",
      " hours",
      ":",
      "-",
      "to",
      "<",
      "~",
      "+",
      "and",
      " ",
      "1.5",
      "P1DT",
      "an hour",
      "1,000",
    ),
    fc.string({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
      const { value, why } = readFigure(parts.join(""));
      expect(why === null).toBe(value !== null);
      if (value === null) return;
      const spans = typeof value === "string" || Array.isArray(value) ? value : Object.values(value)[0];
      expect(spans && parseDuration(spans)).toBeDefined();
    }),
    { numRuns: 2000 },
  );
});

test.each(["1h", "9", "1 day ", "~", "P", "1,000", "< "])("a million characters of %j are read", (part) => {
  expect(readFigure(part.repeat(1_000_000 / part.length)).value).toBeNull();
});
