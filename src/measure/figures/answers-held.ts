import { ANSWER_STATES, ANSWERS, type AnswersHeld } from "../answers-held.js";

export function answersHeldFigures(held: AnswersHeld) {
  return held.map(({ status, postmortems, answers, complete }) => ({
    status,
    postmortems,
    complete,
    answers: ANSWERS.map((answer) => ({
      answer,
      ...Object.fromEntries(ANSWER_STATES.map((state) => [state, answers[answer][state]])),
    })),
  }));
}
