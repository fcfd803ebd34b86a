import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { link } from "../../src/link/link.js";
import { measure } from "../../src/measure/measure.js";
import { EVERYTHING } from "../../src/measure/narrow.js";
import type { Collection } from "../../src/model/collection.js";
import { REPORT_FORMATS } from "../../src/render/report.js";
import { cellWidth } from "../../src/util/cell-width.js";
import { arbitraryCollection } from "../support/arbitrary-collection.js";
import { collection, incident } from "../support/collection.js";
import { loadExample } from "../support/load-example.js";
import { CATALOGS } from "../support/small-catalogs.js";

const NOW = "2026-11-23";
const inputOf = (of: Collection, baseUrl: string | null = null) => {
  const graph = link(of);
  return { graph, measures: measure(graph, NOW), filter: EVERYTHING, all: true, now: NOW, baseUrl, version: "0.0.0" };
};
const text = (of: Collection, columns?: number) => REPORT_FORMATS.text(inputOf(of), false, columns);
const markdown = (of: Collection, baseUrl: string | null = null) =>
  REPORT_FORMATS.markdown(inputOf(of, baseUrl), false);
const json = (of: Collection) => REPORT_FORMATS.json(inputOf(of), false);

describe("any report", () => {
  test("is at most 80 columns wide, and says NaN nowhere", () => {
    fc.assert(
      fc.property(arbitraryCollection, (of) => {
        const printed = text(of);
        expect(printed.split("\n").filter((line) => cellWidth(line) > 80)).toEqual([]);
        const narrow = text(of, 40);
        expect(narrow.split("\n").filter((line) => cellWidth(line) > 40)).toEqual([]);
        for (const format of [printed, narrow, markdown(of), json(of)])
          expect(format).not.toMatch(/NaN|undefined|Infinity/);
      }),
      { numRuns: 30 },
    );
  });

  test("of the example collection is at most 80 columns wide", async () => {
    const { collection: example } = await loadExample();
    expect(
      text(example)
        .split("\n")
        .filter((line) => cellWidth(line) > 80),
    ).toEqual([]);
  });
});

describe("a report of nothing", () => {
  test.each([
    ["text", text],
    ["markdown", markdown],
  ])("says how to fill it: %s", (_, print) => {
    const printed = print(collection([]));
    expect(printed).toContain("Counting 0 published incidents.");
    expect(printed).toContain("inquest new incident");
    expect(printed).not.toContain("Detection");
  });

  test("but drafts says what they answer", () => {
    const printed = text(collection([incident("2026-01-01-imported", { status: "draft" })], { catalogs: CATALOGS }));
    expect(printed).toContain("The one postmortem in draft does not give all four answers");
    expect(printed).toMatch(/Which invariant was violated +0 +0 +1/);
    expect(printed).toContain("Without an answer (1): 2026-01-01-imported");
    expect(printed).toContain("inquest check --status published");
  });

  test("but one incident says its one value and no quartile", () => {
    const one = incident("2026-01-01-stale-key", {
      failure_kinds: [{ kind: "trust/invalid-identity", why: "Refused" }],
      detection: { delay: "PT47M", by: "alert", why_delayed: "Sampled" },
    });
    const printed = text(collection([one], { catalogs: CATALOGS }));
    expect(printed.replaceAll(/\s+/g, " ")).toContain(
      "Detection delay, from began to detected: 47 min; known of 1 of 1 incident.",
    );
    expect(printed).toMatch(/Class trust +1 +1 +– +– +–/);
  });
});

describe("what strangers wrote", () => {
  const titled = (title: string) => collection([incident("2026-01-01-a")], { config: { title } });

  test("cannot command a terminal", () => {
    const printed = text(titled("Red \u001b[31m alert \u202egnorw\u0007"));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(printed).toContain("{U+001B}[31m");
  });

  test("is text in Markdown", () => {
    const printed = markdown(titled("<img src=x> [link](https://x.example) @everyone `code` | #1"));
    expect(printed.split("\n")[0]).toBe(
      "# \\<img src=x\\> \\[link\\](https:\\//x.example) \\@everyone \\`code\\` \\| \\#1",
    );
  });

  test("stays in its cell and its line", () => {
    const catalogs = { ...CATALOGS, classes: [{ ...CATALOGS.classes[0], title: "A | B\n## C" }] } as typeof CATALOGS;
    const one = incident("2026-01-01-a", { failure_kinds: [{ kind: "trust/invalid-identity", why: "So" }] });
    const printed = markdown(collection([one], { catalogs }));
    expect(printed).toContain("| A \\| B \\#\\# C | 1 |");
    expect(printed).not.toMatch(/^## C$/m);
  });
});

describe("numbers can be followed", () => {
  const breach = (at: number) =>
    incident(`2026-01-${String(at).padStart(2, "0")}-stale`, { recovery: [{ objective: "freshness", value: "PT1H" }] });
  const all = collection(
    Array.from({ length: 14 }, (_, at) => breach(at + 1)),
    { catalogs: CATALOGS },
  );

  test("in text as far as ids fit, and then by their number", () => {
    const printed = text(all).replaceAll(/\s+/g, " ");
    expect(printed).toContain("Breached (14): 2026-01-01-stale, 2026-01-02-stale,");
    expect(printed).toContain("and 2 more; --format json has them all");
  });

  test("in Markdown by links where the site has an address", () => {
    expect(markdown(all)).not.toContain("](");
    expect(markdown(all, "https://learning.example.org/x")).toContain(
      "[2026-01-01-stale](<https://learning.example.org/x/incidents/2026-01-01-stale/>)",
    );
  });

  test("in JSON by every id", () => {
    const { objective_standings: standings } = JSON.parse(json(all)) as {
      objective_standings: { objective: string; breached: string[] }[];
    };
    expect(standings.find(({ objective }) => objective === "freshness")?.breached).toHaveLength(14);
    // Trust comes before uptime, whatever the order of the catalog.
    expect(standings.map(({ objective }) => objective)).toEqual(["freshness", "rto"]);
  });
});

test("a wide character takes two places, and a long word is cut", () => {
  const title = "障害から学ぶ".repeat(12);
  const printed = text(collection([], { config: { title } }));
  expect(printed.split("\n").every((line) => cellWidth(line) <= 80)).toBe(true);
  expect(printed.replaceAll("\n", "")).toContain(title);
});

test("on a narrow terminal no short word is cut: a table that is too wide has a paragraph for each row", async () => {
  const { collection: example } = await loadExample();
  const printed = text(example, 40);
  expect(printed.split("\n").filter((line) => cellWidth(line) > 40)).toEqual([]);
  expect(printed).toMatch(/\nRecovery time\n {2}Breached \d+ · Met \d+ · Undecided \d+ ·\n/);
  expect(text(example, 200)).toBe(text(example));
});
