import { describe, expect, test } from "vitest";
import { link } from "../../../src/link/link.js";
import type { Drill } from "../../../src/model/collection.js";
import type { Blank, DrillData, Objective, Scenario, Service, Step } from "../../../src/model/schema-types.js";
import { collection, drill, incident } from "../../support/collection.js";
import { renderPages, searchRecordsOf, textOf } from "../../support/render.js";

const ID = "2026-05-20-policy-lag";

const scenario: Scenario = {
  id: "policy-distribution-lag",
  title: "Policy distribution lag",
  description: "One region does not take up new policy.",
  question: "Who notices?",
  kinds: ["consistency/stale-data-plane"],
};

const sidecar: Service = { id: "sidecar", title: "Sidecar", description: "Decides", organisation: "Acme" };

const step: Step = {
  id: "freeze-rollouts",
  title: "Freeze rollouts",
  description: "Stop the channels",
  why: "A moving system cannot be diagnosed",
  if_skipped: "It spreads",
  counts_as: "A channel was stopped",
};

const rto: Objective = {
  id: "rto",
  title: "Recovery time",
  description: "Until it held again",
  question: "How long?",
  measure: "duration",
  direction: "at-most",
  target: "PT1H",
};

const PASSED: Partial<DrillData> = { automation: { result: "pass" }, playbook: { result: "pass" } };

/** A published drill with a body. */
function told(id: string, data: Partial<DrillData>, markdown = ""): Drill {
  const { body, source } = incident(id, {}, markdown);
  return { ...drill(id, data), body, source };
}

async function pagesOf(
  drills: Drill[],
  postmortems = [incident("2026-03-14-stale-grants", {})],
  scenarios: Scenario[] = [scenario],
): Promise<Map<string, string>> {
  const of = collectionOf(drills, postmortems, scenarios);
  return renderPages(of, { graph: link(of) });
}

function collectionOf(
  drills: Drill[],
  postmortems = [incident("2026-03-14-stale-grants", {})],
  scenarios = [scenario],
) {
  const catalogs = { scenarios, services: [sidecar], steps: [step], objectives: [rto] };
  return collection(postmortems, { drills, catalogs });
}

const page = async (...args: Parameters<typeof pagesOf>) =>
  (await pagesOf(...args)).get(`drills/${ID}/index.html`) ?? "";

describe("without any drill", () => {
  test("the list says how to fill it, and a scenario that it was never rehearsed", async () => {
    const pages = await pagesOf([]);
    const list = textOf(pages.get("drills/index.html") ?? "");
    expect(list).toContain("No published drill is on record yet");
    expect(list).toContain("There is no drill yet");
    expect(list).toContain("No run on record");
    expect(list).toContain("1 of 1 scenario");
    expect(list).toContain("Never rehearsed on record");
    // It has a page once a drill is on record, until then an anchor on the list.
    expect(pages.has(`drills/scenarios/${scenario.id}/index.html`)).toBe(false);
    expect(pages.get("drills/index.html")).toContain(`id="scenario-${scenario.id}"`);
  });

  test("nor any scenario it names the catalog", async () => {
    const pages = await pagesOf([], [], []);
    expect(textOf(pages.get("drills/index.html") ?? "")).toContain("catalog/scenarios.yaml");
  });
});

describe("the page of a drill", () => {
  const body = [
    "## What happened\n\nThe region was cut off.[^1]",
    "## Hypothesis\n\nEverything is refused.[^2]",
    "## Lessons\n\nAsk first.",
    "[^1]: The log.\n[^2]: The plan.\n",
  ].join("\n\n");

  test("has the hypothesis first, wherever the author has it, and the notes last", async () => {
    const html = await page([told(ID, { ...PASSED, scenario: scenario.id }, body)]);
    const text = textOf(html);
    const order = ["Everything is refused", "Automation", "The region was cut off", "Ask first", "The plan", "The log"];
    const places = order.map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    // Each section stands once, and the table of contents leaves out what stands above it.
    expect(html.match(/Everything is refused/g)).toHaveLength(1);
    expect(html.match(/class="toc-2"/g) ?? []).toHaveLength(0);
    expect(html.match(/<h1\b/g)).toHaveLength(1);
  });

  test("without a hypothesis says where to write it", async () => {
    const text = textOf(await page([told(ID, PASSED, "## What happened\n\nIt was cut off.\n")]));
    expect(text).toContain("It is the section “Hypothesis” below the front matter");
    expect(text).toContain("It was cut off");
  });

  test("with nothing but a hypothesis says that nothing else is written", async () => {
    const text = textOf(await page([told(ID, PASSED, "## Hypothesis\n\nAll is refused.\n")]));
    expect(text).toContain("All is refused");
    expect(text).toContain("Nothing written yet");
  });

  test("says whether it counts, and why not", async () => {
    const verdicts: [string, Partial<DrillData>, string][] = [
      ["both-passed", PASSED, "it passed , as both did"],
      ["one-in-part", { ...PASSED, playbook: { result: "partial" } }, "it did not pass : that takes both"],
      ["not-exercised", { ...PASSED, playbook: { result: "not-exercised" } }, "the playbook half was not exercised"],
      ["not-known", { ...PASSED, automation: { result: "unknown" } }, "how the automation half went is not known"],
      ["not-recorded", { automation: { result: "pass" } }, "the playbook half is not recorded"],
    ];
    const pages = await pagesOf(verdicts.map(([name, data]) => told(`2026-05-20-${name}`, data)));
    for (const [name, , said] of verdicts) {
      expect(textOf(pages.get(`drills/2026-05-20-${name}/index.html`) ?? ""), name).toContain(said);
    }
  });

  test("shows every blank wherever one may stand", async () => {
    const blanks: [string, Blank, string][] = [
      ["unknown", { unknown: "Nobody wrote it down", gap: "M1" }, "Unknown. Nobody wrote it down"],
      ["unpublished", { unpublished: "The account has no date" }, "Not published. The account has no date"],
      ["not-applicable", { not_applicable: "It was a table" }, "Not applicable. It was a table"],
    ];
    const blankDrill = (blank: Blank): Partial<DrillData> => ({
      held: blank,
      environment: blank,
      automation: { result: "fail", criterion: blank },
      playbook: { result: "pass", criterion: blank },
      degradation: blank,
      incidents: blank,
      missing_evidence: blank,
      recovery: [{ objective: "rto", value: blank }],
      sources: [{ id: "S1", title: "A text", published: blank }],
      actions: [{ id: "A1", title: "Look", type: "observe", state: "proposed", due: blank, done_on: blank }],
    });
    const pages = await pagesOf(blanks.map(([name, blank]) => told(`2026-05-20-${name}`, blankDrill(blank))));
    for (const [name, , shown] of blanks) {
      const text = textOf(pages.get(`drills/2026-05-20-${name}/index.html`) ?? "");
      expect(text, name).toContain("Day not known");
      expect(text.match(new RegExp(shown, "g"))?.length, name).toBeGreaterThanOrEqual(8);
    }
  });

  test("shows the blank of a list, which is none, wherever one may stand", async () => {
    const blank = { none: "We looked" };
    const html = await page([told(ID, { degradation: blank, incidents: blank, missing_evidence: blank })]);
    expect(textOf(html).match(/None\. We looked/g)).toHaveLength(3);
  });

  test("has findings with the actions that address them, from both ends", async () => {
    const html = await page([
      told(ID, {
        findings: [
          { id: "F1", half: "playbook", what: "The command asks for a ticket" },
          { id: "F2", what: "Nobody knew the region" },
        ],
        actions: [
          { id: "A1", title: "Do without a ticket", type: "mitigate", state: "done", addresses: ["finding:F1"] },
          { id: "A2", title: "Name the regions", type: "clarify", state: "proposed", addresses: ["finding:F9"] },
        ],
      }),
    ]);
    expect(html).toContain('id="finding-F1"');
    expect(html).toContain('<a href="#action-A1">A1</a> Do without a ticket <span class="soft">(done)</span>');
    expect(html).toContain('<a href="#finding-F1">F1</a>');
    expect(html).not.toContain("#finding-F9");
    expect(textOf(html)).toContain("No action is recorded for it");
  });

  test("marks recovery values as those of a drill", async () => {
    const text = textOf(await page([told(ID, { recovery: [{ objective: "rto", value: "PT2H", comparable: false }] })]));
    expect(text).toContain("Values of a drill: shown apart from those of incidents, and in no count");
    expect(text).toContain("Not comparable with an incident’s");
    expect(text).toContain("breached");
  });

  test("links incidents with the relation, and shows both ends of what is related", async () => {
    const other = told("2026-08-01-again", {
      related: [{ drill: ID, relation: "same-pattern", why: "The same region" }],
    });
    const html = await page([
      told(ID, { incidents: [{ incident: "2026-03-14-stale-grants", relation: "verifies" }] }),
      other,
    ]);
    const text = textOf(html);
    expect(text).toContain("Verifies what this led to · 14 Mar 2026");
    expect(html).toContain('href="../../incidents/2026-03-14-stale-grants/index.html"');
    expect(text).toContain("Same pattern · drill Drill 2026-08-01-again The same region");
    expect(html).toContain('href="../../drills/2026-08-01-again/index.html"');
  });

  test("survives ids that no catalog has", async () => {
    const html = await page([
      told(ID, {
        scenario: "ghost",
        services: ["ghost"],
        steps: [{ step: "ghost", result: "pass" }],
        recovery: [{ objective: "ghost", value: 3 }],
        degradation: [{ policy: "ghost", observed: "ghost" }],
        incidents: [{ incident: "2020-01-01-ghost", relation: "became" }],
        findings: [{ id: "F1", what: "All of it", failure_kind: "ghost/ghost", cites: ["E9"] }],
      }),
    ]);
    expect(html).toContain("ghost");
    expect(html).not.toMatch(/href="[^"]*ghost/);
  });

  test("escapes what authors write", async () => {
    const nasty = '"><script>alert(1)</script> {{x}} `<b>`';
    const pages = await pagesOf(
      [
        told(ID, {
          title: nasty,
          scenario: scenario.id,
          held: "2026-05-20",
          locations: [nasty],
          automation: { result: "fail", criterion: nasty, note: nasty },
          playbook: { result: "pass", playbook: "javascript:alert(1)" },
          findings: [{ id: "F1", what: nasty }],
          steps: [{ step: step.id, result: "partial", note: nasty }],
        }),
      ],
      [],
      [{ ...scenario, title: nasty, question: nasty, description: nasty }],
    );
    for (const [path, html] of pages) {
      if (!path.endsWith(".html")) continue;
      expect(html, path).not.toContain("<script>alert");
      expect(html, path).not.toContain("<b>");
      expect(html, path).not.toContain('href="javascript');
    }
  });
});

describe("the list of drills", () => {
  test("shows per scenario the last run, both halves, and what counts", async () => {
    const pages = await pagesOf([
      told("2025-05-20-lag", { ...PASSED, scenario: scenario.id, held: "2025-05-20" }),
      told(ID, { ...PASSED, scenario: scenario.id, held: "2026-05-20", playbook: { result: "not-exercised" } }),
    ]);
    const text = textOf(pages.get("drills/index.html") ?? "");
    expect(text).toContain("2 drills on record. Both halves were exercised in 1");
    expect(text).toContain("2 runs, of which 1 counts and 1 passed");
    expect(text).toMatch(/does not count the playbook half was not exercised last that counts: 20 May 2025/);
  });

  test("shows what is overdue in shape and word", async () => {
    const pages = await pagesOf(
      [told("2025-05-20-lag", { ...PASSED, scenario: scenario.id })],
      [],
      [{ ...scenario, interval: "P180D" }],
    );
    const list = textOf(pages.get("drills/index.html") ?? "");
    expect(list).toContain("✕ 1 scenario is overdue");
    expect(list).toContain("✕ overdue , due every 180 days");
    expect(textOf(pages.get(`drills/scenarios/${scenario.id}/index.html`) ?? "")).toContain(
      "✕ overdue , due every 180 days",
    );
  });

  test("tells kinds that broke unrehearsed, and incidents after a passing drill", async () => {
    const pages = await pagesOf(
      [told("2025-05-20-lag", { ...PASSED, scenario: scenario.id, held: "2025-05-20", services: ["sidecar"] })],
      [
        incident("2026-03-14-stale-grants", {
          services: [{ service: "sidecar", role: "origin" }],
          failure_kinds: [
            { kind: "consistency/stale-data-plane", why: "Old bundle" },
            { kind: "trust/missing-identity", why: "No key" },
          ],
        }),
      ],
    );
    const text = textOf(pages.get("drills/index.html") ?? "");
    expect(text).toMatch(/no scenario rehearses it .* trust\/missing-identity (?:\(unresolved\) )?incidents: 1/);
    expect(text).toMatch(
      /What happened in 2026-03-14-stale-grants 14 Mar 2026 .* After 20 May 2025, when “ ?Drill 2025-05-20-lag ?” had passed \(the same service\)/,
    );
  });

  test("names the newest of many incidents after a passing drill, and where all of them are", async () => {
    const kinds = [{ kind: "consistency/stale-data-plane", why: "Old bundle" }];
    const many = Array.from({ length: 60 }, (_, at) =>
      incident(`2026-01-${String(1 + (at % 28)).padStart(2, "0")}-case-${at}`, {
        services: [{ service: "sidecar", role: "origin" }],
        failure_kinds: kinds,
      }),
    );
    const drills = [
      told("2025-05-20-lag", { ...PASSED, scenario: scenario.id, held: "2025-05-20", services: ["sidecar"] }),
    ];
    const pages = await pagesOf(drills, many);
    const page = pages.get(`drills/scenarios/${scenario.id}/index.html`) ?? "";
    expect(page.match(/had passed \(/g)).toHaveLength(50);
    expect(textOf(page)).toContain("And 10 older ones, in measures.json");
    expect(textOf(pages.get("drills/index.html") ?? "")).toContain("And 40 more");
    expect(pages.get("drills/index.html")).toContain('href="../drills/missed/index.html"');
    expect(pages.get("drills/missed/index.html")?.match(/had passed \(/g)).toHaveLength(50);
    expect(pages.get("drills/missed/page-2/index.html")?.match(/had passed \(/g)).toHaveLength(10);
  });

  test("goes over pages of fifty, the overview on the first", async () => {
    const many = Array.from({ length: 51 }, (_, n) => told(`2025-01-01-case-${n}`, { scenario: scenario.id }));
    const pages = await pagesOf(many);
    expect(textOf(pages.get("drills/index.html") ?? "")).toContain("Scenarios and their last run");
    const second = pages.get("drills/page-2/index.html") ?? "";
    expect(textOf(second)).not.toContain("Scenarios and their last run");
    expect(second.match(/<th scope="row"/g)).toHaveLength(1);
    expect(pages.has(`drills/scenarios/${scenario.id}/page-2/index.html`)).toBe(true);
  });

  test("shows drafts with their flag and counts them nowhere", async () => {
    const pages = await pagesOf([told(ID, { ...PASSED, scenario: scenario.id, status: "draft" })]);
    const text = textOf(pages.get("drills/index.html") ?? "");
    expect(text).toContain("No published drill is on record yet");
    expect(text).toContain("1 document is in draft or review and in no count");
    expect(text).toContain("Draft");
  });
});

test("a drill leads to its JSON and can be cited, and search knows its facets", async () => {
  const findings: DrillData["findings"] = [
    { id: "F1", half: "playbook", what: "No id in the trace", failure_kind: "operability/missing-correlation" },
  ];
  const drills = [told(ID, { ...PASSED, scenario: scenario.id, services: ["sidecar"], findings })];
  const pages = await pagesOf(drills);
  const html = pages.get(`drills/${ID}/index.html`) ?? "";
  expect(html).toContain(`<a href="../../data/drills/${ID}.json">As JSON</a>`);
  expect(html).toContain(`@misc{${ID},`);
  const data = JSON.parse(pages.get(`data/drills/${ID}.json`) ?? "");
  expect(data.derived).toMatchObject({ counts: true, passes: true });
  const of = collectionOf(drills);
  const records = await searchRecordsOf(of, { graph: link(of) });
  const { facets = [] } = records.get(`drills/${ID}/index.html`) ?? {};
  expect(facets.map(({ key, value }) => `${key} ${value}`)).toEqual([
    "kind operability/missing-correlation",
    "organisation Acme",
    "year 2026",
    "account own",
    "service sidecar",
    "type drill",
  ]);
});

test("a scenario past its interval stands on the home page, with its last run", async () => {
  const late = { ...scenario, interval: "P90D" };
  const home = async (drills: Drill[]) => textOf((await pagesOf(drills, [], [late])).get("index.html") ?? "");
  expect(await home([])).toContain("✕ 1 of 1 scenario with an interval Policy distribution lag never on record");
  const run = (held: string) => [told(`${held}-policy-lag`, { ...PASSED, held, scenario: scenario.id })];
  expect(await home(run("2026-05-20"))).toContain("Policy distribution lag last 20 May 2026");
  expect(await home(run("2026-11-20"))).not.toContain("overdue");
});
