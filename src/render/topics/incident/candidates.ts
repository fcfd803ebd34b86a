import type { RecurrenceCandidate } from "../../../measure/recurrence.js";
import type { Postmortem } from "../../../model/collection.js";
import type { NodeType } from "../../../model/graph.js";
import { memoBySite } from "../../shared/memo-by-site.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { chanceText } from "../../shared/statistics-words.js";

/** Another incident of which nobody says that it is this one again, and why it may be. */
export interface CandidateView {
  incident: NodeLink;
  /** `9 days later`, `9 days before`, `on the same day`. */
  when: string;
  reasons: { type: string; link: NodeLink; group: string; n: number; chance: string }[];
}

/** Candidates for recurrence, found and not declared: those nearest to chance last. */
export function candidatesOf(site: Site, { id }: Postmortem): CandidateView[] {
  return (byIncident(site, "").get(id) ?? []).map(({ earlier, later, days, reasons }) => {
    const isLater = earlier === id;
    const many = `${days} ${days === 1 ? "day" : "days"}`;
    return {
      incident: linkTo(site, "incident", isLater ? later : earlier),
      when: days === 0 ? "on the same day" : isLater ? `${many} later` : `${many} before`,
      reasons: reasons.map(({ same, group, n, chance }) => {
        const colon = same.indexOf(":");
        const [type, key] = [same.slice(0, colon) as NodeType, same.slice(colon + 1)];
        return { type, link: linkTo(site, type, key), group, n, chance: chanceText(chance) };
      }),
    };
  });
}

const byIncident = memoBySite((site): ReadonlyMap<string, RecurrenceCandidate[]> => {
  const found = new Map<string, RecurrenceCandidate[]>();
  for (const candidate of site.measures.recurrences.candidates)
    for (const id of [candidate.earlier, candidate.later]) found.set(id, [...(found.get(id) ?? []), candidate]);
  return found;
});
