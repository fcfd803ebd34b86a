import { describe, expect, test } from "vitest";
import { findingsOf, put } from "../support/findings.js";

const event = (clock: string, marks: string, at = `2026-03-14T${clock}:00Z`) =>
  `  - {at: ${at}, event: What happened at ${clock}, marks: [${marks}]}\n`;

const timeline = (...events: string[]) => `timeline:\n${events.join("")}`;

describe("marks that stand again", () => {
  test("two ends without a relapse", async () => {
    const text = timeline(event("09:00", "began"), event("10:00", "resolved"), event("11:00", "resolved"));
    expect(await findingsOf("mark-order", [put(text)])).toEqual([
      {
        message: 'Expected "resolved" once before a relapse, found it again',
        at: "resolved",
        severity: "error",
        hint: "Mark the event between the two at which it broke again as relapsed, or keep one of them",
      },
    ]);
  });

  test("one more end of each kind after each relapse", async () => {
    const text = timeline(
      event("09:00", "began"),
      event("10:00", "mitigated, resolved"),
      event("11:00", "relapsed"),
      event("12:00", "mitigated"),
      event("12:30", "resolved"),
    );
    expect(await findingsOf("mark-order", [put(text)])).toEqual([]);
    expect(await findingsOf("mark-order", [put(text + event("13:00", "resolved"))])).toHaveLength(1);
  });

  test("a mark that stands once", async () => {
    const text = timeline(event("09:00", "began"), event("09:30", "detected"), event("10:00", "detected"));
    expect((await findingsOf("mark-order", [put(text)])).map(({ message }) => message)).toEqual([
      'Expected "detected" once, found it again',
    ]);
  });
});

test.each([
  ["relapse", 'Unknown relapse "relapse"', timeline(event("09:00", "began"), event("10:00", "resolved"))],
  ["relapse-2", 'Unknown relapse "relapse-2"', timeline(event("09:00", "began"), event("10:00", "relapsed"))],
])("a recovery value of a relapse that is not marked: %s", async (of, message, marks) => {
  const row = `recovery:\n  - {objective: rto, of: ${of}, value: PT1H}\n`;
  const found = await findingsOf("unknown-reference", [put(`${marks}${row}`)]);
  expect(found.map(({ message, at }) => [message, at])).toEqual([[message, of]]);
});

describe("bounds that exclude nothing", () => {
  test.each([
    "recovery:\n  - {objective: rto, value: {at_least: PT0S}}",
    "recovery:\n  - {objective: unresolved-decision-traces, value: {at_least: 0}}",
    "extent: {count: {at_least: 0}, of: users}",
    "extent:\n  - {share: {at_least: 0}, of: users}",
    "detection: {delay: {at_least: PT0S}, by: alert}",
  ])("%s", async (text) => {
    const [found, ...others] = await findingsOf("range-order", [put(text)]);
    expect(found?.message).toMatch(/^Expected a bound that excludes something, found at_least: (0|PT0S)$/);
    expect(found?.at).toMatch(/^(0|PT0S)$/);
    expect(others).toEqual([]);
  });

  test.each([
    "recovery:\n  - {objective: rto, value: {at_least: PT1S}}",
    "recovery:\n  - {objective: rto, value: {at_most: PT0S}}",
    "detection: {delay: {at_least: -PT5M}, by: alert}",
  ])("but not %s", async (text) => {
    expect(await findingsOf("range-order", [put(text)])).toEqual([]);
  });
});

describe("a stated bound against the marks", () => {
  const byNineteen = event("19:00", "detected", '{not_after: "2026-03-14T19:00:00Z"}');
  const marks = timeline(event("09:00", "began"), byNineteen);

  test.each([
    ["{at_most: PT10H}", 0],
    ["{at_most: PT9H}", 0],
    ["{at_most: PT10H1M}", 1],
    ["{at_least: PT10H1M}", 1],
    ["PT10H1M", 1],
  ])("%s", async (delay, n) => {
    const found = await findingsOf("detection-delay", [put(`${marks}detection: {delay: ${delay}, by: alert}`)]);
    expect(found.filter(({ severity }) => severity === "error")).toHaveLength(n);
  });
});

test("an event by a day and one from a day are in no order with others, and give the incident no day that is certain", async () => {
  const text = timeline(
    event("09:00", "began", '{not_after: "2026-03-14T09:00:00Z"}'),
    event("10:00", "detected", '{not_before: "2026-03-14T08:00:00Z"}'),
    event("11:00", "resolved"),
  );
  for (const rule of ["timeline-order", "mark-order", "date-of-id"])
    expect(await findingsOf(rule, [put(text)])).toEqual([]);
});

test("a step that was late has an event and an entry", async () => {
  const text = `${timeline(event("09:00", "began"))}  - {at: 2026-03-14T10:05:00Z, event: Paused, steps: [freeze-rollouts]}\nresponse:\n  - {step: freeze-rollouts, outcome: late, reason: Only after it came back}\n`;
  expect(await findingsOf("choreography-contradiction", [put(text)])).toEqual([]);
});
