import { describe, expect, test } from "vitest";
import { link } from "../../src/link/link.js";
import { choreography } from "../../src/measure/choreography.js";
import { type SkippedStep, skipping } from "../../src/measure/skipping.js";
import type { Postmortem } from "../../src/model/collection.js";
import type { PostmortemData, Step } from "../../src/model/schema-types.js";
import { collection, incident } from "../support/collection.js";
import { loadExample } from "../support/load-example.js";

const step: Step = {
  id: "restore-observability",
  title: "Restore observability",
  description: "See again who decides",
  why: "Else nobody knows",
  if_skipped: "It returns",
  counts_as: "A signal was regained",
};

const NOW = "2026-11-23";

const skipped: Partial<PostmortemData> = { response: [{ step: step.id, outcome: "skipped", reason: "Forgotten" }] };
const taken: Partial<PostmortemData> = { response: [{ step: step.id, outcome: "taken" }] };
const again = (earlier: string): Partial<PostmortemData> => ({
  recurrence_of: [{ incident: earlier, why: "The same key" }],
});

function table(postmortems: readonly Postmortem[], now = NOW): SkippedStep {
  const graph = link(collection(postmortems, { catalogs: { steps: [step] } }));
  const found = skipping(graph, choreography(graph), now).steps.find((one) => one.step === step.id);
  if (found === undefined) throw new Error("The step is in the catalog");
  return found;
}

describe("an incident in which a step was skipped", () => {
  test("came again if a later one says so within 24 months", () => {
    const { skipped: row } = table([
      incident("2024-03-01-stale-key", skipped),
      incident("2024-09-01-stale-key-again", again("2024-03-01-stale-key")),
      incident("2022-03-01-late-cache", skipped),
      incident("2024-03-02-late-cache-again", again("2022-03-01-late-cache")),
    ]);
    expect(row.incidents).toEqual([
      { incident: "2024-03-01-stale-key", recurrences: ["2024-09-01-stale-key-again"] },
      { incident: "2022-03-01-late-cache", recurrences: [] },
    ]);
    expect(row.recurred).toBe(1);
  });

  test("is left out while it is too recent, even if it came again already", () => {
    const result = table([
      incident("2026-03-01-stale-key", skipped),
      incident("2026-04-01-stale-key-again", { ...again("2026-03-01-stale-key"), ...taken }),
    ]);
    expect(result.skipped.incidents).toEqual([]);
    expect(result.too_recent).toEqual(["2026-03-01-stale-key", "2026-04-01-stale-key-again"]);
  });

  test("counts from the day after the window has passed", () => {
    const one = [incident("2025-01-01-stale-key", skipped)];
    expect(table(one, "2027-01-01").skipped.incidents).toHaveLength(0);
    expect(table(one, "2027-01-02").skipped.incidents).toHaveLength(1);
  });
});

test("late and not recorded have rows of their own, drafts, near-misses and other outcomes none", () => {
  const result = table([
    incident("2020-01-01-a", { ...skipped, status: "draft" }),
    incident("2020-01-02-b", { ...skipped, kind: "near-miss" }),
    incident("2020-01-03-c"),
    incident("2020-01-06-f", { response: [{ step: step.id, outcome: "late" }] }),
    incident("2020-01-04-d", { response: [{ step: step.id, outcome: "not-possible", reason: "No access" }] }),
    incident("2020-01-05-e", { response: [{ step: step.id, outcome: "ineffective", reason: "No signal" }] }),
  ]);
  expect([result.skipped.incidents, result.taken.incidents, result.too_recent]).toEqual([[], [], []]);
  const idsOf = ({ incidents }: typeof result.late) => incidents.map(({ incident: id }) => id);
  expect(idsOf(result.late)).toEqual(["2020-01-06-f"]);
  expect(idsOf(result.not_recorded)).toEqual(["2020-01-03-c"]);
});

test("a draft is no recurrence", () => {
  const { skipped: row } = table([
    incident("2024-03-01-stale-key", skipped),
    incident("2024-09-01-stale-key-again", { ...again("2024-03-01-stale-key"), status: "draft" }),
  ]);
  expect(row.recurred).toBe(0);
});

test("the order of documents changes nothing", () => {
  const all = [
    incident("2024-03-01-a", skipped),
    incident("2024-05-01-b", { ...taken, ...again("2024-03-01-a") }),
    incident("2024-06-01-c", again("2024-03-01-a")),
  ];
  expect(table([...all].reverse())).toEqual(table(all));
});

test("an empty collection has empty rows", () => {
  expect(table([])).toMatchObject({
    skipped: { n: 0, incidents: [], recurred: 0 },
    taken: { n: 0, incidents: [], recurred: 0 },
  });
});

/**
 * By hand: four incidents restored observability (2021-01-04 Slack, 2021-10-28 Roblox, 2026-02-06 PostHog, 2026-07-03 .al),
 * two restored it late (2018-08-20 Duo, 2022-05-31 Optimism), and three skipped it, all at PostHog (2025-10-28, 2025-10-29,
 * 2026-01-17). What is younger than 24 months is counted in no row: the three that skipped it, and two that restored it.
 */
test("the example collection: restoring observability", async () => {
  const graph = await loadExample();
  const found = skipping(graph, choreography(graph), NOW).steps.find((one) => one.step === "restore-observability");
  const ids = (row: { incidents: readonly { incident: string }[] } | undefined) =>
    row?.incidents.map(({ incident }) => incident).sort();
  expect(ids(found?.taken)).toEqual(["2021-01-04-slack-transit-gateway", "2021-10-28-roblox-consul"]);
  expect(ids(found?.late)).toEqual(["2018-08-20-duo-closed-on-wrong-cause", "2022-05-31-optimism-claims-reopened"]);
  expect(ids(found?.skipped)).toEqual([]);
  expect([found?.taken.recurred, found?.late.recurred, found?.not_recorded.recurred]).toEqual([0, 0, 2]);
  expect(found?.too_recent).toEqual(
    expect.arrayContaining([
      "2025-10-28-posthog-flags-rollout-crash-loop",
      "2025-10-29-posthog-flags-cpu-latency",
      "2026-01-17-posthog-rollback-not-served",
      "2026-02-06-posthog-stale-flag-definitions",
      "2026-07-03-cloudflare-al-marked-bypass",
    ]),
  );
});
