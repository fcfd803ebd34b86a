import { ANSWERS, type Answer, type AnswerState, type AnswersOfStatus } from "../../../measure/answers-held.js";
import type { Block } from "../../kit/report/tree.js";
import { incidentsNamed, type ReportInput } from "../../shared/report/report-input.js";
import { idsOf, left, right } from "../../shared/report/words.js";

const QUESTION: Readonly<Record<Answer, string>> = {
  violated_invariants: "Which invariant was violated",
  detection: "Why detection was delayed",
  unclear_contracts: "Which contract lacked clarity",
  missing_evidence: "What evidence was missing",
};

const STATUS: Readonly<Record<AnswersOfStatus["status"], string>> = {
  published: "published",
  "in-review": "in review",
  draft: "in draft",
};

const BLANKS: readonly AnswerState[] = ["unknown", "unpublished", "not_applicable", "none"];

/** How much of the four answers documents hold; drafts too, because an imported collection is asked for exactly that. */
export function answers({ measures }: ReportInput): Block[] {
  if (measures.answersHeld.length === 0) return [];
  return [
    { type: "heading", text: "The four answers" },
    {
      type: "note",
      text: "Incidents and near-misses, drafts too. Blank: left open with a reason. Whether an answer is a good one no count can tell.",
    },
    ...measures.answersHeld.flatMap(ofStatus),
  ];
}

function ofStatus({ status, postmortems, answers: of, complete }: AnswersOfStatus): Block[] {
  const n = postmortems.length;
  const lacking = new Set(ANSWERS.flatMap((answer) => of[answer].absent));
  const held = "all four answers or a reason for the blank";
  const all = complete.length === n ? "all" : String(complete.length);
  return [
    {
      type: "sentence",
      text:
        n === 1
          ? `The one postmortem ${STATUS[status]} ${complete.length === 1 ? "holds" : "does not hold"} ${held}.`
          : `Of ${n} postmortems ${STATUS[status]}, ${all} ${complete.length === 1 ? "holds" : "hold"} ${held}.`,
    },
    {
      type: "table",
      columns: [left("Question"), right("Given"), right("Blank, with a reason"), right("Absent")],
      rows: ANSWERS.map((answer) => [
        QUESTION[answer],
        String(of[answer].given.length),
        String(BLANKS.reduce((sum, state) => sum + of[answer][state].length, 0)),
        String(of[answer].absent.length),
      ]),
    },
    ...idsOf("Lacking an answer", incidentsNamed(postmortems.filter((id) => lacking.has(id)))),
  ];
}
