import { describe, expect, test } from "vitest";
import {
  formatCountRange,
  formatDuration,
  formatDurationRange,
  thousands,
} from "../../../src/render/kit/formats/format-duration.js";
import { formatShare } from "../../../src/render/kit/formats/format-share.js";
import { formatDay, formatTime } from "../../../src/render/kit/formats/format-time.js";
import { isSafeUrl } from "../../../src/render/kit/safe-url.js";

const S = 1000;
const MIN = 60 * S;
const H = 60 * MIN;
const D = 24 * H;

describe("durations", () => {
  test.each<[number, string]>([
    [0, "0 s"],
    [45 * S, "45 s"],
    [59_999, "1 min"],
    [47 * MIN, "47 min"],
    [2 * MIN + 13 * S, "2 min 13 s"],
    [2 * H + 35 * MIN, "2 h 35 min"],
    [3 * H, "3 h"],
    [D - 1, "1 day"],
    [D + 2 * H, "1 day 2 h"],
    [219 * D + 3 * H, "219 days"],
    [1204 * D, "1,204 days"],
    [-5 * MIN, "−5 min"],
  ])("%d ms is %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  test.each<[number, number, string]>([
    [218 * D, 219 * D, "218–219 days"],
    [1 * D, 2 * D, "1–2 days"],
    [2 * MIN, 10 * MIN, "2–10 min"],
    [47 * MIN, 2 * H + 35 * MIN, "47 min to 2 h 35 min"],
    [5 * MIN, 5 * MIN, "5 min"],
    [3 * H, Number.POSITIVE_INFINITY, "at least 3 h"],
    [Number.NEGATIVE_INFINITY, 3 * H, "at most 3 h"],
    [-5 * MIN, 10 * MIN, "−5 min to 10 min"],
  ])("%d to %d ms is %s", (from, to, text) => {
    expect(formatDurationRange({ from, to })).toBe(text);
  });
});

test("counts have commas whatever the locale", () => {
  expect(formatCountRange({ from: 1_000_000, to: Number.POSITIVE_INFINITY })).toBe("at least 1,000,000");
  expect(formatCountRange({ from: 3, to: 5 })).toBe("3–5");
});

test("shares are per cent", () => {
  expect(formatShare(0.026)).toBe("2.6%");
  expect(formatShare([0.02, 0.03])).toBe("2–3%");
  expect(formatShare({ at_least: 0.12 })).toBe("at least 12%");
});

test("days and times are in words, in UTC", () => {
  expect(formatDay("2025-06-12")).toBe("12 June 2025");
  expect(formatTime("2025-06")).toBe("June 2025");
  expect(formatTime("2025-06-12T19:49:00+02:00")).toBe("12 June 2025, 17:49 UTC");
  expect(formatTime(["2025-06-12", "2025-06-14"])).toBe("12 June 2025 to 14 June 2025");
});

test.each<[string, boolean]>([
  ["https://example.org/a?b=c#d", true],
  ["mailto:a@example.org", true],
  ["../incidents/index.html", true],
  ["#source-S1", true],
  ["javascript:alert(1)", false],
  ["java\nscript:alert(1)", false],
  [" https://example.org", false],
  ["//evil.example", false],
  ["/\\evil.example", false],
  ["data:text/html,x", false],
  ["ftp://example.org", false],
  ["https://example.org@evil.example/", false],
  ["https:///nowhere", false],
])("%s is an address to link to: %s", (url, safe) => {
  expect(isSafeUrl(url)).toBe(safe);
});

test.each<[number, string]>([
  [-1, "−1"],
  [0, "0"],
  [999, "999"],
  [999.5, "999.5"],
  [1000, "1,000"],
  [1_234_567, "1,234,567"],
])("%d with commas is %s", (value, text) => {
  expect(thousands(value)).toBe(text);
});
