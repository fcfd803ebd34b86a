import { middleOf, type Range } from "../../../../model/values/range.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../../util/time-units.js";
import type { DelayGroup } from "./delay-group.js";
import { medianWords } from "./delay-strip.js";

/** Medians nearer to each other than this are no difference. */
const MIN_RATIO = 1.25;

/** What the medians of loud and silent failures say; without both, what the chart is about. */
export function loudFinding(groups: readonly DelayGroup[]): string {
  const [silent, loud] = ["Silent", "Loud"].map((title) => groups.find((one) => one.title === title)?.median ?? null);
  if (!silent || !loud) return "How long silent and loud failures went undetected";
  const [longer, shorter] = middle(silent) >= middle(loud) ? [silent, loud] : [loud, silent];
  const [first, second] = longer === silent ? ["Silent", "loud"] : ["Loud", "silent"];
  if (middle(longer) < middle(shorter) * MIN_RATIO)
    return `Silent and loud failures go undetected about as long: ${medianWords(silent)} and ${medianWords(loud)}`;
  const figures = `${medianWords(longer)} against ${medianWords(shorter)}`;
  const [slow, fast] = [unitOf(longer), unitOf(shorter)];
  return slow === fast
    ? `${first} failures go undetected longer than ${second} ones: ${figures}`
    : `${first} failures go undetected for ${slow}, ${second} ones for ${fast}: ${figures}`;
}

/** Which class goes undetected longest and which shortest, where both have a median. */
export function classesFinding(groups: readonly DelayGroup[]): string {
  const known = groups.flatMap(({ title, median }) => (median === null ? [] : [{ title, median }]));
  const ordered = known.sort((a, b) => middle(b.median) - middle(a.median));
  const [longest, shortest] = [ordered[0], ordered.at(-1)];
  if (longest === undefined || shortest === undefined || longest === shortest)
    return "How long failures went undetected, by class";
  const [most, least] = [middle(longest.median), middle(shortest.median)];
  if (most < least * MIN_RATIO)
    return `Failures of all classes go undetected about as long: ${medianWords(shortest.median)} to ${medianWords(longest.median)}`;
  return `Failures of ${longest.title.toLowerCase()} go undetected longest, those of ${shortest.title.toLowerCase()} shortest: ${medianWords(longest.median)} against ${medianWords(shortest.median)}`;
}

function middle(range: Range): number {
  return middleOf(range) ?? 0;
}

/** The size of a delay in one word. */
function unitOf(range: Range): string {
  const ms = middle(range);
  if (ms < MINUTE_MS) return "less than a minute";
  if (ms < HOUR_MS) return "minutes";
  return ms < 2 * DAY_MS ? "hours" : "days";
}
