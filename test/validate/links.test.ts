import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { headingSlugs } from "../../src/model/heading-slugs.js";
import { linkTarget } from "../../src/model/link-target.js";
import { Source } from "../../src/model/source.js";
import { parseMarkdown } from "../../src/parse/markdown.js";
import { renderMarkdown } from "../../src/render/kit/markdown/render-markdown.js";
import { recurrenceCycles } from "../../src/validate/recurrence-cycles.js";
import { incident } from "../support/collection.js";
import { findingsOf, put } from "../support/findings.js";
import { checkExample } from "../support/rule-examples.js";

const ID = "2026-03-14-stale-grants-after-forced-rollout";

async function said(rule: string, ...fences: Parameters<typeof findingsOf>[1]): Promise<string[][]> {
  return (await findingsOf(rule, fences)).map(({ at, message }) => [at, message]);
}

describe("reference-case", () => {
  test("speaks where unknown-reference is silent, for ids of every place", async () => {
    const fences = [
      put(`owner: TEAM-policy
actions:
  - {id: A1, title: Fetch on start, type: prevent, state: done, owner: team-policies, due: 2026-04-15, done_on: 2026-04-10, addresses: ["contract:Bundle-refresh-on-restart", "missing:m1", "kind:Consistency/stale-data-plane"]}
suppress:
  - {rule: Action-Overdue, reason: Later, until: 2027-01-01}`),
    ];
    expect((await findingsOf("reference-case", fences)).map(({ at }) => at)).toEqual([
      "TEAM-policy",
      '"contract:Bundle-refresh-on-restart"',
      '"missing:m1"',
      '"kind:Consistency/stale-data-plane"',
    ]);
    expect((await findingsOf("unknown-reference", fences)).map(({ at }) => at)).toEqual(["team-policies"]);
  });
});

describe("recurrence", () => {
  const again = (id: string, ...originals: string[]) =>
    put(
      `recurrence_of:\n${originals.map((one) => `  - {incident: ${one}, why: Again}\n`).join("")}`,
      id === ID ? "" : `incidents/${id}.md`,
    );
  const [a, b, c] = ["2026-04-01-again", "2026-05-01-again", "2026-06-01-again"] as const;

  test("of itself is a cycle", async () => {
    expect(await said("recurrence-cycle", again(ID, ID))).toEqual([
      [ID, `Expected recurrences to lead back in time, found the cycle "${ID} → ${ID}"`],
    ]);
  });

  test("a chain and a diamond are none, and every cycle is told once, where it leads forward", async () => {
    expect(await said("recurrence-cycle", again(c, b, a), again(b, a, ID), again(a, ID))).toEqual([]);
    const found = await findingsOf("recurrence-cycle", [again(c, b), again(b, a), again(a, c, "2026-05-01-gone")]);
    expect(found.map(({ at, severity }) => [at, severity])).toEqual([[c, "error"]]);
  });

  const cycles = async (...fences: Parameters<typeof findingsOf>[1]) =>
    (await checkExample(fences))
      .filter(({ rule }) => rule === "recurrence-cycle")
      .map(({ file, hint, related = [] }) => [file, hint, related.map((one) => `${one.file}: ${one.message}`)]);

  test("of a cycle the link to the newest is the one to remove, wherever the search began", async () => {
    const remove = "Remove this one: it leads to the later incident";
    expect(await cycles(again(b, a), again(a, b))).toEqual([
      [`incidents/${a}.md`, remove, [`incidents/${b}.md: the other link`]],
    ]);
    expect(await cycles(again(c, a), again(b, a), again(a, b))).toEqual([
      [`incidents/${a}.md`, remove, [`incidents/${b}.md: the other link`]],
    ]);
    expect(await cycles(again(c, b), again(b, a), again(a, c))).toEqual([
      [
        `incidents/${a}.md`,
        remove,
        [`incidents/${c}.md: another link of the cycle`, `incidents/${b}.md: another link of the cycle`],
      ],
    ]);
    expect(await cycles(again(ID, ID))).toEqual([
      [`incidents/${ID}.md`, "Remove this one: no incident recurs from itself", []],
    ]);
  });

  test("of one day nobody can tell which link of a cycle is wrong", async () => {
    const [one, two] = ["2026-04-01-again", "2026-04-01-before"] as const;
    expect(await cycles(again(one, two), again(two, one))).toEqual([
      [
        `incidents/${one}.md`,
        "Remove this one, or another if that leads to the later incident",
        [`incidents/${two}.md: the other link`],
      ],
    ]);
  });

  test("a link of a cycle is no second finding, any other that leads forward is", async () => {
    expect(await said("recurrence-order", again(b, a), again(a, b))).toEqual([]);
    expect(await said("recurrence-order", again(b, a), again(a, b, c), again(c))).toEqual([
      [c, `Expected an earlier incident than 2026-04-01, found "${c}"`],
    ]);
  });

  test("a long chain of links takes no time", async () => {
    const id = (i: number) => `2026-04-01-number-${String(i).padStart(5, "0")}`;
    const all = Array.from({ length: 20_000 }, (_, i) =>
      incident(id(i), { recurrence_of: [{ incident: id((i + 1) % 20_000), why: "Again" }] }),
    );
    expect(recurrenceCycles(all).map((cycle) => cycle.length)).toEqual([20_000]);
    const newest = id(19_999);
    for (const { data } of all) data.recurrence_of?.push({ incident: newest, why: "Again" });
    expect(recurrenceCycles(all)).toHaveLength(100);
  });

  test("of another repository is taken by its day", async () => {
    expect(
      await said("recurrence-order", again(ID, '"@other/2026-03-15-there"', '"@other/2026-03-14-there"')),
    ).toHaveLength(1);
    expect(
      await said("recurrence-order", again(ID, "undated-before"), put("status: draft", "incidents/undated-before.md")),
    ).toEqual([]);
  });

  test("without a known service nobody can tell where", async () => {
    const elsewhere = put("services:\n  - {service: unheard-of, role: origin}", `incidents/${a}.md`);
    expect(await said("recurrence-elsewhere", again(ID, a), elsewhere)).toEqual([]);
  });
});

describe("orphan-entry", () => {
  const service = put(
    `services:
  - {id: sidecar, title: Policy sidecar, organisation: Example Platform, description: A}
  - {id: admin-api, title: Admin API, organisation: Example Platform, description: B}
  - {id: token-issuer, title: Token issuer, organisation: Example Platform, description: C}`,
    "catalog/services.yaml",
  );

  test("a reference of an entry of a catalog is use", async () => {
    expect(await said("orphan-entry", service)).toEqual([["token-issuer", 'Unused service "token-issuer"']]);
    const withPaths = {
      ...service,
      text: service.text.replace("description: C", 'description: C, paths: ["issuer/**"]'),
    };
    expect(await said("orphan-entry", withPaths)).toEqual([]);
    const objective = put(
      "objectives:\n  - {id: rto, title: RTO, description: A, question: B, measure: duration, direction: at-most, overrides: [{service: token-issuer, target: PT1H}]}",
      "catalog/objectives.yaml",
    );
    expect(await said("orphan-entry", service, objective)).toEqual([]);
  });

  test("what a fault takes out of a document is use too, and what cannot be read may be", async () => {
    const faulty = put("services:\n  - {service: token-issuer, role: victim}", "incidents/2026-05-01-other.md");
    expect(await said("orphan-entry", service, faulty)).toEqual([]);
    const broken = put("---\n*x\n---\n", "incidents/2026-05-01-other.md", "text");
    expect(await said("orphan-entry", service, broken)).toEqual([]);
  });
});

describe("broken-link", () => {
  test.each<[string, string[]]>([
    ["[a](#impact) [b](#Impact) [c](#why-detection-was-delayed)", []],
    [
      "[a](../drills/2026-05-20-policy-lag-eu-west.md#hypothesis) [b](../drills/2026-05-20-policy-lag-eu-west.md#lesson)",
      ["../drills/2026-05-20-policy-lag-eu-west.md#lesson"],
    ],
    [
      "[a](2026-05-20-policy-lag-eu-west.md) [b](../inquest.yaml) [c](../evidence)",
      ["2026-05-20-policy-lag-eu-west.md"],
    ],
    [
      `![a](../evidence/${ID}/rollout-812.txt) ![b](gone.png) ![c](https://example.org/x.png)`,
      ["gone.png", "https://example.org/x.png"],
    ],
    [
      "[a](javascript:alert(1)) [b](ftp://example.org) [c](mailto:a@example.org) [d](%zz)",
      ["javascript:alert(1)", "ftp://example.org", "%zz"],
    ],
    [
      "[a](http://a@example.org) [b](https:example.org) [c](https://a:b@example.org/x) [d](http://[)",
      ["http://a@example.org", "https:example.org", "https://a:b@example.org/x", "http://["],
    ],
    ["## Übersicht\n\n[a](#Übersicht) [b](#%C3%9Cbersicht) [c](#übersicht) [d](#Ubersicht)", ["#Ubersicht"]],
    ["[a][b]\n\n[b]: <gone%20file.md> 'title'", ["gone%20file.md"]],
    ["[a](../drills/2026-05-20-policy-lag-eu-west.md?x=1#hypothesis)", []],
    ["`[a](gone.md)` and \\[^x] and [^a^] and `[^y]`", []],
    ["One[^a], two[^A].\n\n[^a]: Yes\n[^b]: No", ["[^b]"]],
    ["> See[^gone] and *[^far]*.", ["[^gone]", "[^far]"]],
  ])("%s", async (text, expected) => {
    const found = await findingsOf("broken-link", [put(`## Impact\n\n${text}`)]);
    expect(found.map(({ at }) => at)).toEqual(expected);
  });

  const drill = "../drills/2026-05-20-policy-lag-eu-west.md";
  test.each<[string, string]>([
    ["../drills/2026-05-20-policy-lag-eu-wset.md", drill],
    ["../drills/2026-05-21-policy-lag-eu-west.md#hypothesis", drill],
    ["2026-05-20-policy-lag-eu-west", drill],
    [`../evidence/${ID}/rollout-821.txt`, `../evidence/${ID}/rollout-812.txt`],
    ["rollout-812.txt", `../evidence/${ID}/rollout-812.txt`],
    ["../evidence/2026-05-20-policy-lag-eu-west/run.txt", "../evidence/2026-05-20-policy-lag-eu-west/a%20run.txt"],
  ])("%s is near %s", async (url, near) => {
    const run = put("It ran.\n", "evidence/2026-05-20-policy-lag-eu-west/a run.txt", "text");
    const found = await findingsOf("broken-link", [run, put(`## Impact\n\n[a](${url})`)]);
    expect(found.map(({ hint }) => hint)).toEqual([`Did you mean "${near}"?`]);
  });

  test("a name that is like no other has no suggestion", async () => {
    const found = await findingsOf("broken-link", [put("## Impact\n\n[a](runbook.md) ![b](picture.png)")]);
    expect(found.map(({ hint }) => hint)).toEqual(
      Array(2).fill("The path leads from the folder of this file; correct it, or remove the link"),
    );
  });

  test("is a warning until published", async () => {
    const [one] = await findingsOf("broken-link", [put("status: draft"), put("## Impact\n\n[a](gone.md)")]);
    expect(one?.severity).toBe("warning");
  });

  test("many headings and many links take no time", async () => {
    const headings = Array.from({ length: 3000 }, (_, i) => `### Part ${i}\n\n[x](#prat-${i})\n`).join("\n");
    expect(await findingsOf("broken-link", [put(`## Impact\n\n${headings}`, "body")])).toHaveLength(3000);
  }, 20_000);

  test("headings have the names that the page gives them", () => {
    const inline = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(
        "`code`",
        "*so*",
        "[text](x.md)",
        "![alt](x.png)",
        "<b>",
        "<!-- x -->",
        "~~no~~",
        "&amp;",
        "Impact",
        "ß",
        "É",
      ),
    );
    const heading = fc
      .array(inline, { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join(" ").replace(/[\r\n]/g, " "));
    fc.assert(
      fc.property(fc.array(heading, { minLength: 1, maxLength: 6 }), (texts) => {
        const { body } = parseMarkdown(new Source("a.md", texts.map((text) => `## ${text}\n`).join("\n")), 0);
        const { toc } = renderMarkdown(body, { file: "a.md", root: "", pageOf: () => undefined });
        const shown = toc.map(({ id }) => id.replace(/^s-/, "")).filter((id) => id !== "footnote-label");
        expect([...headingSlugs(body)].sort()).toEqual([...new Set(shown)].sort());
      }),
    );
  });

  test("a link leads somewhere or nowhere, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (url) => {
        const target = linkTarget(url, "incidents/a.md");
        if (target.to === "collection") expect(target.path).not.toMatch(/^(\.\.|\/)/);
      }),
    );
  });
});
