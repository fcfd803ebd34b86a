import { describe, expect, test } from "vitest";
import type { Event, PostmortemData, Step } from "../../../src/model/schema-types.js";
import { collection, incident } from "../../support/collection.js";
import { renderPages, textOf } from "../../support/render.js";

const step = (id: string, title: string): Step => ({
  id,
  title,
  description: title,
  why: "Else it grows",
  if_skipped: "It returns",
  counts_as: "It was done",
});
const steps = [step("freeze-rollouts", "Freeze rollouts"), step("restore-observability", "Restore observability")];

async function pageOf(data: Partial<PostmortemData>): Promise<string> {
  const id = "2026-03-14-stale-grants";
  const pages = await renderPages(collection([incident(id, data)], { catalogs: { steps } }));
  return pages.get(`incidents/${id}/index.html`) ?? "";
}

/** The picture alone. */
async function pictureOf(data: Partial<PostmortemData>): Promise<string> {
  return /<svg class="course-picture[\s\S]*?<\/figure>/.exec(await pageOf(data))?.[0] ?? "";
}

const whole: Event[] = [
  { at: "2026-03-14T09:02:00Z", event: "A rollout restarts everything", marks: ["introduced", "began"] },
  { at: "2026-03-14T09:49:00Z", event: "An audit alarm", marks: ["detected"] },
  { at: "2026-03-14T10:05:00Z", event: "Rollouts are paused", steps: ["freeze-rollouts"] },
  { at: "2026-03-14T10:30:00Z", event: "Somebody has an idea" },
  { at: "2026-03-14T11:30:00Z", event: "The old bundle is back", marks: ["mitigated"] },
  { at: "2026-03-14T12:00:00Z", event: "Every grant is checked", marks: ["resolved"] },
];

describe("the course of an incident", () => {
  test("has all marks and steps, each a link to its event in the list", async () => {
    const html = await pageOf({ timeline: whole });
    const picture = html.slice(html.indexOf("course-picture"), html.indexOf("</figure>"));
    const links = [...picture.matchAll(/<a href="#(event-\d)"><title>([^<]*)/g)].map(([, id, title]) => [id, title]);
    expect(links).toEqual([
      ["event-1", "introduced, began 14 Mar 2026, 09:02. A rollout restarts everything"],
      ["event-2", "detected +47 min. An audit alarm"],
      ["event-5", "mitigated +2 h 28 min. The old bundle is back"],
      ["event-6", "resolved +2 h 58 min. Every grant is checked"],
      ["event-3", "Step 1: Freeze rollouts +1 h 3 min. Rollouts are paused"],
    ]);
    for (const [id] of links) expect(html).toContain(`<li id="${id}"`);
  });

  test("is to scale", async () => {
    const picture = await pictureOf({ timeline: whole });
    const places = [...picture.matchAll(/<svg class="course-flag is-mark[^"]*" x="([\d.]+)%"/g)].map(([, x]) =>
      Number(x),
    );
    // Of 178 minutes: 0, 47, 148 and 178.
    expect(places).toEqual([0, 26.4, 83.15, 100]);
    const blind = /class="blind" x="0%" width="26.4%"/;
    expect(picture).toMatch(blind);
    expect(picture).toContain("undetected for 47 min");
  });

  test("has a row for each mark and step where the screen is narrow, and the band to scale", async () => {
    const html = await pageOf({ timeline: whole });
    const narrow = html.slice(html.indexOf("course-narrow"), html.indexOf("course-wide"));
    const rows = [
      ...narrow.matchAll(/<li class="course-row ?([^"]*)"><span>([^<]*)<\/span><a href="#([^"]+)">(.*?)<\/li>/g),
    ];
    expect(
      rows.map(([, band, when, id, what = ""]) => [band, when?.replaceAll("\u00a0", " "), id, textOf(what).trim()]),
    ).toEqual([
      ["until-blind", "14 Mar 2026, 09:02", "event-1", "introduced, began undetected for 47 min"],
      ["until-full", "+47 min", "event-2", "detected"],
      ["until-full", "+1 h 3 min", "event-3", "1 Freeze rollouts"],
      ["until-rest", "+2 h 28 min", "event-5", "mitigated"],
      ["", "+2 h 58 min", "event-6", "resolved"],
    ]);
    expect(narrow).toMatch(/class="blind" x="0%" width="26.4%"/);
  });

  test("has a title and a description, and nothing that the policy for content forbids", async () => {
    const picture = await pictureOf({ timeline: whole });
    expect(picture).toContain('aria-labelledby="course-title course-text"');
    expect(picture).toContain('<title id="course-title">The course of the incident, drawn to scale</title>');
    expect(picture).toContain("In the order of time: introduced, began 14 Mar 2026, 09:02; detected +47 min; step 1");
    expect(picture).not.toMatch(/style=|onclick|<script/);
  });

  test("draws uncertain times as bars, and what may have been unseen apart from what was", async () => {
    const picture = await pictureOf({
      timeline: [
        { at: ["2026-03-14T09:00:00Z", "2026-03-14T09:10:00Z"], marks: ["began"] },
        { at: "2026-03-14T09:40:00Z", marks: ["detected"] },
        { at: "2026-03-14T10:40:00Z", marks: ["resolved"], disputed: [{ at: "2026-03-14T10:20:00Z" }] },
      ],
    });
    expect(picture).toContain('class="span" x1="0%" x2="10%"');
    expect(picture).toContain('class="span is-disputed" x1="80%" x2="100%"');
    expect(picture).toContain('class="blind is-possible" x="0%" width="40%"');
    expect(picture).toContain('class="blind" x="10%" width="30%"');
    expect(textOf(picture.replace(/[\s\S]*<\/svg>/, ""))).toContain("Bars along it are uncertain times");
  });

  test("says what has no time, and why a step was left out", async () => {
    const html = await pageOf({
      timeline: [
        ...whole.filter((event) => !event.marks?.includes("detected")),
        { at: { unpublished: "The report does not say" }, marks: ["detected"] },
      ],
      response: [{ step: "restore-observability", outcome: "skipped", reason: "Dashboards were green" }],
    });
    const caption = textOf(/<figcaption>[\s\S]*?<\/figcaption>/.exec(html)?.[0] ?? "");
    expect(caption).toContain("skipped: 2 Restore observability (Dashboards were green)");
    expect(caption).toContain("No time for detected : not published.");
    expect(html).not.toContain("unseen for");
  });

  test("tells of an alarm that came first, and shades nothing", async () => {
    const picture = await pictureOf({
      timeline: [
        { at: "2026-03-14T09:00:00Z", marks: ["detected"] },
        { at: "2026-03-14T09:03:00Z", marks: ["began"] },
        { at: "2026-03-14T10:00:00Z", marks: ["resolved"] },
      ],
    });
    expect(picture).toContain("seen 3 min before it began");
    expect(picture).not.toContain('class="blind');
  });

  test("says what the axis leaves out", async () => {
    const picture = await pictureOf({
      timeline: [
        { at: "2025-08-01T00:00:00Z", marks: ["began"] },
        { at: "2026-03-14T09:00:00Z", marks: ["detected"] },
        { at: "2026-03-14T10:00:00Z", marks: ["mitigated"] },
        { at: "2026-03-14T11:00:00Z", marks: ["resolved"] },
      ],
    });
    expect(picture).toMatch(/<text class="gap-label on-blind"[^>]*>225 days<\/text>/);
    expect(textOf(picture.replace(/[\s\S]*<\/svg>/, ""))).toContain(
      "The axis leaves out 225 days; all else has one scale",
    );
  });

  test("begins again where it relapsed, and stays open where nothing ended it", async () => {
    const picture = await pictureOf({
      timeline: [
        { at: "2026-03-14T09:00:00Z", marks: ["began"] },
        { at: "2026-03-14T10:00:00Z", marks: ["resolved"] },
        { at: "2026-03-14T12:00:00Z", marks: ["relapsed"] },
        { at: "2026-03-14T13:00:00Z", event: "Still so", steps: ["freeze-rollouts"] },
      ],
    });
    const bands = [...picture.matchAll(/class="effect is-full" x="([^"]+)" width="([^"]+)"/g)].map(([, x, w]) => [
      x,
      w,
    ]);
    expect(bands).toEqual([
      ["0%", "25%"],
      ["75%", "25%"],
    ]);
  });

  test.each<[string, Event[]]>([
    ["nothing", []],
    ["one event", [{ at: "2026-03-14T09:00:00Z", marks: ["began"] }]],
    [
      "one day",
      [
        { at: "2026-03-14", marks: ["began"] },
        { at: "2026-03-14", marks: ["resolved"] },
      ],
    ],
    ["no time at all", [{ at: { unknown: "Nobody wrote it down" }, marks: ["began"] }]],
  ])("is left to the list where there is %s to draw", async (_name, timeline) => {
    expect(await pageOf({ timeline })).not.toContain("course-picture");
  });

  test("shows what authors write as text", async () => {
    const picture = await pictureOf({
      timeline: [
        { at: "2026-03-14T09:00:00Z", event: '</title><script>alert("1")</script>', marks: ["began"] },
        { at: "2026-03-14T10:00:00Z", marks: ["resolved"] },
      ],
    });
    expect(picture).toContain("&lt;/title&gt;&lt;script&gt;");
    expect(picture).not.toContain("<script");
  });
});
