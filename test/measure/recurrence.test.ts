import { describe, expect, test } from "vitest";
import { link } from "../../src/link/link.js";
import { recurrences } from "../../src/measure/recurrence.js";
import type { PostmortemData, Service } from "../../src/model/schema-types.js";
import { collection, incident } from "../support/collection.js";
import { loadExample } from "../support/load-example.js";

const services: Service[] = [
  { id: "issuer", title: "Issuer", organisation: "Acme", team: "Identity", description: "Issues tokens." },
  { id: "verifier", title: "Verifier", organisation: "Acme", team: "Identity", description: "Verifies tokens." },
  { id: "store", title: "Store", organisation: "Acme", team: "Data", description: "Keeps things." },
];
const unclear = (contract: string, service: string): Partial<PostmortemData> => ({
  services: [{ service, role: "origin" }],
  unclear_contracts: [{ contract, gap: "Whether a restart refetches it was written nowhere" }],
});
const found = (...incidents: ReturnType<typeof incident>[]) =>
  recurrences(link(collection(incidents, { catalogs: { services } })), "2026-01-09");

/** Ten years before the pair: the stretch of time against which it is near. */
const long = incident("2016-01-10-first-of-all");

describe("a candidate", () => {
  /** By hand: 3,653 days from 2016-01-10 to 2026-01-09, both included; a gap of nine days: 1 − (1 − 10/3653)² = 0.00547. */
  test("is two neighbours of one team with the same contract, nearer than chance", () => {
    const { candidates, tested, declared } = found(
      long,
      incident("2025-05-01-stale-key", unclear("key-refresh", "issuer")),
      incident("2025-05-10-stale-key-at-the-verifier", unclear("key-refresh", "verifier")),
    );
    expect(tested).toBe(1);
    expect(declared).toEqual([]);
    expect(candidates).toMatchObject([
      {
        earlier: "2025-05-01-stale-key",
        later: "2025-05-10-stale-key-at-the-verifier",
        days: 9,
        reasons: [{ same: "contract:key-refresh", group: "Acme / Identity", n: 2 }],
      },
    ]);
    expect(candidates[0]?.reasons[0]?.chance).toBeCloseTo(0.00547, 5);
  });

  test("is not found far apart, in another team, or under another contract", () => {
    const first = incident("2017-05-01-stale-key", unclear("key-refresh", "issuer"));
    const later = (id: string, data: Partial<PostmortemData>) => found(long, first, incident(id, data)).candidates;
    expect(later("2024-05-10-again", unclear("key-refresh", "issuer"))).toEqual([]);
    expect(later("2017-05-10-elsewhere", unclear("key-refresh", "store"))).toEqual([]);
    expect(later("2017-05-10-otherwise", unclear("call-budget", "issuer"))).toEqual([]);
    expect(later("2017-05-10-again", unclear("key-refresh", "issuer"))).toHaveLength(1);
  });

  test("is never what is declared already, nor a second account of one event, nor a draft", () => {
    const first = incident("2025-05-01-stale-key", unclear("key-refresh", "issuer"));
    const with_ = (data: Partial<PostmortemData>) =>
      found(long, first, incident("2025-05-02-again", { ...unclear("key-refresh", "issuer"), ...data }));
    const declared = with_({ recurrence_of: [{ incident: first.id, same: ["contract:key-refresh"], why: "Same" }] });
    expect(declared).toMatchObject({ candidates: [], tested: 0, chains: [[first.id, "2025-05-02-again"]] });
    const sameEvent = with_({ related: [{ incident: first.id, relation: "same-event", why: "One night" }] });
    expect(sameEvent).toMatchObject({ candidates: [], tested: 0 });
    expect(with_({ status: "draft" })).toMatchObject({ candidates: [], tested: 0 });
    expect(with_({ kind: "near-miss" })).toMatchObject({ candidates: [], tested: 0 });
  });

  test("is told where the filter counts one of the two, and tested against the whole", () => {
    const pair = [
      incident("2025-05-01-stale-key", unclear("key-refresh", "issuer")),
      incident("2025-05-10-again", unclear("key-refresh", "verifier")),
    ];
    const graph = link(collection([long, ...pair], { catalogs: { services } }));
    const told = (id: string) => recurrences(graph, "2026-01-09", (one) => one === id).candidates.length;
    expect([told(pair[1]?.id ?? ""), told(long.id)]).toEqual([1, 0]);
  });
});

test("a gap that is short among two is not among twenty", () => {
  const pair = (name: string, year: string, contract: string) => [
    incident(`2020-01-01-${name}`, unclear(contract, "store")),
    incident(`${year}-04-01-${name}-again`, unclear(contract, "store")),
  ];
  // By hand: 1 − (1 − 92/3653)² = 0.0497, which passes 0.1 alone, and not 0.1/20.
  const near = pair("near", "2020", "call-budget");
  const far = Array.from({ length: 19 }, (_, at) => pair(`far-${at}`, "2025", `contract-${at}`)).flat();
  expect(found(long, ...near)).toMatchObject({ tested: 1, candidates: [{ days: 91 }] });
  expect(found(long, ...near, ...far)).toMatchObject({ tested: 20, candidates: [] });
});

/**
 * By hand, from `recurrence_of` in the files: Cloudflare 2025-11-18 of 2019-07-02; LaunchDarkly 2025-10-20 of 2020-07-15;
 * Microsoft 2021-03-15 of 2020-09-28; AWS 2021-12-07 of 2020-11-25, and 2025-10-20 of both; Google 2025-06-12 of
 * 2020-12-14; Flagsmith 2026-03-03 of 2023-07-04; GitHub 2026-06-05 of 2026-05-23, and 2026-06-10 of 2026-06-05.
 */
test("the example collection: seven chains, of which two hold three incidents", async () => {
  const { declared, chains } = recurrences(await loadExample(), "2026-11-23");
  expect(declared).toHaveLength(10);
  expect(chains.map((chain) => chain.length)).toEqual([3, 3, 2, 2, 2, 2, 2]);
  expect(chains[0]).toEqual([
    "2020-11-25-aws-kinesis-thread-limit",
    "2021-12-07-aws-internal-network-congestion",
    "2025-10-20-aws-dynamodb-dns-race",
  ]);
});
