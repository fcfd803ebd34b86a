import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import { link } from "../../../src/link/link.js";
import { redact } from "../../../src/redact/redact.js";
import type { Site } from "../../../src/render/shared/site-model.js";
import { sitemapFiles } from "../../../src/render/topics/data/sitemap.js";
import { collection, drill, incident } from "../../support/collection.js";
import { renderPages } from "../../support/render.js";

const BASE = "https://learning.example.org/failure/";
const NASTY = '</title>]]><script>alert(1)</script> & "quoted" `code` [x](y) \u0007';
const ID = "2026-03-14-stale-grants";

const documents = () =>
  collection(
    [
      incident(ID, {
        title: NASTY,
        published_on: "2026-03-24",
        revisions: [{ on: "2026-04-02", what: "Began earlier" }],
      }),
      incident("2025-01-01-older", { published_on: "2025-01-09", kind: "near-miss" }),
      incident("2026-09-09-draft", { status: "draft" }),
    ],
    { config: { title: NASTY, description: NASTY } },
  );

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", cdataPropName: "cdata" });

test("the licence of the data stands where it is downloaded, where there is one", async () => {
  const license = { title: "CC BY <4.0>", url: "https://creativecommons.org/licenses/by/4.0/" };
  const named = await renderPages(collection([incident(ID)], { config: { site: { license } } }));
  expect(named.get("data/index.html")).toContain(`<a href="${license.url}" rel="license">CC BY &lt;4.0&gt;</a>`);
  expect(JSON.parse(named.get("data/datapackage.json") ?? "").licenses).toEqual([
    { title: license.title, path: license.url },
  ]);
  const without = await renderPages(documents());
  expect(without.get("data/index.html")).not.toContain('rel="license"');
  expect(without.get("data/datapackage.json")).not.toContain("licenses");
});

describe("feeds", () => {
  test("are there only where the site has an address", async () => {
    const files = await renderPages(documents());
    expect([...files.keys()].filter((path) => /feed|sitemap/.test(path))).toEqual([]);
    expect(files.get("index.html")).not.toContain("application/atom+xml");
  });

  test("Atom is well-formed whatever authors write, with the newest publication first and drafts left out", async () => {
    const text = (await renderPages(documents(), { baseUrl: BASE })).get("feed.xml") ?? "";
    expect(XMLValidator.validate(text)).toBe(true);
    expect(text).not.toContain("\u0007");
    const { feed } = parser.parse(text);
    expect(feed.entry.map((entry: { id: string }) => entry.id)).toEqual([
      `${BASE}incidents/${ID}/`,
      `${BASE}incidents/2025-01-01-older/`,
    ]);
    expect(feed.link).toContainEqual({ rel: "self", href: `${BASE}feed.xml` });
    // A title of type html is HTML: escaped once for it, and kept from XML by CDATA.
    expect(feed.entry[0].title.cdata ?? feed.entry[0].title).not.toContain("<script>");
    expect(feed.entry[0].content.type).toBe("html");
  });

  test("JSON Feed says the same, with titles as they are", async () => {
    const feed = JSON.parse((await renderPages(documents(), { baseUrl: BASE })).get("feed.json") ?? "");
    expect(feed.version).toBe("https://jsonfeed.org/version/1");
    expect(feed.items[0]).toMatchObject({ id: `${BASE}incidents/${ID}/`, title: NASTY });
    expect(feed.items[0].content_html).not.toContain("<script>");
  });

  test("take their times from the content and never from the clock", async () => {
    const files = await renderPages(documents(), { baseUrl: BASE });
    const { feed } = parser.parse(files.get("feed.xml") ?? "");
    expect(feed.updated).toBe("2026-04-02T12:00:00.000Z");
    expect(feed.entry[0]).toMatchObject({ updated: "2026-04-02T12:00:00.000Z", published: "2026-03-24T12:00:00.000Z" });
    const empty = await renderPages(collection([]), { baseUrl: BASE });
    expect(parser.parse(empty.get("feed.xml") ?? "").feed.updated).toBe("2026-11-23T12:00:00.000Z");
  });
});

describe("the sitemap", () => {
  test("of more pages than one may name is several, and one that names them", () => {
    const pages = Array.from({ length: 50_001 }, (_, at) => ({
      path: `incidents/case-${at}/index.html`,
      title: "A case",
      description: "Of many",
      modified: null,
    }));
    const site = { baseUrl: BASE, audience: "public" } as unknown as Site;
    const files = [
      ...sitemapFiles(
        site,
        () => pages,
        () => "",
      ),
    ];
    expect(files.map(({ path }) => path)).toEqual(["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
    expect(parser.parse(String(files[1]?.content)).urlset.url.loc).toBe(`${BASE}incidents/case-50000/`);
    expect(parser.parse(String(files[2]?.content)).sitemapindex.sitemap).toHaveLength(2);
  });

  test("names every page by its address, but not 404.html, with the day of the last revision", async () => {
    const files = await renderPages(documents(), { baseUrl: BASE, audience: "public" });
    const text = files.get("sitemap.xml") ?? "";
    expect(XMLValidator.validate(text)).toBe(true);
    const { urlset } = parser.parse(text);
    const pages = [...files.keys()].sort().filter((path) => path.endsWith(".html") && path !== "404.html");
    expect(urlset.url.map(({ loc }: { loc: string }) => loc)).toEqual(
      pages.map((path) => `${BASE}${path.replace(/(^|\/)index\.html$/, "$1")}`),
    );
    expect(urlset.url).toContainEqual({ loc: `${BASE}incidents/${ID}/`, lastmod: "2026-04-02" });
  });

  test("is not made of an internal site, which asks robots to stay away", async () => {
    const files = await renderPages(documents(), { baseUrl: BASE, audience: "internal" });
    expect(files.has("sitemap.xml")).toBe(false);
    expect(files.get("robots.txt")).toBe("User-agent: *\nDisallow: /\n");
    const open = await renderPages(documents(), { baseUrl: BASE, audience: "public" });
    expect(open.get("robots.txt")).toBe(`User-agent: *\nAllow: /\n\nSitemap: ${BASE}sitemap.xml\n`);
  });
});

test("an address without a slash at its end is the same address", async () => {
  const [files, others] = await Promise.all(
    [BASE, BASE.slice(0, -1)].map((baseUrl) => renderPages(documents(), { baseUrl, audience: "public" })),
  );
  expect(files).toEqual(others);
});

test("llms.txt names the data and the newest postmortems, and nothing in a title is markup", async () => {
  const text = (await renderPages(documents(), { baseUrl: BASE })).get("llms.txt") ?? "";
  expect(text).toMatch(/^# /);
  expect(text).toContain(`(${BASE}data/postmortems.json)`);
  expect(text).toContain(`(${BASE}incidents/${ID}/)`);
  expect(text).toContain("\\[x\\](y)");
  expect(text).not.toContain("<script>");
});

describe("the page of a postmortem", () => {
  const page = async (config = {}) => {
    const of = documents();
    const files = await renderPages({ ...of, config: { ...of.config, ...config } }, { baseUrl: BASE });
    return files.get(`incidents/${ID}/index.html`) ?? "";
  };

  test("carries what reference managers and previews look for", async () => {
    const html = await page({ title: "Learning from failure" });
    for (const tag of [
      '<meta property="og:type" content="article">',
      `<meta property="og:url" content="${BASE}incidents/${ID}/">`,
      '<meta property="article:published_time" content="2026-03-24">',
      '<meta property="article:modified_time" content="2026-04-02">',
      '<meta name="citation_publication_date" content="2026/03/24">',
      '<meta name="citation_author" content="Learning from failure">',
    ])
      expect(html.replaceAll("&#x3D;", "=")).toContain(tag);
    expect(html).not.toMatch(/<script(?! src="[^":]*assets\/)/);
  });

  test("leads to its JSON, can be cited, and is edited where the repository is known", async () => {
    const html = await page({ title: "Learning from failure" });
    expect(html).toContain(`href="../../data/incidents/${ID}.json"`);
    expect(html).toContain("24 March 2026, revised 2 April 2026");
    expect(html).toContain(`@misc{${ID},`);
    expect(html).not.toContain(">Edit</a>");
    expect(await page({ repository: "https://git.example.org/edit/main" })).toContain(
      `href="https://git.example.org/edit/main/incidents/${ID}.md"`,
    );
  });
});

test("a public build holds nothing internal in any file, and its JSON no suppressions", async () => {
  const secret = { visibility: "internal" } as const;
  const whole = collection(
    [
      incident(ID, {
        visibility: "public",
        missing_evidence: [
          { id: "M1", what: "Open to all", kind: "log", needed_for: "Telling" },
          { id: "M2", what: "SECRET", kind: "log", needed_for: "SECRET", ...secret },
        ],
        actions: [{ id: "A1", title: "SECRET", type: "prevent", state: "done", ...secret }],
        unclear_contracts: [{ contract: "hidden", gap: "SECRET" }],
        suppress: [{ rule: "uncited", reason: "SECRET", until: "2027-01-01" }],
      }),
      incident("2026-05-05-secret-case", { title: "SECRET", ...secret }),
    ],
    {
      drills: [drill("2026-06-06-secret-drill", { title: "SECRET", ...secret })],
      catalogs: {
        contracts: [
          { id: "hidden", title: "SECRET", description: "SECRET", parties: ["a", "b"], promise: "SECRET", ...secret },
        ],
      },
    },
  );
  const graph = link(redact(whole, "public"));
  const files = await renderPages(graph.collection, { graph, audience: "public", baseUrl: BASE });
  expect(files.get("data/graph.json")).toContain("Open to all");
  const leaks = [...files].filter(([path, text]) => /SECRET|secret-(case|drill)/.test(path + text));
  expect(leaks.map(([path]) => path)).toEqual([]);
});
