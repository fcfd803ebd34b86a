import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import { expect, test } from "vitest";
import { measure } from "../../src/measure/measure.js";
import type { Postmortem } from "../../src/model/collection.js";
import { csvOf } from "../../src/render/kit/tables/csv.js";
import { parquetOf } from "../../src/render/kit/tables/parquet.js";
import type { Table } from "../../src/render/kit/tables/table.js";
import type { SiteInput } from "../../src/render/shared/site-input.js";
import { siteModel } from "../../src/render/shared/site-model.js";
import { tables } from "../../src/render/tables.js";
import { dataPackage } from "../../src/render/topics/data/data-package.js";
import { loadExample } from "../support/load-example.js";

const example = await loadExample();
// The example attaches no files, because they are others'. Other tests share it, so that it stays as it is.
const graph = {
  ...example,
  collection: {
    ...example.collection,
    postmortems: example.collection.postmortems.map((postmortem): Postmortem => {
      const evidence = [{ id: "E1", kind: "log", title: "The log", file: "a, b.log", sha256: "a".repeat(64) } as const];
      return { ...postmortem, data: { ...postmortem.data, evidence: [...evidence] } };
    }),
  },
};
const now = "2026-11-23";
const evidenceHashes = new Map(
  graph.collection.postmortems.map(({ id }, at) => [
    `evidence/${id}/a, b.log`,
    [null, "a".repeat(64), "b".repeat(64)][at % 3] ?? null,
  ]),
);
const site = siteModel({
  graph,
  measures: measure(graph, now),
  now,
  baseUrl: null,
  audience: "public",
  evidenceHashes,
} as unknown as SiteInput);
const made = tables.map((table) => table(site));
const named = (name: string) => made.find((table) => table.name === name) as Table;

const rowsOfCsv = (table: Table) => parse(csvOf(table), { columns: true }) as Record<string, string>[];
const rowsOfParquet = async (table: Table) =>
  (await parquetReadObjects({ file: parquetOf(table).buffer as ArrayBuffer })) as Record<string, unknown>[];

test.each(made.map((table) => [table.name, table] as const))("CSV and Parquet of %s say the same", async (_, table) => {
  const [csv, parquet] = [rowsOfCsv(table), await rowsOfParquet(table)];
  expect(csv.length).toBeGreaterThan(10);
  const texts = parquet.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        value === null || value === undefined ? "" : value instanceof Date ? value.toISOString() : String(value),
      ]),
    ),
  );
  expect(texts).toEqual(csv);
});

test("a row of the example is what its file says", () => {
  const row = rowsOfCsv(named("postmortems")).find(({ id }) => id?.includes("cloudflare-waf"));
  expect(row).toMatchObject({ kind: "incident", account: "third-party", date: "2019-07-02", class: "capacity" });
  const events = rowsOfCsv(named("timeline")).filter(({ postmortem }) => postmortem === row?.id);
  const began = events.find(({ marks }) => marks?.split("; ").includes("began"));
  const detected = events.find(({ marks }) => marks?.split("; ").includes("detected"));
  const delay = Date.parse(detected?.at_from ?? "") - Date.parse(began?.at_from ?? "");
  expect(delay).toBeGreaterThan(0);
  expect(Number(row?.detection_delay_s_from)).toBe(delay / 1000);
});

test("the data package describes every column of every table", () => {
  const { resources } = dataPackage(site, made);
  expect(resources.map(({ name, schema }) => [name, schema.fields.map((field) => field.name)])).toEqual(
    made.map((table) => [table.name, Object.keys(rowsOfCsv(table)[0] ?? {})]),
  );
  for (const { schema } of resources) for (const field of schema.fields) expect(field.description).not.toBe("");
});

test("a text that a spreadsheet would run is text", () => {
  const table: Table = {
    name: "t",
    description: "",
    columns: [{ name: "title", type: "string", description: "" }],
    rows: [['=HYPERLINK("https://evil.example","x")'], ["@SUM(1)"], ['a\n"b", c']],
  };
  expect(rowsOfCsv(table)).toEqual([
    { title: '\'=HYPERLINK("https://evil.example","x")' },
    { title: "'@SUM(1)" },
    { title: 'a\n"b", c' },
  ]);
});

/** A reader of RFC 4180 that also takes a lone CR or LF for the end of a row, as spreadsheets do. */
function strictRows(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const { 0: whole, 1: quoted, 2: plain = "", 3: end } of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/g,
  )) {
    if (whole === "" && rows.at(-1)?.length === 0) break;
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== "," && end !== "") rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

test("whole rows parse back to what was written, with two readers, and none begins a formula", () => {
  const piece = fc.constantFrom(
    "=",
    "+1",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\r\n",
    " ",
    "\ufeff",
    "\u200b",
    '"',
    ",",
    ";",
    "a",
    "'",
    "＝",
  );
  const cell = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
  const columns = ["a", "b", "c"].map((name) => ({ name, type: "string" as const, description: "" }));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 5 }), (rows) => {
      const text = csvOf({ name: "t", description: "", columns, rows });
      const read = parse(text, { columns: false, bom: false }) as string[][];
      expect(strictRows(text)).toEqual(read);
      expect(read.length).toBe(rows.length + 1);
      for (const [at, row] of rows.entries())
        for (const [column, value] of row.entries()) {
          const found = read[at + 1]?.[column] ?? "";
          expect([value, `'${value}`]).toContain(found);
          // What a spreadsheet may drop before it looks for a formula.
          expect(found.replace(/^[\s\ufeff\u200b]+/, "")).not.toMatch(/^[=+\-@＝]/);
        }
    }),
    { numRuns: 2000 },
  );
});

test("an empty table has its columns, in both formats", async () => {
  const empty = { ...named("drills"), rows: [] };
  expect(csvOf(empty).split("\r\n")[0]).toContain("id,title,");
  expect(await rowsOfParquet(empty)).toEqual([]);
});
