import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { type Answers, DOCUMENT_TYPES, type DocumentType, NO_ANSWERS } from "../../../src/edit/new/answers.js";
import { draft } from "../../../src/edit/new/draft.js";
import { mergeTimeline } from "../../../src/edit/new/timeline.js";
import { yamlField } from "../../../src/edit/new/yaml-field.js";
import { MARKS } from "../../../src/model/marks.js";
import { Source } from "../../../src/model/source.js";
import { parseYaml } from "../../../src/parse/yaml.js";
import { type Checked, check } from "../../../src/pipeline.js";
import { readNewTemplate } from "../../../src/read/read-scaffold.js";
import { readSchemas } from "../../../src/read/read-schemas.js";
import { parseMemo } from "../../../src/session/parse-memo.js";
import { showsNothing } from "../../../src/util/characters.js";

const REQUEST = {
  now: "2026-03-20",
  today: null,
  parse: parseMemo(),
};
const base = mkdtempSync(join(tmpdir(), "inquest-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

function folder(name: string, from: string | null): string {
  const root = join(base, name);
  mkdirSync(root);
  if (from === null) writeFileSync(join(root, "inquest.yaml"), "schema: 1\ntitle: Ours\n");
  else cpSync(fileURLToPath(new URL(`../../../${from}`, import.meta.url)), root, { recursive: true });
  return root;
}
const ROOTS = {
  "a new collection": folder("new", "templates/scaffold/collection/"),
  "the example": folder("example", "postmortems/"),
  "a collection without catalogs": folder("bare", null),
};

const NOTHING: Answers = {
  type: "incident",
  title: "Grants stayed valid",
  id: "2026-03-14-grants-stayed-valid",
  account: null,
  severity: null,
  zone: null,
  owner: null,
  authors: [],
  services: [],
  failureClass: null,
  kinds: [],
  timeline: [],
  scenario: null,
  held: null,
  environment: null,
  locations: [],
  unlistedServices: [],
  reasons: {},
  suspects: [],
  four: NO_ANSWERS,
};

const write = (answers: Answers, { collection }: Checked) => draft(answers, readNewTemplate(answers.type), collection);

async function findings(root: string, answers: Answers, text: string, asPublished = false) {
  const path = `${answers.type === "drill" ? "drills" : "incidents"}/${answers.id}.md`;
  const { diagnostics } = await check(root, { ...REQUEST, asPublished, overlay: new Map([[path, Buffer.from(text)]]) });
  return diagnostics
    .filter(({ file }) => file === path)
    .map(({ line, message, hint }) => `${line}: ${message}. ${hint}`);
}

/** What somebody may write on one line. Names and numbers of people are left out: of those other rules have something to say. */
const line = (most: number) =>
  fc
    .string({ unit: "binary", maxLength: most })
    .map((text) => text.replace(/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\s@]+/gu, " ").trim())
    .filter((text) => !showsNothing(text));

/** Titles that YAML would take for something else. */
const tricky = fc.constantFrom(
  "a: b",
  "- x",
  "# x",
  "'",
  '"',
  "null",
  "~",
  "2026-03-14",
  "0x1F",
  "1e3",
  "[x]",
  "{x",
  "yes",
  "&a",
  "*a",
  "!x",
  "| x",
  "> x",
  "%x",
  "`x`",
  "x #y",
  "x:",
  "? x",
  "---",
  "…",
  "🔥",
  "x, y",
  "<<",
  "=",
);

const answersIn = ({ collection: { catalogs, config } }: Checked): fc.Arbitrary<Answers> => {
  const some = <T>(list: readonly T[], maxLength = 3) =>
    list.length === 0 ? fc.constant<T[]>([]) : fc.uniqueArray(fc.constantFrom(...list), { maxLength });
  const one = (list: readonly string[]) => fc.option(list.length === 0 ? fc.constant(null) : fc.constantFrom(...list));
  const kinds = catalogs.classes.flatMap(({ id, kinds }) => kinds.map((kind) => `${id}/${kind.id}`));
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  const row = fc.record({
    minute: fc.integer({ min: 0, max: 59 }),
    event: line(80),
    steps: some(ids(catalogs.steps), 2),
  });
  const timeline = fc.tuple(fc.array(row, { maxLength: 5 }), fc.subarray([...MARKS])).map(([rows, marks]) =>
    mergeTimeline(
      rows.map(({ minute, event, steps }) => ({
        place: "",
        event: {
          at: `2026-03-14T09:${String(minute).padStart(2, "0")}:00+01:00`,
          event,
          ...(steps.length > 0 ? { steps } : {}),
        },
      })),
      marks.map((mark) => ({
        place: "",
        mark,
        at: `2026-03-14T1${MARKS.indexOf(mark)}:00:00Z`,
        approximate: false,
        words: "",
      })),
    ).map(({ event }) => event),
  );
  return fc.record({
    type: fc.constantFrom(...DOCUMENT_TYPES),
    title: fc.oneof(line(60), tricky),
    id: fc.constant("2026-03-14-written-anew"),
    account: fc.constantFrom(null, "own", "third-party"),
    severity: config.severities ? one(ids(config.severities)) : one(["sev1"]),
    owner: config.owners ? one(ids(config.owners)) : one(["somebody"]),
    authors: fc.uniqueArray(line(20), { maxLength: 2 }),
    services: some(ids(catalogs.services)).map((list) =>
      list.map((service, index) => ({ service, role: index === 0 ? "origin" : "affected" })),
    ),
    zone: one(["Europe/Berlin", "+02:00", "UTC"]),
    failureClass: one(ids(catalogs.classes)),
    kinds: some(kinds),
    timeline,
    scenario: one(ids(catalogs.scenarios)),
    held: fc.constantFrom<Answers["held"][]>(null, "2026-03-14", "2026-03-14T09:00:00Z", [
      "2026-03-14T09:00:00Z",
      "2026-03-14T10:00:00Z",
    ]),
    environment: one(["production", "staging", "tabletop"]),
    locations: fc.uniqueArray(line(20), { maxLength: 2 }),
    unlistedServices: fc.uniqueArray(line(20), { maxLength: 2 }),
    reasons: fc.constant({}),
    suspects: fc.constant([]),
    four: fc.record({
      invariants: fc.array(fc.record({ invariant: fc.record({ statement: line(40) }), how: line(40) }), {
        maxLength: 2,
      }),
      detection: fc.record({ by: one(["alert", "customer"]), why: fc.option(line(40)) }),
      contracts: fc.oneof(
        fc.record({ none: line(40) }),
        fc.array(fc.record({ contract: fc.record({ statement: line(40) }), gap: line(40) }), { maxLength: 1 }),
      ),
      missing: fc.array(fc.record({ kind: fc.constant("trace"), what: line(40), needed_for: line(40) }), {
        maxLength: 1,
      }),
    }),
  });
};

describe.each(Object.entries(ROOTS))("in %s", (name, root) => {
  test("whatever is known, the draft has no finding", async () => {
    const before = await check(root, REQUEST);
    await fc.assert(
      fc.asyncProperty(answersIn(before), async (answers) => {
        const text = write(answers, before);
        expect(await findings(root, answers, text)).toEqual([]);
        expect(text).not.toMatch(/\{\{\w|[ \t]$/m);
        const { data } = parseYaml(new Source("", text), 4, text.indexOf("\n---\n")) as { data: { title: string } };
        expect(data.title).toBe(answers.title);
      }),
      // Checking the example takes a while.
      { numRuns: name === "the example" ? 8 : 30 },
    );
  });

  // What is published has a service and a kind, which a catalog has to have first.
  if (name === "a collection without catalogs") return;
  test.each(DOCUMENT_TYPES)("an empty draft of type %s needs nothing that its help does not offer", async (type) => {
    const before = await check(root, REQUEST);
    const answers = { ...NOTHING, type };
    const found = await findings(root, answers, filled(write(answers, before), before), true);
    // Steps that were not recorded need no line.
    expect(found.filter((one) => !one.includes("Missing response steps"))).toEqual([]);
  });
});

/** A draft as its author leaves it: every `# ` removed, every … written. */
function filled(text: string, { collection: { catalogs, config } }: Checked): string {
  const first = (list: readonly { id: string }[] | undefined) => list?.[0]?.id ?? "";
  const known: [RegExp, string][] = [
    [/^# (?=[a-z_]+:| {2})/gm, ""],
    [/^published_on: …/m, "published_on: 2026-03-20"],
    [/^severity: …/m, `severity: ${first(config.severities)}`],
    [/^owner: …/m, `owner: ${config.owners ? first(config.owners) : "somebody"}`],
    [/^services: \[…\]/m, `services: [${first(catalogs.services)}]`],
    [/service: …/, `service: ${first(catalogs.services)}`],
    [/^ {2}- \{kind: …/m, `  - {kind: ${first(catalogs.classes)}/${first(catalogs.classes[0]?.kinds)}`],
    [/at: …(?=.*began)/, "at: 2026-03-14T09:00:00Z"],
    [/at: …(?=.*detected)/, "at: 2026-03-14T09:47:00Z"],
    [/at: …/, "at: 2026-03-14T10:00:00Z"],
    [/delay: …/, "delay: PT47M"],
    [/by: …/g, "by: alert"],
    [/type: …/g, "type: observe"],
    [/owner: …/g, `owner: ${config.owners ? first(config.owners) : "somebody"}`],
    [/outcome: …/g, "outcome: not-recorded"],
    [/invariant: …/, `invariant: ${first(catalogs.invariants)}`],
    [/contract: …/, `contract: ${first(catalogs.contracts)}`],
    [/, kind: …/, ", kind: trace"],
    [/^scenario: …/m, `scenario: ${first(catalogs.scenarios)}`],
    [/^held: …/m, "held: 2026-03-14"],
    [/^environment: …/m, "environment: tabletop"],
    [/result: …/g, "result: pass"],
    [/half: …/, "half: playbook"],
    [/accessed: …/, "accessed: 2026-03-20"],
    [/url: …/, "url: https://example.org/report"],
    [/…/g, "What is known of it"],
    [/<!--.*-->/g, "What is known of it."],
  ];
  return known.reduce((so, [pattern, by]) => so.replace(pattern, by), text);
}

test("the delay is computed, and what is still open stands where it belongs", async () => {
  const before = await check(ROOTS["a new collection"], REQUEST);
  const timeline = [
    { at: "2026-03-14T09:49:00Z", event: "The alert fires", marks: ["detected" as const] },
    { at: "2026-03-14T10:05:00Z", event: "Rollouts stop", steps: ["freeze-rollouts"] },
  ];
  const began = {
    at: ["2026-03-14T09:02:00Z", "2026-03-14T09:10:00Z"] as [string, string],
    event: "…",
    marks: ["began" as const],
  };
  const open = write({ ...NOTHING, timeline }, before);
  expect(open).toContain(`timeline:
#   - {at: …, event: …, marks: [began]}
  - {at: 2026-03-14T09:49:00Z, event: The alert fires, marks: [detected]}
  - {at: 2026-03-14T10:05:00Z, event: Rollouts stop, steps: [freeze-rollouts]}
#   - {at: …, event: …, marks: [resolved]}
`);
  expect(open).toContain("# detection:\n#   delay: …\n");
  expect(open).not.toContain("step: known-good-baseline,");
  expect(open).toContain("#   - {step: restore-observability, outcome: …, reason: …}");
  expect(write({ ...NOTHING, timeline: [began, ...timeline] }, before)).toContain(
    "\ndetection:\n  delay: [PT39M, PT47M]\n#   by: …\n#   why_delayed: …\n",
  );
});

test("headings are those of the collection, and the account is written where it is not the usual one", async () => {
  const before = await check(ROOTS["a collection without catalogs"], REQUEST);
  const config = {
    ...before.collection.config,
    account: "third-party" as const,
    sections: { lessons: "What we $& keep" },
  };
  const renamed = { ...before, collection: { ...before.collection, config } };
  expect(write(NOTHING, renamed)).toContain("\n## What we $& keep\n");
  expect(write(NOTHING, renamed)).not.toContain("## Lessons");
  expect(write(NOTHING, renamed)).toContain("{unpublished: ");
  expect(write({ ...NOTHING, account: "third-party" }, renamed)).not.toContain("\naccount:");
  expect(write({ ...NOTHING, account: "own" }, renamed)).toContain("\naccount: own\n");
  expect(write({ ...NOTHING, account: "own" }, renamed)).not.toContain("sources:");
});

test("a text is the same after it was written as YAML and read again", () => {
  fc.assert(
    fc.property(fc.oneof(line(200), tricky), (text) => {
      for (const value of [text, [text, "x"], [{ event: text, marks: [text] }]]) {
        const yaml = `${yamlField("value", value).join("\n")}\n`;
        const { data, problems } = parseYaml(new Source("", yaml), 0, yaml.length);
        expect(problems).toEqual([]);
        expect(JSON.parse(JSON.stringify(data))).toEqual({ value });
      }
    }),
  );
});

/** The words that a schema allows, wherever they stand in it. */
function enumsOf(schema: unknown): string[][] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = (schema as { enum?: string[] }).enum;
  return [...(Array.isArray(own) ? [own] : []), ...Object.values(schema).flatMap(enumsOf)];
}

test.each<[DocumentType, string[]]>([
  ["incident", ["alert", "ineffective", "trace", "rehearse"]],
  ["near-miss", ["alert", "trace", "rehearse"]],
  ["drill", ["not-exercised", "tabletop", "rehearse"]],
])("the help of type %s names the words that the schema allows", (type, samples) => {
  const help = readNewTemplate(type).replace(/\n## /g, " ");
  const lists = [...readSchemas().values()].flatMap(enumsOf);
  for (const sample of samples) {
    const allowed = lists.find((list) => list.includes(sample)) ?? [];
    // The old word for it is still read and no longer offered.
    const words = allowed.includes("not-recorded") ? allowed.filter((word) => word !== "unknown") : allowed;
    expect(help).toContain(`${words.slice(0, -1).join(", ")} or ${words.at(-1)}`);
  }
});

test("the templates are small", () => {
  for (const type of DOCUMENT_TYPES)
    expect(
      readFileSync(new URL(`../../../templates/scaffold/new/${type}.md`, import.meta.url), "utf8").indexOf("\n---\n"),
    ).toBeLessThan(4096);
});
