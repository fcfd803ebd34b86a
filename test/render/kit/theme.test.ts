import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { collectionFolder, SOUND } from "../../support/collection-folder.js";
import { png } from "../../support/png.js";
import { inquest } from "../../support/run-inquest.js";

const ID = "2026-03-14-old-keys-refused";

/** A sound collection with these files, built; `site` adds to its `inquest.yaml`. */
function build(
  files: Readonly<Record<string, string | Uint8Array>>,
  site = "",
  prepare = (_root: string) => {},
  args: readonly string[] = [],
) {
  const root = collectionFolder({ [`incidents/${ID}.md`]: SOUND });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  if (site !== "") writeFileSync(join(root, "inquest.yaml"), `site: ${site}\n`, { flag: "a" });
  prepare(root);
  const { code, stderr } = inquest(["build", "--no-search", "--out", "site", ...args], { cwd: root });
  return { root, code, stderr, read: (path: string) => readFileSync(join(root, "site", path), "utf8") };
}

describe("a collection's own templates", () => {
  test("stand in place of those of the site, styles after them, assets beside them", () => {
    const { code, read } = build({
      "templates/pages/about/not-found.hbs":
        "{{#> layouts/page}}<h1>{{page.title}}</h1>{{> partials/ours}}{{/layouts/page}}",
      "templates/partials/ours.hbs": "<p>Ask {{site.title}}</p>\n",
      "templates/styles/20-second.css": ".second {}",
      "templates/styles/10-first.css": ":root { --link: #7a1f6b; }",
      "templates/assets/letters.woff2": png(1, 1),
      "templates/assets/icon.svg": "<svg/>",
      "templates/README.md": "Notes",
      "templates/.hidden/styles/no.css": "NO",
    });
    expect(code).toBe(0);
    expect(read("404.html")).toMatch(/<h1>There is no such page<\/h1><p>Ask [^<]+<\/p>/);
    const style = read("assets/style.css");
    expect(style).toMatch(/--link: light-dark\(#1c4d9c[\s\S]*--link: #7a1f6b; }\n\.second {}$/);
    expect(style).not.toContain("NO");
    expect(read("assets/icon.svg")).toBe("<svg/>");
    expect(read("assets/letters.woff2")).toContain("PNG");
  });

  test("may name assets by their plain names, with and without the helper, which says where they are", () => {
    const { read } = build({
      "templates/pages/about/not-found.hbs":
        "{{#> layouts/page}}<h1>{{page.title}}</h1><img src='{{url \"assets/icon.svg\"}}'><img src='{{url \"assets/own.svg\"}}'>{{/layouts/page}}",
      "templates/assets/own.svg": "<svg/>",
    });
    const [, icon = "", own = ""] = /<img src='\/([^']+)'><img src='\/([^']+)'>/.exec(read("404.html")) ?? [];
    expect(icon).toMatch(/^assets\/icon\.[0-9a-f]{8}\.svg$/);
    expect(read(icon)).toBe(read("assets/icon.svg"));
    // Stylesheets name it, so its name stays.
    expect(own).toBe("assets/own.svg");
  });

  test("over a link are not read, and the build says so", () => {
    const outside = collectionFolder({ "styles/a.css": "SECRET" });
    const linked = (root: string) => symlinkSync(outside, join(root, "templates"));
    const { read } = build({}, "", linked, ["--allow-errors"]);
    expect(read("assets/style.css")).not.toContain("SECRET");
    const { code, stderr } = build({}, "", linked);
    expect(code).toBe(1);
    expect(stderr).toContain("templates:1:1  error  Expected a file or a folder, found a link");
  });

  test.each<[string, string, RegExp]>([
    [
      "templates/pages/home/hom.hbs",
      "x",
      /templates\/pages\/home\/hom\.hbs replaces no template of the site; .*pages\/home\/home\.hbs/,
    ],
    [
      "templates/pages/home/home.hbs",
      "{{#if}",
      /templates\/pages\/home\/home\.hbs is no template: Parse error on line 1, near "\{\{#if\}": Expecting /,
    ],
    [
      "templates/pages/home/home.hbs",
      "\n{{nothing.here}}",
      /Cannot fill pages\/home\/home\.hbs: "here" not defined .*, in templates\/pages\/home\/home\.hbs:2:2/,
    ],
    ["templates/pages/home/home.hbs", "{{lookup this 'x' y=(evil)}}", /Cannot fill pages\/home\/home\.hbs/],
  ])("%s with %s: the build says what is wrong", (path, text, message) => {
    const { code, stderr } = build({ [path]: text });
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("bug in inquest");
  });

  test("a broken partial is named with its line, not the page that it is in", () => {
    const page = "{{#> layouts/page}}{{> partials/ours}}{{/layouts/page}}";
    const { code, stderr } = build({
      "templates/pages/about/not-found.hbs": page,
      "templates/partials/ours.hbs": "<p>\n{{nothing}}</p>",
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/Cannot fill pages\/about\/not-found\.hbs: .*, in templates\/partials\/ours\.hbs:2:2/);
  });

  test("are not read by check", () => {
    const { root } = build({ "templates/pages/home/home.hbs": "{{#if}" });
    expect(inquest(["check"], { cwd: root }).code).toBe(0);
  });
});

describe("the site's own", () => {
  test("logo, links and footer", () => {
    const site = "{logo: brand/mark.png, links: [{title: Handbook, url: 'https://example.org/'}], footer: Ask us}";
    const { read } = build({ "brand/mark.png": png(200, 100) }, site);
    const page = read(`incidents/${ID}/index.html`);
    expect(page).toContain('<img class="site-logo" src="../../assets/logo.png" alt="" width="56" height="28">');
    expect(page).toContain('<a href="https://example.org/">Handbook</a>');
    expect(page).toContain("Ask us<br>");
    expect(read("assets/logo.png")).toContain("PNG");
  });

  test.each<[string, string | Uint8Array]>([
    ["mark.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'><script/></svg>"],
    ["mark.html", png(1, 1)],
    ["mark.png", "<script>alert(1)</script>"],
    ["../mark.png", png(1, 1)],
  ])("logo %s is refused where it is more than an image of the collection", (name, content) => {
    const { code, stderr } = build(name.startsWith("..") ? {} : { [name]: content }, `{logo: ${name}}`);
    expect(code).toBe(2);
    expect(stderr).toContain(`site.logo names ${name}`);
  });
});

test("assets have a hash of their content in their names, which changes with it and with nothing else", () => {
  const assetsOf = ({ root, read }: ReturnType<typeof build>) => {
    const named = [...read(`incidents/${ID}/index.html`).matchAll(/"(?:\.\.\/)+(assets\/[^"]+)"/g)].map(
      ([, path]) => path,
    );
    return { named: named.sort(), files: readdirSync(join(root, "site/assets")).sort() };
  };
  const plain = assetsOf(build({}));
  const [icon, site, style, theme] = plain.named;
  expect([icon, site, style, theme].map((path) => path?.replace(/[0-9a-f]{8}/, "#"))).toEqual(
    ["icon.#.svg", "site.#.js", "style.#.css", "theme.#.js"].map((name) => `assets/${name}`),
  );
  expect(plain.files.map((name) => `assets/${name}`)).toEqual(expect.arrayContaining(plain.named));
  expect(plain.files.filter((name) => !/\.[0-9a-f]{8}\./.test(name))).toEqual([]);
  const themed = assetsOf(build({ "templates/styles/own.css": ".own {}" }));
  expect(themed.named.filter((path) => !plain.named.includes(path))).toEqual([
    expect.stringContaining("assets/style."),
  ]);
});
