import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { Cache } from "../../src/cache/cache.js";
import type { OutputFile } from "../../src/model/page.js";
import { type BuildOptions, buildInto, build as filesOfBuild } from "../../src/pipeline/build.js";
import { SiteWriter } from "../../src/write/write-site.js";
import { temporaryFolder, withoutRulePages } from "../support/collection-folder.js";
import { demoCollection } from "../support/demo-collection.js";

const STALE = "incidents/2025-10-14-stale-grants-after-forced-rollout.md";
const KEY = "incidents/2025-12-09-signing-key-withdrawn-too-early.md";
const INTERNAL_FIELD = "incidents/2026-02-17-stale-grants-after-a-stuck-fetch.md";
const DRAFT = "incidents/2026-10-01-not-published-yet.md";
/** Evidence of the first. */
const LOG = "evidence/2025-10-14-stale-grants-after-forced-rollout/rollout-812.txt";
const DRILL = "drills/2026-01-14-policy-lag-eu-west.md";

/** Notes what is made anew. */
class WatchedWriter extends SiteWriter {
  readonly made: string[] = [];

  override async take(file: OutputFile): Promise<void> {
    this.made.push(file.path);
    await super.take(file);
  }
}

const OPTIONS: BuildOptions = {
  audience: "public",
  baseUrl: "https://learning.example.org/",
  date: "2026-11-23",
  search: true,
  version: "1.0.0",
  allowErrors: true,
};

/** Counts what is put into it, by its kind. */
class CountingCache extends Cache {
  readonly counts: Record<string, number> = {};

  override put(kind: string, key: string, value: Uint8Array): void {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    super.put(kind, key, value);
  }
}

/** Builds into a folder. @returns the paths of what was made anew, without assets and the index, sorted */
async function build(
  root: string,
  out: string,
  options: Partial<BuildOptions> & { workers?: 0 | 1 } = {},
): Promise<string[]> {
  const writer = new WatchedWriter(out);
  try {
    const { isBuilt } = await buildInto(root, { ...OPTIONS, ...options }, writer);
    expect(isBuilt).toBe(true);
    await writer.swap([]);
  } finally {
    await writer.discard();
  }
  options.cache?.save();
  return writer.made.filter((path) => !/^assets\/|^search\/data\/|^\./.test(path)).sort();
}

/** The files of a new build, by path. */
async function freshFiles(root: string, options: Partial<BuildOptions>): Promise<Map<string, string>> {
  const { files } = await filesOfBuild(root, { ...OPTIONS, ...options });
  return new Map(files?.map(({ path, content }) => [path, Buffer.from(content).toString("latin1")]));
}

/** The files of a site without its marker, by path. */
function filesOf(site: string): Map<string, string> {
  const paths = readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== ".inquest-site")
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.map((path) => [path.slice(site.length + 1), readFileSync(path, "latin1")]));
}

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");

/** A cache that somebody else has written to: it says that a file was made with another content. */
class ForgedCache extends Cache {
  constructor(
    folder: string,
    readonly from: string,
    readonly to: string,
  ) {
    super(folder, "1");
  }

  override get(kind: string, key: string): Uint8Array | undefined {
    const value = super.get(kind, key);
    return value && Buffer.from(Buffer.from(value).toString("latin1").replace(this.from, this.to), "latin1");
  }
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
  "a body links to a draft": (root) => {
    const text = readFileSync(join(root, STALE), "utf8");
    writeFileSync(join(root, DRAFT), text.replace("status: published", "status: draft"));
    appendFileSync(join(root, STALE), `\nSee [what follows](../${DRAFT}).\n`);
  },
  "the draft is edited": (root) =>
    edit(root, DRAFT, (text) => `${text.replace(/^title: .*/m, "title: What nobody has read yet")}\nSaid to nobody.\n`),
  "the draft is deleted": (root) => rmSync(join(root, DRAFT)),
  "an internal entry is edited": (root) => edit(root, INTERNAL_FIELD, (text) => text.replace("comes from", "is of")),
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
  "an internal entry is edited for them": (root) =>
    edit(root, INTERNAL_FIELD, (text) => text.replace("is of", "comes from")),
  "another version": () => ({ version: "1.0.1" }),
  "without search": () => ({ search: false }),
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
  const [site, folder] = [join(temporaryFolder({}), "site"), temporaryFolder({})];
  await build(root, site, { cache: new Cache(folder, "1") });
  for (const [change, make] of Object.entries(CHANGES)) {
    const options = (make(root, site) ?? {}) as Partial<BuildOptions>;
    const fresh = await freshFiles(root, options);
    await build(root, site, { ...options, cache: new Cache(folder, "1") });
    expect(filesOf(site), change).toEqual(fresh);
    expect(await build(root, site, { ...options, cache: new Cache(folder, "1") }), `${change}, twice`).toEqual([]);
    expect(filesOf(site), `${change}, twice`).toEqual(fresh);
  }
});

const HIDDEN_EVENT = "Eleven grants are revoked in the admin API";

/** What somebody may do to facts between two builds. Each happens on top of those before. */
const FACT_CHANGES: Readonly<Record<string, (root: string) => unknown>> = {
  "a title": (root) => edit(root, STALE, (text) => text.replace(/^title: .*/m, "title: Another title")),
  "a status": (root) => edit(root, KEY, (text) => text.replace("status: published", "status: in-review")),
  "an event": (root) => edit(root, STALE, (text) => text.replace("The incident is declared", "It is declared")),
  "an event is hidden": (root) =>
    edit(root, STALE, (text) => text.replace(`event: ${HIDDEN_EVENT}`, `event: ${HIDDEN_EVENT}, visibility: internal`)),
  "what an action is due": (root) => edit(root, STALE, (text) => text.replace("due: 2025-12-01", "due: 2025-12-02")),
  "a relation": (root) => edit(root, STALE, (text) => text.replace(/^recurrence_of:\n(?: .*\n)+/m, "")),
  "a severity": (root) => edit(root, STALE, (text) => text.replace("severity: sev2", "severity: sev1")),
  "a violated invariant": (root) =>
    edit(root, STALE, (text) =>
      text.replace(
        "invariant: a-revocation-holds-within-its-ttl, how",
        "invariant: an-entitled-caller-gets-a-token, how",
      ),
    ),
  "a service": (root) => edit(root, STALE, (text) => text.replace("service: admin-api", "service: decision-log")),
  "the outcome of a drill": (root) =>
    edit(root, DRILL, (text) => text.replace("automation: {result: pass", "automation: {result: fail")),
  "the title of a service": (root) =>
    edit(root, "catalog/services.yaml", (text) => text.replace("Bundle server", "Server of bundles")),
  "the heading of a section": (root) => appendFileSync(join(root, "inquest.yaml"), "sections: {summary: Impact}\n"),
  "a document is hidden": (root) =>
    edit(root, DRILL, (text) => text.replace("status: published", "status: published\nvisibility: internal")),
  "for internal readers": () => ({ audience: "internal" }),
};

test("a build after a change of facts gives the bytes of a new one, and shows nothing that has been hidden", async () => {
  const root = withoutRulePages(demoCollection());
  const [site, folder] = [join(temporaryFolder({}), "site"), temporaryFolder({})];
  await build(root, site, { cache: new Cache(folder, "1") });
  const texts = () => [...filesOf(site).values()].join();
  expect(texts()).toContain(HIDDEN_EVENT);
  for (const [change, make] of Object.entries(FACT_CHANGES)) {
    const options = (make(root) ?? {}) as Partial<BuildOptions>;
    await build(root, site, { ...options, cache: new Cache(folder, "1") });
    expect(filesOf(site), change).toEqual(await freshFiles(root, options));
    if (change === "an event is hidden") expect(texts()).not.toContain(HIDDEN_EVENT);
  }
});

describe("after a first build", () => {
  const page = (path: string) => ["html", "md"].map((ending) => `${path.replace(/\.md$/, "")}/index.${ending}`);
  const SECRET = "Nobody outside may read this sentence";
  let [root, site, folder] = ["", "", ""];
  const again = (cache = new Cache(folder, "1")) => build(root, site, { cache });
  /** What is put into the cache by a build, by its kind. */
  const counts = async () => {
    const cache = new CountingCache(folder, "1");
    await again(cache);
    return { records: 0, indexed: 0, packed: 0, terms: 0, ...cache.counts };
  };
  beforeEach(async () => {
    root = withoutRulePages(demoCollection());
    [site, folder] = [join(temporaryFolder({}), "site"), temporaryFolder({})];
    const text = readFileSync(join(root, STALE), "utf8");
    writeFileSync(join(root, DRAFT), text.replace("status: published", "status: draft"));
    expect((await again()).length).toBeGreaterThan(100);
  });

  test("an edited body is made anew, and nothing but what shows it", async () => {
    edit(root, DRILL, (text) => `${text}\nA line.\n`);
    expect(await again()).toEqual(page(DRILL));
    appendFileSync(join(site, page(DRILL)[0] ?? ""), "by hand");
    expect(await again()).toEqual(page(DRILL));
    rmSync(site, { recursive: true });
    expect((await again()).length).toBeGreaterThan(100);
  });

  test("an edited title makes the pages that show it anew, and keeps the others", async () => {
    const before = filesOf(site);
    edit(root, STALE, (text) => text.replace(/^title: .*/m, "title: Another title"));
    const made = await again();
    expect(made).not.toContain(LOG);
    expect(filesOf(site)).toEqual(await freshFiles(root, {}));
    const pages = made.filter((path) => path.endsWith(".html"));
    const changed = [...filesOf(site)].flatMap(([path, text]) => (before.get(path) === text ? [] : path));
    expect(pages).toEqual(changed.filter((path) => path.endsWith(".html")).sort());
    expect(pages).toContain(page(STALE)[0]);
    expect(pages.length).toBeLessThan([...before.keys()].filter((path) => path.endsWith(".html")).length / 2);
  });

  test("a file of evidence that was edited is published as it is", async () => {
    expect([...filesOf(site).keys()]).toContain(LOG);
    appendFileSync(join(root, LOG), "A line.\n");
    await again();
    expect(filesOf(site)).toEqual(await freshFiles(root, {}));
    expect(await again()).toEqual([]);
  });

  test("the search index, and what is alike, read an edited document again, and no other", async () => {
    expect(await counts()).toMatchObject({ records: 0, indexed: 0, terms: 0 });
    edit(root, DRILL, (text) => `${text}\nA line.\n`);
    // By all facts, and by its own.
    expect(await counts()).toMatchObject({ records: 2, indexed: 1, terms: 1 });
    // Any record may show a title, but most show what they did.
    edit(root, STALE, (text) => text.replace(/^title: .*/m, "title: Another title"));
    const { records, indexed } = await counts();
    expect(records).toBeGreaterThan(1);
    expect(indexed).toBeLessThan(records);
  });

  test("of the search index only files that are others are compressed again", async () => {
    const shared = () => [...filesOf(site)].filter(([path]) => /^search\/data\/(?!text-).*\.idx$/.test(path));
    const before = new Map(shared());
    expect(await counts()).toMatchObject({ packed: 0 });
    edit(root, DRILL, (text) => `${text}\nA line.\n`);
    const { packed } = await counts();
    expect(packed).toBe(shared().filter(([path, text]) => before.get(path) !== text).length);
    expect(packed).toBeLessThan(before.size);
    writeFileSync(join(site, "search/data/terms-0.idx"), "by hand");
    expect(await counts()).toMatchObject({ packed: 0 });
    expect(filesOf(site)).toEqual(await freshFiles(root, {}));
  });

  test.each([0, 1] as const)(
    "what the cache has of the search index is made anew where it is damaged, with %s threads",
    async (workers) => {
      // A byte of the first value.
      const VALUE = 40;
      const packs = () => readdirSync(folder).filter((name) => /^(?:indexed|packed)-/.test(name));
      const before = filesOf(site);
      const size = () => packs().reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
      for (const damage of [
        (bytes: Buffer) => bytes.fill((bytes[VALUE] ?? 0) ^ 1, VALUE, VALUE + 1),
        () => Buffer.alloc(0),
      ]) {
        for (const name of packs()) writeFileSync(join(folder, name), damage(readFileSync(join(folder, name))));
        const damaged = size();
        await build(root, site, { cache: new Cache(folder, "1"), workers });
        expect(filesOf(site)).toEqual(before);
        const mended = size();
        expect(mended).toBeGreaterThan(damaged);
        await build(root, site, { cache: new Cache(folder, "1"), workers });
        expect(filesOf(site)).toEqual(before);
        expect(size()).toBe(mended);
      }
    },
  );

  test("what the cache has of a record counts as damaged where it is none", async () => {
    const before = filesOf(site);
    class OtherCache extends Cache {
      override get(kind: string, key: string): Uint8Array | undefined {
        return kind === "indexed" ? Buffer.from("no record") : super.get(kind, key);
      }
    }
    await again(new OtherCache(folder, "1"));
    expect(filesOf(site)).toEqual(before);
  });

  test("what a public site does not show makes none of its pages anew", async () => {
    edit(root, DRAFT, (text) => `${text.replace(/^title: .*/m, "title: What nobody has read yet")}\n${SECRET}.\n`);
    edit(root, INTERNAL_FIELD, (text) => text.replace("comes from", "is of"));
    expect(await again()).toEqual([]);
  });

  test("a page that is kept is searched for what is hidden now, whatever the cache says of it", async () => {
    const [path = ""] = page(DRILL);
    const made = readFileSync(join(site, path), "utf8");
    const forged = made.replace("</main>", `<p>${SECRET}</p></main>`);
    writeFileSync(join(site, path), forged);
    const cache = () => new ForgedCache(folder, sha256(made), sha256(forged));
    expect(await again(cache())).toEqual([]);
    expect(await again(cache())).toEqual([]);
    edit(root, DRAFT, (text) => `${text}\n${SECRET}.\n`);
    for (const _ of ["once", "twice"])
      await expect(again(cache())).rejects.toThrow(
        `Nothing was built, because the public site would show something internal: "${SECRET}." in ${path}`,
      );
    expect(await again()).toEqual(page(DRILL));
    expect(readFileSync(join(site, path), "utf8")).toBe(made);
  });
});
