import type { Block, Inline } from "../../kit/report/tree.js";
import { incidentsNamed, named, type ReportInput } from "../../shared/report/report-input.js";
import { count, idsOf } from "../../shared/report/words.js";

const MAX_CHAINS = 12;

/** The recurrences that incidents declare. */
export function recurrence(input: ReportInput): Block[] {
  const { declared, outside, chains, window } = input.measures.recurrence;
  const { incidents, recurred, too_recent: tooRecent } = window;
  const more = chains.length - MAX_CHAINS;
  return [
    { type: "heading", text: "Recurrence" },
    {
      type: "sentence",
      text:
        declared.length > 0
          ? `Declared: ${count(declared.length, "recurrence")}, in ${count(chains.length, "chain")}.`
          : `No incident declares that it is a recurrence of another${outside.length > 0 ? " of this collection" : ""} (recurrence_of in the front matter).`,
    },
    ...idsOf("Recurrences of incidents that are not in this collection", incidentsNamed(outside)),
    ...(incidents.length === 0
      ? []
      : [
          {
            type: "sentence",
            text: `Within ${window.months} months, in this collection and by declared links only: ${recurred.length} of ${count(incidents.length, "incident")} recurred; ${tooRecent.length} younger than that are left out.`,
          } as const,
          ...idsOf("Recurred", incidentsNamed(recurred.map(({ incident }) => incident))),
        ]),
    ...(chains.length === 0 ? [] : [{ type: "list", items: chains.slice(0, MAX_CHAINS).map(chainText) } as const]),
    ...(more > 0
      ? [
          {
            type: "note",
            text: `And ${count(more, "more chain", "more chains")}; --format json has them all.`,
          } as const,
        ]
      : []),
  ];
}

function chainText(chain: readonly string[]): Inline[] {
  return chain.flatMap((id, at): Inline[] => (at === 0 ? [named(id)] : [", then ", named(id)]));
}
