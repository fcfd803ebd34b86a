import { expect, test } from "vitest";
import type { Collection } from "../../src/model/collection.js";
import type { OutputFile } from "../../src/model/page.js";
import { LeakSearch, refuseLeaks } from "../../src/redact/leak-search.js";
import { collection, drill, incident } from "../support/collection.js";

const entry = (id: string, title: string, visibility: "public" | "internal") => ({
  id,
  title,
  description: title,
  statement: title,
  visibility,
});

function hiding(title: string, others: Partial<Parameters<typeof collection>[1]> = {}): Collection {
  return collection([incident("2026-03-14-shown", { visibility: "public" })], {
    catalogs: { invariants: [entry("hidden-rule", title, "internal"), entry("shown-rule", "Shown", "public")] },
    ...others,
  });
}

/** What is found in the files of a site that shows, or does not show, what the collection hides. */
async function found(of: Collection, files: OutputFile[], again: OutputFile[] = []): Promise<string[]> {
  const search = new LeakSearch(of);
  for (const file of files) search.look(file);
  return (await search.leaks(async () => again)).map(({ text, path }) => `${path}: ${text}`);
}

const TITLE = 'Keys "rotate" & don\'t lapse';

test.each([
  ["a.html", "<p>Keys <code>&quot;rotate&quot;</code> &amp; don&#x27;t lapse</p>"],
  ["a.html", '<img alt="Keys &quot;rotate&quot; &amp; don&#x27;t lapse">'],
  ["a.json", JSON.stringify({ title: TITLE })],
  ["a.json", String.raw`{"title":"Keys\n\u0022rotate\u0022\u0026 don't lapse"}`],
  ["a.csv", '"Keys ""rotate"" & don\'t lapse",1'],
  ["a.txt", "It says: KEYS rotate & don't\n  lapse, or so"],
])("a hidden title is found in %s, whatever its form: %s", async (path, content) => {
  expect(await found(hiding(TITLE), [{ path, content }])).toEqual([`${path}: ${TITLE}`]);
});

test.each([
  [
    "a.json",
    `{"nodes":[\n{"id":"x"},\n${JSON.stringify({ title: `So: ${TITLE}`, why: "hidden-rule" })},\n{"id":"y"}\n]}`,
  ],
  ["a.json", String.raw`{"a":"a < b","t":"Keys\n\u0022rotate\u0022\u0026 don't lapse","id":["hidden-rule"]}`],
  ["a.csv", `id,title\r\nhidden-rule,"Keys ""rotate"" & don't\nlapse",1\r\n`],
])("what is hidden is found in %s wherever a piece of the file ends: %s", async (path, content) => {
  const whole = await found(hiding(TITLE), [{ path, content }]);
  expect(whole.sort()).toEqual([`${path}: ${TITLE}`, `${path}: hidden-rule`]);
  const other = { path: "b.json", content: "{}" };
  for (let border = 0; border <= content.length; border++) {
    const first = { path, content: content.slice(0, border), isContinued: true };
    const pieces = [other, first, { path, content: content.slice(border) }, other];
    expect((await found(hiding(TITLE), pieces)).sort(), `border at ${border}`).toEqual(whole);
  }
  const each = [...content].map((one) => ({ path, content: one, isContinued: true }));
  expect((await found(hiding(TITLE), [...each, { path, content: "" }])).sort()).toEqual(whole);
});

test("words at both sides of a border are found together only where they follow each other, and prose is no place for an id", async () => {
  const pieces = (...content: string[]) =>
    content.map((one, at) => ({ path: "a.json", content: one, isContinued: at < content.length - 1 }));
  const title = "Keys never lapse before they are replaced";
  const of = hiding(title);
  expect(await found(of, pieces('["Keys never lapse",\n"', 'before they are replaced"]'))).toHaveLength(1);
  expect(await found(of, pieces('["Keys never lapse",\n"', 'or before they are replaced"]'))).toEqual([]);
  expect(
    await found(of, [...pieces('{"a":"Keys never lapse"}'), ...pieces('{"b":"before they are replaced"}')]),
  ).toEqual([]);
  expect(await found(of, pieces('"x" ', " hidden-rule "))).toEqual([]);
  expect(await found(of, pieces('"x ', 'hidden-rule"'))).toHaveLength(1);
});

test.each([
  ["a.html", '<a href="../../invariants/hidden-rule/index.html">x</a>'],
  ["a.html", '<li data-entry="invariant:hidden-rule">'],
  ["a.json", '{"invariant":"hidden-rule"}'],
  ["a.json", String.raw`{"text":"See:\nhidden-rule"}`],
  ["a.json", String.raw`{"text":"See \u003chidden-rule>"}`],
  ["a.csv", "2026,hidden-rule,1"],
  ["sitemap.xml", "<loc>https://example.org/invariants/hidden-rule/</loc>"],
  ["invariants/hidden-rule/index.html", ""],
])("a hidden id is found in %s: %s", async (path, content) => {
  expect(await found(hiding(TITLE), [{ path, content }])).toEqual([`${path}: hidden-rule`]);
});

test("the id of a kind counts with its class alone, and prose is no place for an id", async () => {
  const kind = (id: string, visibility: "public" | "internal") => ({ id, title: id, description: id, visibility });
  const kinds = [kind("stale", "internal"), kind("other", "public")];
  const of = collection([], {
    config: { visibility: "public" },
    catalogs: {
      classes: [{ id: "trust", title: "Trust", description: "Trust", look_first: "Keys", shape: "circle", kinds }],
    },
  });
  const page = (content: string) => [{ path: "a.html", content }];
  expect(await found(of, page('<a href="taxonomy/trust/stale/index.html">'))).toEqual(["a.html: trust/stale"]);
  expect(await found(of, page('<a href="stale"><p>stale trust/stale</p>'))).toEqual([]);
});

test("texts of 12 characters are looked for, and shorter ones are not", async () => {
  const page = (title: string) => [{ path: "a.html", content: `<p>${title}</p>` }];
  expect(await found(hiding("Twelve chars"), page("Twelve chars"))).toHaveLength(1);
  expect(await found(hiding("Eleven char"), page("Eleven char"))).toEqual([]);
});

test("an excerpt of a hidden body is found, and so is what an internal block says", async () => {
  const secret = "The console of the vendor was reachable without a second factor for anybody in the building";
  const files = [{ path: "a.html", content: `<p>${secret.slice(0, 75)}…</p>` }];
  const whole = collection([incident("2026-03-14-hidden", { visibility: "internal" }, secret)]);
  expect(await found(whole, files)).toHaveLength(1);
  const block = incident("2026-03-14-shown", { visibility: "public" }, `:::internal\n${secret}\n:::\n`);
  expect(await found(collection([block]), files)).toHaveLength(1);
});

test("what public content says too, or a page of another collection, has not leaked", async () => {
  const page = [{ path: "a.html", content: `<p>${TITLE}</p><a href="hidden-rule">` }];
  expect(await found(hiding(TITLE), page, page)).toEqual([]);
  const same = hiding(TITLE, { drills: [drill("2026-03-14-drill", { title: TITLE, visibility: "public" })] });
  expect(await found(same, [{ path: "a.html", content: TITLE }])).toEqual([]);
});

test.each([
  ["Old keys\nlapse early", true],
  ["Old *keys* [lapse](https://example.org/) early", false],
  ["Old *keys* `lapse` early", true],
  ["Old keys\n\nlapse early", false],
  ["Old keys\r\n\r\nlapse early", false],
  ["- Old keys\n- lapse early", false],
  ["Old\n1. keys lapse early", false],
  ["| Old | keys lapse early |", false],
])("whether the public body %j says what is hidden: %s", async (body, isSaid) => {
  const title = "Old keys lapse early";
  const hidden = incident("2026-03-15-hidden", { status: "draft", title });
  const of = collection([incident("2026-03-14-shown", { visibility: "public" }, body), hidden]);
  expect(await found(of, [{ path: "a.html", content: title }])).toEqual(isSaid ? [] : [`a.html: ${title}`]);
});

test("a site that would show something internal is refused, with what and where", async () => {
  const page = [{ path: "a.html", content: `<p>${TITLE}</p>` }];
  await expect(refuseLeaks(hiding(TITLE), page, async () => [])).rejects.toThrow(
    `Nothing was built, because the public site would show something internal: ${JSON.stringify(TITLE)} in a.html`,
  );
  await expect(refuseLeaks(hiding("Another title"), page, async () => [])).resolves.toBeUndefined();
});

test("where an author of a public document wrote the id of a hidden one, the line is named", async () => {
  const body = "One.\n\nSee `2026-03-15-hidden` there.\n";
  const hidden = incident("2026-03-15-hidden", { status: "draft" });
  const of = collection([incident("2026-03-14-shown", { visibility: "public" }, body), hidden]);
  const line = incident("2026-03-14-shown", { visibility: "public" }, body).source.text.split("\n").indexOf("One.") + 3;
  const record = { path: "incidents/a/index.html.json", content: '["2026-03-15-hidden"]' };
  await expect(refuseLeaks(of, [record], async () => [])).rejects.toThrow(
    `"2026-03-15-hidden" in incidents/a/index.html. incidents/2026-03-14-shown.md:${line} has it: take it out there; if that line is internal, this is a bug in inquest`,
  );
});
