import { describe, expect, test } from "vitest";
import { link } from "../src/link/link.js";
import { measure } from "../src/measure/measure.js";
import { build, type Checked, check, report } from "../src/pipeline.js";
import { temporaryFolder } from "./support/collection-folder.js";
import { demoCollection } from "./support/demo-collection.js";
import { brokenLinks } from "./support/links.js";
import { textOf } from "./support/render.js";

const AS_OF = "2026-11-02";

/** What only internal readers may see: the name of a customer, and the values of an internal custom field. */
const SECRETS = ["Quillfeather", "search?day", "Support tickets"];

function checkDemo(): Promise<Checked> {
  return check(demoCollection(), {
    now: null,
    today: null,
    findDuplicates: true,
  });
}

async function measuresOfDemo() {
  const graph = link((await checkDemo()).collection);
  return measure(graph, AS_OF);
}

type Audience = "internal" | "public";

const sites = new Map<Audience, Promise<Map<string, string>>>();

/** The files of the site, by path: made once for each audience. */
function pagesFor(audience: Audience): Promise<Map<string, string>> {
  const made = sites.get(audience) ?? buildFor(audience);
  sites.set(audience, made);
  return made;
}

async function buildFor(audience: Audience): Promise<Map<string, string>> {
  const { files } = await build(demoCollection(), {
    audience,
    baseUrl: null,
    date: null,
    search: false,
    version: "0.0.0",
    allowErrors: false,
  });
  return new Map((files ?? []).map(({ path, content }) => [path, Buffer.from(content).toString("utf8")]));
}

async function reportOfDemo(): Promise<string> {
  const { text } = await report(demoCollection(), {
    format: "markdown",
    all: true,
    filter: { since: null, service: null, class: null },
    now: null,
    today: AS_OF,
    version: "0.0.0",
    colour: false,
  });
  return text;
}

test("nothing is wrong with it but infos, and what was accepted for a time", async () => {
  const { diagnostics, suppressed, collection } = await checkDemo();
  expect(diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
  expect(new Set(diagnostics.map(({ rule }) => rule))).toEqual(new Set(["answers-blank"]));
  expect(suppressed.map(({ rule }) => rule).sort()).toEqual([
    "action-overdue",
    "action-overdue",
    "action-overdue",
    "choreography-order",
    "choreography-order",
    "policy-untested",
    "scenario-overdue",
  ]);
  const kinds = collection.postmortems.map(({ data }) => data.kind);
  expect(kinds.filter((kind) => kind === "incident")).toHaveLength(9);
  expect(kinds.filter((kind) => kind === "near-miss")).toHaveLength(3);
  expect(collection.drills).toHaveLength(5);
});

describe("every measure has something to show", () => {
  test("the classes of failure, and each way in which an incident was noticed", async () => {
    const { collection } = await checkDemo();
    const incidents = collection.postmortems.filter(({ data }) => data.kind === "incident");
    const classes = incidents.map(({ data }) => data.failure_kinds?.[0]?.kind.split("/")[0]);
    expect(new Set(classes)).toEqual(new Set(["trust", "consistency", "capacity", "operability"]));
    const by = incidents.map(({ data }) => (data.detection && "by" in data.detection ? data.detection.by : null));
    expect(new Set(by)).toEqual(new Set(["alert", "customer", "operator", "drill", "chance"]));
  });

  test("each objective was met, breached, undecided and unknown", async () => {
    const { summaries } = (await measuresOfDemo()).objectiveCompliance;
    expect(summaries.size).toBe(6);
    for (const [objective, summary] of summaries)
      for (const standing of ["met", "breached", "undecided", "unknown"] as const)
        expect(summary[standing], `${objective} ${standing}`).toBeGreaterThan(0);
  });

  test("each class of degradation as declared, and one that was not", async () => {
    const { degradationConformance } = await measuresOfDemo();
    const rows = [...degradationConformance.byDocument.values()].flat().filter(({ counted }) => counted);
    for (const observed of ["fail-closed", "fail-conditionally", "fail-open"])
      expect(
        rows.some(({ entry }) => entry.observed === observed && entry.mode === "designed"),
        observed,
      ).toBe(true);
    expect(
      rows
        .filter(({ policy, entry }) => policy && entry.observed === "fail-open" && policy.class !== "fail-open")
        .map(({ document }) => document),
    ).toEqual(["2025-10-14-stale-grants-after-forced-rollout", "2026-02-17-stale-grants-after-a-stuck-fetch"]);
  });

  test("the loop: what recurs, what an action caused, what a drill proved, and what held after a drill", async () => {
    const { collection } = await checkDemo();
    const first = "2025-10-14-stale-grants-after-forced-rollout";
    const second = "2026-02-17-stale-grants-after-a-stuck-fetch";
    const measures = measure(link(collection), AS_OF);
    expect(measures.choreography.incidents.get(first)?.map(({ outcome }) => outcome)).toContain("skipped");
    expect(measures.choreography.incidents.get(second)?.map(({ outcome }) => outcome)).toContain("late");
    // The earliest incident is the only one whose 24 months have passed.
    const { window } = measures.recurrence;
    expect(window.incidents).toEqual(["2024-09-10-stale-grants-after-a-failover"]);
    expect(window.recurred).toEqual([{ incident: window.incidents[0], recurrences: [first] }]);
    expect(measures.recurrence.declared.map(({ later, earlier }) => [later, earlier])).toContainEqual([second, first]);
    const states = measures.evidenceLedger.gaps.map(({ state }) => state);
    expect(states).toEqual(expect.arrayContaining(["open", "proven"]));
    expect(measures.evidenceLedger.returned).not.toEqual([]);
    const documents = collection.postmortems.map(({ data }) => data);
    expect(documents.flatMap(({ related = [] }) => related)).toContainEqual(
      expect.objectContaining({ incident: first, action: "A1", relation: "caused-by" }),
    );
    expect(documents.flatMap(({ held = [] }) => held).map(({ what }) => what)).toContain(
      "policy:session-renewal-without-issuer",
    );
    const judged = documents.flatMap(({ actions = [] }) => actions).map(({ closed_by }) => closed_by?.judged?.as);
    expect(judged).toEqual(expect.arrayContaining(["sufficient", "superseded"]));
  });

  test("silent failures were detected later than loud ones", async () => {
    const { groups, notStated } = (await measuresOfDemo()).loudAndSilent;
    expect(groups.map(({ manifestation, incidents }) => [manifestation, incidents.length])).toEqual([
      ["silent", 6],
      ["loud", 3],
    ]);
    expect(groups[1]?.delay?.most.to).toBeLessThan(groups[0]?.delay?.least.to ?? 0);
    expect(notStated).toEqual([]);
  });

  test("the steps were taken, late, skipped, not possible, not needed and not recorded", async () => {
    const { choreography } = await measuresOfDemo();
    const outcomes = [...choreography.incidents.values()].flat().map(({ outcome }) => outcome);
    for (const outcome of ["taken", "late", "skipped", "not-possible", "not-needed", "not-recorded"])
      expect(outcomes).toContain(outcome);
    for (const [step, { taken }] of choreography.summaries) expect(taken, step).toBeGreaterThan(0);
  });
});

describe("the pages", () => {
  test("each says that it is fictional, in its title and at its bottom", async () => {
    const pages = [...(await pagesFor("internal"))].filter(([path]) => path.endsWith(".html"));
    expect(pages.length).toBeGreaterThan(50);
    for (const [path, html] of pages) {
      expect(/<title>([^<]*)<\/title>/.exec(html)?.[1], path).toContain("(fictional)");
      expect(/<footer[\s\S]*<\/footer>/.exec(html)?.[0], path).toContain(
        "Fictional: every incident, team and figure on this page is invented",
      );
    }
  });

  test("those of the statements of the failure modes have no empty state", async () => {
    const pages = await pagesFor("internal");
    const statements = [...pages].filter(([path]) =>
      /^(index|(patterns|response|blind-spots|taxonomy|taxonomy\/(trust|consistency|capacity|operability)|degradation|degradation\/(?!outcomes|observed)[^/]+|objectives(\/[^/]+)?|choreography(\/[^/]+)?|drills|evidence|invariants|contracts|actions)\/index)\.html$/.test(
        path,
      ),
    );
    expect(statements.length).toBeGreaterThan(25);
    const empty = statements.flatMap(([path, html]) =>
      [...html.matchAll(/<p class="empty">[\s\S]*?<\/p>/g)].map(([text]) => `${path}: ${textOf(text).trim()}`),
    );
    expect(empty).toEqual([]);
  });

  test("each incident answers the four questions or gives a reason", async () => {
    const pages = await pagesFor("internal");
    for (const [path, html] of pages)
      if (/^incidents\/2.*\.html$/.test(path)) expect(textOf(html), path).not.toMatch(/Not answered/);
  });

  test.each(["internal", "public"] as const)(
    "links of the %s site lead to pages and anchors that exist",
    async (audience) => {
      expect(await brokenLinks(temporaryFolder(Object.fromEntries(await pagesFor(audience))), "/")).toEqual([]);
    },
  );

  test.each(SECRETS)("what is internal is in no public file: %s", async (secret) => {
    const [internal, open] = [await pagesFor("internal"), await pagesFor("public")];
    const having = (files: Map<string, string>) =>
      [...files].flatMap(([path, text]) => (text.includes(secret) ? path : []));
    expect(having(internal).length).toBeGreaterThan(1);
    expect(open.size).toBeGreaterThan(100);
    expect(having(open)).toEqual([]);
  });

  test.each<[string, string, RegExp]>([
    ["the taxonomy", "patterns", /Trust .*Consistency .*Capacity .*Operability /],
    ["late and silent failures", "blind-spots", /6 silent failures .*Noticed by: .* 3 loud failures .*circular/],
    [
      "degradation, declared and observed",
      "degradation",
      /The frame is the declared behaviour.*[Ff]ail closed .*[Ff]ail open/,
    ],
    ["what to fix first", "degradation", /What to fix first .*Grant admin rights without fresh policy/],
    ["what held", "degradation", /What held, beside what did not .*Renew a session without the issuer/],
    ["objectives", "objectives", /Policy freshness gap .*Identity issuance delay .*Unresolved decision traces/],
    ["choreography", "response", /Restore observability of the decision path .*Late .*Not recorded/],
    ["the order of steps", "response", /Which of two steps came first .*Reversed: .*Stale grants came back/],
    ["drills", "drills", /Both halves were exercised in 5.*overdue/],
    ["which invariant was violated", "invariants", /An entitled caller gets a token/],
    ["which contract lacked clarity", "contracts", /Bundle refresh on restart/],
    ["what evidence was missing", "blind-spots", /Which version was in force where/],
  ])("of the chapter on failure modes: %s", async (_, page, shown) => {
    expect(textOf((await pagesFor("internal")).get(`${page}/index.html`) ?? "")).toMatch(shown);
  });

  test("the list of drills has each scenario by place, with both halves and what is overdue", async () => {
    const text = textOf((await pagesFor("internal")).get("drills/index.html") ?? "");
    const table = /Where each scenario was run .*? Never rehearsed/.exec(text)?.[0] ?? "";
    expect(table).toMatch(
      /Policy distribution lag in one region Where eu-west Automation passed Playbook passed Last run 14 Jan 2026 ✕ overdue/,
    );
    expect(table).toMatch(/Telemetry degradation .*? Where eu-north Automation failed Playbook passed in part/);
  });

  test("custom fields stand on the page of an incident and on its actions", async () => {
    const page = (await pagesFor("public")).get("incidents/2025-10-14-stale-grants-after-forced-rollout/index.html");
    expect(textOf(page ?? "")).toMatch(/Customers affected 11 .* Cost centre: platform /);
  });
});

test("the report has every section filled", async () => {
  const text = await reportOfDemo();
  const sections = text.split(/^## /m).slice(1);
  expect(sections.length).toBeGreaterThan(10);
  for (const section of sections) expect(section).toMatch(/\d/);
  expect(text).not.toMatch(/^(No |None|Nothing|Not one)/m);
});
