import fc from "fast-check";
import { expect, test } from "vitest";
import { readTimeline } from "../../../../src/importers/reading/timeline/read-timeline.js";
import { MARKS } from "../../../../src/model/marks.js";
import { parseTime } from "../../../../src/model/values/time.js";
import { nodesOf } from "../../nodes.js";

const NOTHING = { day: null, zone: null };

/** Each event on a line: its time, its mark, its text. */
function told(markdown: string, context: { day: string | null; zone: string | null } = NOTHING): string[] {
  const { events } = readTimeline(nodesOf(markdown), context);
  const time = (at: unknown) => (Array.isArray(at) ? at.join(" … ") : String(at));
  return events.map(({ at, mark, event }) => `${time(at)} ${mark ? `[${mark}] ` : ""}${event}`);
}

test("a table in the manner of the SRE book: the day and the zone above it, marks in capitals", () => {
  const markdown = `## Timeline

2015-10-21 (*all times UTC*)

| Time | Description |
| ---- | ----------- |
| 14:51 | A news site reports on the sonnet |
| 14:54 | **OUTAGE BEGINS** — search backends run out of file descriptors |
| 14:55 | Alerts fire for errors |
| 15:01 | **INCIDENT BEGINS** the first responder declares incident #465 |
| 15:36 | **OUTAGE MITIGATED**, updated index replicated |
| 16:00 | **OUTAGE ENDS** |
| 16:30 | **INCIDENT ENDS**, exit criterion reached |
`;
  expect(told(markdown)).toEqual([
    "2015-10-21T14:51:00Z A news site reports on the sonnet",
    "2015-10-21T14:54:00Z [began] OUTAGE BEGINS — search backends run out of file descriptors",
    "2015-10-21T14:55:00Z Alerts fire for errors",
    "2015-10-21T15:01:00Z [declared] INCIDENT BEGINS the first responder declares incident #465",
    "2015-10-21T15:36:00Z [mitigated] OUTAGE MITIGATED, updated index replicated",
    "2015-10-21T16:00:00Z [resolved] OUTAGE ENDS",
    "2015-10-21T16:30:00Z INCIDENT ENDS, exit criterion reached",
  ]);
});

test("a list in the manner of Kubernetes: bracketed clocks in a zone said once, past midnight", () => {
  const markdown = `## Timeline

All times in PDT, on May 30th 2019

* [???] Disks become slow
* [13:26] @river reports that merges hang
* [14:43] @sam determines the root cause
* [23:55] The migration is complete
* [07:00] Merges are back at their usual rate
`;
  const read = readTimeline(nodesOf(markdown), NOTHING);
  expect(read.zone).toBe("PDT");
  expect(read.unread).toEqual(["[???] Disks become slow"]);
  expect(told(markdown)).toEqual([
    "2019-05-30T13:26:00-07:00 @river reports that merges hang",
    "2019-05-30T14:43:00-07:00 [diagnosed] @sam determines the root cause",
    "2019-05-30T23:55:00-07:00 The migration is complete",
    "2019-05-31T07:00:00-07:00 Merges are back at their usual rate",
  ]);
});

test("headings that are times have their event below; log lines are not events", () => {
  const markdown = `## Timeline

All times in CET

### 2018-02-20 14:17

The announcement goes live, and the
load doubles.

\`\`\`
2018-02-20 14:18:03 ERROR no nodes left
\`\`\`

### 14:55

- Autoscaling adds a node
`;
  expect(told(markdown)).toEqual([
    "2018-02-20T14:17:00+01:00 The announcement goes live, and the load doubles.",
    "2018-02-20T14:55:00+01:00 Autoscaling adds a node",
  ]);
});

test("a log alone is a timeline", () => {
  expect(told("```\n14:02 UTC deploy\n14:10 UTC rollback\n```", { day: "2021-06-08", zone: null })).toEqual([
    "2021-06-08T14:02:00Z deploy",
    "2021-06-08T14:10:00Z rollback",
  ]);
});

test("headings with dates carry the day to the lists below", () => {
  const markdown = `### 2017-05-30

- 18:30 UTC - The host freezes
- 18:35 UTC - It is started again

### 2017-06-03

- 11:30 UTC - A fan is bought
`;
  expect(told(markdown)).toEqual([
    "2017-05-30T18:30:00Z The host freezes",
    "2017-05-30T18:35:00Z It is started again",
    "2017-06-03T11:30:00Z A fan is bought",
  ]);
});

test("labels with a time behind them, in nested lists", () => {
  const markdown = `- **Key events**
  - First detected 2020-09-28 13:14 UTC
  - Incident declared: 2020-09-28 14:05 UTC
  - Repaired 2020-09-28 14:20 UTC
  - Resolved 2020-09-28 14:44 UTC
- **Time to repair**: 1h 6m
- **Time to resolve**: 7h (during support hours 10:00-17:00)
- **Context**:
  - Nodes were terminated while they were drained
`;
  const read = readTimeline(nodesOf(markdown), NOTHING);
  expect(told(markdown)).toEqual([
    "2020-09-28T13:14:00Z [detected] First detected",
    "2020-09-28T14:05:00Z [declared] Incident declared",
    "2020-09-28T14:20:00Z Repaired",
    "2020-09-28T14:44:00Z [resolved] Resolved",
  ]);
  expect(read.unread).toEqual([
    "Time to repair: 1h 6m",
    "Time to resolve: 7h (during support hours 10:00-17:00)",
    "Context: Nodes were terminated while they were drained",
  ]);
});

test("columns: a date apart from the time, a zone in the header, who did it", () => {
  const markdown = `| Date | Time (PT) | Who | What happened |
|---|---|---|---|
| 2021-06-08 | 23:50 | Ana | Deploy starts |
| | 23:58 | | Errors rise |
| 2021-06-09 | 00:10 | Bo | Rollback |
`;
  expect(told(markdown)).toEqual([
    "2021-06-08T23:50:00-07:00 Deploy starts (Who: Ana)",
    "2021-06-08T23:58:00-07:00 Errors rise",
    "2021-06-09T00:10:00-07:00 Rollback (Who: Bo)",
  ]);
});

test("a weekday, a date without its year and a year in the header", () => {
  const markdown = `| Day | Date (2021) | Time (UTC) | Event |
|---|---|---|---|
| Sun | Oct 31 | 21:33 | A coin moves |
| Mon | Nov 1 | 04:34 | It is noticed |
`;
  expect(told(markdown)).toEqual(["2021-10-31T21:33:00Z A coin moves", "2021-11-01T04:34:00Z It is noticed"]);
});

test("a day over 12 shows in which order the document writes its dates", () => {
  expect(told("- 27-02-2026: Switched\n- 06-05-2026 00:58 UTC: Outage\n- 06-05-2026 09:43 UTC: Pinned")).toEqual([
    "2026-02-27 27-02-2026: Switched",
    "2026-05-06T00:58:00Z Outage",
    "2026-05-06T09:43:00Z Pinned",
  ]);
  expect(told("- 27-02-2026: Switched\n- 06/13/2026 00:58 UTC: Outage\n- 06-05-2026 09:43 UTC: Pinned")[2]).toMatch(
    /^null/,
  );
});

test("a column of times is found by what it holds, and a header may be a row", () => {
  expect(
    told("| Deploy | 14:02 UTC |\n|---|---|\n| Rollback | 14:10 UTC |", { day: "2021-06-08", zone: null }),
  ).toEqual(["2021-06-08T14:02:00Z Deploy", "2021-06-08T14:10:00Z Rollback"]);
});

test("paragraphs: a time at the start of each line or in bold before a dash", () => {
  const markdown = "14:02 UTC – Deploy starts\n14:10 UTC – Errors rise\nand pages are lost\n\n**14:30 UTC** – Rollback";
  expect(told(markdown, { day: "2021-06-08", zone: null })).toEqual([
    "2021-06-08T14:02:00Z Deploy starts",
    "2021-06-08T14:10:00Z Errors rise and pages are lost",
    "2021-06-08T14:30:00Z Rollback",
  ]);
});

test("12-hour clocks: the halves order the rows, a missing half leaves two times", () => {
  const markdown = "- 11:15pm: Revert pushed\n- 9:45am: Revert merged\n- 10:05: Deployed";
  expect(told(markdown, { day: "2021-06-08", zone: "UTC" })).toEqual([
    "2021-06-08T23:15:00Z Revert pushed",
    "2021-06-09T09:45:00Z Revert merged",
    "2021-06-09T10:05:00Z … 2021-06-09T22:05:00Z 10:05: Deployed",
  ]);
});

test("a clock that goes back: a little is disorder, by a night is the next day, between them is both", () => {
  const context = { day: "2021-06-08", zone: "UTC" };
  expect(told("- 14:08 a\n- 14:07 b\n- 14:59 c", context).map((line) => line.slice(0, 16))).toEqual([
    "2021-06-08T14:08",
    "2021-06-08T14:07",
    "2021-06-08T14:59",
  ]);
  expect(told("- 22:00 a\n- 07:00 b\n- 07:30 c", context).map((line) => line.slice(0, 16))).toEqual([
    "2021-06-08T22:00",
    "2021-06-09T07:00",
    "2021-06-09T07:30",
  ]);
  expect(told("- 14:00 a\n- 10:00 b", context)).toEqual([
    "2021-06-08T14:00:00Z a",
    "2021-06-08T10:00:00Z … 2021-06-09T10:00:00Z 10:00: b",
  ]);
  // Perhaps am and pm were left out: nothing says that one o'clock is in the night
  expect(told("- 11:50 a\n- 1:05 b", context)[1]).toBe("2021-06-08T01:05:00Z … 2021-06-09T01:05:00Z 1:05: b");
});

test("a timeline with the newest row first is read from its end", () => {
  const markdown =
    "- 01:10 UTC resolved\n- 00:40 UTC fix deployed\n- 23:55 UTC cause known\n- 23:20 UTC errors\n- 23:01 UTC deploy";
  expect(told(markdown, { day: "2021-06-08", zone: null })).toEqual([
    "2021-06-08T23:01:00Z deploy",
    "2021-06-08T23:20:00Z errors",
    "2021-06-08T23:55:00Z cause known",
    "2021-06-09T00:40:00Z fix deployed",
    "2021-06-09T01:10:00Z [resolved] resolved",
  ]);
});

test("without a zone the day is what is left, and the clock stays in the words", () => {
  const [event] = readTimeline(nodesOf("- 14:02 Deploy starts"), { day: "2021-06-08", zone: null }).events;
  expect(event).toEqual({
    at: "2021-06-08",
    event: "14:02: Deploy starts",
    why: "The text does not say which zone its clock is in",
    source: "14:02 Deploy starts",
  });
});

test("a place settles the zone that a document states by an ambiguous name", () => {
  const markdown = "Timeline (all times CST)\n\n- 14:02 Deploy";
  expect(told(markdown, { day: "2021-01-08", zone: "Asia/Shanghai" })).toEqual(["2021-01-08T14:02:00+08:00 Deploy"]);
});

test("a status page puts the whole time behind what it says", () => {
  const markdown = `**Resolved** - This incident has been resolved, and all of the queues have been worked off since. Jun 08, 10:58 UTC

**Identified** - The issue has been identified and a fix is being rolled out to every one of the regions. Jun 08, 09:20 UTC`;
  expect(told(markdown, { day: "2021-06-08", zone: null }).map((line) => line.slice(0, 45))).toEqual([
    "2021-06-08T10:58:00Z [resolved] Resolved - Th",
    "2021-06-08T09:20:00Z Identified - The issue h",
  ]);
});

test("headings with the whole time, in the manner of GitHub", () => {
  expect(
    told("### 2018 October 21 22:52 UTC\n\nConnections are lost.\n\n### 2018 October 21 22:54 UTC\n\nMonitors alert."),
  ).toEqual(["2018-10-21T22:52:00Z Connections are lost.", "2018-10-21T22:54:00Z Monitors alert."]);
});

test("bold clocks and dashes with the zone in the heading, in the manner of Atlassian", () => {
  const markdown =
    "## Timeline (all times are UTC)\n\n**11:48** - The upgrade is finished\n\n**12:46** - Upgrade to 1.9 completes\n\n**14:20** - **INCIDENT DECLARED**";
  expect(told(markdown, { day: "2018-03-05", zone: null })).toEqual([
    "2018-03-05T11:48:00Z The upgrade is finished",
    "2018-03-05T12:46:00Z Upgrade to 1.9 completes",
    "2018-03-05T14:20:00Z [declared] INCIDENT DECLARED",
  ]);
});

test("a time within a sentence is not the time of the row", () => {
  const markdown =
    "- The instance was retired by AWS at 16:00, and Prometheus went down\n- Three of 14:02 nodes\n- nothing at all";
  const { events, unread } = readTimeline(nodesOf(markdown), { day: "2021-06-08", zone: "UTC" });
  expect(events).toEqual([]);
  expect(unread).toHaveLength(3);
});

test("rows of a template and of a broken date are left for the body", () => {
  const { events, unread } = readTimeline(
    nodesOf(
      "| Time | Event |\n|---|---|\n| HH:MM | What happened |\n| 20202-01-17 12:00 | Fixed |\n\n- Detected 22025-03-18 09:36",
    ),
    { day: "2021-06-08", zone: "UTC" },
  );
  expect(events).toEqual([]);
  expect(unread).toEqual(["HH:MM | What happened", "20202-01-17 12:00 | Fixed", "Detected 22025-03-18 09:36"]);
});

test.each([
  ["Outage begins", "began"],
  ["Impact starts for one customer in ten", "began"],
  ["Fault occurs", "began"],
  ["Issue detected and verified", "detected"],
  ["Incident declared", "declared"],
  ["Ana declares an incident", "declared"],
  ["Customers notified", "notified"],
  ["Root cause identified: an expired certificate", "diagnosed"],
  ["Incident mitigated", "mitigated"],
  ["Issue fully resolved", "resolved"],
  ["Outage ends", "resolved"],
  ["Bug introduced with release 41", "introduced"],
  ["The problem recurred", "relapsed"],
  ["LB detects new nodes as healthy", undefined],
  ["Alert fired", undefined],
  ["Investigation started", undefined],
  ["Tries to find the root cause", undefined],
  ["The issue is not resolved", undefined],
  ["Issue partially mitigated", undefined],
  ["We believed the incident was resolved", undefined],
  ["Sev 1 ticket closed", undefined],
  ["An unrelated incident was declared", undefined],
  ["Mitigation applied", undefined],
  ["Active incident declared mitigated", undefined],
  ["Formal incident declared retroactively", undefined],
  ["Deep dive started, and the root cause was found later", undefined],
  ["Issue resolved?", undefined],
])("%j is marked %s", (text, mark) => {
  const { events } = readTimeline(nodesOf(`- 14:02 UTC ${text}`), { day: "2021-06-08", zone: null });
  expect(events[0]?.mark).toBe(mark);
});

test("two rows that say the same at different times are both unmarked", () => {
  const context = { day: "2021-06-08", zone: "UTC" };
  expect(told("- 14:02 Impact begins\n- 14:10 Impact begins in the west", context).join()).not.toContain("[");
  expect(
    told("- 14:02 Impact begins\n- 14:02 Impact begins in the west", context)
      .join()
      .match(/\[began\]/g),
  ).toHaveLength(1);
});

const rows = fc.array(
  fc.tuple(
    fc.constantFrom("- ", "* [", "| ", "### ", "> ", "", "1. ", "  - ", "```\n", "**"),
    fc.constantFrom(
      "14:02",
      "2:02 PM",
      "2021-06-08",
      "June 8",
      "23:59 CST",
      "T+5",
      "midnight",
      "???",
      "06/08/2021 1:00",
    ),
    fc.constantFrom(" - ", " | ", ": ", "** ", "] ", "\n\n", " "),
    fc.oneof(
      fc.constantFrom("Outage begins", "incident resolved", "All times in UTC", "deploy"),
      fc.string({ maxLength: 20 }),
    ),
  ),
  { maxLength: 12 },
);

test("whatever the Markdown, times are of the content model and every mark but relapsed stands once", () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(null, "2021-06-08"), fc.constantFrom(null, "UTC", "IST"), (parts, day, zone) => {
      const { events } = readTimeline(nodesOf(parts.map((part) => part.join("")).join("\n")), { day, zone });
      for (const { at, event, why } of events) {
        expect(event).not.toBe("");
        if (at === null) expect(why).toBeDefined();
        else expect(parseTime(at)).toBeDefined();
      }
      for (const mark of MARKS.filter((one) => one !== "relapsed"))
        expect(events.filter((event) => event.mark === mark).length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});

test.each(["14:02 ", "- ", "a", "resolved ", "| ", "times ", "(", "root cause "])(
  "a row of a million %j is read",
  (part) => {
    const value = part.repeat(1_000_000 / part.length);
    const text = { type: "text" as const, value };
    const list = {
      type: "list" as const,
      children: [{ type: "listItem" as const, children: [{ type: "paragraph" as const, children: [text] }] }],
    };
    const { events, unread } = readTimeline([list, { type: "paragraph", children: [text] }], {
      day: "2021-06-08",
      zone: "UTC",
    });
    expect(events.length + unread.length).toBeLessThanOrEqual(2);
  },
);

test("day lines with an article, and clocks as German and French write them", () => {
  const markdown = `## Timeline

*le 26 octobre 2026*
- 10h30 reprise
- 10h31 suite

**Am 27. Oktober 2026 (Dienstag)**
- 10.30 Uhr Neustart
- um 11 Uhr fertig
`;
  expect(told(markdown, { day: null, zone: "Europe/Berlin" })).toEqual([
    "2026-10-26T10:30:00+01:00 reprise",
    "2026-10-26T10:31:00+01:00 suite",
    "2026-10-27T10:30:00+01:00 Neustart",
    "2026-10-27T11:00:00+01:00 fertig",
  ]);
});
