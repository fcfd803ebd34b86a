import { expect, test } from "vitest";
import { link } from "../../src/link/link.js";
import { recurrence } from "../../src/measure/recurrence.js";
import type { PostmortemData } from "../../src/model/schema-types.js";
import { collection, incident } from "../support/collection.js";
import { loadExample } from "../support/load-example.js";

const again = (earlier: string): Partial<PostmortemData> => ({
  recurrence_of: [{ incident: earlier, same: ["contract:key-refresh"], why: "The same key" }],
});
const NOW = "2026-11-23";
const FIRST = incident("2025-05-01-stale-key");

test("a declared recurrence says what recurred and after how many days", () => {
  const graph = link(collection([FIRST, incident("2025-05-10-again", again(FIRST.id))]));
  expect(recurrence(graph, NOW)).toMatchObject({
    declared: [{ later: "2025-05-10-again", earlier: FIRST.id, same: ["contract:key-refresh"], days: 9 }],
    chains: [[FIRST.id, "2025-05-10-again"]],
  });
});

test("within 24 months: older incidents of this collection only, each with its declared recurrences", () => {
  const all = [
    FIRST,
    incident("2027-05-01-on-the-last-day", again(FIRST.id)),
    incident("2027-05-02-a-day-later", again(FIRST.id)),
    incident("2025-05-02-of-another-collection", {
      recurrence_of: [{ external: { title: "An outage of 2015" }, why: "The same queue" }],
    }),
  ];
  const windowAt = (now: string) => recurrence(link(collection(all)), now).window;
  expect(windowAt("2027-05-01").incidents).toEqual([]);
  expect(windowAt("2027-05-02")).toMatchObject({
    months: 24,
    incidents: [FIRST.id],
    recurred: [{ incident: FIRST.id, recurrences: ["2027-05-01-on-the-last-day"] }],
    too_recent: all.slice(1).map(({ id }) => id),
  });
});

test("chains that share an incident are one", () => {
  const all = [
    FIRST,
    incident("2025-06-01-b", again(FIRST.id)),
    incident("2025-07-01-c"),
    incident("2025-08-01-d", again("2025-07-01-c")),
  ];
  expect(recurrence(link(collection(all)), NOW).chains).toHaveLength(2);
  const joined = [
    ...all,
    incident("2025-09-01-e", {
      recurrence_of: [
        { incident: "2025-06-01-b", why: "Key" },
        { incident: "2025-08-01-d", why: "Key" },
      ],
    }),
  ];
  expect(recurrence(link(collection(joined)), NOW).chains).toEqual([joined.map(({ id }) => id)]);
});

test("a draft and a near-miss recur in no figure", () => {
  const declaredBy = (data: Partial<PostmortemData>) =>
    recurrence(link(collection([FIRST, incident("2025-05-02-again", { ...again(FIRST.id), ...data })])), NOW).declared;
  expect(declaredBy({ status: "draft" })).toEqual([]);
  expect(declaredBy({ kind: "near-miss" })).toEqual([]);
  expect(declaredBy({})).toHaveLength(1);
});

test("a filter keeps the recurrences of which it counts either incident", () => {
  const graph = link(collection([FIRST, incident("2025-05-10-again", again(FIRST.id)), incident("2025-06-01-other")]));
  const kept = (id: string) => recurrence(graph, NOW, (one) => one === id).declared.length;
  expect([kept(FIRST.id), kept("2025-05-10-again"), kept("2025-06-01-other")]).toEqual([1, 1, 0]);
});

test("a recurrence of what is no document here is none of the collection's, and is named apart", () => {
  const outside = incident("2025-05-10-again", {
    recurrence_of: [{ external: { title: "The outage of 2015", on: "2015" }, why: "The same queue" }],
  });
  const found = recurrence(link(collection([FIRST, outside])), NOW);
  expect([found.declared, found.outside]).toEqual([[], [outside.id]]);
  expect(recurrence(link(collection([FIRST, outside])), NOW, (id) => id === FIRST.id).outside).toEqual([]);
});

/** By hand: fourteen links within the collection; two more lead to incidents that are no documents here. */
test("the example collection: seven chains, of which one holds five incidents", async () => {
  const { declared, outside, chains } = recurrence(await loadExample(), NOW);
  expect(declared).toHaveLength(14);
  expect(outside).toHaveLength(2);
  expect(chains.map((chain) => chain.length)).toEqual([5, 3, 3, 2, 2, 2, 2]);
  expect(chains[0]).toEqual([
    "2025-09-29-posthog-flags-timeout",
    "2025-10-21-posthog-flags-redis-overload",
    "2025-10-24-posthog-rate-limit-sees-one-caller",
    "2025-10-28-posthog-flags-rollout-crash-loop",
    "2025-10-29-posthog-flags-cpu-latency",
  ]);
});
