import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { collectionFolder, SOUND, temporaryFolder, withoutRulePages } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

test("that there is no base_url is said once, and that a built site with an inquest.yaml in it is no collection", () => {
  const cwd = temporaryFolder({});
  renameSync(collectionFolder({ "incidents/2026-03-14-old-keys-refused.md": SOUND }), join(cwd, "postmortems"));
  const config = readFileSync(join(cwd, "postmortems/inquest.yaml"), "utf8").replace(/^base_url: .*\n/m, "");
  writeFileSync(join(cwd, "postmortems/inquest.yaml"), config);
  const run = (out = "site") => inquest(["build", "--no-search", "--audience", "public", "--out", out], { cwd });
  const notice = "Without base_url in inquest.yaml, or --base-url, it has no feeds, sitemap or canonical links\n";
  expect(run()).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining(notice) });
  writeFileSync(join(cwd, "site/inquest.yaml"), config);
  expect(inquest(["report"], { cwd })).toMatchObject({ code: 0, stderr: "" });
  writeFileSync(join(cwd, "postmortems/inquest.yaml"), `base_url: https://learning.example.org/\n${config}`);
  expect(run("other")).toMatchObject({ code: 0, stdout: expect.not.stringContaining("base_url") });
});

function build(address: string) {
  const cwd = collectionFolder({ "incidents/2026-03-14-old-keys-refused.md": SOUND });
  const run = inquest(["build", "--no-search", "--audience", "public", "--base-url", address], { cwd });
  return { ...run, site: join(cwd, "_site") };
}

describe("--base-url", () => {
  test.each([
    "not a url",
    "javascript:alert(1)",
    "learning.example.org",
    "ftp://learning.example.org/",
    "https://learning.example.org/?page=1",
    "https://learning.example.org/#top",
    "https://name:word@learning.example.org/",
    "",
  ])("%j is refused in one line, and nothing is built", (address) => {
    const { code, stderr, site } = build(address);
    expect(code).toBe(2);
    expect(stderr).toBe(`inquest: --base-url ${address}: expected an address such as https://learning.example.org/\n`);
    expect(existsSync(site)).toBe(false);
  });

  test.each(["https://learning.example.org/a/b", "https://Learning.example.org/a/b//"])(
    "%j is made one with a slash at its end",
    (address) => {
      const { code, stderr, site } = build(address);
      expect(`${code} ${stderr}`).toMatch(/^0 /);
      const page = readFileSync(join(site, "index.html"), "utf8");
      expect(page).toContain('<link rel="canonical" href="https://learning.example.org/a/b/">');
    },
  );
});

test("--date today is the day on which the program runs, whatever the collection takes for today", () => {
  const cwd = collectionFolder({ "incidents/2026-03-14-old-keys-refused.md": SOUND });
  const config = join(cwd, "inquest.yaml");
  writeFileSync(config, `${readFileSync(config, "utf8").replace(/^as_of:.*\n/m, "")}as_of: 2026-03-30\n`);
  const nowOf = (args: readonly string[]) => {
    expect(inquest(["build", "--no-search", ...args], { cwd }).code).toBe(0);
    return JSON.parse(readFileSync(join(cwd, "_site/data/measures.json"), "utf8")).as_of;
  };
  expect(nowOf([])).toBe("2026-03-30");
  const day = () => new Date().toISOString().slice(0, 10);
  const [before, now, after] = [day(), nowOf(["--date", "today"]), day()];
  expect([before, after]).toContain(now);
});

describe("what the audience may not see", () => {
  const built = (files: Readonly<Record<string, string>>, audience: string) => {
    const cwd = withoutRulePages(collectionFolder(files));
    return inquest(["build", "--no-search", "--audience", audience], { cwd }).stdout.split("\n");
  };
  const draft = SOUND.replace("status: published", "status: draft");
  const internal = SOUND.replace("schema: 1", "schema: 1\nvisibility: internal");

  test("is counted in one line, and not named", () => {
    const files = { "incidents/2026-03-14-one.md": draft, "incidents/2026-03-15-two.md": internal };
    const [first, second, third] = built(files, "public");
    expect(first).toMatch(/^Built \d+ pages of 0 postmortems into _site: /);
    expect(second).toBe("2 drafts and internal documents are not in it: inquest build --audience internal shows them");
    expect(third).toMatch(/^While you write, /);
    expect(built(files, "internal").join()).not.toContain("not in it");
  });

  test("is not spoken of where it is nothing, and one is it", () => {
    const published = { "incidents/2026-03-14-one.md": SOUND };
    expect(built(published, "public").join()).not.toContain("not in it");
    const [, second] = built({ ...published, "incidents/2026-03-15-two.md": draft }, "public");
    expect(second).toBe("1 draft or internal document is not in it: inquest build --audience internal shows it");
  });
});
