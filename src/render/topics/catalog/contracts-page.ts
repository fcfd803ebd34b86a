import type { PageKind } from "../../shared/page-kind.js";
import { publishedReferrers } from "../../shared/referrers.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";

/** A contract in a list, with the number of published incidents in which it lacked clarity. */
export interface ContractSummary extends NodeLink {
  promise: string;
  parties: string[];
  incidents: number;
  clarified: boolean;
  /** Published incidents that came after a clarification which reached them. */
  after: number;
}

/** `/contracts/`: all contracts, those unclear most often first. */
export const contractsPages: PageKind = {
  template: "catalog/contracts",
  folder: "contracts",
  pages: (site) => [
    {
      path: "contracts/index.html",
      title: "Contracts",
      description: "What two parties promise each other, and where that was not clear enough.",
      section: "contracts",
      model: contractsModel(site),
    },
  ],
};

function contractsModel(site: Site) {
  const entries = contractsByIncidents(site);
  return {
    entries,
    unclear: entries.filter((entry) => entry.incidents > 0).length,
    clarified: entries.filter((entry) => entry.clarified).length,
    clarifiedMany: entries.filter((entry) => entry.clarified).length > 1,
  };
}

/** All contracts, those unclear in most published incidents first, then in the order of the catalog. */
export function contractsByIncidents(site: Site): ContractSummary[] {
  const clarity = new Map(site.measures.contractClarity.map((one) => [one.contract, one]));
  return site.graph.collection.catalogs.contracts
    .map((entry) => ({
      ...linkTo(site, "contract", entry.id),
      promise: entry.promise,
      parties: entry.parties,
      incidents: publishedReferrers(site, `contract:${entry.id}`, "misreads").size,
      clarified: (entry.clarified ?? []).length > 0,
      after: clarity.get(entry.id)?.after_clarification.length ?? 0,
    }))
    .sort((a, b) => b.incidents - a.incidents);
}
