import { expect, test } from "vitest";
import { findingsOf, put } from "../support/findings.js";

const judged = (by: string) => `closed_by: {artifact: A metric, judged: {by: ${by}, on: 2026-05-01, as: sufficient}}`;
const gap = (by: string) =>
  `missing_evidence:\n  - {id: M1, what: The age, kind: metric, needed_for: Telling, status: closed, ${judged(by)}}\n`;
const action = (more: string) =>
  `actions:\n  - {id: A1, title: Export the age, type: observe, state: done, owner: team-policy, done_on: 2026-04-01, addresses: ["missing:M1"]${more}}\n`;

test.each([
  ["an action judged by its owner", action(`, ${judged("team-policy")}`), ["team-policy"]],
  ["an action judged by somebody else", action(`, ${judged("team-audit")}`), []],
  ["a gap judged by the owner of the action that closed it", gap("team-policy") + action(""), ["team-policy"]],
  ["a gap judged by somebody else", gap("team-audit") + action(""), []],
  [
    "a gap that no done action addresses",
    gap("team-policy") + action("").replace("state: done", "state: committed"),
    [],
  ],
])("%s", async (_, yaml, at) => {
  const found = await findingsOf("proven-by-itself", [put(yaml)]);
  expect(found.map((one) => one.at)).toEqual(at);
  for (const { severity, message } of found) {
    expect(severity).toBe("info");
    expect(message).toMatch(
      /^Expected somebody else to judge (gap "M1"|action "A1"), found "team-policy", who closed it$/,
    );
  }
});

test.each([
  ["a theme", "missing_evidence:\n  - {id: M1, what: The age, kind: metric, needed_for: Telling, theme: ages}", "ages"],
  [
    "an action of another incident",
    "related:\n  - {incident: 2026-03-14-stale-grants-after-forced-rollout, action: A9, relation: caused-by, why: It led to it}",
    "A9",
  ],
])("%s that does not exist is one placed diagnostic", async (_, yaml, at) => {
  expect((await findingsOf("unknown-reference", [put(yaml)])).map((one) => one.at)).toEqual([at]);
});
