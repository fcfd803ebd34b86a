import type { Skipping, SkippingRow } from "../skipping.js";

export function skippingFigures({ windowDays, steps }: Skipping) {
  return {
    window_days: windowDays,
    steps: [...steps.values()].map((one) => ({
      step: one.step,
      skipped: rowFigure(one.skipped),
      taken: rowFigure(one.taken),
      too_recent: one.tooRecent,
    })),
  };
}

function rowFigure({ followed, recurred }: SkippingRow) {
  return {
    n: followed.length,
    recurred,
    incidents: followed.map(({ incident, recurrences }) => ({ incident, recurrences })),
  };
}
