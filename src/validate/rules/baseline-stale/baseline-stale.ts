import { defineReviewRule } from "../../rule.js";

/** A diagnostic of the baseline is gone. */
export const baselineStale = defineReviewRule({
  id: "baseline-stale",
  severity: "warning",
  *review({ baseline, missingBaseline }) {
    if (missingBaseline)
      yield {
        file: missingBaseline.file,
        place: missingBaseline.place,
        message: `No file ${JSON.stringify(missingBaseline.path)} in the collection`,
        hint: "Run check with --update-baseline to create it, or correct the path",
      };
    for (const { index, found } of baseline?.stale ?? []) {
      const entry = baseline?.data.findings[index];
      if (baseline === null || entry === undefined) continue;
      yield {
        file: baseline.parsed.path,
        place: baseline.parsed.places.value(entry, entry.path === undefined ? "message" : "path"),
        message: `Stale baseline entry: "${entry.rule}" in ${entry.file} ${found === 0 ? "is gone" : `counts ${entry.count}, found ${found}`}`,
        hint: `Run check with --update-baseline to ${found === 0 ? "take it out" : "lower the count"}`,
      };
    }
  },
});
