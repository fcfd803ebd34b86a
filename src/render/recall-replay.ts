import { type Replay, replayFields } from "../recall/replay.js";
import { constant, output, type TypeOf } from "../util/shape.js";
import { printText } from "./kit/report/print-text.js";
import type { Block } from "./kit/report/tree.js";
import { count, left, right, tableOf } from "./shared/report/words.js";

const OUTPUT_VERSION = 1;

interface ReplayInput extends Replay {
  /** The rate that `recall: {max_rate}` allows, or null. */
  budget: number | null;
}

/** The formats of `inquest recall --replay`, by name. */
export const REPLAY_FORMATS: Readonly<
  Record<"json" | "text", (input: ReplayInput, colour: boolean, columns?: number) => string>
> = {
  json: ({ budget: _, ...replay }) => {
    const result: TypeOf<typeof replayOutput> = { version: OUTPUT_VERSION, ...replay };
    return `${JSON.stringify(result, null, 2)}\n`;
  },
  text: (input, colour, columns) => printText(blocksOf(input), colour, columns),
};

/** What `recall --replay --format json` prints. */
export const replayOutput = output(
  {
    path: "output/recall-replay",
    id: `urn:inquest:schema:${OUTPUT_VERSION}:recall-replay`,
    title: "How often recall would have spoken up",
    description:
      "What `inquest recall --replay --format json` prints: at how many of the last commits something would have been recalled",
    examples: [
      {
        version: OUTPUT_VERSION,
        commits: 500,
        fired: 12,
        rate: 0.024,
        entries: [{ id: "2026-03-14-stale-grants", fired: 7 }],
      },
    ],
  },
  { version: constant(OUTPUT_VERSION, "The version of this format"), ...replayFields },
);

function blocksOf({ commits, fired, rate, entries, budget }: ReplayInput): Block[] {
  const allowed = budget === null ? "" : ` The collection allows ${percent(budget)}.`;
  return [
    {
      type: "sentence",
      text: `Recall would have spoken up at ${fired} of ${count(commits, "commit")} (${percent(rate)}).${allowed}`,
    },
    ...tableOf(
      [left("Postmortem or drill"), right("Commits")],
      entries.map(({ id, fired: n }) => [id, String(n)]),
      "documents",
    ),
  ];
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}
