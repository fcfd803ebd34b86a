import type { NodeRef } from "../model/graph.js";
import { parseSpan } from "../model/values/duration.js";
import type { Range } from "../model/values/range.js";
import { answerFields, publicAnswer, type RecallAnswer, type RecallReason } from "../recall/answer.js";
import { plural } from "../util/plural.js";
import { constant, list, orNull, output, record, type TypeOf, text } from "../util/shape.js";
import { DAY_MS } from "../util/time-units.js";
import { formatDuration, formatDurationRange } from "./kit/formats/format-duration.js";
import { formatDay } from "./kit/formats/format-time.js";
import { printComment } from "./kit/report/print-comment.js";
import { printText } from "./kit/report/print-text.js";
import type { Block } from "./kit/report/tree.js";
import { canonicalUrl } from "./shared/canonical-url.js";
import { pagePath } from "./shared/paths.js";

const OUTPUT_VERSION = 1;

/** What is printed for one answer, on average, so that a reader reads it and an assistant is not flooded. */
const MAX_BYTES_PER_ANSWER = 1365;

/** What the formats of `inquest recall` are made from. */
export interface RecallOutputInput {
  paths: readonly string[];
  like: string | null;
  answers: readonly RecallAnswer[];
  /** Where the site is, or null. */
  baseUrl: string | null;
  /** The file of a document, relative to the working directory. */
  fileOf: (id: string) => string;
}

/** The formats of `inquest recall`, by name. Without an answer the text and the Markdown are empty. */
export const RECALL_FORMATS: Readonly<
  Record<"json" | "markdown" | "text", (input: RecallOutputInput, colour: boolean, columns?: number) => string>
> = {
  json: recallJson,
  markdown: (input) =>
    shortened(input, (some) =>
      printComment(recallBlocks(some), (to) => {
        const path = pagePath(to);
        return path === null ? null : canonicalUrl({ baseUrl: input.baseUrl }, path);
      }),
    ),
  text: (input, colour, columns) => shortened(input, (some) => printText(recallBlocks(some), colour, columns)),
};

/** What `recall --format json` prints. */
export const recallOutput = output(
  {
    path: "output/recall",
    id: `urn:inquest:schema:${OUTPUT_VERSION}:recall`,
    title: "What past incidents teach about a change",
    description:
      "What `inquest recall --format json` prints: the postmortems and drills with a reason to be read, the strongest first",
    examples: [
      {
        version: OUTPUT_VERSION,
        query: { paths: ["policy/bundle.rego"], like: null },
        answers: [
          {
            id: "2026-03-14-stale-grants-after-forced-rollout",
            kind: "incident",
            title: "Revoked grants stayed valid in one region after a forced rollout",
            date: "2026-03-14",
            file: "postmortems/incidents/2026-03-14-stale-grants-after-forced-rollout.md",
            score: 0.67,
            reasons: [
              { kind: "affects", path: "policy/bundle.rego", pattern: "policy/**" },
              { kind: "contract", id: "bundle-refresh-on-restart", state: "unclear" },
            ],
            lesson: {
              broke: "A revoked grant is refused everywhere within the TTL of the policy bundle",
              unnoticed: ["PT39M", "PT47M"],
              checked_by: [],
              would_have_shown: "Bundle version per decision",
              is_recorded: false,
              unclear: "Bundle refresh on restart",
              is_clarified: false,
            },
            state: { age: "P259D", open_gaps: 1, overdue_actions: 0, contract: "unclear", checked_by: [] },
            ask: "Is it written down now whether a restart refetches the bundle or trusts the disk?",
          },
        ],
      },
    ],
  },
  {
    version: constant(OUTPUT_VERSION, "The version of this format"),
    query: record("What was asked", {
      paths: list(text("A path from the top of the repository"), "The paths that change"),
      like: orNull(text("The text or the id of the document to find documents like; null: none")),
    }),
    answers: list(
      record("A postmortem or drill that has something to say", {
        ...answerFields,
        file: text("Its file, relative to the working directory"),
      }),
      "The strongest first; none where there is nothing to say",
    ),
  },
);

function recallJson({ paths, like, answers, fileOf }: RecallOutputInput): string {
  const result: TypeOf<typeof recallOutput> = {
    version: OUTPUT_VERSION,
    query: { paths, like },
    answers: answers.map((answer) => ({ ...publicAnswer(answer), file: fileOf(answer.id) })),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** Prints as many answers as fit; the strongest is never left out. */
function shortened(input: RecallOutputInput, print: (input: RecallOutputInput) => string): string {
  const { answers } = input;
  if (answers.length === 0) return "";
  for (let n = answers.length; ; n--) {
    const printed = print({ ...input, answers: answers.slice(0, n) });
    if (n === 1 || Buffer.byteLength(printed) <= answers.length * MAX_BYTES_PER_ANSWER) return printed;
  }
}

/** What is printed for each answer. */
export function recallBlocks({ answers, fileOf }: Pick<RecallOutputInput, "answers" | "fileOf">): Block[] {
  return answers.flatMap((answer): Block[] => {
    const { id, kind, title, reasons, ask } = answer;
    const to: NodeRef = kind === "drill" ? `drill:${id}` : `incident:${id}`;
    return [
      { type: "subheading", text: title },
      { type: "sentence", text: [`${headOf(answer)}: `, { text: fileOf(id), to }] },
      { type: "list", items: [...reasons.flatMap(reasonText), ...lessonTexts(answer)] },
      ...(ask === null ? [] : [{ type: "sentence" as const, text: ask }]),
    ];
  });
}

const KIND_WORDS = { incident: "Incident", "near-miss": "Near-miss", drill: "Drill" } as const;

/** `Incident of 20 October 2025, 34 days ago, unnoticed for 47 min`. */
function headOf({ kind, date, lesson, state }: RecallAnswer): string {
  const age = parseSpan(state.age);
  return [
    `${KIND_WORDS[kind]}${date === null ? "" : ` of ${formatDay(date)}`}`,
    ...(age === undefined ? [] : [age === 0 ? "today" : `${formatAge(age)} ago`]),
    ...(lesson.unnoticed === null ? [] : [unnoticedText(lesson.unnoticed)]),
  ].join(", ");
}

function unnoticedText(blind: Range): string {
  if (blind.to === 0) return "noticed at once";
  if (blind.from <= 0 && Number.isFinite(blind.to))
    return `noticed within ${formatDurationRange({ from: blind.to, to: blind.to })}`;
  return `unnoticed for ${formatDurationRange(blind)}`;
}

function formatAge(ms: number): string {
  const years = Math.floor(ms / (365 * DAY_MS));
  return years === 0 ? formatDuration(ms) : `${years} ${years === 1 ? "year" : "years"}`;
}

function lessonTexts({ lesson, state }: RecallAnswer): string[] {
  const { broke, would_have_shown: evidence, unclear } = lesson;
  const checks = lesson.checked_by.length > 0 ? `checked by ${lesson.checked_by.join("; ")}` : "nothing checks it";
  return [
    ...(broke === null ? [] : [`Did not hold: ${withoutStop(broke)} (${checks})`]),
    ...(evidence === null
      ? []
      : [`Would have shown it: ${withoutStop(evidence)} (${lesson.is_recorded ? "recorded now" : "still missing"})`]),
    ...(unclear === null
      ? []
      : [`Unclear: ${withoutStop(unclear)} (${lesson.is_clarified ? "clarified since" : "not clarified since"})`]),
    ...(state.overdue_actions > 0 ? [`Overdue: ${plural(state.overdue_actions, "action")}`] : []),
  ];
}

function withoutStop(text: string): string {
  return text.replace(/[.\s]+$/, "");
}

/** Why it is recalled. Broken invariants and contracts are among the lessons. */
function reasonText({ kind, path, pattern, id, shared, words }: RecallReason): string[] {
  switch (kind) {
    case "affects":
      return [path === pattern ? `this affected ${path}` : `${path} is in ${pattern}, which this affected`];
    case "service-path":
      return [`${path} is ${path === pattern ? "a path" : `in ${pattern}`} of the service ${id}, where this began`];
    case "evidence":
      return [`${path} is evidence ${id} of this`];
    case "action":
      return [`${path} is named by action ${id} of this`];
    case "checked-by":
      return [`${path} checks the invariant ${id}, which this broke`];
    case "contract":
    case "invariant":
      return [];
    case "similar":
      return [`Alike in ${[...(shared ?? []), ...(words ?? []).map((word) => `“${word}”`)].join(", ")}`];
  }
}
