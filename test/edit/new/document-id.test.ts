import fc from "fast-check";
import { expect, test } from "vitest";
import { readId, slugOf } from "../../../src/edit/new/document-id.js";

test.each([
  ["Grants: stayed valid — 11 of them!", "grants-stayed-valid-11-of-them"],
  ["Don't retry", "dont-retry"],
  ["Überlauf in Łódź, straße", "uberlauf-in-lodz-strasse"],
  ["eu-west/1: down", "eu-west-1-down"],
  ["🔥 Tokens", "tokens"],
  ["ﬁle Ａ", "file-a"],
  ["CON", "con-incident"],
  ["com1", "com1-incident"],
  ["  ", null],
  ["Сбой входа", null],
  ["認証の障害", null],
  ["Сбой входа API", null],
  ["Café 東", "cafe"],
])("%j becomes %j", (title, slug) => {
  expect(slugOf(title, "incident")).toBe(slug);
});

test("what comes out is an id, of words of the title, and short", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (title) => {
      const slug = slugOf(title, "drill");
      if (slug === null) return;
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(slug.length).toBeLessThanOrEqual(70);
      expect(readId(slug, "2026-03-14")).toBe(`2026-03-14-${slug}`);
    }),
  );
  expect(slugOf("word ".repeat(40), "incident")).toBe("word-".repeat(12).slice(0, -1));
  expect(slugOf("x".repeat(200), "incident")).toHaveLength(60);
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
