import type { Block } from "../../kit/report/tree.js";
import { incidentsNamed, type ReportInput, titled } from "../../shared/report/report-input.js";
import { count, idsOf, left, right, tableOf } from "../../shared/report/words.js";

/** Which contracts lacked clarity, and whether clarifying them helped. */
export function contracts(input: ReportInput): Block[] {
  const unclear = input.measures.contractClarity
    .filter(({ incidents }) => incidents.length > 0)
    .sort((a, b) => b.incidents.length - a.incidents.length);
  const heading: Block = { type: "heading", text: "Contracts" };
  if (unclear.length === 0)
    return [heading, { type: "sentence", text: "In no counted incident did a contract of the catalog lack clarity." }];
  const clarified = unclear.filter((one) => one.clarified.length > 0);
  const after = [...new Set(unclear.flatMap((one) => one.after_clarification))];
  const rows = unclear.map((one) => [
    titled(input, "contract", one.contract),
    String(one.incidents.length),
    one.clarified.length === 0 ? "no" : one.clarified.map(({ on }) => on).join(", "),
    one.clarified.length === 0 ? "–" : String(one.after_clarification.length),
  ]);
  return [
    heading,
    {
      type: "sentence",
      text: `${count(unclear.length, "contract")} lacked clarity; ${clarified.length} of them ${clarified.length === 1 ? "was" : "were"} clarified on record.`,
    },
    ...tableOf([left("Contract"), right("Incidents"), left("Clarified"), right("Incidents after")], rows, "contracts"),
    ...unclear
      .filter(({ incidents }) => incidents.length > 1)
      .slice(0, MAX_NAMED_CONTRACTS)
      .flatMap(({ contract, incidents }) =>
        idsOf(`“${titled(input, "contract", contract).text}”`, incidentsNamed(incidents)),
      ),
    ...idsOf("After a clarification that reached them", incidentsNamed(after)),
  ];
}

/** The incidents of this many contracts are named. */
const MAX_NAMED_CONTRACTS = 5;
