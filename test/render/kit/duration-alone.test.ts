import { expect, test } from "vitest";
import { formatDurationAlone } from "../../../src/render/kit/formats/format-duration.js";

const HOUR = 3_600_000;
test.each([
  [{ from: 24 * HOUR - 60_000, to: 24 * HOUR - 60_000 }, "23 h 59 min"],
  [{ from: 24 * HOUR, to: 24 * HOUR }, "1 day (24 h)"],
  [{ from: 61 * HOUR, to: 61 * HOUR }, "2 days 13 h (61 h)"],
  [{ from: 61 * HOUR, to: Number.POSITIVE_INFINITY }, "at least 2 days 13 h (at least 61 h)"],
  [{ from: -48 * HOUR, to: -48 * HOUR }, "−2 days (−48 h)"],
])("%j", (range, expected) => {
  expect(formatDurationAlone(range)).toBe(expected);
});
