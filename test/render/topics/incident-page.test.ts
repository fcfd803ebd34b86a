import { describe, expect, test } from "vitest";
import type { Event, PostmortemData } from "../../../src/model/schema-types.js";
import { collection, incident } from "../../support/collection.js";
import { renderPages, textOf } from "../../support/render.js";
import { CATALOGS } from "../../support/small-catalogs.js";

const ID = "2026-03-14-stale-grants";

async function pageOf(data: Partial<PostmortemData>, markdown = "", config = {}): Promise<string> {
  const of = collection([incident(ID, data, markdown)], { catalogs: CATALOGS as never, config });
  return (await renderPages(of)).get(`incidents/${ID}/index.html`) ?? "";
}

/** The ids in the order of the page. */
const orderOf = (html: string, ids: readonly string[]) =>
  [...ids].sort((a, b) => html.indexOf(`id="${a}"`) - html.indexOf(`id="${b}"`));

const event = (minute: number, more: Partial<Event> = {}): Event => ({
  at: `2026-03-14T09:${String(minute).padStart(2, "0")}:00Z`,
  event: `Minute ${minute}`,
  ...more,
});
const events = (n: number) => Array.from({ length: n }, (_, at) => event(at));

describe("the page of an incident", () => {
  const body = "## Impact\n\nSome.\n\n## Summary\n\nGrants stayed. They went.\n\n## Lessons\n\n- One.\n";

  test("has summary, answers, timeline, narrative and records in this order, wherever the author has the summary", async () => {
    const html = await pageOf({ timeline: events(2) }, body);
    const ids = [
      "summary",
      "answers-title",
      "timeline-title",
      "s-impact",
      "s-lessons",
      "ledger-title",
      "actions-title",
    ];
    expect(orderOf(html, [...ids].reverse())).toEqual(ids);
    expect(html.indexOf('id="s-summary"')).toBeLessThan(html.indexOf('id="answers-title"'));
    const contents = /<nav class="toc"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? "";
    const linked = [...contents.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(linked).toEqual([...ids, "sources-title"]);
    for (const id of linked) expect(html).toContain(`id="${id}"`);
  });

  test("has the first sentence of the summary under its title", async () => {
    const html = await pageOf({}, body);
    expect(html).toContain('<p class="lead">Grants stayed.</p>');
    expect(html).toContain("<p>Grants stayed. They went.</p>");
  });

  test("does not repeat a sentence that is a paragraph of its own", async () => {
    const html = await pageOf({}, "## Summary\n\nGrants stayed.\n\nThey went.\n\n## Lessons\n\nOne.\n");
    expect(html.match(/Grants stayed\./g)).toHaveLength(1);
    expect(html).toContain('<p class="lead">Grants stayed.</p>');
    const alone = await pageOf({}, "## Summary\n\nGrants stayed.\n\n## Lessons\n\nOne.\n");
    expect(alone).toContain("<p>Grants stayed.</p>");
    const linked = await pageOf({}, "## Summary\n\nGrants [stayed](https://example.org/).\n\nThey went.\n");
    expect(linked).toContain('<a href="https://example.org/">stayed</a>');
  });

  test("takes the summary under the name that the collection gives it, and else what stands above the first heading", async () => {
    const named = await pageOf({}, "## Impact\n\nSome.\n\n## In short\n\nIt broke.\n", {
      sections: { summary: "In short" },
    });
    expect(named).toContain(">It broke.</p>");
    expect(named.indexOf('id="s-in-short"')).toBeLessThan(named.indexOf('id="answers-title"'));
    const opening = await pageOf({}, "It broke at night.\n\n## Causes\n\nMany.\n");
    expect(opening).toMatch(/id="summary"[\s\S]*<p>It broke at night.<\/p>[\s\S]*answers-title[\s\S]*id="s-causes"/);
    expect(await pageOf({}, "## Causes\n\nMany.\n")).not.toContain('id="summary"');
  });

  test("folds events beyond twelve", async () => {
    const foldOf = (html: string) => /<details class="more">\s*<summary>[^<]*events?<\/summary>/.exec(html)?.[0];
    expect(foldOf(await pageOf({ timeline: events(12) }))).toBeUndefined();
    expect(foldOf(await pageOf({ timeline: events(13) }))).toContain("1 more event<");
  });

  test("names what all events cite once", async () => {
    const sources = [
      { id: "S1", title: "A post" },
      { id: "S2", title: "Another" },
    ];
    const citing = (cites: string[][]) => cites.map((one, at) => event(at, { cites: one }));
    const same = await pageOf({ sources, timeline: citing([["S1"], ["S1"]]) });
    expect(same.match(/(?<!self-link" )href="#source-S1"/g)).toHaveLength(1);
    expect(textOf(same)).toContain("All from S1");
    const different = await pageOf({ sources, timeline: citing([["S1"], ["S2"]]) });
    expect(textOf(different)).not.toContain("All from");
    expect(different.match(/(?<!self-link" )href="#source-S/g)).toHaveLength(2);
  });

  test("shows the first of each answer, and the others behind their number", async () => {
    const gap = (id: string) => ({ id, what: `Log ${id}`, kind: "log" as const, needed_for: "Seeing it" });
    const one = await pageOf({ missing_evidence: [gap("M1")] });
    expect(/class="answers"[\s\S]*?<\/section>/.exec(one)?.[0]).not.toContain("<details");
    const three = await pageOf({ missing_evidence: [gap("M1"), gap("M2"), gap("M3")] });
    expect(/class="answers"[\s\S]*?<\/section>/.exec(three)?.[0]).toMatch(
      /Log M1[\s\S]*<summary>2 more<[\s\S]*Log M2[\s\S]*Log M3/,
    );
  });

  test("gives verdicts on promises to own accounts alone", async () => {
    const timeline = [
      event(0, { marks: ["began"] }),
      { ...event(0, { marks: ["resolved"] }), at: "2026-03-14T15:00:00Z" },
    ];
    const degradation = [
      { action: "Serve", expected: "fail-closed", observed: "fail-open", mode: "accidental" as const },
    ] as NonNullable<PostmortemData["degradation"]>;
    const own = await pageOf({ timeline, degradation, account: "own" });
    expect(own).toContain("compliance is-breached");
    expect(textOf(own)).toContain("not as declared");
    const others = await pageOf({ timeline, degradation, account: "third-party" });
    expect(others).toContain('class="incident is-third-party"');
    expect(others).not.toContain("is-breached");
    expect(textOf(others)).toContain("above our yardstick of 4 h");
    expect(textOf(others)).toContain("not as we expect");
    expect(textOf(others)).not.toMatch(/declared|breached/);
  });

  test("leaves out the empty parts of an archived document, which nobody is asked to fill", async () => {
    const text = textOf(await pageOf({ status: "archived" }, "As it was written.\n"));
    expect(text).toContain("As it was written.");
    expect(text).not.toMatch(/Not answered yet|No events recorded|No actions recorded|No value recorded|Four answers/);
  });
});

describe("about the account", () => {
  const commits = new Map([
    [`incidents/${ID}.md`, { first: { day: "2026-03-20", by: "Team A" }, last: { day: "2026-04-02", by: "Team C" } }],
  ]);
  const about = async (audience: "internal" | "public", data: Partial<PostmortemData> = {}, known = commits) => {
    const of = collection([incident(ID, { ...data })], { catalogs: CATALOGS as never });
    const html = (await renderPages(of, { audience, commits: known })).get(`incidents/${ID}/index.html`) ?? "";
    return textOf(/<section class="account"[\s\S]*?<\/section>/.exec(html)?.[0] ?? "");
  };

  test("says its status, when it was published and revised, and what git says of it", async () => {
    const revisions = [
      { on: "2026-04-09", what: "The end" },
      { on: "2026-04-01", what: "The start" },
    ];
    expect(await about("internal", { published_on: "2026-03-24", revisions })).toContain(
      "Status Published Published 24 March 2026 , revised 9 April 2026 In git since 20 March 2026 , Team A; last changed 2 April 2026 , Team C",
    );
    expect(await about("internal", { status: "in-review" })).toContain("Status In review");
  });

  test("names nobody to the public whom the document does not name", async () => {
    const text = await about("public", { visibility: "public" });
    expect(text).toContain("since 20 March 2026 ; last changed 2 April 2026");
    expect(text).not.toContain("Team");
  });

  test("says nothing of git where git says nothing", async () => {
    expect(await about("internal", {}, new Map())).not.toContain("In git");
  });
});

test("headings, events and entries link to themselves", async () => {
  const html = await pageOf({
    timeline: events(1),
    missing_evidence: [{ id: "M1", what: "A trace", kind: "trace", needed_for: "Telling" }],
    actions: [{ id: "A1", title: "Keep traces", type: "observe", state: "committed" }],
    evidence: [{ id: "E1", kind: "log", title: "The log" }],
  });
  for (const id of [
    "actions-title",
    "ledger-title",
    "timeline-title",
    "event-1",
    "missing-M1",
    "action-A1",
    "evidence-E1",
  ]) {
    expect(html, id).toContain(`id="${id}"`);
    expect(html, id).toMatch(new RegExp(`<a class="[^"]*self-link" href="#${id}">`));
  }
});

test("a near-miss needs no recovery and no degradation", async () => {
  const text = textOf(await pageOf({ kind: "near-miss", caught_by: "chance" }));
  expect(text).toContain("Recovery Not applicable: a near-miss needs none.");
  expect(text).toContain("Degradation Not applicable: a near-miss needs none.");
  expect(text).toContain("Response steps Not applicable: a near-miss needs none.");
  expect(text).toContain("Detection delay Not applicable");
  expect(text).not.toMatch(/not recorded/i);
});

test("a near-miss shows the steps and values that it records, and says of no other that it is not recorded", async () => {
  const [{ id: step = "" } = {}] = CATALOGS.steps;
  const [{ id: objective = "" } = {}] = CATALOGS.objectives;
  const fields = {
    response: [{ step, outcome: "skipped" as const, reason: "Nothing was rolled out" }],
    recovery: [{ objective, value: { unknown: "Nobody looked" } }],
  };
  const nearMiss = textOf(await pageOf({ kind: "near-miss", caught_by: "chance", ...fields }));
  expect(nearMiss).toMatch(/Response steps .*skipped Nothing was rolled out/);
  expect(nearMiss).not.toMatch(/not recorded/i);
  expect(textOf(await pageOf(fields))).toMatch(/not recorded/i);
});

test.each([
  ["published", "Published"],
  ["in-review", "In review"],
  ["draft", "Draft"],
  ["archived", "Archived"],
] as const)("the status %s is among the key facts, without unfolding", async (status, word) => {
  const html = await pageOf({ status });
  expect(html.slice(0, html.indexOf("<details"))).toContain(`<dt>Status</dt><dd>${word}</dd>`);
});

test("sources, headings that hold a link, and the figure have an address that can be copied", async () => {
  const html = await pageOf({
    sources: [{ id: "S1", title: "The report", url: "https://example.org/report" }],
    timeline: events(3),
  });
  expect(html).toContain('<li id="source-S1">');
  expect(html).toContain('<a class="entry-id self-link" href="#source-S1">S1</a>');
  for (const [, id] of html.matchAll(/<h[23] id="([^"]+)"(?! class="visually-hidden)/g))
    expect(html, id).toMatch(new RegExp(`<a class="(self-link|permalink)" href="#${id}"`));
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
