import { type BlankKind, blankReason, isBlank } from "../model/blank.js";
import type { Postmortem } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import type { Blank, Detection, PostmortemData } from "../model/schema-types.js";

/** The four questions that every postmortem answers, by the fields that answer them. */
export const ANSWERS = ["violated_invariants", "detection", "unclear_contracts", "missing_evidence"] as const;
export type Answer = (typeof ANSWERS)[number];

/** Given, blank with its reason, or not there. */
export type AnswerState = "given" | BlankKind | "absent";

export const ANSWER_STATES: readonly AnswerState[] = [
  "given",
  "unknown",
  "unpublished",
  "not_applicable",
  "none",
  "absent",
];

type Status = PostmortemData["status"];

/** The answers of the postmortems of one status: their ids by question and state, in the order of the collection. */
export interface AnswersOfStatus {
  status: Status;
  postmortems: readonly string[];
  answers: Readonly<Record<Answer, Readonly<Record<AnswerState, readonly string[]>>>>;
  /** Those that give or leave blank with a reason all four. */
  complete: readonly string[];
}

/** Published ones, those in review, drafts: those that occur. */
export type AnswersHeld = readonly AnswersOfStatus[];

const STATUSES: readonly Status[] = ["published", "in-review", "draft"];

/**
 * How much of the four answers postmortems hold (content model, "A postmortem"; near-misses too). Drafts are counted
 * apart: of a collection that was imported it is the first thing to know. Whether an answer is good it does not say.
 */
export function answersHeld(graph: Graph): AnswersHeld {
  return STATUSES.flatMap((status): AnswersOfStatus[] => {
    const postmortems = graph.collection.postmortems.filter(({ data }) => data.status === status);
    if (postmortems.length === 0) return [];
    const of = (answer: Answer) => byState(postmortems, answer);
    const answers = {
      violated_invariants: of("violated_invariants"),
      detection: of("detection"),
      unclear_contracts: of("unclear_contracts"),
      missing_evidence: of("missing_evidence"),
    };
    const lacking = new Set(ANSWERS.flatMap((answer) => answers[answer].absent));
    const ids = postmortems.map(({ id }) => id);
    return [{ status, postmortems: ids, answers, complete: ids.filter((id) => !lacking.has(id)) }];
  });
}

function byState(postmortems: readonly Postmortem[], answer: Answer): Record<AnswerState, string[]> {
  const ids: Record<AnswerState, string[]> = {
    given: [],
    unknown: [],
    unpublished: [],
    not_applicable: [],
    none: [],
    absent: [],
  };
  for (const { id, data } of postmortems) ids[stateOf(data, answer)].push(id);
  return ids;
}

function stateOf(data: PostmortemData, answer: Answer): AnswerState {
  const value: unknown = answer === "detection" ? whyDelayed(data.detection) : data[answer];
  if (isBlank(value)) return blankReason(value).kind;
  return value === undefined || (Array.isArray(value) && value.length === 0) ? "absent" : "given";
}

/** The question is why detection was delayed; a delay alone does not answer it. */
function whyDelayed(detection: PostmortemData["detection"]): Blank | string | undefined {
  if (detection === undefined || isBlank(detection)) return detection;
  return (detection as Detection).why_delayed;
}
