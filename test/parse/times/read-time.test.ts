import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Time } from "../../../src/model/schema-types.js";
import { contains } from "../../../src/model/values/range.js";
import { parseTime, precisionOf } from "../../../src/model/values/time.js";
import { readDay, readTime } from "../../../src/parse/times/read-time.js";
import { zoneNamed } from "../../../src/parse/times/zones.js";
import { CLOCKS, DATED, DAYS, type Form, RANGES, UNKNOWN, ZONELESS } from "./forms.js";

const around = ([, , context]: Form) => ({ day: "2021-06-08", zone: "UTC", ...context });
const title = ([text, , context]: Form) => `${JSON.stringify(text)}${context ? ` ${JSON.stringify(context)}` : ""}`;

describe.each([
  ["a clock", CLOCKS],
  ["a range", RANGES],
  ["a day and a clock", DATED],
  ["no zone", ZONELESS],
  ["unknown", UNKNOWN],
])("%s", (_, forms) => {
  test.each(forms.map((form) => [title(form), form] as const))("%s", (_, form) => {
    expect(readTime(form[0], around(form)).at).toEqual(form[1]);
  });
});

describe("a day", () => {
  test.each(DAYS.map((form) => [title(form), form] as const))("%s", (_, form) => {
    expect(readDay(form[0], around(form)).at).toEqual(form[1]);
  });
});

test("there are more than 120 forms", () => {
  expect([...CLOCKS, ...RANGES, ...DATED, ...ZONELESS, ...UNKNOWN, ...DAYS].length).toBeGreaterThan(120);
});

test("a day, about, and a clock", () => {
  const read = readTime("2018-07-30 ca. 11:20 UTC", { day: null, zone: null });
  expect(read).toMatchObject({ at: "2018-07-30T11:20:00Z", approximate: true });
});

test("what is read says where it stands, its zone and the day for what follows", () => {
  const text = "**~14:02 PDT on June 9**: rollback";
  const read = readTime(text, { day: "2021-06-08", zone: null });
  expect(text.slice(read.from, read.to)).toBe("~14:02 PDT on June 9");
  expect(read).toMatchObject({
    zone: { name: "PDT" },
    day: "2021-06-09",
    dated: true,
    clock: "14:02:00",
    approximate: true,
  });
});

test("a date that cannot be told leaves the day of what follows open", () => {
  expect(readTime("06/08/2021 14:02", { day: "2021-06-01", zone: "UTC" })).toMatchObject({ at: null, day: null });
});

test.each([
  ["14:02", { day: null, zone: "UTC" }, "The text does not say which day"],
  ["14:02", { day: "2021-06-08", zone: null }, "The text does not say which zone its clock is in"],
  ["14:02 CST", { day: "2021-06-08", zone: null }, "CST can mean more than one offset"],
  ["T+5m", { day: "2021-06-08", zone: "UTC" }, "The text counts from a start whose time it does not give"],
  ["June 8, 14:02", { day: null, zone: "UTC" }, "The text does not say which year"],
  ["rollback", { day: null, zone: null }, "The text gives no time"],
])("%j says why its time is not certain", (text, context, why) => {
  expect(readTime(text, context).why).toBe(why);
});

test("a name of zones that nobody knows is none", () => {
  expect(zoneNamed("XYZ")).toBeUndefined();
  expect(zoneNamed("Europe/Nowhere")).toBeUndefined();
  expect(zoneNamed(null)).toBeUndefined();
});

const days = fc.date({ min: new Date("1971-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
const pad = (n: number) => String(n).padStart(2, "0");

test("every instant is read again from the form in which it is printed", () => {
  fc.assert(
    fc.property(days, (date) => {
      const text = `${date.toISOString().slice(0, 19)}Z`;
      expect(readTime(text, { day: null, zone: null }).at).toBe(text);
      expect(readTime(text.replace("T", " ").replace("Z", " UTC"), { day: null, zone: null }).at).toBe(text);
    }),
  );
});

test("a clock means the same instant in 24 and in 12 hours, with the date before or behind it", () => {
  const months = "January February March April May June July August September October November December".split(" ");
  fc.assert(
    fc.property(days, (date) => {
      const [hour, minute] = [date.getUTCHours(), pad(date.getUTCMinutes())];
      const half = `${hour % 12 || 12}:${minute} ${hour < 12 ? "AM" : "PM"} UTC`;
      const day = `${months[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
      const expected = `${date.toISOString().slice(0, 17)}00Z`;
      for (const text of [`${day} at ${half}`, `${half} on ${day}`, `${day} ${pad(hour)}:${minute} UTC`])
        expect(readTime(text, { day: null, zone: null }).at).toBe(expected);
    }),
  );
});

test("an ambiguous name contains what each of its zones would mean", () => {
  const names = fc.constantFrom(
    ["CST", "-06:00"],
    ["CST", "+08:00"],
    ["IST", "+05:30"],
    ["BST", "+01:00"],
    ["BST", "+06:00"],
    ["PST", "-08:00"],
    ["PST", "America/Los_Angeles"],
    ["CET", "Europe/Berlin"],
    ["EST", "America/New_York"],
  );
  fc.assert(
    fc.property(days, names, (date, [name = "", reading = ""]) => {
      const text = `${date.toISOString().slice(0, 10)} ${date.toISOString().slice(11, 16)}`;
      const wide = parseTime(readTime(`${text} ${name}`, { day: null, zone: null }).at as Time);
      const narrow = parseTime(readTime(text, { day: null, zone: reading }).at as Time);
      expect(wide && narrow && contains(wide, narrow)).toBe(true);
    }),
  );
});

const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      "14:02",
      "2:02",
      "PM",
      "am",
      "UTC",
      "CST",
      "-",
      "–",
      "to",
      "June",
      "8",
      "2021",
      "2021-06-08",
      "T",
      "+",
      "~",
    ),
    fc.constantFrom(
      "midnight",
      "next day",
      "(",
      ")",
      "[",
      "]",
      ",",
      ":",
      "Europe/Berlin",
      "-07:00",
      "1402Z",
      "31/12/2021",
      "0000",
    ),
    fc.string({ maxLength: 5 }),
    fc.nat(99_999).map(String),
  ),
  { maxLength: 10 },
);
const texts = fc.tuple(pieces, fc.constantFrom("", " ")).map(([parts, glue]) => parts.join(glue));
const contexts = fc.record({
  day: fc.constantFrom(null, "2021-06-08", "2020-02-29", "2021-12-31"),
  zone: fc.constantFrom(null, "UTC", "PST", "CST", "+05:45", "Australia/Lord_Howe"),
  place: fc.constantFrom(null, "Europe/London"),
  start: fc.constantFrom(null, "2021-06-08T14:00:00Z"),
  twelve: fc.boolean(),
});

test("whatever the text, what is read is a time of the content model, in order, and stands in the text", () => {
  fc.assert(
    fc.property(texts, contexts, (text, context) => {
      for (const read of [readTime(text, context), readDay(text, context)]) {
        expect(text.slice(read.from, read.to).trim()).toBe(read.text.trim());
        if (read.at === null) {
          expect(read.why).not.toBeNull();
          continue;
        }
        const ends = typeof read.at === "string" ? [read.at] : read.at;
        for (const end of ends) expect(precisionOf(end)).toBeDefined();
        const [from, to] = ends.map((end) => parseTime(end));
        expect(from).toBeDefined();
        if (typeof read.at !== "string") expect(from?.from).toBeLessThanOrEqual(to?.to ?? Number.NaN);
      }
    }),
    { numRuns: 2000 },
  );
});

test.each(["14:02 ", "14:", "2021-", "1", " ", "June ", "~", "+1", "T+", "[", "Tuesday, "])(
  "a line of a million characters of %j is read",
  (part) => {
    const text = part.repeat(1_000_000 / part.length);
    expect(readTime(text, { day: "2021-06-08", zone: "UTC" }).to).toBeLessThan(500);
  },
);
