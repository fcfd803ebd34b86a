import { durationRange, publicDuration } from "../measure/public-values.js";
import type { Range } from "../model/values/range.js";
import { count, flag, list, number, oneOf, orNull, record, type TypeOf, text } from "../util/shape.js";

const reasonShape = record(
  "Why it is recalled",
  {
    kind: oneOf(
      ["affects", "service-path", "evidence", "action", "checked-by", "invariant", "contract", "similar"],
      "affects: the document names the path; service-path: a service that was its origin does; evidence, action: it cites the file; checked-by: the file checks an invariant that it violated; invariant, contract: what it broke or misread there; similar: it is like the text",
    ),
  },
  {
    path: text("A path of the query, from the top of the repository"),
    pattern: text("The glob that it matches"),
    id: text("The id of the service, evidence, action, invariant or contract"),
    state: oneOf(
      ["unclear", "clarified", "unchecked", "checked"],
      "Of a contract, whether it was clarified; of an invariant, whether anything checks it",
    ),
    shared: list(text("A typed reference such as contract:x"), "The catalog entries that both are about"),
    words: list(
      text("A word"),
      "The words of the query that both have, perhaps in another form; what tells most first",
    ),
  },
);

const stateShape = record("How things stand today", {
  age: text("How long ago it was, as an ISO 8601 duration in days; empty where its day is not known"),
  open_gaps: count("What evidence is still missing"),
  overdue_actions: count("Actions whose day is past"),
  contract: oneOf(
    ["unclear", "clarified", null],
    "Whether all contracts that it misread have been clarified; null where it misread none",
  ),
  checked_by: list(text("An alert, test or policy"), "What checks the invariants that it violated"),
});

const lessonShape = record("What it teaches, of each kind one thing: what is not settled comes before what is", {
  broke: orNull(text("What an invariant says that it violated; null for none")),
  checked_by: list(text("An alert, test or policy"), "What checks that invariant"),
  unnoticed: durationRange("How long it went unnoticed; null where that is not known, and for drills"),
  would_have_shown: orNull(text("Evidence that was missing; null for none")),
  is_recorded: orNull(flag("Whether that evidence exists now")),
  unclear: orNull(text("The title of a contract that was unclear, or what it states in place; null for none")),
  is_clarified: orNull(flag("Whether that contract has been clarified")),
});

/** What stands in an answer of `inquest recall`, but for the place of its file. */
export const answerFields = {
  id: text("The id of the postmortem or drill"),
  kind: oneOf(["incident", "near-miss", "drill"], "What it is"),
  title: text("Its title"),
  date: orNull(text("Its day; null where it is not known")),
  score: number("How strong the reasons are: 0 to 1"),
  reasons: list(reasonShape, "Why it is recalled, the strongest first"),
  lesson: lessonShape,
  state: stateShape,
  ask: orNull(text("One sentence to act on; null where everything is settled")),
};

export type RecallReason = TypeOf<typeof reasonShape>;
export type RecallState = TypeOf<typeof stateShape>;
type PublicAnswer = { readonly [K in keyof typeof answerFields]: TypeOf<(typeof answerFields)[K]> };

/** A postmortem or drill that has something to say. */
export interface RecallAnswer extends Omit<PublicAnswer, "lesson"> {
  lesson: Omit<PublicAnswer["lesson"], "unnoticed"> & {
    /** In milliseconds. */
    unnoticed: Range | null;
  };
}

export function publicAnswer(answer: RecallAnswer): PublicAnswer {
  return { ...answer, lesson: { ...answer.lesson, unnoticed: publicDuration(answer.lesson.unnoticed) } };
}
