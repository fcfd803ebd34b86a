import { expect, test } from "vitest";
import { check } from "../../src/pipeline.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";

const ID = "incidents/2026-03-14-old-keys-refused.md";

/** What `check` says of the sound postmortem with one text replaced. */
async function findings(from: string, to: string, more: Record<string, string> = {}): Promise<string[]> {
  expect(SOUND).toContain(from);
  const root = collectionFolder({ [ID]: SOUND.replace(from, to), ...more });
  const { diagnostics } = await check(root, {
    now: "2026-11-23",
    today: "2026-11-23",
    asPublished: false,
    baseline: null,
    changedSince: null,
  });
  return diagnostics.map(({ rule, severity }) => `${rule} ${severity}`);
}

test.each([
  [
    "timeline-order warning",
    "event: Rollouts are paused",
    "event: Rollouts are paused}\n  - {at: 2026-03-14T09:30:00Z, event: A late note",
  ],
  [
    "mark-order error",
    "marks: [resolved]",
    "marks: [resolved]}\n  - {at: 2026-03-14T11:00:00Z, event: The end for most, marks: [mitigated]",
  ],
  [
    "unknown-without-gap error",
    "why_delayed: The alert waits for a quarter of an hour of errors",
    "why_delayed: {unknown: Nobody looked}",
  ],
  ["choreography-incomplete warning", "  - {step: restore-observability, outcome: taken}\n", ""],
  [
    "choreography-skipped warning",
    "{step: restore-observability, outcome: taken}",
    "{step: restore-observability, outcome: skipped, reason: Nobody thought of it}",
  ],
  [
    "choreography-contradiction error",
    "{step: restore-observability, outcome: taken}",
    "{step: restore-observability, outcome: taken}\n  - {step: freeze-rollouts, outcome: not-needed, reason: Nothing was rolling}",
  ],
  ["range-order error", "delay: PT47M", "delay: [PT48M, PT46M]"],
  ["empty-section error", "Sign-in failed for an hour.", "<!-- later -->"],
  ["required-field error", "owner: editors\n", ""],
  ["required-field error", "marks: [detected]", "marks: [declared]"],
  ["unknown-reference error", "kind: trust/invalid-identity", "kind: trust/invalid-identiti"],
  [
    "duplicate-id error",
    "needed_for: Telling who was affected}",
    "needed_for: Telling who was affected}\n  - {id: M1, what: Another, kind: log, needed_for: More}",
  ],
])("%s", async (expected, from, to) => {
  expect(await findings(from, to)).toContain(expected);
});

test("an action that addresses the skipped step answers for it", async () => {
  const skipped = "{step: restore-observability, outcome: skipped, reason: Nobody thought of it}";
  const root = collectionFolder({
    [ID]: SOUND.replace("{step: restore-observability, outcome: taken}", skipped).replace(
      "missing_evidence:",
      "actions:\n  - {id: A1, title: Rehearse it, type: rehearse, state: reported, addresses: [step:restore-observability]}\nmissing_evidence:",
    ),
  });
  const { diagnostics } = await check(root, {
    now: null,
    today: "2026-11-23",
    asPublished: false,
    baseline: null,
    changedSince: null,
  });
  expect(diagnostics.filter(({ rule }) => rule === "choreography-skipped")).toEqual([]);
});

test("a range of times is out of order only where that is certain", async () => {
  expect(
    await findings("at: 2026-03-14T09:49:00Z", 'at: ["2026-03-14T09:00:00Z", "2026-03-14T09:49:00Z"]'),
  ).not.toContain("timeline-order warning");
});

test("a file name that is no id is one finding", async () => {
  const root = collectionFolder({ "incidents/notes.md": SOUND });
  const { diagnostics } = await check(root, {
    now: null,
    today: "2026-11-23",
    asPublished: false,
    baseline: null,
    changedSince: null,
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map(({ rule }) => rule)).toEqual(["id-format"]);
});
