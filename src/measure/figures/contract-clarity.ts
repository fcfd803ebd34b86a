import type { ContractClarities } from "../contract-clarity.js";

export function contractClarityFigures(contracts: ContractClarities) {
  return [...contracts.values()].map((one) => ({
    contract: one.contract,
    incidents: one.incidents,
    near_misses: one.nearMisses,
    clarified: one.clarifications.map(({ on, where, organisation, after, elsewhere }) => ({
      on,
      where,
      organisation,
      after,
      elsewhere,
    })),
    after_clarification: one.afterClarification,
  }));
}
