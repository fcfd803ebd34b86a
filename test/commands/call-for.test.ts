import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { packageName } from "../../src/read/package-info.js";
import { collectionFolder, temporaryFolder, withoutRulePages } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

/** A project with a collection in `postmortems`, whose `package.json` names the given dependencies. */
function project(devDependencies: object): string {
  const manifest = JSON.stringify({ private: true, devDependencies });
  // With a lock file, npm is not asked for one.
  const top = temporaryFolder({ "package.json": manifest, "package-lock.json": "{}" });
  mkdirSync(join(top, ".git"));
  inquest(["init", "--ci", "none", "--no-example"], { cwd: top });
  return top;
}

const ID = "2026-03-14-sign-in-failed";
const created = (cwd: string, env: Record<string, string> = {}) =>
  inquest(["new", "incident", "Sign-in failed", "--date", "2026-03-14"], { cwd, env }).stderr;

describe("commands that are printed to be run next", () => {
  const named = { [packageName()]: "1.0.0" };
  const program = "npx --no-install inquest";

  test("go through npx where a package.json names inquest", () => {
    const top = project(named);
    expect(inquest(["report"], { cwd: top }).stdout).toContain(`Write one: ${program} new incident`);
    const next = created(top);
    for (const command of ["check postmortems/", "check --status published", `new --resume ${ID}`, "evidence add FILE"])
      expect(next).toContain(`  ${program} ${command}`);
    const below = join(top, "postmortems");
    expect(inquest(["new", "--resume", ID], { cwd: below }).stderr).toContain(`  ${program} check --status published`);
    const { stdout } = inquest(["build", "--no-search", "--audience", "public"], { cwd: top });
    expect(stdout).toContain(`: ${program} build --audience internal shows it\nWhile you write, ${program} serve `);
  });

  test("name the folder of that package.json, and the collection, from elsewhere", () => {
    const top = project(named);
    const outside = temporaryFolder({});
    const { stderr } = inquest(["--root", join(top, "postmortems"), "new", "incident", "A", "--date", "2026-03-14"], {
      cwd: outside,
    });
    expect(stderr).toMatch(/^ {2}npx --no-install --prefix \S+ inquest --root \S+\/postmortems check /m);
  });

  test("are bare where a shell finds inquest, or nothing names it or can be read", () => {
    const top = project(named);
    const bin = temporaryFolder({ inquest: "" });
    const bare = `  inquest check --status published postmortems/incidents/${ID}.md`;
    expect(created(top, { PATH: `${bin}${delimiter}${process.env.PATH}` })).toContain(bare);
    expect(created(project({ other: "1.0.0" }))).toContain(bare);
    const broken = project({});
    writeFileSync(join(broken, "package.json"), "{");
    expect(created(broken)).toContain(bare);
  });

  test("are bare on a site that is published", () => {
    const cwd = withoutRulePages(collectionFolder({ "package.json": JSON.stringify({ dependencies: named }) }));
    inquest(["build", "--no-search", "--audience", "internal"], { cwd });
    expect(readFileSync(join(cwd, "_site/index.html"), "utf8")).toContain("<code>inquest new incident");
  });
});
