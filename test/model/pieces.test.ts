import { expect, test } from "vitest";
import { inPieces, joined } from "../../src/model/page.js";
import { jsonPieces, jsonText } from "../../src/render/kit/json-text.js";
import { csvOf, csvPieces } from "../../src/render/kit/tables/csv.js";

const PIECE_LENGTH = 256 * 1024;
const half = "a".repeat(PIECE_LENGTH / 2);

test("a piece ends as soon as it is long enough, and the last is not continued", () => {
  const lengths = (...text: string[]) =>
    Array.from(inPieces("a.json", text), ({ content, isContinued }) => [content.length, isContinued === true]);
  expect(lengths()).toEqual([[0, false]]);
  expect(lengths(half, half)).toEqual([[PIECE_LENGTH, false]]);
  expect(lengths(half, half, "b")).toEqual([
    [PIECE_LENGTH, true],
    [1, false],
  ]);
  expect(lengths(half, half.slice(1), "b", "b")).toEqual([
    [PIECE_LENGTH, true],
    [1, false],
  ]);
});

test("joined pieces are the file, among others", () => {
  const whole = { path: "b.html", content: "b", needs: "text" };
  const pieces = [...inPieces("a.json", [half, half, "c"])].map((piece) => ({ ...piece, needs: "nothing" }));
  expect([...joined([whole, ...pieces, whole])]).toEqual([
    whole,
    { path: "a.json", content: `${half}${half}c`, needs: "nothing" },
    whole,
  ]);
});

test("JSON in pieces has the same text, and its lists are made record by record", () => {
  const made: string[] = [];
  const records = function* () {
    for (const id of ["a", "b"]) {
      made.push(id);
      yield { id };
    }
  };
  const text =
    '{\n"title": "One",\n"empty": [],\n"none": [],\n"records": [\n{"id":"a"},\n{"id":"b"}\n],\n"more": {"x":[1]}\n}\n';
  const file = { title: "One", empty: [], none: new Set(), records: [{ id: "a" }, { id: "b" }] };
  expect(jsonText({ ...file, more: { x: [1] } })).toBe(text);
  const pieces = jsonPieces({ ...file, records: records() }, { more: { x: [1] } });
  const seen: string[] = [];
  for (const piece of pieces) {
    seen.push(piece);
    if (piece.includes('"a"')) expect(made).toEqual(["a"]);
  }
  expect(seen.join("")).toBe(text);
});

test("the JSON of an object is as compact as any, however its lists come", () => {
  const values = [
    {
      lists: [[], [1, null, undefined, "a"], [{ x: undefined, y: [] }]],
      left: undefined,
      deep: { list: [[2]] },
      at: null,
    },
    {},
    { left: undefined },
    null,
    "a",
  ];
  for (const value of values) expect(jsonText({ value })).toBe(`{\n"value": ${JSON.stringify(value)}\n}\n`);
});

test.each([999, 1000, 1001])("CSV of %i rows has one line of names, and a line for each", (count) => {
  const table = {
    ...{ name: "t", description: "" },
    columns: [{ name: "n", type: "integer", description: "" } as const],
    rows: Array.from({ length: count }, (_, at) => [at]),
  };
  const pieces = [...csvPieces(table)];
  expect(pieces).toHaveLength(count > 1000 ? 3 : 2);
  expect(pieces.join("")).toBe(`n\r\n${table.rows.map(([n]) => `${n}\r\n`).join("")}`);
  expect(csvOf(table)).toBe(pieces.join(""));
});
