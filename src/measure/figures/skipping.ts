import type { Skipping, SkippingRow } from "../skipping.js";

export function skippingFigures({ windowDays, enough, steps }: Skipping) {
  return {
    window_days: windowDays,
    enough,
    steps: [...steps.values()].map((one) => ({
      step: one.step,
      skipped: rowFigure(one.skipped),
      taken: rowFigure(one.taken),
      too_recent: one.tooRecent,
      difference: one.difference && [one.difference.from, one.difference.to],
    })),
  };
}

function rowFigure({ followed, recurred, share }: SkippingRow) {
  return {
    n: followed.length,
    recurred,
    share: share && [share.from, share.to],
    incidents: followed.map(({ incident, recurrences }) => ({ incident, recurrences })),
  };
}
