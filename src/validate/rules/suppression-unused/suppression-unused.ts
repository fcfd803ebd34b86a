import { defineReviewRule, type Outcome, type RuleProblem } from "../../rule.js";

/** A suppression covers nothing. */
export const suppressionUnused = defineReviewRule({
  id: "suppression-unused",
  severity: "warning",
  *review(outcome) {
    for (const { file, place, suppression, within, lacksUntil } of outcome.suppressions.unused) {
      // What it covers may be in what could not be read.
      if (outcome.isFaulty(file)) continue;
      yield {
        file,
        place,
        ...(lacksUntil && !outcome.locked.has(suppression.rule)
          ? withoutUntil(suppression.rule)
          : wording(suppression.rule, suppression.at, within === undefined, outcome)),
      };
    }
  },
});

function withoutUntil(rule: string): Pick<RuleProblem, "message" | "hint"> {
  return {
    message: `Unused suppression of "${rule}": without a day it covers infos only`,
    hint: "Add until: the day on which it ends",
  };
}

function wording(
  rule: string,
  at: string | undefined,
  nowhere: boolean,
  { locked, off }: Outcome,
): Pick<RuleProblem, "message" | "hint"> {
  if (locked.has(rule))
    return { message: `Unused suppression of "${rule}", which cannot be suppressed`, hint: "Fix what it reports" };
  if (off.has(rule))
    return { message: `Unused suppression of "${rule}", which inquest.yaml switches off`, hint: "Remove it" };
  if (nowhere && at !== undefined)
    return {
      message: `Unused suppression of "${rule}" at ${JSON.stringify(at)}, which is no id here`,
      hint: 'Correct the id, or leave out "at" to cover the whole file or entry',
    };
  return { message: `Unused suppression of "${rule}"`, hint: "Remove it: there is nothing left to cover" };
}
