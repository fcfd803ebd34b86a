import { compareText } from "../../../model/diagnostic.js";
import { addressOf } from "../../shared/document-evidence.js";
import type { PageKind } from "../../shared/page-kind.js";
import { publishedReferrers } from "../../shared/referrers.js";
import { type ListedEntry, linkTo, listedEntry, type NodeLink, type Site } from "../../shared/site-model.js";

/** A contract in a list, with the number of published incidents in which it lacked clarity. */
export interface ContractSummary extends ListedEntry {
  id: string;
  promise: string;
  parties: string[];
  incidents: number;
  /** The last clarification, or null. */
  clarified: Clarification | null;
  /** Published incidents that came after a clarification which reached them. */
  after: number;
}

/** When, by whom and where a contract was made clear. */
export interface Clarification {
  on: string;
  /** For whom it holds; null: for all who share the contract. */
  organisation: string | null;
  where: { text: string; href: string | null } | null;
  /** Later incidents that it should have prevented, and those that it could not reach. */
  after: NodeLink[];
  elsewhere: NodeLink[];
}

/** The clarifications of a contract, the earliest first. */
export function clarifications(site: Site, contract: string): Clarification[] {
  const clarity = site.measures.contractClarity.find((one) => one.contract === contract);
  return (clarity?.clarified ?? [])
    .map(({ on, where, organisation, after, elsewhere }) => ({
      on,
      where: addressOf(where),
      organisation,
      after: after.map((id) => linkTo(site, "incident", id)),
      elsewhere: elsewhere.map((id) => linkTo(site, "incident", id)),
    }))
    .sort((a, b) => compareText(a.on, b.on));
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
      section: "patterns",
      model: contractsModel(site),
    },
  ],
};

function contractsModel(site: Site) {
  const entries = contractsByIncidents(site);
  return {
    entries,
    unclear: entries.filter((entry) => entry.incidents > 0).length,
    clarified: entries.filter((entry) => entry.clarified !== null).length,
    clarifiedMany: entries.filter((entry) => entry.clarified !== null).length > 1,
  };
}

/** All contracts, those unclear in most published incidents first, then in the order of the catalog. */
export function contractsByIncidents(site: Site): ContractSummary[] {
  const clarity = new Map(site.measures.contractClarity.map((one) => [one.contract, one]));
  return site.graph.collection.catalogs.contracts
    .map((entry) => ({
      id: entry.id,
      ...listedEntry(site, "contract", entry.id),
      promise: entry.promise,
      parties: entry.parties,
      incidents: publishedReferrers(site, `contract:${entry.id}`, "misreads").size,
      clarified: clarifications(site, entry.id).at(-1) ?? null,
      after: clarity.get(entry.id)?.after_clarification.length ?? 0,
    }))
    .sort((a, b) => b.incidents - a.incidents);
}
