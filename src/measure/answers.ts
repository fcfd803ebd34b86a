import type { Postmortem } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import { QUESTIONS } from "../model/questions.js";
import type { Blank, Detection, PostmortemData } from "../model/schema-types.js";
import { blankReason, isBlank } from "../model/values/blank.js";
import { isWithheldAnswer } from "../model/withheld.js";
import { list, oneOf, record, type TypeOf } from "../util/shape.js";
import { incidentIds } from "./public-values.js";

const STATUSES = ["published", "in-review", "draft", "archived"] as const;

const answerShape = record("An answer", {
  answer: oneOf(QUESTIONS, "The field that answers"),
  given: incidentIds("It is answered"),
  unknown: incidentIds("Blank: it cannot be known"),
  unpublished: incidentIds("Blank: the record does not say"),
  not_applicable: incidentIds("Blank: it does not arise"),
  none: incidentIds("Blank: there was none"),
  withheld: incidentIds("Internal: the public does not see whether it is answered or blank"),
  absent: incidentIds("Neither an answer nor a reason for the blank"),
});

export const answersShape = list(
  record("The postmortems of one status", {
    status: oneOf(STATUSES, "The status"),
    postmortems: incidentIds("Which"),
    complete: incidentIds("Those with an answer, a reason for the blank, or a withheld answer to all four"),
    answers: list(answerShape, "The four answers"),
  }),
  "How many of the four answers postmortems give, by status; near-misses too",
);

/** By status, those that occur; ids in the order of the collection. */
export type Answers = TypeOf<typeof answersShape>;
export type Answer = TypeOf<typeof answerShape>;
export type Question = Answer["answer"];

/** How many of the four answers postmortems give. Drafts count too, because an imported collection starts with drafts. */
export function answers(graph: Graph): Answers {
  return STATUSES.flatMap((status) => {
    const postmortems = graph.collection.postmortems.filter(({ data }) => data.status === status);
    if (postmortems.length === 0) return [];
    const of = QUESTIONS.map((question) => answerOf(postmortems, question));
    const incomplete = new Set(of.flatMap(({ absent }) => absent));
    const ids = postmortems.map(({ id }) => id);
    return [{ status, postmortems: ids, complete: ids.filter((id) => !incomplete.has(id)), answers: of }];
  });
}

/** How many of the four questions a postmortem answers, 0 to 4; a blank with its reason and a withheld one are no answer. */
export function answersGiven(data: PostmortemData): number {
  return QUESTIONS.filter((question) => stateOf(data, question) === "given").length;
}

function answerOf(postmortems: readonly Postmortem[], question: Question): Answer {
  const ids = {
    given: [],
    unknown: [],
    unpublished: [],
    not_applicable: [],
    none: [],
    withheld: [],
    absent: [],
  } as Record<Exclude<keyof Answer, "answer">, string[]>;
  for (const { id, data } of postmortems) ids[stateOf(data, question)].push(id);
  return { answer: question, ...ids };
}

function stateOf(data: PostmortemData, question: Question): Exclude<keyof Answer, "answer"> {
  const value: unknown = question === "detection" ? whyDelayed(data.detection) : data[question];
  if (isWithheldAnswer(value)) return "withheld";
  if (isBlank(value)) return blankReason(value).kind;
  return value === undefined || (Array.isArray(value) && value.length === 0) ? "absent" : "given";
}

/** The question is why detection was delayed; a delay alone does not answer it. */
function whyDelayed(detection: PostmortemData["detection"]): Blank | string | undefined {
  if (detection === undefined || isBlank(detection)) return detection;
  return (detection as Detection).why_delayed;
}
