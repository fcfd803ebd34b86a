import { mkdir, mkdtemp, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { EnvironmentFault } from "../../src/model/environment-fault.js";
import { writeSite } from "../../src/write/write-site.js";

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
  await expect(writeSite(out, [page("two")], [join(out, "postmortems")])).rejects.toThrow(/would replace/);
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
