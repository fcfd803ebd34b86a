import { describe, expect, test } from "vitest";
import { findingsOf, put } from "../support/findings.js";

const THIRD = put("account: third-party");
const INVARIANT = "invariant: a-revocation-holds-within-its-ttl, how: Nearly";

describe("misplaced-value", () => {
  const found = async (...fences: ReturnType<typeof put>[]) =>
    (await findingsOf("misplaced-value", fences)).map(({ at, severity }) => [at, severity]);

  test.each<[string, string]>([
    ["an answer", "unclear_contracts: {unpublished: Not said}"],
    ["a delay", "detection: {delay: {unpublished: Not said}, by: alert}"],
    ["a time", "timeline:\n  - {at: {unpublished: Not said}, event: It ends, marks: [resolved]}"],
  ])("%s of an own account is not unpublished", async (_, yaml) => {
    expect(await found(put(yaml))).toEqual([["unpublished", "error"]]);
    expect(await found(put(yaml), THIRD)).toEqual([]);
    expect(await found(put(yaml), put("status: archived"))).toEqual([]);
  });

  test.each(["reported", "reported-done"])("an own action is not %s", async (state) => {
    const actions = put(
      `actions:\n  - {id: A1, title: Sidecars fetch on start, type: prevent, state: ${state}, addresses: ["missing:M1"]}`,
    );
    expect(await found(actions)).toEqual([[state, "error"]]);
    expect(await found(actions, THIRD)).toEqual([]);
    expect(await found(actions, put("account: third-party", "inquest.yaml"))).toEqual([]);
  });

  test("of a drill too", async () => {
    const drill = put("degradation: {unpublished: Not said}", "drills/2026-05-20-policy-lag-eu-west.md");
    expect(await found(drill)).toEqual([["unpublished", "error"]]);
  });

  test("an incident violates an invariant, a near-miss may only threaten it", async () => {
    const threatened = put(`violated_invariants:\n  - {${INVARIANT}, state: threatened}`);
    expect(await found(threatened)).toEqual([["threatened", "warning"]]);
    expect(await found(threatened, THIRD)).toEqual([["threatened", "info"]]);
    expect(await found(threatened, put("kind: near-miss\ncaught_by: chance"))).toEqual([]);
    const both = `violated_invariants:\n  - {${INVARIANT}}\n  - {invariant: {statement: Another}, how: Nearly, state: threatened}`;
    expect(await found(put(both))).toEqual([]);
  });
});

describe("none is for lists", () => {
  const messages = async (yaml: string, file = "") =>
    (await findingsOf("schema", [put(yaml, file)])).map(({ message, at }) => [at, message]);
  const refused = [["none", 'Expected another reason than "none", which is for lists']];

  test.each([
    ["a delay", "detection: {delay: {none: It was seen}, by: alert}"],
    ["a sentence", "detection: {delay: [PT39M, PT47M], by: alert, why_delayed: {none: It was not}}"],
    ["the answer on detection", "detection: {none: It was not delayed}"],
    ["a time", "timeline:\n  - {at: {none: Not noted}, event: It ends, marks: [resolved]}"],
    ["a day", "actions:\n  - {id: A1, title: Do, type: prevent, state: done, due: {none: Not set}}"],
    ["a recovery value", "recovery:\n  - {objective: policy-freshness-gap, value: {none: Not measured}}"],
  ])("not %s", async (_, yaml) => {
    expect(await messages(yaml)).toEqual(refused);
  });

  test.each(["violated_invariants", "unclear_contracts", "missing_evidence"])("but %s", async (field) => {
    expect(await messages(`${field}: {none: There was nothing}`)).toEqual([]);
  });

  test.each(["degradation", "incidents", "missing_evidence"])("and of a drill %s", async (field) => {
    expect(await messages(`${field}: {none: There was nothing}`, "drills/2026-05-20-policy-lag-eu-west.md")).toEqual(
      [],
    );
  });

  test("and it stands beside no other reason", async () => {
    expect(await messages("unclear_contracts: {none: Nothing, not_applicable: Nothing}")).toEqual([
      [expect.any(String), "Expected one reason, found several"],
    ]);
  });
});

describe("a blank delay", () => {
  const timeline = (detected: string) =>
    `timeline:\n  - {at: 2026-03-14T09:02:00Z, event: It begins, marks: [began]}\n  - {${detected}, event: The audit sample, marks: [detected]}\n`;
  const found = (detected: string) =>
    findingsOf("detection-delay", [
      put(`${timeline(detected)}detection: {delay: {unknown: Not noted, gap: M1}, by: alert}`),
    ]);

  test("stands not beside two exact times, which give it", async () => {
    expect(await found("at: 2026-03-14T09:49:00Z")).toMatchObject([
      { message: "Expected a delay of PT47M, found a blank beside two exact times", severity: "error" },
    ]);
  });

  test.each([
    ["a range", 'at: ["2026-03-14T09:40:00Z", "2026-03-14T09:49:00Z"]'],
    ["a day", "at: 2026-03-14"],
    ["a bound", "at: {not_after: 2026-03-14T09:49:00Z}"],
    ["an approximate time", "at: 2026-03-14T09:49:00Z, approximate: true"],
    ["a disputed time", "at: 2026-03-14T09:49:00Z, disputed: [{at: 2026-03-14T09:55:00Z, note: Of the bridge}]"],
    ["no time", "at: {unknown: Not noted, gap: M1}"],
  ])("may stand beside %s", async (_, detected) => {
    expect(await found(detected)).toEqual([]);
  });
});

describe("a detection before the failure", () => {
  const found = (detected: string, delay: string) =>
    findingsOf("detection-delay", [
      put(`timeline:
  - {at: ${detected}, event: The audit sample, marks: [detected]}
  - {at: 2026-03-14T09:02:00Z, event: It begins, marks: [began]}
detection: {delay: ${delay}, by: alert}`),
    ]);

  test.each(["PT1H13M", "{unknown: Not noted, gap: M1}"])("is named with both times beside %s", async (delay) => {
    expect(await found("2026-03-14T08:15:00Z", delay)).toMatchObject([
      {
        message: expect.stringContaining("Expected a delay of -PT47M"),
        hint: '"detected" at 2026-03-14T08:15:00Z is before "began" at 2026-03-14T09:02:00Z: correct the wrong time, or write delay: -PT47M if it was noticed before it began',
      },
    ]);
  });

  test("may be meant, and one at the same time is none", async () => {
    expect(await found("2026-03-14T08:15:00Z", "-PT47M")).toEqual([]);
    const [same] = await found("2026-03-14T09:02:00Z", "PT1H");
    expect(same?.hint).toBe("The marks give PT0S; correct the delay or the times");
  });
});

describe("status-deadline of what is published", () => {
  const late = (on: string, ...yaml: string[]) =>
    findingsOf("status-deadline", [put(`published_on: ${on}`), ...yaml.map((text) => put(text))]);

  test("the last day is in time, and the next one is late", async () => {
    expect(await late("2026-03-28")).toEqual([]);
    expect(await late("2026-03-29")).toMatchObject([
      {
        message: "Published 1 day late: to be published by 2026-03-28, found 2026-03-29",
        at: "2026-03-29",
        severity: "info",
      },
    ]);
  });

  test("not of others' incidents", async () => {
    expect(await late("2026-05-29", "account: third-party")).toEqual([]);
  });
});
