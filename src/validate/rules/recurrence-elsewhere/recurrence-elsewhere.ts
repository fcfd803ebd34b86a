import type { Postmortem } from "../../../model/collection.js";
import { defineRule, postmortemsOf } from "../../rule.js";

/** What recurs does so in one organisation; elsewhere it is alike. */
export const recurrenceElsewhere = defineRule({
  id: "recurrence-elsewhere",
  severity: "warning",
  across: true,
  *check(context) {
    const { catalogs, postmortems } = context.collection;
    const organisationOf = new Map(catalogs.services.map(({ id, organisation }) => [id, organisation]));
    const organisations = ({ data }: Postmortem) =>
      new Set((data.services ?? []).flatMap(({ service }) => organisationOf.get(service) ?? []));
    const byId = new Map(postmortems.map((postmortem) => [postmortem.id, postmortem]));
    for (const postmortem of postmortemsOf(context)) {
      const { data, places, source } = postmortem;
      for (const recurrence of data.recurrence_of ?? []) {
        const original = byId.get(recurrence.incident ?? "");
        if (original === undefined) continue;
        const [here, there] = [organisations(postmortem), organisations(original)];
        // Without a known service it cannot be decided.
        if (here.size === 0 || there.size === 0 || [...here].some((name) => there.has(name))) continue;
        yield {
          file: source.path,
          place: places.value(recurrence, "incident"),
          message: `Expected a recurrence at ${list(here)}, found one at ${list(there)}`,
          hint: `Write it under related: {incident: ${recurrence.incident}, relation: same-pattern, why: …}`,
        };
      }
    }
  },
});

function list(names: ReadonlySet<string>): string {
  return [...names].map((name) => JSON.stringify(name)).join(" or ");
}
