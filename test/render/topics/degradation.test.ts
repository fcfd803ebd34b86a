import { describe, expect, test } from "vitest";
import { link } from "../../../src/link/link.js";
import type { Drill, Postmortem } from "../../../src/model/collection.js";
import type { ConfigData, Degradation, DegradationClass, DegradationPolicy } from "../../../src/model/schema-types.js";
import { collection, drill, incident } from "../../support/collection.js";
import { renderPages, textOf } from "../../support/render.js";

const policy = (id: string, what: Partial<DegradationPolicy> = {}): DegradationPolicy => ({
  id,
  title: `Policy ${id}`,
  description: "What happens without fresh policy",
  dependency: "bundle server",
  action: `do ${id}`,
  risk: "high",
  class: "fail-closed",
  ...what,
});

const degradationClasses: DegradationClass[] = [
  ["fail-closed", "Fail closed"],
  ["fail-open", "Fail open"],
].map(([id = "", title = ""]) => ({
  id,
  title,
  description: `${title} it is.`,
  strictness: 1,
  for_risk: "high",
  requires: "nothing",
}));

async function pagesOf(
  postmortems: Postmortem[],
  {
    drills = [],
    policies = [policy("grant")],
    config = {},
  }: { drills?: Drill[]; policies?: DegradationPolicy[]; config?: Partial<ConfigData> } = {},
): Promise<Map<string, string>> {
  const of = collection(postmortems, { drills, config, catalogs: { policies, degradationClasses } });
  return renderPages(of, { graph: link(of) });
}

const seen = (observed: Degradation["observed"], mode?: Degradation["mode"]): Degradation => ({
  policy: "grant",
  observed,
  ...(mode && { mode }),
});

const index = (pages: Map<string, string>) => pages.get("degradation/index.html") ?? "";

describe("the matrix", () => {
  test("says how to fill it", async () => {
    expect(textOf(index(await pagesOf([], { policies: [] })))).toContain("catalog/degradation.yaml");
    const text = textOf(index(await pagesOf([])));
    expect(text).toContain("No published incident has an observation yet");
    expect(text).toContain("never on record");
    expect(text).toContain("test_interval");
  });

  test("has the actions of one dependency together, however it is spelt", async () => {
    const policies = [
      policy("grant"),
      policy("sign", { dependency: "key store" }),
      policy("read", { dependency: "Bundle  server" }),
    ];
    const html = index(await pagesOf([], { policies }));
    expect(html).toContain('<th scope="rowgroup" rowspan="2" class="without">');
    expect(html.match(/scope="rowgroup"/g)).toHaveLength(2);
    expect(textOf(html)).toMatch(/do grant .* do read .* do sign/);
  });

  test("shows a mismatch in shape and word, and links the last observation and each before it", async () => {
    const html = index(
      await pagesOf([
        incident("2025-01-01-a", { degradation: [seen("fail-closed", "designed")] }),
        incident("2026-01-01-b", { degradation: [seen("fail-open", "accidental")] }),
      ]),
    );
    expect(html).toMatch(/is-alarming">\s*<svg class="glyph glyph-cross is-alarming"/);
    expect(textOf(html)).toContain("fail open, by accident: not as declared 1 Jan 2026: What happened in 2026-01-01-b");
    expect(textOf(html)).toContain("1 of 2 not as declared");
    expect(html).toMatch(/href="\.\.\/incidents\/2025-01-01-a\/index\.html"[\s\S]*href="\.\.\/incidents\/2026-01-01-b/);
  });

  test("shows when a policy was last tested, and what is overdue", async () => {
    const policies = [policy("grant", { test_interval: "P90D" })];
    const drills = [drill("2026-01-15-t", { held: "2026-01-15", degradation: [seen("fail-closed", "designed")] })];
    const text = textOf(index(await pagesOf([], { policies, drills })));
    expect(text).toContain("▲ 1 policy is overdue for a test");
    expect(text).toContain("15 Jan 2026 ▲ overdue , due every 90 days");
  });

  test("speaks of a yardstick where accounts are third parties'", async () => {
    const text = textOf(index(await pagesOf([], { config: { account: "third-party" } })));
    expect(text).toContain("this collection’s own yardstick");
    expect(text).not.toContain("test_interval");
  });
});

describe("declared against observed", () => {
  test("counts incidents by mode, drills beside them, and every number leads to its list", async () => {
    const pages = await pagesOf(
      [
        incident("2025-01-01-a", { degradation: [seen("fail-open", "accidental"), seen("fail-open")] }),
        incident("2026-01-01-b", { degradation: [{ action: "read", observed: "destructive" }] }),
      ],
      { drills: [drill("2026-01-15-t", { degradation: [seen("fail-open", "designed")] })] },
    );
    expect(textOf(index(pages))).toContain("2 1 by accident 1 not said and 1 in a drill");
    expect(index(pages)).toContain('href="../degradation/observed/fail-closed/fail-open/index.html"');
    const list = textOf(pages.get("degradation/observed/fail-closed/fail-open/index.html") ?? "");
    expect(list).toContain("Declared fail closed, observed fail open");
    expect(list).toContain("2 observations in incidents");
    expect(list).toContain("Drill 2026-01-15-t");
    expect(pages.has("degradation/observed/nothing/destructive/index.html")).toBe(true);
    expect(textOf(pages.get("degradation/outcomes/mismatch/index.html") ?? "")).toContain(
      "2 observations in incidents",
    );
  });

  test("has the highest risk first among what is not as declared", async () => {
    const policies = [policy("grant", { risk: "low" }), policy("sign", { risk: "high" })];
    const pages = await pagesOf(
      [
        incident("2026-01-01-b", {
          degradation: [seen("fail-open"), { action: "read", expected: "fail-closed", observed: "fail-open" }],
        }),
        incident("2025-01-01-a", { degradation: [{ policy: "sign", observed: "fail-open" }] }),
      ],
      { policies },
    );
    expect(textOf(pages.get("degradation/outcomes/mismatch/index.html") ?? "")).toMatch(
      /do sign .* do grant .* no policy/,
    );
  });
});

describe("the page of a policy", () => {
  test("has what is declared, and incidents, near-misses, drills and drafts apart", async () => {
    const row = [seen("fail-open", "operator")];
    const pages = await pagesOf(
      [
        incident("2025-01-01-a", { degradation: row }),
        incident("2025-02-01-b", { degradation: row, kind: "near-miss" }),
        incident("2025-03-01-c", { degradation: row, status: "draft" }),
      ],
      {
        drills: [drill("2026-01-15-t", { degradation: row })],
        policies: [
          policy("grant", { controls: ["A limit"], audit_marker: "The field `age`", policy_ref: "policy/grant.rego" }),
        ],
      },
    );
    const text = textOf(pages.get("degradation/grant/index.html") ?? "");
    expect(text).toContain("1 observation in incidents, 1 not as declared");
    expect(text).toMatch(/In near-misses .*2025-02-01-b.* In drills .*2026-01-15-t.* In drafts .*2025-03-01-c/);
    expect(text).toContain("policy/grant.rego");
    expect(text).toContain("A limit");
  });

  test("without anything says so", async () => {
    const text = textOf((await pagesOf([])).get("degradation/grant/index.html") ?? "");
    expect(text).toContain("No published incident shows it");
    expect(text).toContain("no drill on record shows that it holds");
    expect(text).toContain("No drill on record took this dependency away");
  });
});

test("what authors write is escaped", async () => {
  const nasty = '"><script>alert(1)</script> {{x}} `<b>`';
  const pages = await pagesOf(
    [
      incident("2025-01-01-a", {
        title: nasty,
        degradation: [
          { ...seen("fail-open"), note: nasty },
          { action: nasty, observed: { unknown: nasty } },
        ],
      }),
    ],
    {
      policies: [
        policy("grant", {
          title: nasty,
          dependency: nasty,
          action: nasty,
          description: nasty,
          policy_ref: "javascript:alert(1)",
        }),
      ],
    },
  );
  for (const [path, html] of pages) {
    if (!path.endsWith(".html")) continue;
    expect(html, path).not.toContain("<script>alert");
    expect(html, path).not.toContain("<b>");
    expect(html, path).not.toContain('href="javascript');
  }
});
