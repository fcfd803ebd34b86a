import { formatDay } from "../../kit/formats/format-time.js";
import type { Block } from "../../kit/report/tree.js";
import { countingText, filterText, uncountedText } from "../../shared/report/counting-text.js";
import type { ReportInput } from "../../shared/report/report-input.js";

/** What the report is of, and what it counts. */
export function opening(input: ReportInput): Block[] {
  const apart = uncountedText(input);
  return [
    { type: "title", text: input.graph.collection.config.title },
    { type: "sentence", text: `What the incidents teach, as of ${formatDay(input.now)}.` },
    { type: "sentence", text: countingText(input) },
    ...(apart === null ? [] : [{ type: "note", text: apart } as const]),
    ...(input.measures.counting.incidents.length === 0 ? nothing(input) : []),
  ];
}

/** How to get figures. */
function nothing(input: ReportInput): Block[] {
  const { call = "inquest" } = input;
  const filtered = filterText(input) !== "";
  if (filtered && input.graph.collection.postmortems.length > input.measures.counting.unpublished.length)
    return [{ type: "sentence", text: `There is nothing to count: no published incident${filterText(input)}.` }];
  return [
    { type: "sentence", text: "There is nothing to count yet: figures come from published incidents." },
    {
      type: "list",
      items: [
        `Write one: ${call} new incident "What happened" makes a file in incidents/ with the questions that matter.`,
        `See what a draft still lacks: ${call} check --status published.`,
        "Publish it: status: published in its front matter.",
      ],
    },
  ];
}
