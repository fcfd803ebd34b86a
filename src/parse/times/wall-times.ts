import { Temporal } from "temporal-polyfill";
import { DAY_MS, MINUTE_MS } from "../../util/time-units.js";
import { type Clock, hoursOf } from "./clocks.js";
import type { Zone } from "./zones.js";

/** An instant: milliseconds since the epoch, and RFC 3339 with the offset of its place. */
export interface Instant {
  ms: number;
  text: string;
}

/**
 * Every instant that a clock time on a day can be, in order: several if the zone is ambiguous, am or pm is missing, or
 * daylight saving time repeats or skips the hour.
 */
export function instantsOf(day: string, clock: Clock, zone: Zone, twelve: boolean): Instant[] {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const walls = hoursOf(clock, twelve).flatMap((hour) => {
    const wall = midnight + (hour * 60 + clock.minute) * MINUTE_MS + clock.second * 1000;
    if (clock.midnight) return [wall, wall + DAY_MS];
    return clock.spread > 0 ? [wall, wall + clock.spread * MINUTE_MS] : [wall];
  });
  const found = new Map<number, string>();
  for (const wall of walls)
    for (const id of zone.readings)
      for (const offset of offsetsAt(wall, id)) {
        const ms = wall - offset * MINUTE_MS;
        if (!found.has(ms)) found.set(ms, written(wall, offset, clock.fraction));
      }
  return [...found].sort(([a], [b]) => a - b).map(([ms, text]) => ({ ms, text }));
}

/** The possible offsets from UTC, in minutes, of a zone at a local time; `wall` is the local time as if it were UTC. */
function offsetsAt(wall: number, id: string): number[] {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(id) ?? [];
  if (sign) return [(sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes))];
  if (id === "UTC") return [0];
  const clock = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO("UTC").toPlainDateTime();
  return (["earlier", "later"] as const).map((disambiguation) => {
    const at = clock.toZonedDateTime(id, { disambiguation });
    // For a local time that daylight saving time skips, Temporal moves the clock, but the instant is right.
    return Math.round((wall - at.epochMilliseconds) / MINUTE_MS);
  });
}

function written(wall: number, offset: number, fraction: string): string {
  const clock = new Date(wall).toISOString().slice(0, 19);
  const part = (n: number) => String(n).padStart(2, "0");
  const far = Math.abs(offset);
  const zone = offset === 0 ? "Z" : `${offset < 0 ? "-" : "+"}${part(Math.floor(far / 60))}:${part(far % 60)}`;
  return `${clock}${fraction && `.${fraction}`}${zone}`;
}
