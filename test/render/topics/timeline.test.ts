import { expect, test } from "vitest";
import type { Event } from "../../../src/model/schema-types.js";
import { collection, incident } from "../../support/collection.js";
import { renderPages } from "../../support/render.js";

const ID = "2026-03-14-stale-grants";
const at = (clock: string, marks: Event["marks"] = []): Event => ({
  at: `2026-03-14T${clock}:00Z`,
  event: `It is ${clock}`,
  marks,
});

/** The numbers of the events that the page shows as blind. */
async function blindEvents(timeline: Event[]): Promise<number[]> {
  const page = (await renderPages(collection([incident(ID, { timeline })]))).get(`incidents/${ID}/index.html`) ?? "";
  return [...page.matchAll(/<li id="event-(\d+)" class="[^"]*\bis-blind\b/g)].map(([, number]) => Number(number));
}

test("events are blind from the one that began it up to the one that detected it, which no longer is", async () => {
  const events = [at("08:00"), at("09:00", ["began"]), at("09:20"), at("09:40", ["detected"]), at("10:00")];
  expect(await blindEvents(events)).toEqual([2, 3]);
});

test("nothing is blind where one event began it and detected it, or where nobody knows when", async () => {
  expect(await blindEvents([at("09:00", ["began", "detected"]), at("10:00")])).toEqual([]);
  expect(await blindEvents([at("09:00", ["began"]), at("10:00")])).toEqual([]);
});
