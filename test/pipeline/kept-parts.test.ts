import { execFileSync } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Cache, NO_CACHE } from "../../src/cache/cache.js";
import type { OutputFile } from "../../src/model/page.js";
import { type BuildOptions, buildInto } from "../../src/pipeline/build.js";
import { SiteWriter } from "../../src/write/write-site.js";
import { temporaryFolder, withoutRulePages } from "../support/collection-folder.js";
import { demoCollection } from "../support/demo-collection.js";

const STALE = "incidents/2025-10-14-stale-grants-after-forced-rollout.md";
const KEY = "incidents/2025-12-09-signing-key-withdrawn-too-early.md";
const DRILL = "drills/2026-01-14-policy-lag-eu-west.md";

/** Notes what is made anew. */
class WatchedWriter extends SiteWriter {
  readonly made: string[] = [];

  override async take(file: OutputFile): Promise<void> {
    this.made.push(file.path);
    await super.take(file);
  }
}

/** Builds into a folder. @returns the paths of what was made anew, without assets, sorted */
async function build(root: string, out: string, options: Partial<BuildOptions> = {}): Promise<string[]> {
  const writer = new WatchedWriter(out);
  const all = {
    audience: null,
    baseUrl: "https://learning.example.org/",
    date: "2026-11-23",
    search: true,
    version: "1.0.0",
    allowErrors: true,
    ...options,
  };
  const { isBuilt } = await buildInto(root, all, writer);
  expect(isBuilt).toBe(true);
  await writer.swap([]);
  options.cache?.save();
  return writer.made.filter((path) => !/^(?:assets|evidence)\/|^search\/data\/|^\./.test(path)).sort();
}

function filesOf(site: string): Map<string, string> {
  const paths = readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.map((path) => [path.slice(site.length + 1), readFileSync(path, "latin1")]));
}

function edit(root: string, path: string, change: (text: string) => string): void {
  const file = join(root, path);
  const text = readFileSync(file, "utf8");
  expect(change(text)).not.toBe(text);
  writeFileSync(file, change(text));
}

const commit = (root: string, message: string) => {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.org", ...args], { cwd: root });
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", message);
};

/** What somebody may do between two builds. Each happens on top of those before. */
const CHANGES: Readonly<Record<string, (root: string, site: string) => unknown>> = {
  nothing: () => {},
  "a body is edited": (root) => appendFileSync(join(root, STALE), "\nA line about quorum and a [link](gone.md).\n"),
  "a body has words of another incident": (root) =>
    appendFileSync(join(root, KEY), "\nStale grants, a forced rollout, stale grants, a bundle server.\n"),
  "a body links to a heading of another": (root) =>
    appendFileSync(
      join(root, STALE),
      "\nSee [there](./2025-12-09-signing-key-withdrawn-too-early.md#a-new-heading) and [there](%32025-12-09-signing-key-withdrawn-too-early.md#a-new-heading).\n",
    ),
  "the other gets the heading": (root) => appendFileSync(join(root, KEY), "\n## A new heading\n\nText.\n"),
  "the heading goes again": (root) => edit(root, KEY, (text) => text.replace("## A new heading", "## Another")),
  "a part of a body becomes internal": (root) => appendFileSync(join(root, KEY), "\n:::internal\nBetween us.\n:::\n"),
  "it is public in another": (root) => appendFileSync(join(root, DRILL), "\nBetween us.\n"),
  "a title is edited": (root) => edit(root, STALE, (text) => text.replace(/^title: .*/m, "title: Another title")),
  "an entry of a catalog is edited": (root) =>
    edit(root, "catalog/invariants.yaml", (text) => text.replace(/title: .*/, "title: Another invariant")),
  "the about page is edited": (root) => appendFileSync(join(root, "about.md"), "\nMore of it.\n"),
  "it is committed": (root) => commit(root, "All"),
  "a body is edited after that": (root) => appendFileSync(join(root, DRILL), "\nAn afterthought.\n"),
  "that is committed": (root) => commit(root, "More"),
  "a document is renamed": (root) => renameSync(join(root, KEY), join(root, "incidents/2025-12-09-renamed.md")),
  "a document is deleted": (root) => rmSync(join(root, "incidents/2025-12-09-renamed.md")),
  "another day": () => ({ date: "2027-12-31" }),
  "another address": () => ({ baseUrl: "https://other.example.org/" }),
  "for internal readers": () => ({ audience: "internal" }),
  "another version": () => ({ version: "1.0.1" }),
  "no search": () => ({ search: false }),
  "a template of its own": (root) => {
    const layout = readFileSync("templates/layouts/page.hbs", "utf8");
    execFileSync("mkdir", ["-p", join(root, "templates/layouts")]);
    writeFileSync(join(root, "templates/layouts/page.hbs"), layout.replace("About this site", "About"));
  },
  "a page of the site is edited by hand": (_, site) =>
    appendFileSync(join(site, "incidents/2025-10-14-stale-grants-after-forced-rollout/index.html"), "by hand"),
  "a page of the site is replaced by a link": (_, site) => {
    rmSync(join(site, "index.html"));
    symlinkSync("about/index.html", join(site, "index.html"));
  },
};

test("a build over an earlier one gives the bytes of a new one, after any change", async () => {
  const root = withoutRulePages(demoCollection());
  const [parent, folder] = [temporaryFolder({}), temporaryFolder({})];
  const [site, fresh] = [join(parent, "site"), join(parent, "fresh")];
  await build(root, site, { cache: new Cache(folder, "1") });
  for (const [change, make] of Object.entries(CHANGES)) {
    const options = (make(root, site) ?? {}) as Partial<BuildOptions>;
    await build(root, fresh, { ...options, cache: NO_CACHE });
    await build(root, site, { ...options, cache: new Cache(folder, "1") });
    expect(filesOf(site), change).toEqual(filesOf(fresh));
    expect(await build(root, site, { ...options, cache: new Cache(folder, "1") }), `${change}, twice`).toEqual([]);
    expect(filesOf(site), `${change}, twice`).toEqual(filesOf(fresh));
  }
});

test("an edited body is made anew, and nothing but what shows it", async () => {
  const root = withoutRulePages(demoCollection());
  const [site, folder] = [join(temporaryFolder({}), "site"), temporaryFolder({})];
  const again = () => build(root, site, { cache: new Cache(folder, "1") });
  const page = (path: string) => ["html", "md"].map((ending) => `${path.replace(/\.md$/, "")}/index.${ending}`);
  expect((await again()).length).toBeGreaterThan(100);
  edit(root, DRILL, (text) => `${text}\nA line.\n`);
  expect(await again()).toEqual(page(DRILL));
  appendFileSync(join(site, page(DRILL)[0] ?? ""), "by hand");
  expect(await again()).toEqual(page(DRILL));
  rmSync(site, { recursive: true });
  expect((await again()).length).toBeGreaterThan(100);
});
