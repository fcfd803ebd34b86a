import fc from "fast-check";
import { expect, test } from "vitest";
import { PathIndex } from "../../src/recall/path-index.js";
import { pathReasons } from "../../src/recall/path-reasons.js";
import type { RememberedDocument } from "../../src/recall/remembered-document.js";

const answer = (n: number): RememberedDocument["answer"] => ({
  id: `2026-01-0${n}-x`,
  kind: "incident",
  title: "X",
  date: "2026-01-01",
  state: { age: "P1D", open_gaps: 0, overdue_actions: 0, contract: null, checked_by: [] },
  lesson: {
    broke: null,
    checked_by: [],
    unnoticed: { from: 1, to: Number.POSITIVE_INFINITY },
    would_have_shown: null,
    is_recorded: null,
    unclear: null,
    is_clarified: null,
  },
  ask: null,
});

const name = fc.constantFrom(
  "ops",
  "keys.yaml",
  "my file.md",
  "a.b.",
  "-x",
  "指南",
  "go.mod",
  "__proto__",
  "..",
  "v1.2",
);
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
const text = fc
  .array(fc.oneof(path, fc.constantFrom(" ", "/", ".", ".-", "see https://h/", "#L3", "）", "x")), { maxLength: 6 })
  .map((parts) => parts.join(""));
const glob = fc.oneof(path, fc.constantFrom("ops/**", "**/*.md", "*", "ops", "/ops/", "**"));

test("what pathReasons finds is among the candidates, whatever texts and paths look like", () => {
  const document = fc.record({ globs: fc.array(glob, { maxLength: 2 }), source: text, action: text, file: path });
  fc.assert(
    fc.property(fc.array(document, { maxLength: 4 }), fc.array(path, { maxLength: 3 }), (given, paths) => {
      const documents = given.map(
        ({ globs, source, action, file }, n): RememberedDocument => ({
          file: `incidents/${n}.md`,
          answer: answer(n),
          factor: 1,
          globs: globs.map((pattern) => ({ kind: "affects", pattern })),
          checks: [{ id: "i", file }],
          evidence: [{ id: "E1", attachment: file, source }],
          actions: [{ id: "A1", texts: [action] }],
          standing: [],
        }),
      );
      const index = PathIndex.of(documents, "2026-01-02");
      for (const folder of ["", "ops"]) {
        const recalled = documents.flatMap((one, n) => (pathReasons(one, paths, folder).length > 0 ? [n] : []));
        const candidates = new Set(index.candidates(paths, folder));
        for (const n of recalled) expect(candidates).toContain(n);
      }
      expect(index.all()).toEqual(documents);
    }),
    { numRuns: 300 },
  );
});

test("bytes that are no index are refused", () => {
  for (const bytes of ["", "x", "{", "\n"]) expect(() => PathIndex.read(Buffer.from(bytes))).toThrow();
});
