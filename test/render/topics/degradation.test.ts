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

describe("what to fix first", () => {
  test("says how to fill it", async () => {
    expect(textOf(index(await pagesOf([], { policies: [] })))).toContain("catalog/degradation.yaml");
    const html = index(await pagesOf([]));
    expect(textOf(html)).toContain("No published incident has an observation yet");
    expect(textOf(html)).toContain("Not observed in an incident Policy grant");
    expect(html).toContain('id="policy-grant"');
  });

  test("frames the declared class and counts the others beside it, the policy with most deviations first", async () => {
    const policies = [policy("read", { risk: "low" }), policy("grant")];
    const html = index(
      await pagesOf(
        [
          incident("2025-01-01-a", {
            degradation: [seen("fail-closed", "designed"), { policy: "read", observed: "fail-closed" }],
          }),
          incident("2026-01-01-b", { degradation: [seen("fail-open", "accidental")] }),
        ],
        { policies },
      ),
    );
    const text = textOf(html);
    expect(text).toContain("When Declared fail closed fail open");
    expect(text).toMatch(
      /Policy grant high risk, without bundle server fail closed as declared: 1 1 Policy read low risk, without bundle server fail closed as declared: 1 /,
    );
    expect(html.indexOf('id="fix-title"')).toBeLessThan(html.indexOf('id="outcomes-title"'));
  });

  test("shows when a policy was last tested, and what is overdue", async () => {
    const policies = [policy("grant", { test_interval: "P90D" })];
    const drills = [drill("2026-01-15-t", { held: "2026-01-15", degradation: [seen("fail-closed", "designed")] })];
    const text = textOf(index(await pagesOf([], { policies, drills })));
    expect(text).toContain("✕ 1 policy is overdue for a test");
    expect(text).toContain("last tested 15 Jan 2026 · ✕ overdue , due every 90 days");
  });

  test("speaks of a yardstick where accounts are third parties', without red", async () => {
    const degradation = [seen("fail-open")];
    const html = index(
      await pagesOf([incident("2025-01-01-a", { degradation })], { config: { account: "third-party" } }),
    );
    expect(textOf(html)).toContain("this collection’s own yardstick");
    expect(textOf(html)).toContain("not as we expect");
    expect(textOf(html)).not.toContain("test_interval");
    expect(html).not.toMatch(/class="breach"|is-alarming/);
  });

  test("leads from each outcome to its incidents in search", async () => {
    const pages = await pagesOf([
      incident("2025-01-01-a", { degradation: [seen("fail-open", "accidental"), seen("fail-open")] }),
      incident("2026-01-01-b", { degradation: [{ action: "read", observed: "destructive" }] }),
    ]);
    expect(textOf(index(pages))).toContain("not as declared 2 observations in 1 incident");
    expect(index(pages)).toContain('href="../search/index.html?degraded=mismatch&amp;type=incident"');
    expect([...pages.keys()].filter((path) => /degradation\/(observed|outcomes)/.test(path))).toEqual([]);
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

  test("says what is not on record, and is there only once something refers to it", async () => {
    const drafts = [incident("2025-03-01-c", { degradation: [seen("fail-open")], status: "draft" })];
    const text = textOf((await pagesOf(drafts)).get("degradation/grant/index.html") ?? "");
    expect(text).toContain("No published incident shows it");
    expect(text).toContain("no drill on record shows that it holds");
    expect(text).toContain("No drill on record took this dependency away");
    expect((await pagesOf([])).has("degradation/grant/index.html")).toBe(false);
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
