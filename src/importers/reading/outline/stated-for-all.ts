import type { RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { DateOrders } from "../../../parse/times/date-order.js";
import { sameZone, statedZone, type Zone, zoneNamed } from "../../../parse/times/zones.js";
import { dayForAll } from "../timeline/day-for-all.js";
import { type Label, labelled } from "./labels.js";
import type { Part } from "./outline.js";

/** In characters: such a statement is a short sentence. */
const MAX_STATEMENT_LENGTH = 200;
const ABOUT_TIMES =
  /\b(?:all (?:of the )?(?:dates?(?: and|,|\/) )?(?:times?|timestamps?|events|entries|dates)|times? (?:are|is|in|below|above|given|shown|listed)|timestamps?|dates and times|unless (?:otherwise )?(?:noted|stated|specified|indicated))\b/i;

/** A statement about the times of a picture or a log holds for those only. */
const ABOUT_A_PICTURE = /\b(?:screenshots?|images?|pictures?|graphs?|charts?|figures?|plots?|logs?|dashboards?)\b/i;

/** What a document states outside of its timeline for all of its times: their zone and their day. */
export function statedForAll(
  parts: readonly Part[],
  labels: readonly Label[],
  timeline: readonly RootContent[],
  orders: DateOrders,
): { zone: Zone | null; day: string | null } {
  const within = new Set<unknown>(timeline);
  const lines = parts.flatMap(({ text, heading, own }) => [
    ...(heading !== null && within.has(heading) ? [] : [text]),
    ...own
      .filter((node) => !within.has(node) && ["paragraph", "blockquote", "list", "html"].includes(node.type))
      .flatMap((node) => textOf(node).split(/\n|(?<=[.!])\s/)),
  ]);
  const statements = lines.filter(
    (line) => line.length <= MAX_STATEMENT_LENGTH && ABOUT_TIMES.test(line) && !ABOUT_A_PICTURE.test(line),
  );
  const named = zoneNamed(labelled(labels, /^time ?zones?$/)?.replace(/^\W+|\W+$/g, "") ?? null);
  const zones = [
    ...(named && named.readings.length > 0 ? [named] : []),
    ...statements.flatMap((line) => statedZone(line) ?? []),
  ];
  const [zone] = zones;
  const days = new Set(lines.flatMap((line) => dayForAll(line, orders) ?? []));
  const [day = null] = days;
  return {
    zone: zone && zones.every((one) => sameZone(one, zone)) ? zone : null,
    day: days.size === 1 ? day : null,
  };
}
