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

function ordersUsed(chosen: readonly number[]): number {
  return new Set(
    chosen.flatMap((form) => (form === 1 || form === 3 ? ["dmy"] : form === 2 || form === 8 ? ["mdy"] : [])),
  ).size;
}
