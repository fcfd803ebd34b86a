import type { Recurrences } from "../recurrence.js";

export function recurrenceFigures({ declared, chains, candidates, tested, falseShare }: Recurrences) {
  return {
    declared: declared.map(({ later, earlier, same, days }) => ({ later, earlier, same, days })),
    chains,
    tested,
    false_share: falseShare,
    candidates: candidates.map(({ earlier, later, days, reasons }) => ({
      earlier,
      later,
      days,
      reasons: reasons.map(({ same, group, n, chance }) => ({ same, group, n, chance })),
    })),
  };
}
