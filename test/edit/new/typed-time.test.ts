import fc from "fast-check";
import { expect, test } from "vitest";
import { dayInZone, isZone, readTypedTime, readWholeTime } from "../../../src/edit/new/typed-time.js";
import type { Time } from "../../../src/model/schema-types.js";
import { parseMoment } from "../../../src/model/values/time.js";

const BERLIN = { day: "2026-07-10", zone: "Europe/Berlin" };

/** What is typed, what it means, and the words behind it; in Berlin on 2026-07-10. */
const READ: readonly (readonly [text: string, at: Time, words?: string])[] = [
  ["09:49", "2026-07-10T09:49:00+02:00"],
  ["9:49:30", "2026-07-10T09:49:30+02:00"],
  ["09:49Z", "2026-07-10T09:49:00Z"],
  ["09:49+0530", "2026-07-10T09:49:00+05:30"],
  ["09:49+02", "2026-07-10T09:49:00+02:00"],
  ["2026-03-14 09:49", "2026-03-14T09:49:00+01:00"],
  ["2026-07-01T09:49 UTC", "2026-07-01T09:49:00Z"],
  ["2026-07-01T09:49:00.5-03:00", "2026-07-01T09:49:00.5-03:00"],
  ["2026-07-01", "2026-07-01"],
  ["2026-07", "2026-07"],
  // Halves of the day
  ["9:00 PM alert", "2026-07-10T21:00:00+02:00", "alert"],
  ["9 pm", "2026-07-10T21:00:00+02:00"],
  ["9:00 p.m. the alert fires", "2026-07-10T21:00:00+02:00", "the alert fires"],
  ["9:00am", "2026-07-10T09:00:00+02:00"],
  ["12:05 AM", "2026-07-10T00:05:00+02:00"],
  ["noon", "2026-07-10T12:00:00+02:00"],
  // Ranges
  ["09:00-09:10 the queue fills", ["2026-07-10T09:00:00+02:00", "2026-07-10T09:10:00+02:00"], "the queue fills"],
  ["09:00–09:10", ["2026-07-10T09:00:00+02:00", "2026-07-10T09:10:00+02:00"]],
  ["09:00 - 09:10 UTC", ["2026-07-10T09:00:00Z", "2026-07-10T09:10:00Z"]],
  ["09:49/10:10 It began", ["2026-07-10T09:49:00+02:00", "2026-07-10T10:10:00+02:00"], "It began"],
  ["9–10 pm", ["2026-07-10T21:00:00+02:00", "2026-07-10T22:00:00+02:00"]],
  ["23:50-00:10", ["2026-07-10T23:50:00+02:00", "2026-07-11T00:10:00+02:00"]],
  ["2026-07-10 21:00-21:10", ["2026-07-10T21:00:00+02:00", "2026-07-10T21:10:00+02:00"]],
  ["2026-07-01/2026-07-03", ["2026-07-01", "2026-07-03"]],
  // Zones
  ["21:00 UTC the alert", "2026-07-10T21:00:00Z", "the alert"],
  ["21:00 utc", "2026-07-10T21:00:00Z"],
  ["21:00 GMT", "2026-07-10T21:00:00Z"],
  ["21:00 UTC+2", "2026-07-10T21:00:00+02:00"],
  ["21:00 America/New_York", "2026-07-10T21:00:00-04:00"],
  ["21:00 (19:00 UTC)", "2026-07-10T21:00:00+02:00"],
  // Days
  ["July 9, 2026 9pm", "2026-07-09T21:00:00+02:00"],
  ["09.07.2026 21:00", "2026-07-09T21:00:00+02:00"],
  ["next day 07:00 All is well", "2026-07-11T07:00:00+02:00", "All is well"],
  // What stands behind
  ["09:49 The alert fires", "2026-07-10T09:49:00+02:00", "The alert fires"],
  ["09:49: 10 grants", "2026-07-10T09:49:00+02:00", "10 grants"],
  ["09:49 – 10 grants", "2026-07-10T09:49:00+02:00", "10 grants"],
  ["23:00 to 01:00", ["2026-07-10T23:00:00+02:00", "2026-07-11T01:00:00+02:00"]],
  ["23:00–01:00", ["2026-07-10T23:00:00+02:00", "2026-07-11T01:00:00+02:00"]],
  ["21:00: ART of failing", "2026-07-10T21:00:00+02:00", "ART of failing"],
  ["09:49 -5 nodes", "2026-07-10T09:49:00+02:00", "-5 nodes"],
  ["10:02 May 3 hosts fail", "2026-07-10T10:02:00+02:00", "May 3 hosts fail"],
  [" 2026-03-14 09:49Z  10 grants ", "2026-03-14T09:49:00Z", "10 grants"],
];

test.each(READ.map(([text, at, words]) => ({ text, at, words: words ?? "" })))(
  "$text is $at",
  ({ text, at, words }) => {
    expect(readTypedTime(text, BERLIN)).toMatchObject({ at, approximate: false, words });
  },
);

/** What is refused, and what its author is told. */
const REFUSED: readonly (readonly [text: string, message: string])[] = [
  ["21:00 EST the alert", 'found the zone EST in "21:00 EST", which is not exact: write 2026-07-10T21:00:00-04:00 or'],
  ["21:00 est", "found the zone EST"],
  ["21:00 CEST", "write 2026-07-10T21:00:00+02:00, or leave it out and say --zone Europe/Berlin"],
  ["21:00 JST", "write 2026-07-10T21:00:00+09:00"],
  ["9pm ET", "--zone America/New_York"],
  ["21:00+15:00", "Expected an offset from -14:00 to +14:00, found +15:00"],
  ["21:00 local time", "Expected an offset"],
  ["2026-07-10 21:00-03:00", "a range or the offset of one time"],
  ["06/05/2026 21:00", "which of 6 and 5 is the month"],
  ["10:00-09:00", "the last time is before the first"],
  ["10:00/09:00", "from early to late"],
  ["midnight", "write 00:00 with its day"],
  ["Friday, July 9, 2026 21:00", "was not the weekday"],
  ["25:10", "from 00:00 to 23:59"],
  ["2026-02-30 10:00", "2026-02 has 28 days"],
  ["2026-02-30", "2026-02 has 28 days"],
  ["yesterday", 'found "yesterday": write a clock time such as 10:02, or a day and one such as 2026-03-14 10:02'],
  ["10.02", 'Expected a time, found "10.02": write 10:02'],
  ["10 02 It began", 'Expected a time, found "10 02 It began": write 10:02'],
  ["The alert at 09:49", "Expected a time"],
  ["", "Expected a time"],
  ["09:49/10:00/11:00", "Expected two times"],
  ["09:49-05", "Expected"],
  ["14:02 AM", "the hour does not fit"],
  ["21:00-04:00 the alert", "a range past midnight or the offset of one time; write 21:00 to 04:00, or"],
  ["21:00 −04:00 the alert", 'found "−04:00" behind "21:00"'],
  ["21:00 -04 the alert", 'found "-04" behind "21:00"'],
  ["21:00 bis 21:10 the alert", 'found "bis 21:10" behind "21:00"'],
  ["21:00 ART the alert", 'found the zone ART behind "21:00"'],
  ["2026-07-10 25:00", 'a clock time from 00:00 to 23:59, found "25:00"'],
  ["21:00 Zulu", "found the zone Zulu"],
  ["21:00 z the alert", "found the zone z"],
  ["21:00h the alert", 'Expected a time and a space behind it, found "21:00h the alert"'],
];

test.each(REFUSED)("%j is refused", (text, message) => {
  expect(() => readTypedTime(text, BERLIN)).toThrow(message);
});

test("a time that is not exact is kept as one", () => {
  expect(readTypedTime("~21:00 It began", BERLIN)).toMatchObject({
    at: "2026-07-10T21:00:00+02:00",
    approximate: true,
    words: "It began",
  });
});

test("a time that clocks showed twice, or never, is not guessed", () => {
  expect(() => readTypedTime("2026-10-25 02:30", BERLIN)).toThrow(
    "showed 02:30 on 2026-10-25 twice: write 2026-10-25 02:30+02:00 or 2026-10-25 02:30+01:00",
  );
  expect(() => readTypedTime("2026-03-29 02:30", BERLIN)).toThrow(
    "never showed 02:30 on 2026-03-29: they went from +01:00 to +02:00",
  );
  expect(readTypedTime("2026-10-25 02:30+01:00", BERLIN).at).toBe("2026-10-25T02:30:00+01:00");
});

test("without a zone a local time is refused, and without a day a clock time", () => {
  expect(() => readTypedTime("09:49", { day: "2026-03-14", zone: null })).toThrow("say with --zone whose clock it is");
  expect(() => readTypedTime("09:49", { day: null, zone: "UTC" })).toThrow("Expected a day before the clock time");
  expect(() => readTypedTime("9 PM", { day: null, zone: "UTC" })).toThrow("such as 2026-03-14 9 PM");
});

test("words behind a time that has to stand alone are told", () => {
  expect(() => readWholeTime("21:00 the alert", BERLIN)).toThrow('found "the alert" behind it');
});

test.each(["UTC", "Europe/Berlin", "Etc/GMT+5", "+02:00", "-0330", "EST", "+14:00", "-14:00"])(
  "%s is a zone",
  (zone) => {
    expect(isZone(zone)).toBe(true);
  },
);

test.each([
  "",
  "Mars/Olympus",
  "2026-01-01T00:00Z",
  "2026-01-01T00:00+01:00[UTC]",
  "+25:00",
  "+14:01",
  "-15:00",
  "UTC ",
])("%j is none", (zone) => {
  expect(isZone(zone)).toBe(false);
});

test("local time becomes the very instant at which the clocks of its zone showed it", () => {
  const zones = fc.constantFrom(
    "UTC",
    "Europe/Berlin",
    "America/St_Johns",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "+05:45",
  );
  const minutes = fc.integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 });
  fc.assert(
    fc.property(zones, minutes, (zone, minute) => {
      const ms = minute * 60_000;
      const offset = zone.startsWith("+") ? "UTC" : zone;
      const shift = zone.startsWith("+") ? 345 * 60_000 : 0;
      const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: offset, dateStyle: "short", timeStyle: "medium" });
      const local = parts.format(ms + shift);
      let read: Time;
      try {
        read = readTypedTime(local, { day: null, zone }).at;
      } catch (error) {
        // Nobody can say which of the two it was.
        expect(String(error)).toContain("twice");
        return;
      }
      expect(parseMoment(String(read))).toEqual({ from: ms, to: ms });
      expect(dayInZone(ms, zone)).toBe(local.slice(0, 10));
    }),
  );
});
