import { type Drill, visibilityOf } from "../../../model/collection.js";
import type { Blank, Time } from "../../../model/schema-types.js";
import { isBlank } from "../../../model/values/blank.js";
import { precisionOf } from "../../../model/values/time.js";
import { type BlankView, blankView } from "../../shared/blank-view.js";
import { type CustomFact, customFacts } from "../../shared/custom-facts.js";
import { ownerContact, ownerTitle } from "../../shared/document-actions.js";
import { addressOf } from "../../shared/document-evidence.js";
import { type DrillRow, drillRow } from "../../shared/drill-row.js";
import { eventTime } from "../../shared/event-time.js";
import { readingMinutes } from "../../shared/reading-minutes.js";
import type { Site } from "../../shared/site-model.js";

/** The line of facts under the title of a drill, and the unknown facts. */
export interface DrillFacts extends DrillRow {
  /** `20 May 2026`, `19 November 2021, 01:00–01:30 UTC`; null where it is not known. */
  when: string | null;
  owner: string | null;
  /** How to reach the owner: an address, or text. */
  contact: ReturnType<typeof addressOf>;
  custom: CustomFact[];
  internal: boolean;
  readingMinutes: number;
  /** Unknown facts, each with the reason. */
  blanks: { what: string; blank: BlankView }[];
}

export function drillFacts(site: Site, drill: Drill): DrillFacts {
  const { data } = drill;
  const blanks: [string, Blank | Time | undefined][] = [
    ["When it was held", data.held],
    ["Where", data.environment],
  ];
  return {
    ...drillRow(site, drill),
    when: data.held === undefined || isBlank(data.held) ? null : whenText(data.held),
    owner: data.owner === undefined ? null : ownerTitle(site, data.owner),
    contact: addressOf(ownerContact(site, data.owner) ?? undefined),
    custom: customFacts(site, "drill", data, "fact"),
    internal: visibilityOf(data, site.graph.collection.config.visibility) === "internal",
    readingMinutes: readingMinutes(drill),
    blanks: blanks.flatMap(([what, value]) => (isBlank(value) ? [{ what, blank: blankView(value) }] : [])),
  };
}

function whenText(held: Time): string {
  const { day, clock } = eventTime(held);
  const exact = [held].flat().every((part) => precisionOf(part) === "instant");
  return exact ? `${day}, ${clock} UTC` : day;
}
