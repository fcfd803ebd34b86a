import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { EnvironmentFault } from "../../src/model/environment-fault.js";
import { SiteWriter, writeSite } from "../../src/write/write-site.js";

/** A process number that no system gives. */
const DEAD = 2 ** 31 - 1;
const page = (content: string, path = "index.html") => ({ path, content });

let parent: string;
let out: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "inquest-write-"));
  out = join(parent, "_site");
});
const index = () => readFile(join(out, "index.html"), "utf8");

test("writes a site where nothing is, and where an empty folder is", async () => {
  await writeSite(out, [page("one"), page("two", "a/b.html")]);
  expect(await readFile(join(out, "a/b.html"), "utf8")).toBe("two");
  const empty = join(parent, "empty");
  await mkdir(empty);
  await writeSite(empty, [page("one")]);
  expect((await readdir(empty)).sort()).toEqual([".inquest-site", "index.html"]);
  expect((await readdir(parent)).sort()).toEqual(["_site", "empty"]);
});

test("writes a file that comes in pieces, and hashes all of it", async () => {
  const writer = new SiteWriter(out);
  const pieces = ["one, ", "zwei – ", "three"];
  for (const [at, content] of pieces.entries()) {
    expect(writer.hashes.has("data/a.json")).toBe(false);
    await writer.take({ path: "data/a.json", content, isContinued: at < 2 });
  }
  await writer.take(page("next"));
  const whole = pieces.join("");
  expect(writer.hashes.get("data/a.json")).toBe(createHash("sha256").update(whole).digest("hex"));
  await expect(writer.take({ path: "data/a.json", content: "", isContinued: true })).rejects.toThrow(EnvironmentFault);
  await writer.swap([]);
  expect(await readFile(join(out, "data/a.json"), "utf8")).toBe(whole);
  expect(await index()).toBe("next");
});

test("replaces a site of ours as a whole", async () => {
  await writeSite(out, [page("one"), page("gone", "gone.html")]);
  await writeSite(out, [page("two")]);
  expect(await index()).toBe("two");
  expect((await readdir(out)).sort()).toEqual([".inquest-site", "index.html"]);
  expect(await readdir(parent)).toEqual(["_site"]);
});

test("leaves alone a folder that it did not write", async () => {
  await mkdir(out);
  await writeFile(join(out, "thesis.txt"), "mine");
  await expect(writeSite(out, [page("one")])).rejects.toThrow(EnvironmentFault);
  expect(await readdir(out)).toEqual(["thesis.txt"]);
  expect(await readdir(parent)).toEqual(["_site"]);
});

test("does not replace the working directory, the collection or what is around them", async () => {
  await expect(writeSite(".", [page("one")])).rejects.toThrow(/would replace/);
  await expect(writeSite("..", [page("one")])).rejects.toThrow(/would replace/);
  await writeSite(out, [page("one")]);
  await expect(writeSite(out, [page("two")], { collection: join(out, "postmortems") })).rejects.toThrow(
    /would replace/,
  );
  expect(await index()).toBe("one");
});

test("a failure leaves the old site and nothing else", async () => {
  await writeSite(out, [page("one")]);
  await expect(writeSite(out, [page("two"), page("a folder", "index.html/x.html")])).rejects.toThrow(EnvironmentFault);
  expect(await index()).toBe("one");
  expect(await readdir(parent)).toEqual(["_site"]);
});

test.each(["../x.html", "/x.html", "a/../../x.html", "a\\..\\x.html", "C:\\x.html", ""])(
  "refuses the path %j",
  async (path) => {
    await expect(writeSite(out, [page("one", path)])).rejects.toThrow(/not a path inside/);
    expect(await readdir(parent)).toEqual([]);
  },
);

test("puts back what a killed run left aside, and removes what it left half made", async () => {
  await writeSite(out, [page("one")]);
  await rename(out, join(parent, `._site.inquest-old-${DEAD}`));
  await mkdir(join(parent, `._site.inquest-staging-${DEAD}`));
  await expect(writeSite(out, [page("x"), page("x")])).rejects.toThrow(EnvironmentFault);
  expect(await index()).toBe("one");
  expect(await readdir(parent)).toEqual(["_site"]);
});

test("the old site of a killed run is removed where its place is taken", async () => {
  for (const taken of ["a site", "an empty folder"]) {
    const old = join(parent, `._site.inquest-old-${DEAD}`);
    await writeSite(out, [page("old", "old.html"), page("old")]);
    await rename(out, old);
    if (taken === "a site") {
      await mkdir(out);
      await writeFile(join(out, ".inquest-site"), "");
      await writeFile(join(out, "index.html"), "current");
    } else await mkdir(out);
    // Two pages of one path: the write fails after the repair.
    await expect(writeSite(out, [page("x"), page("x")])).rejects.toThrow(EnvironmentFault);
    expect([taken, (await readdir(out)).sort()]).toEqual([
      taken,
      taken === "a site" ? [".inquest-site", "index.html"] : [],
    ]);
    if (taken === "a site") expect(await index()).toBe("current");
    expect(await readdir(parent)).toEqual(["_site"]);
  }
});

test("what a killed run left aside is not put back unless it is a site", async () => {
  const old = join(parent, `._site.inquest-old-${DEAD}`);
  await mkdir(old);
  await writeFile(join(old, "thesis.txt"), "mine");
  await expect(writeSite(out, [page("x"), page("x")])).rejects.toThrow(EnvironmentFault);
  expect(await readdir(parent)).toEqual([]);
});

describe("files of others in a site of ours", () => {
  test("are never deleted in silence: the build is refused until they are kept or removed", async () => {
    await writeSite(out, [page("one")]);
    await writeFile(join(out, "CNAME"), "learning.example.org");
    await mkdir(join(out, ".well-known"));
    await writeFile(join(out, ".well-known/security.txt"), "Contact: ana");
    await expect(writeSite(out, [page("two")])).rejects.toThrow(
      /holds \.well-known\/security\.txt, CNAME, which inquest did not write; list what is to stay under site\.keep/,
    );
    expect(await index()).toBe("one");
    await writeSite(out, [page("two")], { keep: ["CNAME", ".well-known/"] });
    expect(await index()).toBe("two");
    expect(await readFile(join(out, "CNAME"), "utf8")).toBe("learning.example.org");
    expect(await readFile(join(out, ".well-known/security.txt"), "utf8")).toBe("Contact: ana");
    // What is kept is no file of ours: it stays in the next build too, and is refused where it is no longer kept.
    await expect(writeSite(out, [page("three")], { keep: [".well-known"] })).rejects.toThrow(/holds CNAME, which/);
  });

  test("a refusal names three and counts the others", async () => {
    await writeSite(out, [page("one")]);
    for (const name of ["a", "b", "c", "d", "e"]) await writeFile(join(out, name), "");
    await expect(writeSite(out, [page("two")])).rejects.toThrow(/holds a, b, c and 2 other files, which/);
  });

  test("a link that is kept stays a link", async () => {
    await writeSite(out, [page("one")]);
    await symlink("index.html", join(out, "start"));
    await writeSite(out, [page("two")], { keep: ["start"] });
    expect(await readlink(join(out, "start"))).toBe("index.html");
  });

  test("a site whose marker lists no files counts as ours", async () => {
    await writeSite(out, [page("one"), page("old", "old.html")]);
    await writeFile(join(out, ".inquest-site"), "Written by inquest.\n");
    await writeSite(out, [page("two")]);
    expect((await readdir(out)).sort()).toEqual([".inquest-site", "index.html"]);
  });
});

describe("a collection", () => {
  test.each(["incidents", "incidents/site", "evidence/x", ".git/site", "site"])("has no site in %s", async (folder) => {
    const collection = join(parent, "postmortems");
    await mkdir(join(collection, "incidents"), { recursive: true });
    await expect(writeSite(join(collection, folder), [page("one")], { collection })).rejects.toThrow(
      /inside the collection/,
    );
    expect(await readdir(collection)).toEqual(["incidents"]);
  });

  test("may have one in _site, and anywhere beside its own folders where it is the whole repository", async () => {
    const collection = join(parent, "postmortems");
    await writeSite(join(collection, "_site"), [page("one")], { collection });
    await mkdir(join(collection, ".git"));
    await writeSite(join(collection, "public"), [page("one")], { collection });
    expect((await readdir(collection)).sort()).toEqual([".git", "_site", "public"]);
  });
});

describe("several builds at once", () => {
  test.each(["folder", "symlink"] as const)(
    "in mode %s: all succeed, the last one stands, kept files stay",
    async (mode) => {
      await writeSite(out, [page("old")], { mode });
      await writeFile(join(out, "CNAME"), "x");
      for (let round = 0; round < 5; round++) {
        const five = [1, 2, 3, 4, 5].map((n) => writeSite(out, [page(`${n}`)], { keep: ["CNAME"], mode }));
        await Promise.all(five);
        expect(await index()).toMatch(/^[1-5]$/);
        expect(await readFile(join(out, "CNAME"), "utf8")).toBe("x");
      }
      const left = (await readdir(parent)).filter((name) => /staging|old/.test(name));
      expect(left).toEqual([]);
    },
  );

  test("in mode symlink the site is never missing", async () => {
    await writeSite(out, [page("old")], { mode: "symlink" });
    let [looks, missing, done] = [0, 0, false];
    const reader = async () => {
      while (!done) {
        looks++;
        await index().catch(() => missing++);
      }
    };
    const reading = reader();
    for (let round = 0; round < 20; round++)
      await Promise.all([1, 2, 3, 4, 5].map((n) => writeSite(out, [page(`${n}`)], { mode: "symlink" })));
    done = true;
    await reading;
    expect(missing).toBe(0);
    expect(looks).toBeGreaterThan(50);
  });
});

describe("mode symlink", () => {
  test("turns a folder of ours into a link, and a later build in mode folder writes behind it", async () => {
    await writeSite(out, [page("one")]);
    await writeSite(out, [page("two")], { mode: "symlink" });
    const first = await readlink(out);
    expect(await index()).toBe("two");
    await writeSite(out, [page("three")], { mode: "symlink" });
    expect(await readlink(out)).not.toBe(first);
    // Readers may be in the version before.
    expect(await readFile(join(parent, first, "index.html"), "utf8")).toBe("two");
    await writeSite(out, [page("four")]);
    expect(await index()).toBe("four");
    expect((await lstat(out)).isSymbolicLink()).toBe(true);
  });

  test("removes versions that were replaced more than a minute ago", async () => {
    await writeSite(out, [page("one")], { mode: "symlink" });
    const first = await readlink(out);
    await writeSite(out, [page("two")], { mode: "symlink" });
    const then = new Date(Date.now() - 61_000);
    await utimes(join(parent, first), then, then);
    await writeSite(out, [page("three")], { mode: "symlink" });
    expect(await readdir(parent)).not.toContain(first);
    expect(await index()).toBe("three");
  });

  test("leaves alone a link that it did not make", async () => {
    const elsewhere = join(parent, "elsewhere");
    await mkdir(elsewhere);
    await symlink(elsewhere, out);
    await expect(writeSite(out, [page("one")], { mode: "symlink" })).rejects.toThrow(
      /a link that inquest did not make/,
    );
    expect(await readdir(elsewhere)).toEqual([]);
  });
});

test("files that are given one by one are not seen before the swap, and can be discarded", async () => {
  await writeSite(out, [page("old")]);
  const writer = new SiteWriter(out);
  for (let n = 0; n < 40; n++) await writer.take(page(`${n}`, `${n}.html`));
  expect(await readdir(out)).toEqual([".inquest-site", "index.html"]);
  await writer.discard();
  expect(await readdir(parent)).toEqual(["_site"]);
  await writer.take(page("new"));
  await writer.swap([]);
  expect([await index(), [...writer.hashes.keys()].sort()]).toEqual(["new", [".inquest-site", "index.html"]]);
  await writer.discard();
  expect(await readdir(parent)).toEqual(["_site"]);
  expect(await index()).toBe("new");
});

describe.each(["folder", "symlink"] as const)("what is taken over of an earlier site, in mode %s,", (mode) => {
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  const hashes = new Map([
    ["index.html", sha256("old")],
    ["a/b.html", sha256("kept")],
  ]);
  const old = [page("old"), page("kept", "a/b.html"), page("another", "c.html")];

  test("is in the new site, with what is made anew", async () => {
    await writeSite(out, old, { mode });
    const writer = new SiteWriter(out, { mode });
    expect(await writer.takeOver(hashes)).toBe(true);
    await writer.take(page("new", "c.html"));
    await writer.swap([]);
    expect(await index()).toBe("old");
    expect(await readFile(join(out, "a/b.html"), "utf8")).toBe("kept");
    expect(await readFile(join(out, "c.html"), "utf8")).toBe("new");
    expect((await readFile(join(out, ".inquest-site"), "utf8")).split("\n").slice(1, -1)).toEqual([
      "a/b.html",
      "c.html",
      "index.html",
    ]);
  });

  test.each<[string, (site: string) => Promise<unknown>]>([
    ["has other bytes", (site) => writeFile(join(site, "a/b.html"), "kept!")],
    ["is gone", (site) => rm(join(site, "a/b.html"))],
    ["is a folder", (site) => rm(join(site, "a/b.html")).then(() => mkdir(join(site, "a/b.html")))],
    [
      "is a link to a file with the same bytes",
      async (site) => {
        await rename(join(site, "a/b.html"), join(parent, "b.html"));
        await symlink(join(parent, "b.html"), join(site, "a/b.html"));
      },
    ],
    ["has other permissions", (site) => chmod(join(site, "a/b.html"), 0o600)],
    [
      "is a pipe, which nobody writes to",
      async (site) => {
        await rm(join(site, "a/b.html"));
        execFileSync("mkfifo", [join(site, "a/b.html")]);
      },
    ],
  ])("is nothing where one of the files %s", async (_, change) => {
    await writeSite(out, old, { mode });
    await change(out);
    const writer = new SiteWriter(out, { mode });
    expect(await writer.takeOver(hashes)).toBe(false);
    await writer.take(page("new"));
    await writer.take(page("new", "a/b.html"));
    await writer.discard();
  });

  test("is nothing where another build replaces the site at that moment", async () => {
    await writeSite(out, old, { mode });
    const writer = new SiteWriter(out, { mode });
    const raced = new (class extends Map<string, string> {
      override *keys(): MapIterator<string> {
        for (const path of super.keys()) {
          if (path === "a/b.html") rmSync(join(out, path));
          yield path;
        }
      }
    })(hashes);
    expect(await writer.takeOver(raced)).toBe(false);
    await writer.take(page("new"));
    await writer.take(page("new", "a/b.html"));
    await writer.discard();
  });

  test("is nothing outside of the site", async () => {
    await writeSite(out, old, { mode });
    await writeFile(join(parent, "secret"), "old");
    const writer = new SiteWriter(out, { mode });
    expect(await writer.takeOver(new Map([["../secret", sha256("old")]]))).toBe(false);
    await writer.discard();
  });
});
