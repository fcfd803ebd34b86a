import { describe, expect, test } from "vitest";
import type { Blank, Objective, PostmortemData, Step } from "../../src/model/schema-types.js";
import { collection, drill, incident } from "../support/collection.js";
import { brokenLinksOf } from "../support/links.js";
import { renderPages, textOf } from "../support/render.js";

const step: Step = {
  id: "restore-observability",
  title: "Restore observability",
  description: "See again who decides",
  why: "Else nobody knows",
  if_skipped: "It returns",
  counts_as: "A signal was regained",
};

const rto: Objective = {
  id: "rto",
  title: "Recovery time",
  description: "From the first violation until it held again",
  question: "How long until everything held again?",
  measure: "duration",
  direction: "at-most",
  target: "PT4H",
  clock: { from: "began", to: "resolved" },
};

describe("an empty collection", () => {
  test("says on every page how to fill it", async () => {
    const pages = await renderPages(collection([]));
    expect(textOf(pages.get("index.html") ?? "")).toContain("No incident is published yet");
    expect(textOf(pages.get("incidents/index.html") ?? "")).toContain("There is no postmortem yet");
    expect(textOf(pages.get("patterns/index.html") ?? "")).toContain("catalog/taxonomy.yaml");
    expect(textOf(pages.get("response/index.html") ?? "")).toContain("catalog/choreography.yaml");
    for (const list of ["objectives", "invariants", "contracts", "services"]) {
      expect(textOf(pages.get(`${list}/index.html`) ?? "")).toContain(`catalog/${list}.yaml`);
    }
  });
});

describe("readers", () => {
  const shown = async (of: Parameters<typeof renderPages>[0]) => {
    const files = await renderPages(of, { onlyFilled: true, rules: [] });
    const pages = new Map([...files].filter(([path]) => path.endsWith(".html")));
    expect(brokenLinksOf(pages, new Set(files.keys()), "/")).toEqual([]);
    return { paths: [...pages.keys()], home: textOf(pages.get("index.html") ?? "") };
  };

  test("of an empty collection have a home page that says how to begin, and no list without entries", async () => {
    const { paths, home } = await shown(collection([]));
    expect(paths).toEqual(["404.html", "about/index.html", "data/index.html", "index.html", "search/index.html"]);
    expect(home).toContain("No incident is published yet");
    expect(home).not.toContain("Patterns");
  });

  test("find a list in the navigation as soon as there is something on it", async () => {
    const { paths, home } = await shown(
      collection([incident("2026-03-14-a")], { catalogs: { steps: [step], objectives: [rto] } }),
    );
    const lists = paths.filter((path) => /^[a-z-]+\/index\.html$/.test(path)).map((path) => path.split("/")[0]);
    expect(lists).toEqual(["about", "actions", "data", "incidents", "objectives", "response", "search"]);
    for (const title of ["Incidents", "Response", "Actions"]) expect(home).toContain(title);
    for (const title of ["Patterns", "Drills", "Blind spots"]) expect(home).not.toContain(title);
  });
});

describe("a draft with almost nothing in it", () => {
  const page = async (data: Partial<PostmortemData> = {}, id = "undated-something-broke") => {
    const pages = await renderPages(
      collection([incident(id, { status: "draft", ...data })], { catalogs: { steps: [step], objectives: [rto] } }),
    );
    return pages.get(`incidents/${id}/index.html`) ?? "";
  };

  test("renders, and says what is not answered", async () => {
    const text = textOf(await page());
    expect(text).toContain("Draft");
    expect(text).toContain("Undated");
    expect(text.match(/Not answered yet/g)?.length).toBeGreaterThanOrEqual(4);
    expect(text).toContain("No events recorded yet");
    expect(text).toContain("Nothing written yet");
  });

  test.each<[string, Blank, string]>([
    ["unknown", { unknown: "Nobody logged it", gap: "M1" }, "Unknown. Nobody logged it See M1"],
    ["unpublished", { unpublished: "The report does not say" }, "Not published. The report does not say"],
    ["not applicable", { not_applicable: "No contract was involved" }, "Not applicable. No contract was involved"],
  ])("shows the blank %s with its reason wherever one may stand", async (_name, blank, shown) => {
    const html = await page({
      violated_invariants: blank,
      detection: { delay: blank, by: blank, why_delayed: blank },
      unclear_contracts: blank,
      missing_evidence: blank,
      timeline: [{ at: blank, marks: ["detected"] }],
      degradation: [{ observed: blank, expected: blank }],
      recovery: [{ objective: "rto", value: blank }],
      first_suspects: [{ what: "The network", ruled_out_at: blank }],
      actions: [{ id: "A1", title: "Look again", type: "observe", state: "proposed", due: blank, done_on: blank }],
      sources: [{ id: "S1", title: "Notes", published: blank }],
    });
    expect(textOf(html).split(shown).length - 1).toBeGreaterThanOrEqual(6);
  });

  test("shows the blank of a list, which is none, wherever one may stand", async () => {
    const blank = { none: "We looked and found none" };
    const html = await page({ violated_invariants: blank, unclear_contracts: blank, missing_evidence: blank });
    expect(textOf(html).split("None. We looked and found none").length - 1).toBeGreaterThanOrEqual(3);
  });

  test("shows a whole answer on detection that is blank", async () => {
    expect(textOf(await page({ detection: { not_applicable: "It was seen at once" } }))).toContain(
      "Not applicable. It was seen at once",
    );
  });

  test("does not call a suspicion wrong while the cause is looked for", async () => {
    const suspect = { first_suspects: [{ what: "The network" }] };
    for (const [status, title, other] of [
      ["draft", "Suspected so far", "Suspected first, wrongly"],
      ["published", "Suspected first, wrongly", "Suspected so far"],
    ] as const) {
      const text = textOf(await page({ status, ...suspect }));
      expect(text).toContain(title);
      expect(text).not.toContain(other);
    }
  });

  test("survives ids that no catalog has", async () => {
    const html = await page({
      severity: "sev9",
      owner: "nobody",
      services: [{ service: "ghost", role: "origin" }],
      failure_kinds: [{ kind: "nothing/at-all", why: "A guess" }],
      violated_invariants: [{ invariant: "ghost", how: "Somehow" }],
      unclear_contracts: [{ contract: "ghost", gap: "All of it" }],
      timeline: [{ at: "2026-03", steps: ["ghost"], cites: ["E9"] }],
      related: [{ incident: "2020-01-01-ghost", relation: "same-pattern", why: "Looks alike" }],
      actions: [
        { id: "A1", title: "Do", type: "prevent", state: "proposed", addresses: ["contract:ghost", "missing:M9"] },
      ],
    });
    expect(html).toContain("ghost");
    expect(html).not.toMatch(/href="[^"]*ghost/);
  });
});

describe("a timeline", () => {
  const timeline: PostmortemData["timeline"] = [
    { at: "2026-03-01", event: "The bundle is built", marks: ["introduced"] },
    { at: "2026-03-14T23:50:00Z", event: "A revoked grant is honoured", marks: ["began"] },
    { at: ["2026-03-15T00:10:00Z", "2026-03-15T00:20:00Z"], event: "Support hears of it", approximate: true },
    {
      at: "2026-03-15T02:02:30+01:00",
      event: "An alert fires",
      marks: ["detected"],
      disputed: [{ at: "2026-03-15T01:00:00Z", note: "The status page" }],
    },
    { at: { unpublished: "No time is given" }, event: "Resolved", marks: ["resolved"] },
  ];

  test("shows days, offsets from began, ranges, disputes and blanks, all in UTC", async () => {
    const id = "2026-03-14-stale-grants";
    const pages = await renderPages(collection([incident(id, { timeline })]));
    const text = textOf(pages.get(`incidents/${id}/index.html`) ?? "");
    expect(text).toContain("1 March 2026 day only −13 days introduced: The bundle is built");
    expect(text).toContain("14 March 2026 23:50 began: A revoked grant is honoured");
    expect(text).toContain("15 March 2026 about 00:10–00:20 +20–30 min Support hears of it");
    expect(text).toContain("01:02:30 +1 h 13 min detected: An alert fires Disputed: 01:00. The status page");
    expect(text).toContain("no time resolved: Resolved Time: Not published. No time is given");
  });
});

describe("the site", () => {
  const documents = () =>
    collection(
      [
        incident("2026-03-14-stale-grants", {}, "## Summary\n\nGrants stayed.\n"),
        incident("2025-01-01-other", { kind: "near-miss" }),
      ],
      {
        catalogs: { steps: [step], objectives: [rto] },
        drills: [drill("2026-05-20-lag", { recovery: [{ objective: "rto", value: "PT1H" }] })],
      },
    );

  test("is the same bytes for the same input", async () => {
    expect([...(await renderPages(documents()))]).toEqual([...(await renderPages(documents()))]);
  });

  test("has no inline script, no style and nothing from elsewhere", async () => {
    for (const [path, html] of await renderPages(documents())) {
      if (!path.endsWith(".html")) continue;
      expect(html, path).not.toMatch(/ style=|<style| on\w+=|<script(?! src="[^":]*assets\/)/);
      expect(html, path).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
      expect(html, path).not.toContain("unsafe-");
    }
  });

  test("starts the links of 404.html at the path of the base URL, and all others at the page", async () => {
    const pages = await renderPages(documents(), { baseUrl: "https://learning.example.org/failure/" });
    expect(pages.get("404.html")).toContain('href="/failure/incidents/index.html"');
    expect(pages.get("incidents/2026-03-14-stale-grants/index.html")).toContain('href="../../incidents/index.html"');
  });

  test("has canonical addresses only with a base URL", async () => {
    const page = "incidents/2026-03-14-stale-grants/index.html";
    expect((await renderPages(documents())).get(page)).not.toContain("canonical");
    expect((await renderPages(documents(), { baseUrl: "https://learning.example.org/failure/" })).get(page)).toContain(
      '<link rel="canonical" href="https://learning.example.org/failure/incidents/2026-03-14-stale-grants/">',
    );
  });

  test("escapes what authors write", async () => {
    const nasty = '"><script>alert(1)</script> {{x}} `<b>`';
    const id = "2026-01-01-nasty";
    const pages = await renderPages(
      collection(
        [incident(id, { title: nasty, owner: nasty, violated_invariants: [{ invariant: "x", how: nasty }] })],
        { config: { title: nasty } },
      ),
    );
    const html = pages.get(`incidents/${id}/index.html`) ?? "";
    expect(html).not.toContain("<script>alert");
    expect(html).not.toContain("<b>");
    expect(html).toContain("{{x}}");
  });

  test("keeps search engines out of internal builds", async () => {
    expect((await renderPages(documents())).get("index.html")).toContain("noindex");
    expect((await renderPages(documents(), { audience: "public" })).get("index.html")).not.toContain("noindex");
  });

  test("lists in pages of fifty", async () => {
    const many = Array.from({ length: 101 }, (_, n) => incident(`2025-01-01-case-${n}`));
    const pages = await renderPages(collection(many));
    expect(pages.has("incidents/page-3/index.html")).toBe(true);
    expect(pages.get("incidents/index.html")?.match(/class="row"/g)).toHaveLength(50);
    expect(pages.get("incidents/page-3/index.html")?.match(/class="row"/g)).toHaveLength(1);
  });
});
