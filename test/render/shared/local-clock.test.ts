import { expect, test } from "vitest";
import { localClock } from "../../../src/render/shared/local-clock.js";

test.each([
  ["2026-07-10T19:00:00Z", "Europe/Berlin", "21:00"],
  ["2026-01-10T19:00:00Z", "Europe/Berlin", "20:00"],
  ["2026-07-10T23:30:00Z", "Europe/Berlin", "11 Jul 2026, 01:30"],
  ["2026-07-10T19:00:00Z", "Asia/Kolkata", "11 Jul 2026, 00:30"],
  [["2026-07-10T19:00:00Z", "2026-07-10T19:10:00Z"], "Europe/Berlin", "21:00–21:10"],
  ["2026-07-10", "Europe/Berlin", null],
  [{ not_after: "2026-07-10T19:00:00Z" }, "Europe/Berlin", null],
] as const)("%j in %s is %j", (time, zone, expected) => {
  expect(localClock(time as string, zone)).toBe(expected);
});
