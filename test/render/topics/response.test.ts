import { describe, expect, test } from "vitest";
import { link } from "../../../src/link/link.js";
import type { Drill, Postmortem } from "../../../src/model/collection.js";
import type { Event, Objective, Step } from "../../../src/model/schema-types.js";
import { collection, drill, incident } from "../../support/collection.js";
import { renderPages, textOf } from "../../support/render.js";

const step = (id: string, what: Partial<Step> = {}): Step => ({
  id,
  title: `Step ${id}`,
  description: "What it is.",
  why: "Because it helps",
  if_skipped: "It returns",
  counts_as: "It was seen",
  ...what,
});

const freeze = step("freeze");
const restore = step("restore", { skip_severity: "warning" });

async function pagesOf(postmortems: Postmortem[], steps: Step[] = [freeze, restore], drills: Drill[] = []) {
  const of = collection(postmortems, { drills, catalogs: { steps } });
  return renderPages(of, { graph: link(of) });
}

const at = (clock: string, what: Partial<Event>): Event => ({ at: `2026-03-14T${clock}:00Z`, ...what });
const index = (pages: Map<string, string>) => pages.get("response/index.html") ?? "";

test("without steps or incidents the page says how to fill it", async () => {
  expect(textOf(index(await pagesOf([], [])))).toContain("catalog/choreography.yaml");
  const text = textOf(index(await pagesOf([])));
  expect(text).toContain("There is no postmortem yet");
  expect(text).toContain("Because it helps");
  expect(text).not.toContain("NaN");
});

describe("where there is little to tell", () => {
  const taken = (id: string, steps: string[]) =>
    incident(id, {
      timeline: [at("09:00", { event: "It began", marks: ["began"] }), at("10:00", { event: "Done", steps })],
    });

  test.each([
    [2, "Which steps each incident took"],
    [3, "“Step restore” is on record in 0 of 3 incidents, “Step freeze” in 3"],
  ])("the title tells a finding from the third incident on: %i", async (n, title) => {
    const incidents = Array.from({ length: n }, (_, day) => taken(`2026-03-1${day}-one`, ["freeze"]));
    expect(textOf(index(await pagesOf(incidents)))).toContain(title);
  });

  test("nothing is there to compare what is too young", async () => {
    const text = textOf(index(await pagesOf([taken("2026-03-14-one", ["freeze"])])));
    expect(text).not.toMatch(/Do incidents recur|The step was/);
  });

  test("an objective without a target says so, and of how many incidents its value is known", async () => {
    const objectives: Objective[] = (["with", "without"] as const).map((id) => ({
      id,
      title: `Objective ${id}`,
      description: "What it is.",
      question: "How long?",
      measure: "duration",
      direction: "at-most",
      ...(id === "with" ? { target: "PT4H" } : {}),
    }));
    const known = incident("2026-03-14-one", { recovery: [{ objective: "without", value: "PT2H" }] });
    const of = collection([known], { catalogs: { objectives } });
    const text = textOf(index(await renderPages(of, { graph: link(of) })));
    expect(text).toContain("Objective without no target, known of 1 incident");
    expect(text).toContain("Objective with at most 4 h not known of any incident");
  });
});

describe("the row of an incident", () => {
  test("has each outcome by its word, and the time from detection or from the start", async () => {
    const steps = ["a", "b", "c", "d", "e", "f"].map((id) => step(id));
    const pages = await pagesOf(
      [
        incident("2026-03-14-one", {
          timeline: [
            at("09:00", { marks: ["began"] }),
            at("09:10", { marks: ["detected"] }),
            at("09:35", { steps: ["a"] }),
          ],
          response: [
            { step: "b", outcome: "ineffective", reason: "Too late" },
            { step: "c", outcome: "skipped", reason: "Forgotten" },
            { step: "d", outcome: "not-possible", reason: "No access" },
            { step: "e", outcome: "not-needed", reason: "Nothing moved" },
          ],
        }),
        incident("2026-03-15-two", {
          timeline: [at("09:00", { marks: ["began"] }), at("10:00", { steps: ["a"] })],
          response: [{ step: "b", outcome: "taken" }],
        }),
      ],
      steps,
    );
    const html = index(pages);
    expect(textOf(html)).toMatch(
      /2026-03-14-one taken \+25 min taken without effect no effect skipped skipped not possible not possible not needed not needed not recorded/,
    );
    expect(textOf(html)).toMatch(/2026-03-15-two taken \+1 h from start taken, time not recorded no time/);
    expect(html).toContain('href="../incidents/2026-03-14-one/index.html#event-3"');
    for (const shape of ["bar", "frame", "slash", "dash"]) expect(html).toContain(`glyph-${shape}`);
  });

  test("says where steps were taken the other way round", async () => {
    const pages = await pagesOf([
      incident("2026-03-14-one", {
        timeline: [at("09:00", { steps: ["restore"] }), at("09:30", { steps: ["freeze"] })],
      }),
    ]);
    expect(textOf(index(pages))).toContain("out of order: 2 before 1");
  });
});

describe("totals", () => {
  test("lead to the group on the page of the step, on whichever page that begins", async () => {
    const taken = Array.from({ length: 51 }, (_, n) =>
      incident(`2025-01-01-case-${n}`, { response: [{ step: "freeze", outcome: "taken" }] }),
    );
    const pages = await pagesOf([...taken, incident("2025-02-01-silent")]);
    expect(index(pages)).toContain('<a href="../choreography/freeze/index.html#taken">51</a>');
    expect(index(pages)).toContain('<a href="../choreography/freeze/page-2/index.html#not-recorded">1</a>');
    const second = pages.get("choreography/freeze/page-2/index.html") ?? "";
    expect(second).toContain('id="not-recorded"');
    expect(pages.has("response/page-2/index.html")).toBe(true);
  });

  test("count all of a group, of which the page of the step lists the newest hundred", async () => {
    const taken = (n: number) =>
      Array.from({ length: n }, (_, at) =>
        incident(`2025-01-01-case-${at}`, { response: [{ step: "freeze", outcome: "taken" }] }),
      );
    const second = "choreography/freeze/page-2/index.html";
    expect((await pagesOf(taken(100))).get(second)).not.toContain("more-link");
    const pages = await pagesOf(taken(101));
    expect(index(pages)).toContain('<a href="../choreography/freeze/index.html#taken">101</a>');
    expect(pages.get("choreography/freeze/index.html")).not.toContain("more-link");
    expect(pages.get(second)).toContain(
      '<a href="../../../response/index.html#incidents-title">1 more among the response steps of all incidents</a>',
    );
    expect(pages.has("choreography/freeze/page-3/index.html")).toBe(false);
    const skipped = taken(101).map(({ id }) =>
      incident(id, { response: [{ step: "freeze", outcome: "skipped", reason: "Green" }] }),
    );
    expect((await pagesOf(skipped)).has("choreography/freeze/page-3/index.html")).toBe(true);
  });

  test("leave out near-misses and drafts, which are listed apart", async () => {
    const data = { response: [{ step: "freeze", outcome: "taken" as const }] };
    const pages = await pagesOf([
      incident("2025-01-01-a", { ...data, kind: "near-miss" }),
      incident("2025-01-02-b", { ...data, status: "draft" }),
      incident("2025-01-03-c"),
    ]);
    expect(index(pages)).not.toMatch(/#taken"/);
    const text = textOf(pages.get("choreography/freeze/index.html") ?? "");
    expect(text).toMatch(/Near-misses and drafts 2 .*Draft.*Near-miss/);
  });
});

describe("skipping against recurrence", () => {
  const skipped = (id: string) =>
    incident(id, { response: [{ step: "restore", outcome: "skipped", reason: "Green" }] });

  test("is shown for the steps that the collection warns about, as counts", async () => {
    const pages = await pagesOf([
      skipped("2024-03-01-stale-key"),
      incident("2024-09-01-again", {
        recurrence_of: [{ incident: "2024-03-01-stale-key", why: "The same key" }],
        response: [{ step: "restore", outcome: "taken" }],
      }),
      incident("2024-01-01-other", { status: "draft" }),
    ]);
    const text = textOf(index(pages));
    expect(text).toContain("Do incidents recur when “ Step restore ” was skipped?");
    expect(text).not.toContain("Do incidents recur when “ Step freeze ”");
    expect(text).toContain("Skipped 1 0 1 Taken 0 1 1");
    expect(textOf(pages.get("choreography/restore/index.html") ?? "")).toContain(
      "What happened in 2024-03-01-stale-key recurred as What happened in 2024-09-01-again",
    );
  });
});

test("the page of a step has its drills, and its neighbours", async () => {
  const others = [incident("2024-01-01-other"), incident("2024-01-02-other")];
  const pages = await pagesOf(
    others,
    [freeze, restore],
    [drill("2026-05-20-lag", { steps: [{ step: "restore", result: "partial", note: "One board was missing" }] })],
  );
  const text = textOf(pages.get("choreography/restore/index.html") ?? "");
  expect(text).toMatch(/Before it Step freeze/);
  expect(text).toMatch(/Drill 2026-05-20-lag One board was missing passed in part/);
  // Nothing refers to the other step: it has an anchor on the list, and no page.
  expect(pages.has("choreography/freeze/index.html")).toBe(false);
  expect(pages.get("response/index.html")).toContain('id="step-freeze"');
  const used = incident("2025-01-01-a", { response: [{ step: "freeze", outcome: "taken" }] });
  expect(textOf((await pagesOf([...others, used])).get("choreography/freeze/index.html") ?? "")).toContain(
    "No drill on record exercised it",
  );
});

test("what authors write is escaped", async () => {
  const nasty = '"><script>alert(1)</script> {{x}} `<b>`';
  const pages = await pagesOf(
    [incident("2025-01-01-a", { title: nasty, response: [{ step: "freeze", outcome: "skipped", reason: nasty }] })],
    [
      step("freeze", {
        title: nasty,
        description: nasty,
        why: nasty,
        if_skipped: nasty,
        counts_as: nasty,
        skip_severity: "error",
      }),
    ],
  );
  for (const [path, html] of pages) {
    if (!path.endsWith(".html")) continue;
    expect(html, path).not.toContain("<script>alert");
    expect(html, path).not.toContain("<b>");
  }
});

test("with fewer than three documents the list says what the page of a step would", async () => {
  const taken = (n: number) =>
    Array.from({ length: n }, (_, at) =>
      incident(`2025-01-0${at + 1}-a`, { response: [{ step: "freeze", outcome: "taken" }] }),
    );
  const two = await pagesOf(taken(2));
  expect(two.has("choreography/freeze/index.html")).toBe(false);
  expect(two.get("incidents/2025-01-01-a/index.html")).toContain('href="../../response/index.html#step-freeze"');
  expect((await pagesOf(taken(3))).has("choreography/freeze/index.html")).toBe(true);
});

test("teams that prescribe the same step share its column, and each row has its own", async () => {
  const taken = (id: string, step: string) => incident(id, { response: [{ step, outcome: "taken" }] });
  const source = (name: string) => ({
    name,
    title: name,
    description: null,
    commit: "0",
    time: "2026-01-01T00:00:00Z",
  });
  const of = {
    ...collection(
      [taken("@a/2026-03-14-one", "@a/stop"), taken("@b/2026-03-15-two", "@b/check"), incident("2026-03-16-ours")],
      {
        catalogs: {
          steps: [
            freeze,
            restore,
            step("@a/stop", { title: "Step Freeze" }),
            step("@b/check", { title: "Check the rest" }),
          ],
        },
      },
    ),
    sources: ["a", "b"].map((name) => ({ ...source(name), visibility: "public" as const })),
  };
  const html = index(await renderPages(of, { graph: link(of) }));
  const head = /<thead>.*?<\/thead>/s.exec(html)?.[0] ?? "";
  expect(textOf(head).trim()).toBe("Date Incident 1 Step freeze 2 Step restore 3 Check the rest");
  expect(textOf(html)).toContain("Which steps each incident took");
  const rowOf = (name: string) =>
    textOf(new RegExp(`${name}</a>.*?</tr>`, "s").exec(html)?.[0] ?? "").replace(/^.*? /, "");
  expect(rowOf("2026-03-14-one").trim()).toMatch(
    /^taken, time not recorded no time – of another repository – of another repository$/,
  );
  expect(rowOf("2026-03-15-two").trim()).toMatch(
    /^– of another repository – of another repository taken, time not recorded no time$/,
  );
  expect(rowOf("2026-03-16-ours").trim()).toMatch(/^not recorded not recorded – of another repository$/);
});
