import { describe, expect, test } from "vitest";
import { link } from "../../../src/link/link.js";
import type { Postmortem } from "../../../src/model/collection.js";
import type {
  Contract,
  FailureClass,
  Invariant,
  Objective,
  PostmortemData,
  Recovery,
} from "../../../src/model/schema-types.js";
import { collection, drill, incident } from "../../support/collection.js";
import { renderPages, textOf } from "../../support/render.js";

const failureClass = (id: string, title: string, shape: FailureClass["shape"]): FailureClass => ({
  id,
  title,
  description: title,
  look_first: "The owner",
  shape,
  kinds: [{ id: "any", title: `Any ${id}`, description: title }],
});
const classes = [failureClass("trust", "Trust", "diamond"), failureClass("capacity", "Capacity", "square")];

const freshness: Objective = {
  id: "freshness",
  title: "Policy freshness",
  description: "How stale",
  question: "How stale was it?",
  measure: "duration",
  direction: "at-most",
  target: "PT5M",
};
const invariant: Invariant = {
  id: "guard-holds",
  title: "The guard holds",
  description: "It holds",
  statement: "It holds",
  owner: "us",
};
const contract: Contract = {
  id: "who-refetches",
  title: "Who refetches",
  description: "One of them",
  parties: ["writer", "reader"],
  promise: "One of them does",
  owner: "us",
};

/** An incident of some classes, seen so many minutes after it began. */
function seenAfter(id: string, minutes: number, kinds: string[], data: Partial<PostmortemData> = {}): Postmortem {
  const delay = `${minutes < 0 ? "-" : ""}PT${Math.abs(minutes)}M`;
  return incident(id, {
    failure_kinds: kinds.map((kind) => ({ kind: `${kind}/any`, why: "It was" })),
    detection: { delay },
    ...data,
  });
}

async function pagesOf(postmortems: Postmortem[], drills: ReturnType<typeof drill>[] = []) {
  const catalogs = { classes, objectives: [freshness], invariants: [invariant], contracts: [contract] };
  const of = collection(
    [...postmortems].sort((a, b) => (a.id < b.id ? -1 : 1)),
    { catalogs, drills },
  );
  return renderPages(of, { graph: link(of) });
}

const section = (html: string | undefined, title: string) =>
  new RegExp(`<section[^>]*aria-labelledby="${title}"[^>]*>[\\s\\S]*?</section>`).exec(html ?? "")?.[0] ?? "";

describe("detection delays", () => {
  const some = [
    seenAfter("2024-01-01-slow", 600, ["trust"]),
    seenAfter("2024-02-01-slower", 6000, ["trust", "capacity"]),
    seenAfter("2025-01-01-fast", 10, ["trust"]),
    ...[20, 30, 900].map((minutes, at) => seenAfter(`2025-03-0${at + 1}-other`, minutes, ["trust"])),
    seenAfter("2025-02-01-early", -3, ["capacity"]),
  ];

  test("have a mark for each incident that leads to it, a median with its n, and their numbers", async () => {
    const pages = await pagesOf(some);
    const html = section(pages.get("blind-spots/index.html"), "undetected-title");
    expect(html).toContain('aria-label="Trust: 6 delays, from 10 min to 4 days 4 h, median 5 h 15 min"');
    for (const { id } of some) expect(html).toContain(`<a href="../incidents/${id}/index.html"><title>`);
    expect(html.match(/class="median"/g)).toHaveLength(1);
    const text = textOf(html);
    expect(text).toContain("Known of 7 of 7 incidents");
    expect(text).toContain("median 5 h 15 min (n = 6)");
    expect(text).toMatch(/What happened in 2025-02-01-early Capacity 3 min before it began/);
  });

  test("stand on the home page too, and on the page of a class beside the others", async () => {
    const pages = await pagesOf(some);
    expect(section(pages.get("index.html"), "undetected-title")).toContain(
      '<a href="incidents/2024-01-01-slow/index.html">',
    );
    const html = section(pages.get("taxonomy/trust/index.html"), "delay-title");
    expect(html).toContain("<strong>Trust</strong>");
    expect(html).toContain('class="strip-plot delay-plot shape-square is-other"');
  });

  test("of many incidents are bars that lead to the class", async () => {
    const many = Array.from({ length: 61 }, (_, at) => seenAfter(`2024-01-01-slow-${at}`, at + 1, ["trust"]));
    const html = section((await pagesOf(many)).get("blind-spots/index.html"), "undetected-title");
    expect(html).toContain("A bar is a number of incidents, on one scale for all rows");
    expect(html).toMatch(/<a href="\.\.\/taxonomy\/trust\/index.html"><title>\d+ incidents?<\/title><rect/);
  });

  test("are not drawn where none is known", async () => {
    const pages = await pagesOf([incident("2024-01-01-no-time")]);
    expect(section(pages.get("blind-spots/index.html"), "undetected-title")).toBe("");
  });
});

describe("incidents by class and year", () => {
  test("have a mark in the class of their primary kind", async () => {
    const pages = await pagesOf([
      seenAfter("2024-01-01-one", 5, ["trust"]),
      seenAfter("2024-02-01-two", 5, ["capacity", "trust"]),
      seenAfter("2026-01-01-three", 5, ["trust"]),
    ]);
    const html = section(pages.get("patterns/index.html"), "years-title");
    expect(html).toContain('aria-label="Trust: 1 in 2024, 0 in 2025, 1 in 2026"');
    expect(html.match(/<path class="mark"/g)).toHaveLength(3);
    expect(html).toContain('<a href="../search/index.html?class=trust&amp;year=2024&amp;type=incident">1</a>');
    // The same number everywhere: each incident counts once, for the class of its primary kind.
    expect(textOf(section(pages.get("patterns/index.html"), "classes-title"))).toContain("Trust 2 incidents");
    expect(textOf(pages.get("taxonomy/trust/index.html") ?? "")).toMatch(
      /2 incidents .*one .*Also with a kind of this class .*two/,
    );
    expect(textOf(pages.get("incidents/index.html") ?? "")).toContain("Trust 2");
    expect(textOf(section(pages.get("taxonomy/capacity/index.html"), "years-title"))).toContain("1 incident");
  });

  test("are bars where they are many", async () => {
    const many = Array.from({ length: 60 }, (_, at) => seenAfter(`2024-01-01-one-${at}`, 5, ["trust"]));
    const html = section((await pagesOf(many)).get("patterns/index.html"), "years-title");
    expect(html).toContain(
      '<a href="../search/index.html?class=trust&amp;year=2024&amp;type=incident"><title>2024: 60 incidents</title>',
    );
    expect(html).not.toContain('class="mark"');
  });
});

describe("values of an objective over time", () => {
  const valued = (id: string, value: Recovery["value"]) =>
    incident(id, { recovery: [{ objective: "freshness", value }] });
  const all = [
    valued("2023-01-01-breached", "PT1H"),
    valued("2024-01-01-met", "PT2M"),
    valued("2024-06-01-range", ["PT2M", "PT20M"]),
    valued("2025-01-01-bound", { at_least: "PT2H" }),
    valued("2025-06-01-unknown", { unpublished: "Not told" }),
  ];
  const rehearsed = drill("2025-09-01-lag", { recovery: [{ objective: "freshness", value: "PT3M" }] });

  test("have a shape for each way that they stand against the target, and lead to their incident", async () => {
    const html = section((await pagesOf(all, [rehearsed])).get("objectives/freshness/index.html"), "chart-title");
    const links = [...html.matchAll(/<a href="([^"]+)" class="([^"]+)"><title>([^<]+)/g)].map(([, ...parts]) => parts);
    expect(links).toEqual([
      ["../../incidents/2025-06-01-unknown/index.html", "value", expect.stringMatching(/^not published: /)],
      [
        "../../incidents/2025-01-01-bound/index.html",
        "value is-breached",
        expect.stringMatching(/^at least 2 h, breached: /),
      ],
      ["../../incidents/2024-06-01-range/index.html", "value", expect.stringMatching(/^2–20 min, undecided: /)],
      ["../../incidents/2024-01-01-met/index.html", "value", expect.stringMatching(/^2 min, met: /)],
      [
        "../../incidents/2023-01-01-breached/index.html",
        "value is-breached",
        expect.stringMatching(/^1 h, breached: /),
      ],
      ["../../drills/2025-09-01-lag/index.html", "value is-drill", expect.stringMatching(/^3 min, met: /)],
    ]);
    expect(html).toContain('aria-label="Policy freshness over time: 4 known values, 2 of them breaches, 1 unknown"');
    expect(html).toContain(">≤ 5 min<");
    expect(html.match(/class="arrow"/g)).toHaveLength(1);
    expect(textOf(html)).toContain("Drills stand apart at the right");
  });

  test("are not drawn where one or two are on record", async () => {
    const html = (await pagesOf([...all.slice(0, 2), incident("2022-01-01-other")])).get(
      "objectives/freshness/index.html",
    );
    expect(section(html, "chart-title")).toBe("");
    expect(textOf(html ?? "")).toContain("1 h");
  });
});

describe("the related incidents", () => {
  const violates: Partial<PostmortemData> = {
    violated_invariants: [{ invariant: "guard-holds", state: "violated", how: "It did not" }],
  };
  const misreads: Partial<PostmortemData> = { unclear_contracts: [{ contract: "who-refetches", gap: "Nobody knew" }] };
  const one = incident("2024-01-01-one", {
    ...violates,
    ...misreads,
    recurrence_of: [{ incident: "2023-01-01-zero", why: "Again", same: ["invariant:guard-holds"] }],
    related: [{ incident: "2024-03-01-three", relation: "same-pattern", why: "Alike" }],
  });
  const relatedOn = (pages: Map<string, string>, id: string) =>
    section(pages.get(`incidents/${id}/index.html`), "related-title");

  test("stand in one list, recurrences first, each once and with every reason", async () => {
    const pages = await pagesOf([
      one,
      incident("2023-01-01-zero", violates),
      incident("2024-02-01-two", { ...violates, ...misreads }),
      incident("2024-03-01-three", {
        ...misreads,
        related: [{ incident: one.id, relation: "same-pattern", why: "So" }],
      }),
    ]);
    const html = relatedOn(pages, one.id);
    expect([...html.matchAll(/incidents\/([^/]+)\/index/g)].map(([, id]) => id)).toEqual([
      "2023-01-01-zero",
      "2024-03-01-three",
      "2024-02-01-two",
    ]);
    const entries = html.split("<li>").slice(1).map(textOf);
    expect(entries[0]).toMatch(/^ Recurrence of 1 Jan 2023 .* Again The same invariant The guard holds $/);
    expect(entries[1]).toMatch(/^ Same pattern 1 Mar 2024 .* Alike So The same contract Who refetches $/);
    expect(entries[2]).toMatch(/^ Alike 1 Feb 2024 /);
    expect(entries[2]).toMatch(
      /The same (?:invariant The guard holds ; contract Who refetches|contract Who refetches ; invariant The guard holds)/,
    );
    expect(relatedOn(pages, "2023-01-01-zero")).toContain("Came again as");
  });

  test("are three, then unfold, and at most five are only alike", async () => {
    const others = Array.from({ length: 7 }, (_, at) => incident(`2024-02-0${at + 1}-other`, violates));
    // What every incident has makes none of them alike.
    const unlike = Array.from({ length: 4 }, (_, at) => incident(`2024-04-0${at + 1}-unlike`));
    const lean = incident(one.id, violates);
    const eight = await pagesOf([lean, ...others, ...unlike]);
    const [open = "", folded = ""] = relatedOn(eight, one.id).split("<details");
    expect(open.match(/<li>/g)).toHaveLength(3);
    expect(folded.match(/<li>/g)).toHaveLength(2);
    const four = relatedOn(await pagesOf([lean, ...others.slice(0, 3), ...unlike]), one.id);
    expect(four.match(/<li>/g)).toHaveLength(3);
    expect(four).not.toContain("<details");
  });

  test("are absent where it shares nothing", async () => {
    const pages = await pagesOf([one, incident("2024-02-01-two")].map(({ id }) => incident(id)));
    expect(pages.get(`incidents/${one.id}/index.html`)).not.toContain("related-title");
  });
});
