import fc from "fast-check";
import { expect, test } from "vitest";
import { asciiSlug, documentSlug, readId } from "../../src/model/document-id.js";

test.each([
  ["Grants: stayed valid — 11 of them!", "grants-stayed-valid-11-of-them"],
  ["Don't retry", "dont-retry"],
  ["Überlauf in Łódź, straße", "uberlauf-in-lodz-strasse"],
  ["Łódź region: ŋew writes lost", "lodz-region-ngew-writes-lost"],
  ["eu-west/1: down", "eu-west-1-down"],
  ["🔥 Tokens", "tokens"],
  ["ﬁle Ａ", "file-a"],
  ["2019-07-02: Queue stuck", "queue-stuck"],
  ["Queue stuck on 2019-07-02.", "queue-stuck"],
  ["Incident on 2019-07-02", "incident"],
  ["Café 東", "cafe"],
  ["CON", "con-incident"],
  ["com1", "com1-incident"],
  ["2019-07-02", "incident"],
  ["  ", "incident"],
  ["Сбой входа", "incident"],
  ["Сбой входа API", "incident"],
  ["認証の障害", "incident"],
])("%j becomes %j", (title, slug) => {
  expect(documentSlug([title], "incident")).toBe(slug);
});

test("the first text that can be written in ASCII counts", () => {
  expect(documentSlug(["障害報告", "dns-outage"], "incident")).toBe("dns-outage");
  expect(documentSlug(["", "2019-07-02-dns-outage"], "incident")).toBe("dns-outage");
  expect(documentSlug(["Ключи", "ключи"], "drill")).toBe("drill");
});

test("exactly half of the letters in ASCII is enough", () => {
  expect(asciiSlug("ab東京")).toBe("ab");
  expect(asciiSlug("ab東京都")).toBeNull();
});

test("a slug is cut between words, and within a word only where that is the first", () => {
  expect(documentSlug(["word ".repeat(40)], "incident")).toBe("word-".repeat(12).slice(0, -1));
  expect(documentSlug([`${"x".repeat(57)} ab cd`], "incident")).toBe(`${"x".repeat(57)}-ab`);
  expect(documentSlug([`${"x".repeat(58)} ab`], "incident")).toBe("x".repeat(58));
  expect(documentSlug(["x".repeat(200)], "incident")).toHaveLength(60);
});

test("whatever the texts, the slug is valid, the same again, and an id with a day before it", () => {
  const texts = fc.array(fc.string({ unit: "grapheme", maxLength: 200 }), { maxLength: 3 });
  fc.assert(
    fc.property(texts, fc.constantFrom("incident", "near-miss", "drill"), (list, fallback) => {
      const slug = documentSlug(list, fallback);
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(documentSlug(list, fallback)).toBe(slug);
      expect(documentSlug([slug], fallback)).toBe(slug);
      expect(readId(slug, "2026-03-14")).toBe(`2026-03-14-${slug}`);
    }),
    { numRuns: 1000 },
  );
});

test("an id is given whole or without its day", () => {
  expect(readId("2026-03-01-stale-grants", "2026-03-14")).toBe("2026-03-01-stale-grants");
  expect(readId("stale-grants", "2026-03-14")).toBe("2026-03-14-stale-grants");
  expect(readId("undated-stale-grants", "2026-03-14")).toBe("undated-stale-grants");
});

test.each(["", "../x", "a/b", "Stale", "a--b", "-a", "nul", "2026-03-14-", "2026-02-30-x", "x".repeat(151), "a\nb"])(
  "%j is no id",
  (text) => {
    expect(() => readId(text, "2026-03-14")).toThrow(/Expected an id|There is no day/);
  },
);
