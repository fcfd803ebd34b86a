import type { StepSkipping } from "../../../measure/skipping.js";

/** What can be said of skipping a step against recurrence. */
export function skippingVerdict({ skipped, taken, difference }: StepSkipping, enough: number): string {
  if (difference === null) {
    const few = `a comparison takes ${enough} incidents in each row`;
    if (skipped.followed.length > 0 && taken.followed.length > 0) return `Too few to say: ${few}.`;
    const which = skipped.followed.length === 0 ? "skipped" : "taken";
    return `Too few to say: of no published incident old enough is it recorded that the step was ${which}, and ${few}.`;
  }
  const ends = `between ${points(Math.floor(difference.from * 100))} and ${points(Math.ceil(difference.to * 100))} percentage points, with 95% confidence`;
  if (difference.from > 0) return `Those that skipped it came again more often: the difference lies ${ends}.`;
  if (difference.to < 0) return `Those that skipped it came again less often: the difference lies ${ends}.`;
  return `Whether skipping makes a difference cannot be told: it lies ${ends}.`;
}

function points(whole: number): string {
  return whole < 0 ? `−${-whole}` : String(whole);
}
