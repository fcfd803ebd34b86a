import type { Answer, Answers, Question } from "../../../measure/answers.js";
import type { Block } from "../../kit/report/tree.js";
import { incidentsNamed, type ReportInput } from "../../shared/report/report-input.js";
import { idsOf, left, right } from "../../shared/report/words.js";

const QUESTION: Readonly<Record<Question, string>> = {
  violated_invariants: "Which invariant was violated",
  detection: "Why detection was delayed",
  unclear_contracts: "Which contract lacked clarity",
  missing_evidence: "What evidence was missing",
};

const STATUS: Readonly<Record<Answers[number]["status"], string>> = {
  published: "published",
  "in-review": "in review",
  draft: "in draft",
  archived: "archived",
};

/** How many of the four answers postmortems give; drafts too, because an imported collection starts with drafts. */
export function answers({ measures }: ReportInput): Block[] {
  if (measures.answers.length === 0) return [];
  const isWithheld = measures.answers.some((status) => status.answers.some(({ withheld }) => withheld.length > 0));
  return [
    { type: "heading", text: "The four answers" },
    {
      type: "note",
      text: `Incidents and near-misses, drafts too. A blank is left open with a reason. ${isWithheld ? "What is withheld is internal. " : ""}Counts do not show whether an answer is good.`,
    },
    ...measures.answers.flatMap(ofStatus),
  ];
}

function ofStatus({ status, postmortems, answers: of, complete }: Answers[number]): Block[] {
  const n = postmortems.length;
  const isComplete = new Set(complete);
  const hasWithheld = of.some(({ withheld }) => withheld.length > 0);
  const held = "all four answers or a reason for the blank";
  const all = complete.length === n ? "all" : String(complete.length);
  return [
    {
      type: "sentence",
      text:
        n === 1
          ? `The one postmortem ${STATUS[status]} ${complete.length === 1 ? "gives" : "does not give"} ${held}.`
          : `Of ${n} postmortems ${STATUS[status]}, ${all} ${complete.length === 1 ? "gives" : "give"} ${held}.`,
    },
    {
      type: "table",
      columns: [
        left("Question"),
        right("Given"),
        right("Blank, with a reason"),
        ...(hasWithheld ? [right("Withheld")] : []),
        right("Absent"),
      ],
      rows: of.map((one) => [
        QUESTION[one.answer],
        String(one.given.length),
        String(blanksOf(one)),
        ...(hasWithheld ? [String(one.withheld.length)] : []),
        String(one.absent.length),
      ]),
    },
    ...idsOf("Without an answer", incidentsNamed(postmortems.filter((id) => !isComplete.has(id)))),
  ];
}

function blanksOf({ unknown, unpublished, not_applicable, none }: Answer): number {
  return unknown.length + unpublished.length + not_applicable.length + none.length;
}
