const MONTH = 30.44;
const YEAR = 365.25;

/** A rough age: `12 days`, `7 months`, `6½ years`. Pages show the exact day beside it. */
export function formatAge(days: number): string {
  if (days < 60) return `${days} ${days === 1 ? "day" : "days"}`;
  if (days < 2 * YEAR) return `${Math.round(days / MONTH)} months`;
  const halves = Math.round((days / YEAR) * 2);
  return `${Math.floor(halves / 2)}${halves % 2 === 1 ? "½" : ""} years`;
}
