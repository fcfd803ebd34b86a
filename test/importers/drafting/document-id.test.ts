import fc from "fast-check";
import { expect, test } from "vitest";
import { documentId } from "../../../src/importers/drafting/draft/document-id.js";

const free = () => false;

test.each([
  ["2019-07-02", "Störung in der Region Süd", "x.md", "2019-07-02-storung-in-der-region-sud"],
  [null, "Don't panic", "x.md", "undated-dont-panic"],
  ["2019-07-02", "障害報告", "2019-07-02-dns-outage.md", "2019-07-02-dns-outage"],
  ["2019-07-02", "障害報告", "障害.md", "2019-07-02-incident"],
  ["2019-07-02", "2019-07-02: Queue stuck", "x.md", "2019-07-02-queue-stuck"],
  ["2019-07-02", "Incident on 2019-07-02", "2019-07-02.html.md.erb", "2019-07-02-incident"],
  ["2019-07-02", "障害報告", "dns-outage.html.md.erb", "2019-07-02-dns-outage"],
  ["2019-07-02", "Con", "x.md", "2019-07-02-con-incident"],
])("%s, %j", (day, title, name, id) => {
  expect(documentId(day, title, name, free)).toBe(id);
});

test("whatever the title, an id has the form of one, and no two are the same", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "grapheme" }), { maxLength: 5 }),
      fc.string({ unit: "grapheme" }),
      (titles, name) => {
        const taken = new Set<string>();
        for (const title of [...titles, ...titles]) {
          const id = documentId("2019-07-02", title, name, (one) => taken.has(one));
          expect(id).toMatch(/^\d{4}-\d\d-\d\d-[a-z0-9]+(-[a-z0-9]+)*$/);
          expect(id.length).toBeLessThan(100);
          expect(taken.has(id)).toBe(false);
          taken.add(id);
        }
      },
    ),
  );
});
