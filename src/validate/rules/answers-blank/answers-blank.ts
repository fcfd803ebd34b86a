import { QUESTIONS } from "../../../model/questions.js";
import { blankReason, isBlank } from "../../../model/values/blank.js";
import { finished } from "../../finished.js";
import { defineRule, ownPostmortems } from "../../rule.js";

/** Which of the four answers of an own account are blanks. */
export const answersBlank = defineRule({
  id: "answers-blank",
  severity: "info",
  duty: true,
  *check(context) {
    for (const { data, places, source } of finished(ownPostmortems(context), context)) {
      const blank = QUESTIONS.flatMap((question) => {
        const answer: unknown = data[question];
        return isBlank(answer) ? [{ question, answer }] : [];
      });
      if (blank.length === QUESTIONS.length) {
        yield {
          file: source.path,
          place: places.key(data, QUESTIONS[0]),
          path: "answers",
          message: "None of the four answers has a value",
          hint: "Answer at least one of them: an invariant or a contract can be stated in place",
          severity: "warning",
        };
        continue;
      }
      for (const { question, answer } of blank)
        yield {
          file: source.path,
          place: places.key(data, question),
          path: question,
          message: `Blank answer "${question}": ${blankReason(answer).reason}`,
          hint: "If somebody can answer it, write the answer; if not, this may stay as it is",
        };
    }
  },
});
