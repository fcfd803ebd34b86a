import { expect, test } from "vitest";
import { markedEvents } from "../../../src/importers/drafting/draft/marks.js";
import { sameIncidentPairs } from "../../../src/importers/drafting/report/same-incident.js";

test.each([
  [["2021-02-03-login-was-down", "2021-02-03-login-was-down-2"], [], 1],
  [["2021-02-03-stale-keys-in-eu-west", "2021-02-03-keys-of-eu-west-were-stale"], [], 1],
  [["2021-02-03-login-was-down"], ["2021-02-03-login-down"], 1],
  [[], ["2021-02-03-login-was-down", "2021-02-03-login-was-down-2"], 0],
  [["2021-02-03-login-was-down", "2021-02-04-login-was-down"], [], 0],
  [["2021-02-03-maintenance-of-ci", "2021-02-03-maintenance-of-dns-and-mail"], [], 0],
  [["undated-login-was-down", "undated-login-was-down-2"], [], 0],
])("of %j beside %j, %i may be one incident", (drafts, others, pairs) => {
  expect(sameIncidentPairs(drafts, others)).toHaveLength(pairs);
});

const event = (clock: string, mark?: "began" | "detected" | "mitigated" | "resolved" | "relapsed") => ({
  at: `2021-02-03T${clock}:00Z`,
  event: `At ${clock}`,
  ...(mark ? { mark } : {}),
  source: clock,
});

test("events stand in order of time, with each mark once", () => {
  const { events, dropped } = markedEvents(
    [event("12:00", "resolved"), event("10:00", "began"), event("11:00", "began")],
    null,
  );
  expect(events).toEqual([
    { at: "2021-02-03T10:00:00Z", event: "At 10:00", marks: ["began"] },
    { at: "2021-02-03T11:00:00Z", event: "At 11:00" },
    { at: "2021-02-03T12:00:00Z", event: "At 12:00", marks: ["resolved"] },
  ]);
  expect(dropped).toEqual([]);
});

test("a mark that contradicts an earlier one is left out", () => {
  const { events, dropped } = markedEvents(
    [event("10:00", "resolved"), event("11:00", "began"), event("12:00", "relapsed"), event("13:00", "relapsed")],
    null,
  );
  expect(events.map(({ marks }) => marks)).toEqual([["resolved"], undefined, ["relapsed"], ["relapsed"]]);
  expect(dropped).toEqual(["began"]);
});
