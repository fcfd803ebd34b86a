import type { Block } from "../../kit/report/tree.js";
import { incidentsNamed, type ReportInput, titled } from "../../shared/report/report-input.js";
import { count, idsOf, left, right, tableOf } from "../../shared/report/words.js";

/** The incidents of this many controls are named. */
const MAX_NAMED_CONTROLS = 5;

/** What held, beside the incidents in which it did not. Nothing where no control is said to have held. */
export function heldControls(input: ReportInput): Block[] {
  const rows = input.measures.heldAndBreached;
  if (rows.length === 0) return [];
  const title = (control: string) => {
    const [type = "", id = ""] = control.split(":");
    return titled(input, type as "policy" | "contract" | "invariant", id);
  };
  const both = rows.filter(({ breached }) => breached.length > 0);
  return [
    { type: "heading", text: "What held" },
    {
      type: "sentence",
      text: `${count(rows.length, "control")} of the catalogs did ${rows.length === 1 ? "its" : "their"} work at least once; in another incident ${both.length} of them did not.`,
    },
    ...tableOf(
      [left("Control"), right("Held in incidents"), right("In near-misses"), right("Did not hold in")],
      rows.map(({ control, held, near_misses, breached }) => [
        title(control),
        String(held.length),
        String(near_misses.length),
        String(breached.length),
      ]),
      "controls",
    ),
    ...rows
      .slice(0, MAX_NAMED_CONTROLS)
      .flatMap(({ control, held, near_misses }) =>
        idsOf(`“${title(control).text}” held`, incidentsNamed([...held, ...near_misses])),
      ),
  ];
}
