import { Temporal } from "temporal-polyfill";
import { type Clock, hoursOf } from "./clocks.js";
import type { Zone } from "./zones.js";

/**
 * Every instant that a clock time on a day can be, in RFC 3339 with the offset of its place, first to last: more than one for a
 * zone of several readings, a missing half of the day, or an hour that the clocks go through twice or leave out.
 */
export function instantsOf(day: string, clock: Clock, zone: Zone, twelve: boolean): string[] {
  const walls = hoursOf(clock, twelve).flatMap((hour) => {
    const wall = Temporal.PlainDate.from(day)
      .toPlainDateTime()
      .add({ hours: hour, minutes: clock.minute, seconds: clock.second });
    if (clock.midnight) return [wall, wall.add({ days: 1 })];
    return clock.spread > 0 ? [wall, wall.add({ minutes: clock.spread })] : [wall];
  });
  const found = new Map<number, string>();
  for (const wall of walls)
    for (const id of zone.readings)
      for (const disambiguation of ["earlier", "later"] as const) {
        const at = wall.toZonedDateTime(id, { disambiguation });
        if (!found.has(at.epochMilliseconds)) found.set(at.epochMilliseconds, written(at, clock.fraction));
      }
  return [...found].sort(([a], [b]) => a - b).map(([, text]) => text);
}

function written(at: Temporal.ZonedDateTime, fraction: string): string {
  const whole = at.offsetNanoseconds % 60e9 === 0 ? at : at.withTimeZone("UTC");
  const text = whole.toString({ timeZoneName: "never", smallestUnit: "second" });
  const [, wall = "", offset = ""] = /^(.{19})(.*)$/.exec(text) ?? [];
  return `${wall}${fraction && `.${fraction}`}${offset === "+00:00" ? "Z" : offset}`;
}
