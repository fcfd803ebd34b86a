import { describe, expect, test } from "vitest";
import { contractClarity } from "../../src/measure/contract-clarity.js";
import type { Contract, PostmortemData, Service } from "../../src/model/schema-types.js";
import { bareGraph, collection, incident } from "../support/collection.js";
import { loadExample } from "../support/load-example.js";

const contract = (clarified?: Contract["clarified"]): Contract => ({
  id: "final-or-temporary-answer",
  title: "Final or temporary answer",
  description: "What a refusal means",
  parties: ["caller", "checker"],
  promise: "A refusal is final",
  ...(clarified ? { clarified } : {}),
});

const services: Service[] = [
  { id: "gateway", title: "Gateway", description: "At the edge", organisation: "North" },
  { id: "issuer", title: "Issuer", description: "Of tokens", organisation: "South" },
];

const unclear = (service: string): Partial<PostmortemData> => ({
  services: [{ service, role: "origin" }],
  unclear_contracts: [{ contract: "final-or-temporary-answer", gap: "Written nowhere" }],
});

function clarityOf(clarified: Contract["clarified"], ...incidents: ReturnType<typeof incident>[]) {
  const graph = bareGraph(collection(incidents, { catalogs: { contracts: [contract(clarified)], services } }));
  return contractClarity(graph).find(({ contract: id }) => id === "final-or-temporary-answer");
}

describe("contract clarity", () => {
  const incidents = [
    incident("2026-01-01-before", unclear("gateway")),
    incident("2026-03-01-same-day", unclear("gateway")),
    incident("2026-04-01-after", unclear("gateway")),
    incident("2026-05-01-elsewhere", unclear("issuer")),
    incident("2026-06-01-near", { ...unclear("gateway"), kind: "near-miss" }),
    incident("2026-07-01-draft", { ...unclear("gateway"), status: "draft" }),
  ];

  test("counts published incidents, and shows near-misses apart", () => {
    expect(clarityOf(undefined, ...incidents)).toEqual({
      contract: "final-or-temporary-answer",
      incidents: ["2026-01-01-before", "2026-03-01-same-day", "2026-04-01-after", "2026-05-01-elsewhere"],
      near_misses: ["2026-06-01-near"],
      clarified: [],
      after_clarification: [],
    });
  });

  test("holds against a clarification only what it could reach, and certainly came later", () => {
    const clarified = [{ on: "2026-03-01", where: "https://docs.example.org/", organisation: "North" }];
    expect(clarityOf(clarified, ...incidents)).toMatchObject({
      clarified: [{ after: ["2026-04-01-after"], elsewhere: ["2026-05-01-elsewhere"] }],
      after_clarification: ["2026-04-01-after"],
    });
  });

  test("a clarification for all reaches every organisation, and each incident counts once", () => {
    const clarified = [
      { on: "2026-03-01", where: "https://docs.example.org/1" },
      { on: "2026-04-15", where: "https://docs.example.org/2" },
    ];
    expect(clarityOf(clarified, ...incidents)?.after_clarification).toEqual([
      "2026-04-01-after",
      "2026-05-01-elsewhere",
    ]);
  });

  test("a contract that no incident names is there all the same", () => {
    expect(clarityOf(undefined)).toMatchObject({ incidents: [], after_clarification: [] });
  });
});

test("of the example collection, by hand: no contract was clarified by an organisation that had misread it", async () => {
  // `what-a-way-back-covers` was clarified on 9 June 2026 at the UK Ministry of Justice. Seven incidents name it, the last
  // on 29 October 2025; the Ministry has drills here and no incident.
  const clarities = contractClarity(await loadExample());
  const clarified = clarities.filter(({ clarified }) => clarified.length > 0);
  expect(clarified.map((one) => [one.contract, one.incidents.length, one.after_clarification])).toEqual([]);
});
