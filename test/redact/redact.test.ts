import { expect, test } from "vitest";
import { redact } from "../../src/redact/redact.js";
import { collection, drill, incident } from "../support/collection.js";

const OPEN = { config: { visibility: "public" } } as const;
const ids = (of: { id: string }[]) => of.map(({ id }) => id);

test("the public sees published public documents only, and nothing is public by default", () => {
  const all = [
    incident("draft", { status: "draft", visibility: "public" }),
    incident("hidden", { visibility: "internal" }),
    incident("silent"),
    incident("told", { visibility: "public" }),
  ];
  expect(ids(redact(collection(all), "public").postmortems)).toEqual(["told"]);
  expect(ids(redact(collection(all, OPEN), "public").postmortems)).toEqual(["silent", "told"]);
  const of = collection(all);
  expect(redact(of, "internal")).toBe(of);
});

test("internal entries go, with what refers to them, and the rest is not copied", () => {
  const whole = incident("whole", { sources: [{ id: "S1", title: "Report" }] });
  const mixed = incident("mixed", {
    sources: [
      { id: "S1", title: "Report" },
      { id: "S2", title: "SECRET", visibility: "internal" },
    ],
    missing_evidence: [{ id: "M1", what: "SECRET", kind: "log", needed_for: "SECRET", visibility: "internal" }],
    detection: { by: "alert", why_delayed: "SECRET", visibility: "internal" },
    timeline: [{ at: { unknown: "Nobody looked", gap: "M1" }, marks: ["began"], cites: ["S1", "S2"] }],
    actions: [
      {
        id: "A1",
        title: "Do",
        type: "prevent",
        state: "done",
        addresses: ["missing:M1", "invariant:one"],
        cites: ["S2"],
      },
    ],
  });
  const before = structuredClone(mixed.data);
  const [kept, cleaned] = redact(collection([whole, mixed], OPEN), "public").postmortems;
  expect(kept).toBe(whole);
  expect(mixed.data).toEqual(before);
  expect(cleaned?.data).toEqual({
    ...incident("mixed").data,
    sources: [{ id: "S1", title: "Report" }],
    timeline: [{ at: { unknown: "Nobody looked" }, marks: ["began"], cites: ["S1"] }],
    actions: [
      { id: "A1", title: "Do", type: "prevent", state: "done", addresses: ["missing:withheld", "invariant:one"] },
    ],
    detection: { unpublished: "Withheld" },
    missing_evidence: { unpublished: "Withheld" },
  });
});

test("catalog entries follow the collection where they say nothing", () => {
  const service = (id: string, visibility?: "public" | "internal") => ({
    id,
    title: id,
    description: id,
    organisation: "Us",
    ...(visibility && { visibility }),
  });
  const catalogs = { services: [service("a"), service("b", "internal"), service("c", "public")] };
  expect(ids(redact(collection([], { ...OPEN, catalogs }), "public").catalogs.services)).toEqual(["a", "c"]);
  expect(ids(redact(collection([], { catalogs }), "public").catalogs.services)).toEqual(["c"]);
});

test("what refers to internal entries of the catalogs or to unseen documents goes", () => {
  const of = collection(
    [
      incident("draft", { status: "draft" }),
      incident("told", {
        services: [
          { service: "open", role: "origin" },
          { service: "secret", role: "affected" },
        ],
        recurrence_of: [{ incident: "draft", same: ["contract:one"], why: "SECRET" }],
        related: [{ drill: "rehearsal", relation: "precedes", why: "Told" }],
        actions: [
          { id: "A1", title: "Do", type: "prevent", state: "done", addresses: ["invariant:one", "incident:draft"] },
        ],
        timeline: [{ at: "2026-03-14", event: "Paused", steps: ["freeze-rollouts"] }],
      }),
    ],
    {
      ...OPEN,
      catalogs: {
        services: ["open", "secret"].map((id) => ({
          id,
          title: id,
          description: id,
          organisation: "Us",
          ...(id === "secret" && { visibility: "internal" as const }),
        })),
        scenarios: [{ id: "lag", title: "Lag", description: "Lag", question: "What then?", visibility: "internal" }],
      },
      drills: [drill("rehearsal", { scenario: "lag", services: ["open", "secret"] })],
    },
  );
  const seen = redact(of, "public");
  expect(JSON.stringify([seen.postmortems, seen.drills])).not.toMatch(/secret|draft|lag/i);
  expect(seen.postmortems[0]?.data).toMatchObject({
    services: [{ service: "open", role: "origin" }],
    related: [{ drill: "rehearsal", relation: "precedes", why: "Told" }],
    actions: [{ addresses: ["invariant:one", "incident:withheld"] }],
    timeline: [{ steps: ["freeze-rollouts"] }],
  });
  expect(seen.drills[0]?.data.services).toEqual(["open"]);
});

test("an internal footnote takes its references with it", () => {
  const document = incident("a", {}, "Told.[^1]\n\n:::internal\n[^1]: SECRET\n:::\n");
  const [cleaned] = redact(collection([document], OPEN), "public").postmortems;
  expect(JSON.stringify(cleaned?.body.tree)).not.toMatch(/SECRET|footnoteReference/);
});

test.each([
  ["a misspelt name", ":::internl\nSECRET\n:::"],
  ["other case", ":::Internal\nSECRET\n:::"],
  ["a part of the name", ":::intern\nSECRET\n:::"],
  ["a space", "::: internal\nSECRET\n:::"],
  ["braces", ":::{internal}\nSECRET\n:::"],
  ["two colons", "::internal\nSECRET\n::"],
  ["something behind the name", ":::internal for us\nSECRET\n:::"],
  ["an inner block that closes it", ":::internal\nHidden\n\n:::note\nHidden\n:::\n\nSECRET\n\n:::"],
  ["a block left open", ":::internal\nSECRET"],
  ["a block closed twice", ":::internal\nHidden\n:::\n\nSECRET\n\n:::"],
  ["in a list", "- ::: internal\n  SECRET\n  :::"],
  ["in a quote", "> ::: internal\n> SECRET\n> :::"],
  ["in HTML", "<div>\n:::internal\nSECRET\n:::\n</div>"],
  ["colons of full width", "：：：internal\nSECRET\n：：："],
  ["a letter of another alphabet", ":::int\u0435rnal\nSECRET\n:::"],
  ["in a cell", "| a |\n| - |\n| :::internal SECRET ::: |"],
  ["in a comment", "<!-- :::internal -->\nSECRET\n<!-- ::: -->"],
  ["behind words", "It broke. :::internal\nSECRET\n:::"],
  ["another word for it", ":::confidential\nSECRET\n:::"],
])("what is nearly an internal block is hidden: %s", (_, block) => {
  const document = incident(
    "a",
    { visibility: "public" },
    `Told.\n\n${block}\n\n[SECRET](https://example.org/SECRET)\n`,
  );
  expect(document.body.containerFaults.some(({ isWarning }) => !isWarning)).toBe(true);
  const [shown] = redact(collection([document]), "public").postmortems;
  expect(shown?.body.text).toContain("Told.");
  expect(JSON.stringify(shown?.body)).not.toContain("SECRET");
});

test("the text of a block with another name is shown", () => {
  const document = incident("a", { visibility: "public" }, "Told.\n\n:::note\nBeware\n:::\n\nAfter\n");
  expect(document.body.containerFaults.map(({ message, isWarning }) => [message, isWarning])).toEqual([
    ['Unknown block ":::note"', true],
  ]);
  const [shown] = redact(collection([document]), "public").postmortems;
  expect(JSON.stringify(shown?.body.tree)).toContain("Beware");
});

test.each([
  ["exactly a block", ":::internal\nx\n:::", []],
  ["twice a block", ":::internal\nx\n:::\n\n:::internal\ny\n:::", []],
  ["a block in a list", "- :::internal\n  x\n  :::", []],
  ["escaped colons", "\\::: internal\n\n\\:::", []],
  ["code in a line", "Write `:::internal` or ` :::internal`", []],
  ["words of another language before a colon", "Da\uff1a\uff1a und std ::internal, foo:::internal", []],
  ["fenced code", "```\n::: internal\n:::\n```", []],
  ["times and names", "10:45 and arn:aws:iam::1", []],
  ["a block that closes nothing", "x\n\n:::", [3]],
  ["an end of four colons", ":::internal\nx\n::::", []],
  ["a start of four colons", "::::internal\nx\n::::", [1]],
  ["a block within", ":::internal\n:::note\nx\n:::\n\ny\n\n:::", [2, 8]],
  ["a block left open", "x\n\n:::internal\ny", [3]],
])("the faults of %s stand at their lines", (_, markdown, lines) => {
  const { body } = incident("a", {}, markdown);
  expect(body.containerFaults.map(({ start }) => markdown.slice(0, start).split("\n").length)).toEqual(lines);
});

test("internal containers go from the body, wherever they stand", () => {
  const markdown = [
    "## Summary",
    "",
    "Told. [Open](https://example.org/open)",
    "",
    ":::internal",
    "### SECRET heading",
    "",
    "SECRET [SECRET](https://example.org/SECRET)",
    ":::",
    "",
    "> :::internal",
    "> SECRET",
    "> :::",
    "",
    "### After",
  ].join("\n");
  const document = incident("a", {}, markdown);
  const [cleaned] = redact(collection([document], OPEN), "public").postmortems;
  expect(JSON.stringify(cleaned?.body)).not.toContain("SECRET");
  expect(cleaned?.body.headings.map(({ text }) => text)).toEqual(["Summary", "After"]);
  expect(cleaned?.body.links.map(({ url }) => url)).toEqual(["https://example.org/open"]);
  expect(JSON.stringify(document.body)).toContain("SECRET");
});
