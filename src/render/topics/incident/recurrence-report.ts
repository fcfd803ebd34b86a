import type { Recurrences } from "../../../measure/recurrence.js";
import type { NodeType } from "../../../model/graph.js";
import type { Block, Inline } from "../../kit/report/tree.js";
import { named, type ReportInput, titled } from "../../shared/report/report-input.js";
import { count } from "../../shared/report/words.js";
import { chanceText } from "../../shared/statistics-words.js";

const MOST = 12;

/** What came again: declared, and found and not declared, which are never counted together. */
export function recurrence(input: ReportInput): Block[] {
  const { declared, chains, candidates } = input.measures.recurrences;
  const longest = chains.slice(0, MOST);
  const shown = candidates.slice(0, MOST);
  return [
    { type: "heading", text: "Recurrence" },
    {
      type: "sentence",
      text:
        declared.length === 0
          ? "No incident declares that it is a recurrence of another (recurrence_of in the front matter)."
          : `Declared: ${count(declared.length, "recurrence")}, in ${count(chains.length, "chain")}.`,
    },
    ...(longest.length === 0 ? [] : [{ type: "list", items: longest.map(chainText) } as const]),
    { type: "subheading", text: "Found, and not declared" },
    {
      type: "sentence",
      text: foundText(input.measures.recurrences),
    },
    ...(shown.length === 0 ? [] : [{ type: "list", items: shown.map((one) => candidateText(input, one)) } as const]),
    ...(candidates.length > MOST
      ? [{ type: "note", text: `And ${candidates.length - MOST} more; --format json has them all.` } as const]
      : []),
  ];
}

function foundText({ tested, candidates, falseShare }: Recurrences): string {
  if (tested === 0)
    return "No two incidents of one team or organisation share an invariant, a contract or a kind, other than declared ones.";
  const of = `Of ${count(tested, "pair")} of neighbours in time that share an invariant, a contract or a kind in one team or organisation`;
  if (candidates.length === 0) return `${of}, none lies nearer than chance would put it.`;
  const found = count(candidates.length, "pair of incidents lies", "pairs of incidents lie");
  return `${of}, ${found} nearer than chance would put them. About ${Math.round(falseShare * 100)} in 100 of those found are expected to be chance all the same (Benjamini and Hochberg).`;
}

function chainText(chain: readonly string[]): Inline[] {
  return chain.flatMap((id, at): Inline[] => (at === 0 ? [named(id)] : [", then ", named(id)]));
}

function candidateText(
  input: ReportInput,
  { earlier, later, days, reasons }: Recurrences["candidates"][number],
): Inline[] {
  const why = reasons.map(({ same, group, n, chance }) => {
    const colon = same.indexOf(":");
    const [type, id] = [same.slice(0, colon) as NodeType, same.slice(colon + 1)];
    return `same ${type} “${titled(input, type, id).text}” (${group}, n = ${n}, by chance ${chanceText(chance)})`;
  });
  return [named(later), ` ${count(days, "day")} after `, named(earlier), `: ${why.join("; ")}`];
}
