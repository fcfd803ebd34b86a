import { listOf } from "../model/blank.js";
import { dayOfId, type Postmortem } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import type { UnclearContract } from "../model/schema-types.js";
import { isCounted } from "./counted.js";

/** One day on which a contract was made clear, and the incidents that came all the same. */
interface Clarification {
  on: string;
  where: string;
  /** For whom it holds; null: for all who share the contract. */
  organisation: string | null;
  /** The ids of later published incidents that it should have spared: of that organisation, or of all. */
  after: readonly string[];
  /** Later published incidents at other organisations, which it could not reach. */
  elsewhere: readonly string[];
}

/** How clear one contract has been. */
interface ContractClarity {
  contract: string;
  /** The ids of the published incidents in which it lacked clarity, in the order of the collection. */
  incidents: readonly string[];
  /** The same for near-misses, which no count holds. */
  nearMisses: readonly string[];
  clarifications: readonly Clarification[];
  /** The incidents of `after` of all clarifications, each once. */
  afterClarification: readonly string[];
}

/** By id of the contract, in the order of the catalog. */
export type ContractClarities = ReadonlyMap<string, ContractClarity>;

/**
 * In how many incidents each contract lacked clarity, whether it was clarified, and which incidents came after that
 * (content model, "Catalogs"). An incident came after where its day is later than the day of the
 * clarification: on the same day nobody can tell.
 */
export function contractClarity(graph: Graph): ContractClarities {
  const { postmortems, catalogs } = graph.collection;
  const organisations = new Map(catalogs.services.map(({ id, organisation }) => [id, organisation]));
  const touching = new Map<string, Postmortem[]>();
  for (const postmortem of postmortems) {
    const ids = new Set(listOf<UnclearContract>(postmortem.data.unclear_contracts).map(({ contract }) => contract));
    for (const id of ids) {
      const others = touching.get(id);
      if (others) others.push(postmortem);
      else touching.set(id, [postmortem]);
    }
  }
  return new Map(
    catalogs.contracts.map(({ id, clarified = [] }) => {
      const all = touching.get(id) ?? [];
      const incidents = all.filter(isCounted);
      const clarifications = clarified.map(({ on, where, organisation = null }): Clarification => {
        const later = incidents.filter((incident) => (dayOfId(incident.id) ?? "") > on);
        const reached = (incident: Postmortem) =>
          organisation === null || organisationsOf(incident, organisations).has(organisation);
        return {
          on,
          where,
          organisation,
          after: later.filter(reached).map((incident) => incident.id),
          elsewhere: later.filter((incident) => !reached(incident)).map((incident) => incident.id),
        };
      });
      const clarity: ContractClarity = {
        contract: id,
        incidents: incidents.map((incident) => incident.id),
        nearMisses: all.filter(isPublishedNearMiss).map((incident) => incident.id),
        clarifications,
        afterClarification: [...new Set(clarifications.flatMap(({ after }) => after))].sort(),
      };
      return [id, clarity];
    }),
  );
}

function organisationsOf({ data }: Postmortem, organisations: ReadonlyMap<string, string>): Set<string> {
  return new Set((data.services ?? []).flatMap(({ service }) => organisations.get(service) ?? []));
}

function isPublishedNearMiss({ data }: Postmortem): boolean {
  return data.status === "published" && data.kind === "near-miss";
}
