import fc from "fast-check";
import { expect, test } from "vitest";
import { dayInZone, isZone, readMoment, readTime, splitTime } from "../../../src/edit/new/clock-time.js";
import { parseMoment } from "../../../src/model/time.js";

const BERLIN = { day: "2026-03-14", zone: "Europe/Berlin" };

test.each([
  ["09:49", "2026-03-14T09:49:00+01:00"],
  ["9:49:30", "2026-03-14T09:49:30+01:00"],
  ["09:49Z", "2026-03-14T09:49:00Z"],
  ["09:49+0530", "2026-03-14T09:49:00+05:30"],
  ["2026-07-01 09:49", "2026-07-01T09:49:00+02:00"],
  ["2026-07-01T09:49 UTC", "2026-07-01T09:49:00Z"],
  ["2026-07-01T09:49:00.5-03:00", "2026-07-01T09:49:00.5-03:00"],
  ["2026-07-01", "2026-07-01"],
  ["2026-07", "2026-07"],
])("%s is read as %s", (text, moment) => {
  expect(readMoment(text, BERLIN)).toBe(moment);
});

test("a time that clocks showed twice, or never, is not guessed", () => {
  expect(() => readMoment("2026-10-25 02:30", BERLIN)).toThrow(
    "showed 02:30 on 2026-10-25 twice: write 2026-10-25 02:30+02:00 or 2026-10-25 02:30+01:00",
  );
  expect(() => readMoment("2026-03-29 02:30", BERLIN)).toThrow(
    "never showed 02:30 on 2026-03-29: they went from +01:00 to +02:00",
  );
  expect(readMoment("2026-10-25 02:30+01:00", BERLIN)).toBe("2026-10-25T02:30:00+01:00");
});

test.each([
  ["25:10", "from 00:00 to 23:59"],
  ["2026-02-30 10:00", "2026-02 has 28 days"],
  ["2026-02-30", "2026-02 has 28 days"],
  ["yesterday", 'Expected a time, found "yesterday"'],
  ["", "Expected a time"],
  ["09:49/10:00/11:00", "Expected a day before the clock time"],
  ["10:00/09:00", "from early to late"],
])("%j is refused", (text, message) => {
  expect(() => readTime(text, BERLIN)).toThrow(message);
});

test("without a zone a local time is refused, and without a day a clock time", () => {
  expect(() => readMoment("09:49", { day: "2026-03-14", zone: null })).toThrow("say with --zone whose clock it is");
  expect(() => readMoment("09:49", { day: null, zone: "UTC" })).toThrow("Expected a day before the clock time");
});

test("words behind a time are told apart from it", () => {
  expect(splitTime("09:49 The alert fires")).toEqual({ time: "09:49", words: "The alert fires" });
  expect(splitTime(" 2026-03-14 09:49Z  10 grants ")).toEqual({ time: "2026-03-14 09:49Z", words: "10 grants" });
  expect(splitTime("09:49/10:10 It began")).toEqual({ time: "09:49/10:10", words: "It began" });
  expect(splitTime("2026-03-14")).toEqual({ time: "2026-03-14", words: "" });
  expect(() => splitTime("The alert fires")).toThrow("Expected a time");
  expect(readTime("09:49/10:10", BERLIN)).toEqual(["2026-03-14T09:49:00+01:00", "2026-03-14T10:10:00+01:00"]);
});

test.each(["UTC", "Europe/Berlin", "Etc/GMT+5", "+02:00", "-0330", "EST"])("%s is a zone", (zone) => {
  expect(isZone(zone)).toBe(true);
});

test.each(["", "Mars/Olympus", "2026-01-01T00:00Z", "2026-01-01T00:00+01:00[UTC]", "+25:00", "UTC "])(
  "%j is none",
  (zone) => {
    expect(isZone(zone)).toBe(false);
  },
);

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
      let read: string;
      try {
        read = readMoment(local, { day: null, zone });
      } catch (error) {
        // Nobody can say which of the two it was.
        expect(String(error)).toContain("twice");
        return;
      }
      expect(parseMoment(read)).toEqual({ from: ms, to: ms });
      expect(dayInZone(ms, zone)).toBe(local.slice(0, 10));
    }),
  );
});
