import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NO_SETTINGS, type ReadSettings } from "../../src/importers/importer.js";
import { imported } from "../support/imported.js";

interface Variant {
  name: string;
  path?: string;
  text: string;
  settings?: Partial<ReadSettings>;
  /** The day of the draft; null for an undated one. */
  day: string | null;
  /** The time of each row in the order of the draft; null where it is not known. */
  times: (string | string[] | null)[];
}

/** What a document becomes: its day, and the time of each row. */
function read({ path = "old/note.md", text, settings }: Pick<Variant, "path" | "text" | "settings">) {
  const [outcome] = imported({ [path]: text }, { settings: { ...NO_SETTINGS, ...settings } });
  if (outcome?.is !== "draft") throw new Error(`${path} became no draft: ${JSON.stringify(outcome)}`);
  return outcome;
}

function check(variants: readonly Variant[]): void {
  test.each(variants.map((variant) => [variant.name, variant] as const))("%s", (_, variant) => {
    const { id, document } = read(variant);
    expect(document.timeline.map(({ at }) => at)).toEqual(variant.times);
    expect(/^\d{4}-\d\d-\d\d/.exec(id)?.[0] ?? null).toBe(variant.day);
    expect(id).not.toMatch(/^(?:\d{4}-\d\d-\d\d|undated)-.*\d\d?-\d\d?-\d{4}/);
  });
}

const doc = (title: string, rows: string, more = "") =>
  `# ${title}\n\n${more}## Summary\n\nCheckout was slow.\n\n## Timeline\n\n${rows}\n\n## Root cause\n\nA limit.\n`;

describe("numbers with the day first", () => {
  const rows = (a: string, b: string) =>
    `All times in GMT.\n\n- **${a}**: The image changes\n- **${b} 00:58**: Outage begins`;
  const times = ["2026-02-27", "2026-05-06T00:58:00Z"];
  check([
    {
      name: "with hyphens, in title and rows",
      text: doc("06-05-2026 - Checkout down", rows("27-02-2026", "06-05-2026")),
      day: "2026-05-06",
      times,
    },
    {
      name: "with slashes",
      text: doc("06/05/2026: Checkout down", rows("27/02/2026", "06/05/2026")),
      day: "2026-05-06",
      times,
    },
    {
      name: "with dots, which are always so",
      text: doc("06.05.2026 Checkout down", rows("27.02.2026", "06.05.2026")),
      day: "2026-05-06",
      times,
    },
    {
      name: "in the name of the file",
      path: "old/06-05-2026-checkout.md",
      text: doc("Checkout down", rows("27-02-2026", "06-05-2026")),
      day: "2026-05-06",
      times,
    },
    {
      name: "behind the title",
      text: doc("Checkout down (06-05-2026)", rows("27-02-2026", "06-05-2026")),
      day: "2026-05-06",
      times,
    },
    {
      name: "settled by a date in the prose",
      text: doc("06-05-2026 - Checkout down", rows("2026-02-27", "06-05-2026"), "It was deployed on 21-04-2026.\n\n"),
      day: "2026-05-06",
      times,
    },
    {
      name: "settled by the team",
      settings: { dayOrder: "dmy" },
      text: doc("06-05-2026 - Checkout down", rows("04-02-2026", "06-05-2026")),
      day: "2026-05-06",
      times: ["2026-02-04", "2026-05-06T00:58:00Z"],
    },
    {
      name: "by nothing: no day, no time",
      text: doc("06-05-2026 - Checkout down", rows("04-02-2026", "06-05-2026")),
      day: null,
      times: [null, null],
    },
    {
      name: "dates that disagree settle nothing",
      text: doc("06-05-2026 - Checkout down", rows("27-02-2026", "02-27-2026")),
      day: null,
      times: ["2026-02-27", "2026-02-27T00:58:00Z"],
    },
    {
      name: "month first",
      text: doc("05/06/2026 - Checkout down", rows("02/27/2026", "05/06/2026")),
      day: "2026-05-06",
      times,
    },
  ]);
});

describe("lines that date the rows below them", () => {
  const clocks = ["- **11:58:** Odd amounts", "- **16:13:** A partner is told"];
  const lines = (first: string, second: string) =>
    `All times UTC.\n\n${first}\n${clocks[0]}\n\n${second}\n${clocks[1]}`;
  const times = ["2022-10-27T11:58:00Z", "2022-10-31T16:13:00Z"];
  const both = (name: string, first: string, second: string): Variant => ({
    name,
    path: "old/2022-11-01.md",
    text: doc("Rewards paid too much", lines(first, second)),
    day: "2022-11-01",
    times,
  });
  check([
    both("in bold, with the weekday in brackets", "**October 27, 2022 (Thursday)**", "**October 31, 2022 (Monday)**"),
    both("in italics, with ordinals", "_Thursday, October 27th, 2022_", "_Monday, October 31st, 2022_"),
    both("in bold italics with a colon", "***27 October 2022:***", "***31 October 2022:***"),
    both("headings", "### 2022-10-27 (Thu)", "### 2022-10-31 (Mon)"),
    both("headings with words behind", "### 27 October 2022 – Discovery", "### 31 October 2022 – Disclosure"),
    both("in German", "**Donnerstag, 27. Oktober 2022**", "**Montag, 31. Oktober 2022**"),
    both("in French", "**Jeudi 27 octobre 2022**", "**Lundi 31 octobre 2022**"),
    both("in Spanish", "**27 de octubre de 2022**", "**31 de octubre de 2022**"),
    both("in Portuguese", "**27 de outubro de 2022**", "**31 de outubro de 2022**"),
    both("without a year", "**October 27 (Thursday)**", "**Oct. 31st**"),
    {
      ...both("as items of the same list", "", ""),
      text: doc("Rewards", `All times UTC.\n\n- October 27, 2022\n${clocks[0]}\n- **October 31, 2022**\n${clocks[1]}`),
    },
    {
      ...both("as lines of one paragraph", "", ""),
      text: doc(
        "Rewards",
        "All times UTC.\n\nOctober 27, 2022\n11:58 Odd amounts\nOctober 31, 2022\n16:13 A partner is told",
      ),
    },
    {
      ...both("as rows of a table", "", ""),
      text: doc(
        "Rewards",
        "| Time (UTC) | Event |\n|---|---|\n| October 27, 2022 | |\n| 11:58 | Odd amounts |\n| October 31, 2022 | |\n| 16:13 | A partner is told |",
      ),
    },
    {
      ...both(
        "a weekday that does not fit leaves the rows below it open",
        "**October 27, 2022 (Friday)**",
        "**October 31, 2022**",
      ),
      times: [null, times[1] ?? null],
    },
    { ...both("a month that cannot be read", "**27 Oktobre 2022**", "**31 Octember 2022**"), times: [null, null] },
    { ...both("a day that is only counted", "### Day 1", "### Day 5"), times: [null, null] },
    { ...both("a weekday alone", "**Thursday**", "**Monday**"), times: [null, null] },
    {
      ...both("a heading about another day", "### Rollback of the release of 2022-10-20", "### 2022-10-31"),
      times: [null, times[1] ?? null],
    },
    {
      ...both("two unread lines one after the other", "", ""),
      text: doc(
        "Rewards",
        `All times UTC.\n\n**Day 1**\n${clocks[0]}\n- 2022-10-31 09:00: Back\n\n**Day 5**\n${clocks[1]}`,
      ),
      times: [null, "2022-10-31T09:00:00Z", null],
    },
    {
      ...both("a row whose date is broken", "", ""),
      text: doc("Rewards", "All times UTC.\n\n- 2022-10-27 11:58 a\n- 20222-10-31 12:00 b\n- 16:13 c"),
      times: ["2022-10-27T11:58:00Z", null],
    },
  ]);
});

describe("a sentence that gives the day of all rows", () => {
  const rows = "- 2019-10-20 00:55: Builds fail\n- 01:38: Alerts fire\n- 02:06: Back";
  const times = ["2019-10-20T00:55:00Z", "2019-10-21T01:38:00Z", "2019-10-21T02:06:00Z"];
  const all = (name: string, sentence: string): Variant => ({
    name,
    text: doc("Docs site outage", `${sentence}\n\n${rows}`),
    day: "2019-10-20",
    times,
  });
  const before = "The site went down on 2019-10-21.\n\n";
  check([
    {
      ...all("unless otherwise noted", ""),
      text: doc(
        "Docs down",
        `Unless otherwise noted all events happened on 2019-10-21, and all times are in UTC.\n\n${rows}`,
        before,
      ),
      day: "2019-10-21",
    },
    {
      ...all("broken over lines", ""),
      text: doc(
        "Docs down",
        `Unless otherwise noted all events happened on\n2019-10-21, and all times are in\nUTC.\n\n${rows}`,
        before,
      ),
      day: "2019-10-21",
    },
    {
      ...all("all events", ""),
      text: doc("Docs down", `All events took place on October 21, 2019 (all times UTC).\n\n${rows}`, before),
      day: "2019-10-21",
    },
    {
      ...all("in a quote", ""),
      text: doc("Docs down", `> All events are from 21 October 2019, times are UTC\n\n${rows}`, before),
      day: "2019-10-21",
    },
    {
      ...all("above the summary", ""),
      text: doc(
        "Docs down",
        rows,
        `${before}Unless stated otherwise, everything happened on 2019-10-21. All times are UTC.\n\n`,
      ),
      day: "2019-10-21",
    },
    {
      ...all("a clock that goes back is left open", ""),
      text: doc(
        "Docs down",
        "All events happened on 2019-10-21, all times UTC.\n\n- 23:50: Alerts\n- 00:10: Back",
        before,
      ),
      day: "2019-10-21",
      times: ["2019-10-21T23:50:00Z", ["2019-10-21T00:10:00Z", "2019-10-22T00:10:00Z"]],
    },
    {
      ...all("two such days state none", ""),
      text: doc(
        "Docs down",
        "All events happened on 2019-10-21 or on 2019-10-22, all times UTC.\n\n- 09:10: Alerts",
        before,
      ),
      day: "2019-10-21",
      times: ["2019-10-21T09:10:00Z"],
    },
  ]);
});

describe("a month and a day without the year", () => {
  const of = (name: string, rows: string, more: Partial<Variant> = {}): Variant => ({
    name,
    text: doc("March 26th, 2019 Pool down", `All times in PDT (UTC-7).\n\n${rows}`),
    day: "2019-03-26",
    times: ["2019-03-20T16:46:00-07:00", "2019-03-26T02:50:00-07:00"],
    ...more,
  });
  check([
    of("in brackets", "- [03-20 16:46] Updated\n- [03-26 02:50] Reported"),
    of("in bold", "- **03-20 16:46** Updated\n- **03-26 02:50** Reported"),
    of("with slashes and am", "- 3/20 4:46pm: Updated\n- 3/26 2:50am: Reported"),
    of("with the day first and dots", "- 20.03. 16:46 Updated\n- 26.03. 02:50 Reported"),
    of("in a table", "| When | What |\n|---|---|\n| 03-20 16:46 | Updated |\n| 03-26 02:50 | Reported |"),
    of("settled by another row", "- [03-20 16:46] Updated\n- [03-04 02:50] Reported", {
      times: ["2019-03-20T16:46:00-07:00", "2019-03-04T02:50:00-08:00"].slice(0, 1).concat("2019-03-04T02:50:00-07:00"),
    }),
    of("by nothing", "- [03-04 16:46] Updated\n- [03-05 02:50] Reported", { times: [null, null] }),
    of("the turn of the year", "- [12-31 23:46] Updated\n- [01-14 02:50] Reported", {
      text: doc(
        "January 2nd, 2020 Pool down",
        "All times in UTC.\n\n- [12-31 23:46] Updated\n- [01-14 02:50] Reported",
      ),
      day: "2020-01-02",
      times: ["2019-12-31T23:46:00Z", "2020-01-14T02:50:00Z"],
    }),
    of("half a year away the year is open", "- [10-20 16:46] Updated\n- [03-26 02:50] Reported", {
      times: [null, "2019-03-26T02:50:00-07:00"],
    }),
  ]);
});

describe("the order of rows, and a zone that the first of them names", () => {
  const times = ["2020-09-25T12:24:00Z", "2020-09-25T12:36:00Z", "2020-09-25T14:04:00Z"];
  const of = (name: string, rows: string, more: Partial<Variant> = {}): Variant => ({
    name,
    path: "old/2020-09-25.md",
    text: doc("Share price dips", rows),
    day: "2020-09-25",
    times,
    ...more,
  });
  check([
    of("in paragraphs", "**Sep 25, 2020, 12:24 (UTC)**: Reports\n\n**12:36**: Verified\n\n**14:04**: Rolled back"),
    of("in a list", "- 12:24 UTC: Reports\n- 12:36: Verified\n- 14:04: Rolled back"),
    of("in brackets", "- [12:24 UTC] Reports\n- [12:36] Verified\n- [14:04] Rolled back"),
    of(
      "in a table",
      "| When | What |\n|---|---|\n| 12:24 UTC | Reports |\n| 12:36 | Verified |\n| 14:04 | Rolled back |",
    ),
    of("as an offset", "- 2020-09-25T12:24:00+00:00 Reports\n- 12:36 Verified\n- 14:04 Rolled back", {
      times: ["2020-09-25T12:24:00Z", ...times.slice(1)],
    }),
    of("a row before it has none, and keeps its place", "- 12:20: Deploy\n- 12:24 UTC: Reports\n- 14:04: Rolled back", {
      times: ["2020-09-25", "2020-09-25T12:24:00Z", "2020-09-25T14:04:00Z"],
    }),
    of("two zones give none", "- 12:24 UTC: Reports\n- 05:36 PDT: Verified\n- 14:04: Rolled back", {
      times: ["2020-09-25T12:24:00Z", "2020-09-25T05:36:00-07:00", "2020-09-25"],
    }),
    of("another list has it not", "- 12:24 UTC: Reports\n\nLater:\n\n- 14:04: Rolled back", {
      times: ["2020-09-25T12:24:00Z", "2020-09-25"],
    }),
  ]);

  test("the draft has the rows in the order of the source, but for what is certainly earlier", () => {
    const rows = "- 12:20: Deploy\n- 12:24 UTC: Reports\n- 12:36: Verified\n- 12:30: Seen";
    const { draft } = read({ path: "old/2020-09-25.md", text: doc("Dips", rows) });
    const events = [...draft.text.matchAll(/event: "?(?:\d\d:\d\d: )?(\w+)/g)].map(([, event]) => event);
    expect(events).toEqual(["Deploy", "Reports", "Seen", "Verified"]);
  });
});

describe("a zone that is stated once", () => {
  const rows = "- [13:26] Slow\n- [23:55] Migrated\n- [07:00] As before";
  const times = ["2019-05-30T13:26:00-07:00", "2019-05-30T23:55:00-07:00", "2019-05-31T07:00:00-07:00"];
  const of = (name: string, text: string, more: Partial<Variant> = {}): Variant => ({
    name,
    text,
    day: "2019-05-30",
    times,
    ...more,
  });
  const title = "May 30th, 2019 Flakiness";
  check([
    of("above the summary", doc(title, rows, "All times PDT.\n\n")),
    of("in brackets", doc(title, rows, "(All times are in PDT.)\n\n")),
    of("as a label", doc(title, rows, "**Time zone:** PDT\n\n")),
    of("in a quote", doc(title, rows, "> All timestamps are PDT (UTC-7)\n\n")),
    of("in the heading of the timeline", doc(title, rows).replace("## Timeline", "## Timeline (PDT)")),
    ...["## Timeline: (in PDT)", "## Timeline (times in PDT)", "## Timeline (all times are in PDT)"].map((heading) =>
      of(heading, doc(title, rows).replace("## Timeline", heading)),
    ),
    of("behind the timeline", `${doc(title, rows)}\nAll times in this document are in PDT.\n`),
    of(
      "in the middle of a paragraph",
      doc(title, rows, "Disks were slow. All times are in Pacific Time. More below.\n\n"),
    ),
    of("twice the same", doc(title, `All times in PDT.\n\n${rows}`, "All times PDT.\n\n")),
    of("by the team", doc(title, rows), { settings: { zone: "America/Los_Angeles" } }),
    of("the document comes before the team", doc(title, rows, "All times PDT.\n\n"), { settings: { zone: "UTC" } }),
    of("two that disagree give none", doc(title, "- [13:26] Slow", "All times PDT.\n\nAll times are UTC.\n\n"), {
      times: ["2019-05-30"],
    }),
    of("a zone that is about something else", doc(title, "- [13:26] Slow", "The team sits in PDT.\n\n"), {
      times: ["2019-05-30"],
    }),
  ]);
});

describe("sections of days behind the timeline, at its level", () => {
  const times = ["2025-05-12T20:15:00+03:00", "2025-05-13T00:40:00+03:00", "2025-05-14T11:39:00+03:00"];
  const of = (name: string, days: [string, string], rows: string[], more: Partial<Variant> = {}): Variant => ({
    name,
    text: `# Incident report May 12 2025 - Servers are slow\n\n## Timeline\n\n_All times in EEST_\n\n## ${days[0]}\n\n${rows.slice(0, 2).join("\n\n")}\n\n## ${days[1]}\n\n${rows[2]}\n\n## Action items\n\n- Write it down\n`,
    day: "2025-05-12",
    times,
    ...more,
  });
  const headings = ["### 20:15\n\nA ticket", "### 00:40\n\nIt is memory", "### 11:39AM\n\nDisk is added"];
  check([
    of("with clocks as headings", ["May 12", "May 14"], headings),
    of("with ordinals and weekdays", ["Monday, May 12th", "Wednesday, May 14th"], headings),
    of("in full", ["2025-05-12", "2025-05-14"], headings),
    of(
      "with clocks on lines of their own",
      ["12 May", "14 May"],
      ["20:15\nA ticket", "00:40\nIt is memory", "11:39 AM\nDisk is added"],
    ),
    of("with lists", ["May 12", "May 14"], ["- 20:15 A ticket\n- 00:40 It is memory", "", "- 11:39 Disk is added"]),
    of("another section ends them", ["May 12", "Costs of May 14"], headings, { times: times.slice(0, 2) }),
  ]);
});

describe("clocks with a dot", () => {
  const of = (name: string, rows: string, times: Variant["times"], heading = "Timeline"): Variant => ({
    name,
    path: "old/2021-01-28-search.md",
    text: `# Search was down\n\nAll times UTC.\n\n## ${heading}\n\n${rows}\n\n## Root cause\n\nA field.\n`,
    day: "2021-01-28",
    times,
  });
  const times = ["2021-01-28T19:00:00Z", "2021-01-28T19:08:00Z", "2021-01-28T19:20:00Z"];
  check([
    of("as lines of one paragraph", "19.00 A change is merged\n19.08 It is deployed\n19.20 Rolled back", times),
    of("in a list", "- 19.00 A change is merged\n- 19.08: It is deployed\n- 19.20 – Rolled back", times),
    of("in bold", "**19.00** A change\n\n**19.08** Deployed\n\n**19.20** Rolled back", times),
    of("about", "~19.00 A change\n19.08 Deployed\nc. 19.20 Rolled back", times),
    of("mixed with colons", "19.00 A change\n19:08 Deployed\n19.15 Seen\n19.20 Rolled back", [
      ...times.slice(0, 2),
      "2021-01-28T19:15:00Z",
      ...times.slice(2),
    ]),
    of("two are too few", "19.00 A change\n\n19.08 Deployed", []),
    of("versions are none", "- 1.10 is out\n- 1.12 is out\n- 1.75 is out", []),
    of("measures are none", "- 1.10 GB are free\n- 1.12 GB are free\n- 1.15 GB are free", []),
    of("numbers that fall are none", "- 9.50 a\n- 3.20 b\n- 2.10 c\n- 1.05 d", []),
  ]);
});

describe("several timelines within one", () => {
  const part = (day: string, zone = "UTC") =>
    `### ${day} - Slow\n\n**Root causes:**\n\n- A limit\n\n**Timeline:**\n\n- **21:45 ${zone}** - Outage begins\n- **23:28 ${zone}** - Outage resolved\n\n`;
  const of = (name: string, parts: string, times: string[]): Variant => ({
    name,
    path: "old/2025-10-21.md",
    text: `# Flags were slow\n\n## Incident timeline\n\n${parts}## Root cause\n\nA limit.\n`,
    day: "2025-10-21",
    times,
  });
  const at = (day: string) => [`2025-10-${day}T21:45:00Z`, `2025-10-${day}T23:28:00Z`];
  check([
    of("each is read once, with its own day", part("October 21, 2025") + part("October 24, 2025"), [
      ...at("21"),
      ...at("24"),
    ]),
    of("of three", part("2025-10-21") + part("2025-10-24") + part("2025-10-28"), [
      ...at("21"),
      ...at("24"),
      ...at("28"),
    ]),
    of("one alone", part("October 21, 2025"), at("21")),
    of("with italics", part("October 21, 2025").replace("**Timeline:**", "***Timeline***"), at("21")),
    of("with a heading", part("October 21, 2025").replace("**Timeline:**", "#### Timeline"), at("21")),
  ]);

  test("their marks are of several incidents, and none is given", () => {
    const { document } = read({ text: of("", part("October 21, 2025") + part("October 24, 2025"), []).text });
    expect(document.timeline.flatMap(({ mark }) => mark ?? [])).toEqual([]);
    expect(document.notes).toContainEqual(expect.stringContaining("2 timelines within one: perhaps 2 incidents"));
    const single = read({ text: of("", part("October 21, 2025"), []).text });
    expect(single.document.timeline.map(({ mark }) => mark)).toEqual(["began", "resolved"]);
  });
});

describe("marks that labels state with a time", () => {
  const facts = (lines: string, rest = "", title = "Checkout down") =>
    `# ${title}\n\n**Date:** 2024-08-10\n\n${lines}\n\n## Summary\n\nIt was slow.\n\n${rest}## Root cause\n\nA limit.\n`;
  const marks = (text: string) =>
    read({ text }).document.timeline.map(({ at, mark }) => [mark, Array.isArray(at) ? at.join("/") : at]);
  const both = [
    ["began", "2024-08-10T09:50:00Z"],
    ["detected", "2024-08-10T10:05:00Z"],
  ];

  test.each([
    ["lines", "**Started:** 09:50 UTC\n**Detected:** 10:05 UTC"],
    ["a list", "- **Outage began**: 09:50 UTC\n- **First detected**: 10:05 UTC (by an alert)"],
    ["a table", "| Fact | Value |\n|---|---|\n| Start time | 09:50 UTC |\n| Detected at | 10:05 UTC |"],
    ["with days", "- Start: 2024-08-10 09:50 UTC\n- Detection time: 2024-08-10 10:05 UTC"],
    ["with a zone for all", "All times are UTC.\n\n- Impact start: 09:50\n- Time of detection: 10:05 UTC"],
    ["plain lines with am", "Incident started: 9:50am UTC\n\nIncident detected: 10:05am UTC"],
  ])("%s", (_, lines) => {
    expect(marks(facts(lines))).toEqual(both);
  });

  test.each([
    ["a length", "**Detection time:** 00:15"],
    ["a sentence", "**Detected:** the alert of 10:05 UTC was missed"],
    ["a day without a clock", "**Detected:** 2024-08-10"],
    ["a range", "**Started:** 09:50 - 10:05 UTC"],
    ["two times for one mark", "**Detected:** 10:05 UTC\n\n**First detected:** 10:15 UTC"],
    ["repaired, for whom?", "**Repaired:** 10:05 UTC"],
    ["nothing", "**Resolved:** unknown"],
  ])("%s gives none", (_, lines) => {
    expect(marks(facts(lines))).toEqual([]);
  });

  test("a clock before that of the label above may be of the next day, and is left out", () => {
    expect(marks(facts("**Started:** 23:50 UTC\n**Resolved:** 00:20 UTC"))).toEqual([
      ["began", "2024-08-10T23:50:00Z"],
    ]);
  });

  test("what the timeline marks stays as it is, and labels add what it has not", () => {
    const rest = "## Timeline\n\nAll times UTC.\n\n- 09:40: Deploy\n- 10:04: Issue detected\n\n";
    const { document } = read({ text: facts("**Started:** 09:50 UTC\n**Detected:** 10:05 UTC", rest) });
    expect(document.timeline.map(({ at, mark }) => [at, mark])).toEqual([
      ["2024-08-10T09:40:00Z", undefined],
      ["2024-08-10T10:04:00Z", "detected"],
      ["2024-08-10T09:50:00Z", "began"],
    ]);
    expect(document.rowsSeen).toBe(3);
  });
});

describe("a day that only a name gives, outside of the timeline", () => {
  const of = (name: string, path: string, rows: string, day: string | null, title = "Wallets loop"): Variant => ({
    name,
    path,
    text: doc(title, rows),
    day,
    times: [...rows.matchAll(/\d{4}-\d\d-\d\d/g)].map(([date]) => date),
  });
  const rows = "- 2022-09-07: A report\n- 2022-09-27: A bug is filed\n- 2022-11-03: A release";
  check([
    of("the name of a file, months later", "old/2023-01-31-wallets.md", rows, null),
    of("the name of a file, two days later", "old/2022-11-05-wallets.md", rows, null),
    of("the name of a file, the next day of a long timeline", "old/2022-11-04-wallets.md", rows, null),
    of("the name of a file, the last day", "old/2022-11-03-wallets.md", rows, "2022-11-03"),
    of(
      "the name of a file, the next day of a short one",
      "old/2022-09-10.md",
      "- 2022-09-08: A\n- 2022-09-09: B",
      "2022-09-10",
    ),
    of("the name of a file, between the rows", "old/2022-10-10-wallets.md", rows, "2022-10-10"),
    of("the name of a file, before the rows", "old/2022-08-01-wallets.md", rows, null),
    of("a title, a month later", "old/x.md", rows, null, "Wallets loop (2022-12-07)"),
    of("a title, a week later", "old/x.md", rows, "2022-11-10", "Wallets loop (2022-11-10)"),
    ...[
      ["the date of a text, two months later", "2023-01-15", null],
      ["the date of a text, fourteen days later", "2022-11-17", "2022-11-17"],
      ["the date of a text, fifteen days later", "2022-11-18", null],
      ["the date of a text, between the rows", "2022-10-10", "2022-10-10"],
    ].map(
      ([name, date, day]): Variant => ({
        ...of(name ?? "", "old/x.md", rows, day ?? null),
        text: doc("Wallets loop", rows, `**Date**: ${date}\n\n`),
      }),
    ),
    {
      ...of("the date of a text gives way to a title with a row near it", "old/x.md", rows, "2022-09-07"),
      text: doc("Wallets loop, 7 September 2022", rows, "**Date**: 2023-01-15\n\n"),
    },
    {
      ...of("the date of the incident stays", "old/x.md", rows, "2023-01-15"),
      text: doc("Wallets loop", rows, "**Incident date**: 2023-01-15\n\n"),
    },
    of("one event may be the change that lay in wait", "old/2022-10-07.md", "- 2022-09-07: A change", "2022-10-07"),
    of("but not for long", "old/2023-01-31.md", "- 2022-09-07: A change", null),
  ]);
});

describe("the name of a post has the day of the publication", () => {
  const rows = "- 12:52 Alerts\n- 13:17 Over";
  const post = (title: string, lead: string, body = rows) =>
    `---\ntitle: "${title}"\nlayout: post\n---\n\n${lead}\n\n## Impact\n\nAll logins.\n\n## Timeline (UTC)\n\n${body}\n`;
  const times = ["2023-12-07T12:52:00Z", "2023-12-07T13:17:00Z"];
  const of = (name: string, text: string, more: Partial<Variant> = {}): Variant => ({
    name,
    path: "site/_posts/2023-12-11-logins.md",
    text,
    day: "2023-12-07",
    times,
    ...more,
  });
  check([
    of("prose has that of the incident", post("Logins failed", "On December 7, 2023 all logins failed.")),
    of("so has the title", post("Logins failed on December 7, 2023", "All logins failed.")),
    of("in another folder, by its layout", post("Logins failed", "On December 7, 2023 all logins failed."), {
      path: "news/2023-12-11-logins.md",
    }),
    of("by its folder alone", post("Logins failed", "On December 7, 2023 all failed.").replace("layout: post\n", "")),
    of("rows have it", post("Logins failed", "All failed.", "- 2023-12-07 12:52 Alerts\n- 2023-12-07 13:17 Over")),
    of(
      "and so it does in a range of three days",
      post("Slow", "Slow.", "- 2023-12-07 12:52 Alerts\n- 2023-12-10 12:52 Over"),
      {
        times: ["2023-12-07T12:52:00Z", "2023-12-10T12:52:00Z"],
      },
    ),
    of("a longer one leaves it open", post("Slow", "Slow.", "- 2023-12-07 12:52 Alerts\n- 2023-12-10 12:53 Over"), {
      day: null,
      times: ["2023-12-07T12:52:00Z", "2023-12-10T12:53:00Z"],
    }),
    of("clocks never have it", post("Logins failed", "All logins failed."), { day: "2023-12-11", times: [null, null] }),
  ]);
});

describe("two days of which either may be the incident's", () => {
  const clocks = "- 14:50 Changed\n- 19:07 Down";
  const of = (
    name: string,
    path: string,
    title: string,
    lead: string,
    day: string | null,
    times: Variant["times"],
    rows = clocks,
  ): Variant => ({
    name,
    path: `reviews/${path}`,
    text: doc(title, `All times UTC.\n\n${rows}`, lead === "" ? "" : `${lead}\n\n`),
    day,
    times,
  });
  const blank = [null, null];
  const on = (day: string) => [`${day}T14:50:00Z`, `${day}T19:07:00Z`];
  const dated = (day: string) => `- ${day} 14:50 Changed\n- ${day} 19:07 Down`;
  check([
    of("in the name of a file", "2016-04-14-ana-cloud-2016-04-11.md", "Cloud down", "", null, blank),
    of("in the name of a file without hyphens", "20160414_cloud_20160411.md", "Cloud down", "", null, blank),
    of(
      "settled by the title",
      "2016-04-14-cloud-2016-04-11.md",
      "Cloud down 2016-04-11",
      "",
      "2016-04-11",
      on("2016-04-11"),
    ),
    of("twice the same", "2016-04-11-cloud-2016-04-11.md", "Cloud down", "", "2016-04-11", on("2016-04-11")),
    of(
      "a range in the name of a file",
      "2016-04-11-2016-04-14-cloud.md",
      "Cloud down",
      "",
      "2016-04-11",
      on("2016-04-11"),
    ),
    of("a range with a word", "cloud-2016-04-11-to-2016-04-14.md", "Cloud down", "", "2016-04-11", on("2016-04-11")),
    of("in prose and the name", "2016-04-14.md", "Cloud down", "On 11 April 2016 the cloud was down.", null, blank),
    of(
      "settled by rows for prose",
      "2016-04-14.md",
      "Cloud down",
      "On 11 April 2016 it was down.",
      "2016-04-11",
      on("2016-04-11"),
      dated("2016-04-11"),
    ),
    of(
      "settled by rows for the name",
      "2016-04-14.md",
      "Cloud down",
      "On 11 April 2016 it changed.",
      "2016-04-14",
      on("2016-04-14"),
      dated("2016-04-14"),
    ),
    of(
      "one day apart, settled by rows",
      "2016-04-12.md",
      "Cloud down",
      "On 11 April 2016 it was down.",
      "2016-04-11",
      on("2016-04-11"),
      dated("2016-04-11"),
    ),
    of("the title of a copied document", "2021-07-17.md", "Cloud down 2021-06-06", "", null, blank),
    of(
      "a title two weeks before is that of a late report",
      "2021-06-20.md",
      "Cloud down 2021-06-06",
      "",
      "2021-06-06",
      on("2021-06-06"),
    ),
    of("a title a day more before may be copied", "2021-06-21.md", "Cloud down 2021-06-06", "", null, blank),
    of(
      "a copied title, settled by rows",
      "2021-07-17.md",
      "Cloud down 2021-06-06",
      "",
      "2021-07-17",
      on("2021-07-17"),
      dated("2021-07-17"),
    ),
    of(
      "an old title, settled by rows",
      "2021-07-17.md",
      "Cloud down 2021-06-06",
      "",
      "2021-06-06",
      on("2021-06-06"),
      dated("2021-06-06"),
    ),
    of(
      "a range in the title",
      "2018-08-30.md",
      "Cloud open 2018-08-10 - 2018-08-30",
      "",
      "2018-08-10",
      on("2018-08-10"),
      dated("2018-08-10"),
    ),
  ]);

  test("both are said", () => {
    const { document } = read({ path: "2021-07-17.md", text: doc("Cloud down 2021-06-06", clocks) });
    expect(document.notes).toContain("the title says 2021-06-06, the name of the file 2021-07-17: neither was taken");
  });
});

describe("what holds for all times", () => {
  const rows = "- **18:53** First report\n- **18:55** Confirmed";
  const times = ["2022-12-13T18:53:00Z", "2022-12-13T18:55:00Z"];
  const days = ["2022-12-13", "2022-12-13"];
  const of = (name: string, sentence: string, expected = times): Variant => ({
    name,
    path: "old/2022-12-13.md",
    text: doc("Timeouts", rows, `${sentence}\n\n`),
    day: "2022-12-13",
    times: expected,
  });
  check([
    of("events, with a link", "All events are documented in [UTC](https://example.org/utc) time."),
    of("times that are listed", "All times are listed in UTC."),
    of("entries", "All entries are recorded in UTC."),
    of("dates and times", "All dates and times are given in UTC."),
    of("all of the events", "All of the events are noted in UTC."),
    of("those of screenshots are not all", "The screenshots have timestamps in UTC+2.", days),
    of("nor those of graphs", "Times in the graph below are in PST.", days),
    of("nor those of a log", "The log shows times in UTC.", days),
  ]);
});

describe("a row that lasts past midnight", () => {
  const of = (name: string, rows: string, times: Variant["times"]): Variant => ({
    name,
    path: "old/2021-05-09.md",
    text: doc("Coins", `All times UTC.\n\n${rows}`),
    day: "2021-05-09",
    times,
  });
  const night = ["2021-05-09T14:20:00Z", "2021-05-10T02:00:00Z"];
  const open = ["2021-05-09T17:18:00Z", "2021-05-10T17:18:00Z"];
  check([
    of("leaves a later clock open", "- 14:20-02:00 Checks\n- 17:18 Released", [night, open]),
    of("with a dash and blanks", "- 14:20 – 02:00: Checks\n- 17:18: Released", [night, open]),
    of("in brackets", "- [14:20 - 02:00] Checks\n- [17:18] Released", [night, open]),
    of("in a table", "| Time | Event |\n|---|---|\n| 14:20-02:00 | Checks |\n| 17:18 | Released |", [night, open]),
    of("an earlier clock is of the next day", "- 14:20-02:00 Checks\n- 03:10 Released", [
      night,
      "2021-05-10T03:10:00Z",
    ]),
    of("a date settles it", "- 14:20-02:00 Checks\n- 2021-05-09 17:18 Released", [night, "2021-05-09T17:18:00Z"]),
    of("and holds for what follows", "- 14:20-02:00 Checks\n- 03:10 Released\n- 17:18 Over", [
      night,
      "2021-05-10T03:10:00Z",
      "2021-05-10T17:18:00Z",
    ]),
  ]);
});

describe("rows of a day without a clock", () => {
  const of = (name: string, rows: string, times: Variant["times"]): Variant => ({
    name,
    path: "old/2019-07-25.md",
    text: doc("A flaw in the proxy", `All times US/Pacific\n\n${rows}`),
    day: "2019-07-25",
    times,
  });
  const times = ["2019-07-25", "2019-07-26", "2019-07-26", "2019-07-27T11:20:00-07:00"];
  const list = (a: string, b: string, c: string) =>
    `${a}\n* A crash is reported\n\n${b}\n* [CVE-1] Analysis\n* A fix\n\n${c}\n* 11:20 AM Released`;
  check([
    of("below a line with a colon", list("2019-07-25:", "2019-07-26:", "2019-07-27:"), times),
    of("below a line in bold", list("**July 25, 2019**\n", "**July 26**\n", "**July 27**\n"), times),
    of("below a heading", list("### 2019-07-25\n", "### 2019-07-26\n", "### 2019-07-27\n"), times),
    of("as the text of a heading", "### 2019-07-25\n\nA crash is\nreported\n\nMore on it.", ["2019-07-25"]),
    of("not below a clock of that day", "### 2019-07-25\n\n- 10:00 A crash\n- See the log", [
      "2019-07-25T10:00:00-07:00",
    ]),
    of("not below a day with other words", "### 2019-07-25 - The crash\n\n- A limit\n- A flag", []),
    of("not below a day that is not clear", "**Day 1**\n\n- A crash is reported", []),
  ]);
});

describe("a clock of four digits behind a day", () => {
  const of = (name: string, row: string, time: string | null): Variant => ({
    name,
    path: "old/2022-02-02.md",
    text: doc("A flaw", `Timeline (UTC)\n\n- 2022-02-02 09:00: Before\n- ${row}`),
    day: "2022-02-02",
    times: time === null ? ["2022-02-02T09:00:00Z"] : ["2022-02-02T09:00:00Z", time],
  });
  check([
    of("with a colon behind it", "2022-02-02 1625: A mail", "2022-02-02T16:25:00Z"),
    of("with the day in words", "Feb 2, 2022 1625: A mail", "2022-02-02T16:25:00Z"),
    of("with its zone", "2022-02-02 1625 UTC A mail", "2022-02-02T16:25:00Z"),
    of("a number without a colon is none", "2022-02-02 1625 mails wait", "2022-02-02"),
    of("nor is one that is no clock", "2022-02-02 2575: mails wait", "2022-02-02"),
    of("nor a year", "Feb 2 2022: A mail", "2022-02-02"),
  ]);
});

describe("lists with their own days and times beside the timeline", () => {
  const facts = "- **Key events**\n  - First detected: 2023-02-02 10:14 UTC\n  - Resolved 2023-02-02 11:36 UTC\n";
  const of = (name: string, text: string, times: string[]): Variant => ({
    name,
    path: "old/2023-02-02.md",
    text: `# Incident on 2023-02-02 - Slow\n\n${text}\n`,
    day: "2023-02-02",
    times,
  });
  const first = ["2023-02-02T10:14:00Z", "2023-02-02T11:36:00Z"];
  const context = (sign: string) =>
    [14, 21, 36].map((minute) => `  - 2023-02-02 10:${minute} UTC${sign} Something ${minute}`).join("\n");
  const all = [first[0] ?? "", ...[14, 21, 36].map((minute) => `2023-02-02T10:${minute}:00Z`)];
  check([
    of("in the same list", `${facts}- **Context**:\n${context(":")}`, [...first, ...all.slice(1)]),
    of("with a dash", `${facts}- **Context**:\n${context(" -")}`, [...first, ...all.slice(1)]),
    of("in a section", `## Timeline\n\n${facts}\n## Context\n\n${context(":").replace(/^ {2}/gm, "")}`, [
      ...first,
      ...all.slice(1),
    ]),
    of("two are too few", `${facts}- **Context**:\n${context(":").split("\n").slice(1).join("\n")}`, first),
    of(
      "references are none",
      `## Timeline\n\n${facts}\n## References\n\n${context(":").replace(/^ {2}/gm, "")}`,
      first,
    ),
  ]);

  test("each line is counted once", () => {
    const { document } = read({ text: of("", `${facts}- **Context**:\n${context(":")}`, []).text });
    expect(document.rowsSeen).toBe(5);
  });
});

describe("a paragraph whose lines have their times", () => {
  const of = (name: string, lead: string, rows: readonly string[], times: Variant["times"]): Variant => ({
    name,
    path: "old/2017-07-04-certificate.md",
    text: `# Certificate expired\n\nImpact: all\n\n${lead}${rows.join("\n")}\n\n## Root cause\n\nNobody renewed it.\n`,
    day: "2017-07-04",
    times,
  });
  const times = ["2017-07-04T13:39:00Z", "2017-07-04T16:34:00Z", "2017-07-05T07:05:00Z"];
  check([
    of(
      "with a label that names the zone",
      "Timeline UTC:\n",
      ["4 Jul 13:39: Down", "4 Jul 16:34: Seen", "5 Jul 07:05: Up"],
      times,
    ),
    of("with another label", "What we did (UTC):\n", ["4 Jul 13:39 Down", "4 Jul 16:34 Seen", "5 Jul 07:05 Up"], times),
    of(
      "with zones of their own",
      "",
      ["2017-07-04 13:39 UTC Down", "2017-07-04 16:34 UTC Seen", "2017-07-05 07:05 UTC Up"],
      times,
    ),
    of("clocks alone", "Timeline (UTC)\n", ["13:39 Down", "16:34 Seen", "07:05 Up"], times),
    of("two are too few", "Timeline UTC:\n", ["4 Jul 13:39: Down", "5 Jul 07:05: Up"], []),
    of(
      "among more lines without",
      "It was:\nThis,\nthat\nand\nthat  \n",
      ["4 Jul 13:39: Down", "4 Jul 16:34: Seen", "5 Jul 07:05: Up"],
      ["2017-07-04", "2017-07-04", "2017-07-05"],
    ),
  ]);

  test("its dates are no days of the incident", () => {
    const rows = ["2017-06-13 11:34 UTC Low", "2017-06-15 14:30 UTC Cleaned", "2017-07-03 14:30 UTC Full"];
    const { id } = read({
      path: "old/disk.md",
      text: `# Postmortem: disk full\n\n${rows.join("\n")}\n\n## Root cause\n\nLogs.\n`,
    });
    expect(id).toBe("undated-disk-full");
  });
});

test("a day that is the value of a setting or the name of a version dates nothing", () => {
  const rows =
    "- 14:44: A reindex\n- /works in prod = 2022-10-03\n- Index 2022-10-14\n- release 2022-10-14\n- 15:20: Over";
  const { document } = read({ path: "old/2022-11-03.md", text: doc("Pages", `All times UTC.\n\n${rows}`) });
  expect(document.timeline.map(({ at }) => at)).toEqual(["2022-11-03T14:44:00Z", "2022-11-03T15:20:00Z"]);
});

describe("titles that say what the document is", () => {
  const text = (title: string) =>
    `# ${title}\n\n## Summary\n\nAll downloads were broken.\n\n## Root cause\n\nA slash.\n`;
  test.each([
    "Postmortem: broken downloads",
    "Post-mortem: broken downloads",
    "Incident report – broken downloads",
    "RCA: broken downloads",
    "Incident: broken downloads",
    "Postmortem for broken downloads",
  ])("%j", (title) => {
    const { id, document } = read({ path: "old/x.md", text: text(title) });
    expect([id, document.title]).toEqual(["undated-broken-downloads", "broken downloads"]);
  });

  test.each(["Postmortem: the full disk", "Post-mortem – the full disk", "Incident report: the full disk"])(
    "%j in a README",
    (title) => {
      expect(imported({ "disk/README.md": text(title) })).toMatchObject([{ is: "draft" }]);
    },
  );

  test.each(["Postmortems", "Postmortem tool", "Incident reports", "Incident response: how we page"])(
    "%j is a README about a folder",
    (title) => {
      expect(imported({ "disk/README.md": text(title) })).toMatchObject([{ is: "skipped" }]);
    },
  );

  test.each([
    ["Incident response checklist", "- [ ] Page the lead\n- [ ] Open a channel"],
    ["Postmortem process", "## Timeline\n\nWrite down what happened.\n\n## Action items\n\nWho does what."],
    ["Life cycle of a release", "## Timeline\n\n- Freeze\n- Release\n\n## Next steps\n\n- Announce"],
    ["Incident severity levels", "## Impact\n\nSev 1 is everybody.\n\n## Summary\n\nLevels."],
    ["Roadmap", "## Timeline\n\n- Q1\n\n## Next steps\n\n- Q2\n\n## Summary\n\nPlans."],
    ["How to write a postmortem", "## Summary\n\nShort.\n\n## Impact\n\nWho.\n\n## Lessons\n\nWhat."],
  ])("%j is none", (title, body) => {
    expect(imported({ "docs/x.md": `# ${title}\n\n${body}\n` })).toMatchObject([{ is: "skipped" }]);
  });
});

test("a post of a blog is one on an incident by its tags or its text, not by its date", () => {
  const post = (tags: string, body: string) =>
    `---\ntitle: Slow boots\ndate: 2026-08-16\ntags: [${tags}]\n---\n\n${body}\n`;
  expect(imported({ "_posts/2026-08-16-slow.md": post("pi", "Boots are slow.") })).toMatchObject([{ is: "skipped" }]);
  expect(imported({ "_posts/2026-08-16-slow.md": post("outage", "Boots are slow.") })).toMatchObject([{ is: "draft" }]);
  const text = "## What went wrong\n\nIt was slow.\n\n## Impact\n\nAll boots.";
  expect(imported({ "_posts/2026-08-16-slow.md": post("pi", text) })).toMatchObject([{ is: "draft" }]);
});

describe("template syntax in a body", () => {
  const text = (body: string) =>
    `# Postmortem: script injection\n\n## Summary\n\n${body}\n\n## Root cause\n\nAn expression.\n`;
  test.each([
    "A `run:` block had `${{ github.event.issue.title }}`, `${{ inputs.url }}` and `${{ env.X }}`.",
    "```yaml\nrun: echo ${{ a }}\nname: {{ b }}\nenv: {{ c }}\n```",
    "The chart had {{ .Values.a }} where {{ .Values.b }} and {{ .Values.c }} should stand.",
    "- `{{ a }}`\n- `{{ b }}`\n- `{{ c }}`",
    ["$", "{{ a }} and $", "{{ b }} and $", "{{ c }} in prose."].join(""),
  ])("%j is quoted", (body) => {
    expect(read({ text: text(body) }).document.title).toBe("script injection");
  });

  test.each([
    "Date: {{ date }}\n\nOwner: {{ owner }}\n\nSeverity: {{ severity }}",
    "| Date | {{ date }} |\n|---|---|\n| Who | {{ who }} |\n| Sev | {{ sev }} |\n\n{{ summary }}",
    "<title> on [insert date] by [name] for [your team]",
    "Started YYYY-MM-DD at HH:MM, ended YYYY-MM-DD at HH:MM",
    "{{ summary }}\n\n{{ impact }}\n\n{{ cause }}",
  ])("%j is a form", (body) => {
    expect(imported({ "old/x.md": text(body) })).toMatchObject([{ is: "skipped", reason: "as it is a template" }]);
  });
});

describe("a template with a day as an example", () => {
  const text = (summary: string, title = "000 - Postmortem for [descriptive name here]") =>
    `# ${title}\n\n## Summary\n\n${summary}\n\n## Timeline\n\n- **2022-09-14**: What happened\n\n## Detection\n\nHow.\n`;
  test.each([
    ["000 - Template.md", "This is a postmortem template for outages."],
    ["template.md", "This file is a template."],
    ["postmortem-template.md", "By [name] for [your team]."],
    ["Template.md", "This is a template for a postmortem. Copy it."],
    ["incident_template.md", "This page is an incident report template"],
  ])("%s: %s", (name, summary) => {
    expect(imported({ [`old/${name}`]: text(summary) })).toMatchObject([{ is: "skipped" }]);
  });

  test("a postmortem about a template is none", () => {
    const about = text("The template was broken.", "Postmortem for the broken template");
    expect(imported({ "old/2022-09-14-template-was-broken.md": about })).toMatchObject([{ is: "draft" }]);
  });
});

/** Ways to write one day, from exact to open. */
const FORMS: readonly ((year: number, month: number, day: number) => string)[] = [
  (y, m, d) => `${y}-${two(m)}-${two(d)}`,
  (y, m, d) => `${two(d)}-${two(m)}-${y}`,
  (y, m, d) => `${two(m)}/${two(d)}/${y}`,
  (y, m, d) => `${two(d)}/${two(m)}/${y}`,
  (y, m, d) => `${d}.${m}.${y}`,
  (y, m, d) => `${NAMES[m - 1]} ${d}, ${y}`,
  (y, m, d) => `${d} ${NAMES[m - 1]} ${y}`,
  (y, m, d) => `${y}/${two(m)}/${two(d)}`,
  (_, m, d) => `${two(m)}-${two(d)}`,
  (_, m, d) => `${NAMES[m - 1]?.slice(0, 3)} ${d}`,
];
const NAMES = "January February March April May June July August September October November December".split(" ");
const two = (n: number) => String(n).padStart(2, "0");

test("however the dates of a document are written, a time is the right one or a blank", () => {
  const days = fc.array(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 6 });
  const months = fc.integer({ min: 1, max: 12 });
  const forms = fc.array(fc.nat(FORMS.length - 1), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(days, months, forms, fc.boolean(), (list, month, chosen, asHeadings) => {
      const sorted = list.toSorted((a, b) => a - b);
      const write = (index: number, day: number) => (FORMS[chosen[index] ?? 0] as (typeof FORMS)[0])(2021, month, day);
      const rows = sorted.map((day, index) =>
        asHeadings
          ? `**${write(index + 1, day)}**\n\n- 12:00 event ${index}\n`
          : `- ${write(index + 1, day)} 12:00: event ${index}`,
      );
      const title = `Checkout down, ${write(0, sorted[0] ?? 1)}`;
      // One author's own order settles numbers; two orders in one document are two authors'.
      fc.pre(ordersUsed(chosen) < 2);
      const { document } = read({ text: doc(title, `All times in UTC.\n\n${rows.join("\n")}`) });
      for (const { at, event } of document.timeline) {
        const day = sorted[Number(/event (\d)/.exec(event)?.[1])];
        expect([null, `2021-${two(month)}-${two(day ?? 0)}T12:00:00Z`]).toContain(at);
      }
      if (document.day !== null)
        expect(sorted.map((day) => `2021-${two(month)}-${two(day)}`)).toContain(document.day.day);
    }),
    { numRuns: 500 },
  );
});

/** Ways to write a day that nobody can read, or that only counts it. */
const UNREADABLE: readonly ((day: number) => string)[] = [
  (d) => `Day ${d}`,
  (d) => `20211-13-${two(d)}`,
  (d) => `${d} Octember 2021`,
  () => "the following night",
];
/** How the rows of one day stand: each with its date, the first alone, below a line or heading, or in a table. */
const LAYOUTS: readonly ((date: string, rows: readonly string[]) => string)[] = [
  (date, rows) => rows.map((row) => `- ${date} ${row}`).join("\n"),
  (date, [first, ...rest]) => [`- ${date} ${first}`, ...rest.map((row) => `- ${row}`)].join("\n"),
  (date, rows) => `**${date}**\n\n${rows.map((row) => `- ${row}`).join("\n")}`,
  (date, rows) => `### ${date}\n\n${rows.map((row) => `- ${row}`).join("\n")}`,
  (date, rows) => `### ${date}\n\n${rows.map((row) => `#### ${row.slice(0, 5)}\n\n${row.slice(7)}`).join("\n\n")}`,
  (date, rows) => `${date}\n${rows.join("\n")}`,
  (date, rows) =>
    `| Date | Time | Event |\n|---|---|---|\n${rows.map((row, index) => `| ${index === 0 ? date : ""} | ${row.slice(0, 5)} | ${row.slice(7)} |`).join("\n")}`,
];

test("in whatever layout, a clock is of the day above it or open, never of another one", () => {
  const clocks = fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 3 });
  const oneDay = fc.record({
    gap: fc.integer({ min: 1, max: 9 }),
    form: fc.nat(FORMS.length + UNREADABLE.length - 1),
    layout: fc.nat(LAYOUTS.length - 1),
    clocks,
  });
  fc.assert(
    fc.property(fc.array(oneDay, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 12 }), (list, month) => {
      fc.pre(ordersUsed(list.map(({ form }) => form)) < 2);
      let day = 0;
      const truth = new Map<string, string>();
      const blocks = list.filter(({ gap }) => {
        day += gap;
        return day <= 28;
      });
      day = 0;
      const text = blocks.map(({ gap, form, layout, clocks: hours }, block) => {
        day += gap;
        const date = FORMS[form]?.(2021, month, day) ?? UNREADABLE[form - FORMS.length]?.(day) ?? "";
        const rows = hours
          .toSorted((a, b) => a - b)
          .map((hour) => {
            const name = `event${block}x${hour}`;
            truth.set(name, `2021-${two(month)}-${two(day)}T${two(hour)}:10:00Z`);
            return `${two(hour)}:10: ${name}`;
          });
        return LAYOUTS[layout]?.(date, rows) ?? "";
      });
      const { document } = read({
        path: "old/2021.md",
        text: doc("Checkout was slow in 2021", `All times in UTC.\n\n${text.join("\n\n")}`),
      });
      for (const { at, event } of document.timeline) {
        const right = truth.get(/event\dx\d+/.exec(event)?.[0] ?? "") ?? "";
        const [from, to] = Array.isArray(at) ? at : [at, at];
        expect(
          at === null || at === right || (from !== to && (from ?? "") <= right && right <= (to ?? "")),
          `${event}: ${at} is not ${right}`,
        ).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
});

function ordersUsed(chosen: readonly number[]): number {
  return new Set(
    chosen.flatMap((form) => (form === 1 || form === 3 ? ["dmy"] : form === 2 || form === 8 ? ["mdy"] : [])),
  ).size;
}
