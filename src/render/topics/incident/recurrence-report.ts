import type { Block, Inline } from "../../kit/report/tree.js";
import { named, type ReportInput } from "../../shared/report/report-input.js";
import { count } from "../../shared/report/words.js";

const MAX_CHAINS = 12;

/** The recurrences that incidents declare. */
export function recurrence(input: ReportInput): Block[] {
  const { declared, chains } = input.measures.recurrence;
  const more = chains.length - MAX_CHAINS;
  return [
    { type: "heading", text: "Recurrence" },
    {
      type: "sentence",
      text:
        declared.length === 0
          ? "No incident declares that it is a recurrence of another (recurrence_of in the front matter)."
          : `Declared: ${count(declared.length, "recurrence")}, in ${count(chains.length, "chain")}.`,
    },
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
