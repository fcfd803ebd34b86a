import { dayOfId, type Postmortem } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import type { UnclearContract } from "../model/schema-types.js";
import { catalogId } from "../model/stated.js";
import { listOf } from "../model/values/blank.js";
import { day, list, orNull, record, type TypeOf, text } from "../util/shape.js";
import { isCounted } from "./counted.js";
import { incidentIds } from "./public-values.js";

const clarificationShape = record("A clarification", {
  on: day("The day"),
  where: text("Where it is written"),
  organisation: orNull(text("For whom it holds; null: for all who share the contract")),
  after: incidentIds("Later published incidents that it should have prevented: of that organisation, or of all"),
  elsewhere: incidentIds("Later published incidents at other organisations, which it could not reach"),
});

const contractShape = record("A contract", {
  contract: text("The id of a contract"),
  incidents: incidentIds("Published incidents in which it lacked clarity"),
  near_misses: incidentIds("Near-misses in which it did; no figure counts them"),
  clarified: list(clarificationShape, "When and where it was made clear"),
  after_clarification: incidentIds("The incidents of `after` of all clarifications, each once"),
});

export const contractClarityShape = list(contractShape, "How clear each contract has been");

/** In the order of the catalog. */
export type ContractClarity = TypeOf<typeof contractClarityShape>;
type ContractRecord = TypeOf<typeof contractShape>;

/**
 * In how many incidents each contract lacked clarity, whether it was clarified, and which incidents came after that. An
 * incident came after a clarification if its day is later: on the same day the order is not known.
 */
export function contractClarity(graph: Graph): ContractClarity {
  const { postmortems, catalogs } = graph.collection;
  const organisations = new Map(catalogs.services.map(({ id, organisation }) => [id, organisation]));
  const unclearIn = new Map<string, Postmortem[]>();
  for (const postmortem of postmortems) {
    const ids = new Set(
      listOf<UnclearContract>(postmortem.data.unclear_contracts).flatMap(({ contract }) => catalogId(contract) ?? []),
    );
    for (const id of ids) {
      const others = unclearIn.get(id);
      if (others) others.push(postmortem);
      else unclearIn.set(id, [postmortem]);
    }
  }
  return catalogs.contracts.map(({ id, clarified = [] }): ContractRecord => {
    const all = unclearIn.get(id) ?? [];
    const incidents = all.filter(isCounted);
    const clarifications = clarified.map(({ on, where, organisation = null }) => {
      const later = incidents.filter((incident) => (dayOfId(incident.id) ?? "") > on);
      const isReached = (incident: Postmortem) =>
        organisation === null || organisationsOf(incident, organisations).has(organisation);
      return {
        on,
        where,
        organisation,
        after: later.filter(isReached).map(({ id }) => id),
        elsewhere: later.filter((incident) => !isReached(incident)).map(({ id }) => id),
      };
    });
    return {
      contract: id,
      incidents: incidents.map(({ id }) => id),
      near_misses: all.filter(isPublishedNearMiss).map(({ id }) => id),
      clarified: clarifications,
      after_clarification: [...new Set(clarifications.flatMap(({ after }) => after))].sort(),
    };
  });
}

function organisationsOf({ data }: Postmortem, organisations: ReadonlyMap<string, string>): Set<string> {
  return new Set((data.services ?? []).flatMap(({ service }) => organisations.get(service) ?? []));
}

function isPublishedNearMiss({ data }: Postmortem): boolean {
  return data.status === "published" && data.kind === "near-miss";
}
