import type { Recurrences } from "../recurrence.js";

export function recurrenceFigures({ declared, chains }: Recurrences) {
  return { declared: declared.map(({ later, earlier, same, days }) => ({ later, earlier, same, days })), chains };
}
