import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { brokenLinks } from "../support/links.js";
import { inquest } from "../support/run-inquest.js";

function repository(): string {
  const folder = mkdtempSync(join(tmpdir(), "inquest-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync("git", ["init", "-q"], { cwd: folder });
  return folder;
}

const textsIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("/.git/") && !entry.parentPath.endsWith("/.git"))
    .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), "utf8")])
    .sort();

test("writes a collection that passes, with editor and CI files at the top level", () => {
  const top = repository();
  const { code, stdout } = inquest(["init", "--ci", "github,gitlab,pre-commit"], { cwd: top });
  expect(code).toBe(0);
  expect(stdout).toContain("postmortems/inquest.yaml");
  expect(stdout).toContain("inquest check");
  expect(stdout).toContain("CI files for github, gitlab, pre-commit: chosen with --ci");
  expect(inquest(["check"], { cwd: top })).toMatchObject({ code: 0, stdout: "11 files checked, no diagnostics\n" });
  const read = (path: string) => readFileSync(join(top, path), "utf8");
  expect(read(".gitattributes")).toContain("\npostmortems/evidence/** -text\n");
  expect(Object.keys(parse(read(".github/workflows/postmortems.yml")).jobs)).toEqual(["check"]);
  expect(Object.keys(parse(read(".github/workflows/postmortems-site.yml")).on)).toEqual([
    "push",
    "schedule",
    "workflow_dispatch",
  ]);
  expect(parse(read(".gitlab-ci.yml")).include).toEqual([{ local: ".gitlab/postmortems.yml" }]);
  expect(Object.keys(parse(read(".gitlab/postmortems.yml")))).toEqual(["postmortems", "pages"]);
  expect(parse(read(".pre-commit-config.yaml")).repos[0].hooks[0].files).toBe("^postmortems/");
  expect(JSON.parse(read(".vscode/extensions.json")).recommendations).toHaveLength(1);
  const catalog = read("postmortems/catalog/services.yaml");
  const schema = /\$schema=(\S+)/.exec(catalog)?.[1] ?? "";
  expect(JSON.parse(read(join("postmortems/catalog", schema))).$id).toBe("urn:inquest:schema:1:services");
  // Branches that add an entry each do not conflict.
  for (const [folder, id] of [
    ["contracts", "bundle-refresh-on-restart"],
    ["invariants", "a-revocation-holds-within-its-ttl"],
  ]) {
    expect(readdirSync(join(top, `postmortems/catalog/${folder}`))).toEqual([`${id}.yaml`]);
    expect(read(`postmortems/catalog/${folder}/${id}.yaml`)).toMatch(/^schema: 1\n# What .*\ntitle: /);
  }
  expect(JSON.stringify(textsIn(top))).not.toMatch(/__[A-Z]/);
  // What CI runs is installed from a lock file, and never taken from a registry by its name.
  for (const path of [".github/workflows/postmortems.yml", ".gitlab/postmortems.yml", ".pre-commit-config.yaml"])
    expect(read(path).match(/npx (?!--no-install )/g), path).toBeNull();
});

test("the first site is small, and all its links lead somewhere", async () => {
  const top = repository();
  inquest(["init"], { cwd: top });
  expect(inquest(["build", "--out", "site"], { cwd: top }).stdout).toContain("Built 26 pages of 1 postmortem");
  const site = join(top, "site");
  expect(await brokenLinks(site, "/")).toEqual([]);
  const patterns = readFileSync(join(site, "patterns/index.html"), "utf8");
  expect(patterns).toMatch(/id="kind-consistency-stale-data-plane"[^\n]*Revoked grants stayed valid/);
});

test.each(["docs/pm", "our docs/post mortems"])("the next steps and the CI files fit a collection in %s", (dir) => {
  const top = repository();
  const { stdout } = inquest(["init", dir], { cwd: top });
  const named = dir.includes(" ") ? JSON.stringify(dir) : dir;
  for (const step of ["check", "serve", "import DIR"]) expect(stdout).toContain(`  inquest --root ${named} ${step} `);
  const { steps } = parse(readFileSync(join(top, ".github/workflows/postmortems.yml"), "utf8")).jobs.check;
  expect(steps.map((step: { "working-directory"?: string }) => step["working-directory"])).toContain(dir);
  const hooks = inquest(["init", dir, "--ci", "pre-commit"], { cwd: top });
  expect(hooks.code).toBe(0);
  expect(parse(readFileSync(join(top, ".pre-commit-config.yaml"), "utf8")).repos[0].hooks[0].entry).toBe(
    `npx --no-install --prefix ${named} inquest check --root ${named}`,
  );
  const file = `${dir}/evidence/2026-03-14-stale-grants-after-forced-rollout/rollout-812.txt`;
  const attribute = execFileSync("git", ["check-attr", "text", file], { cwd: top, stdio: "pipe" }).toString();
  expect(attribute).toContain("text: unset");
  const draft = inquest(["--root", dir, "new", "incident", "Sign-in failed", "--date", "2026-03-15"], { cwd: top });
  expect(draft.stderr).toContain(`  inquest --root ${named} check `);
});

test("evidence is not ignored, whatever the repository ignores", () => {
  const top = repository();
  writeFileSync(join(top, ".gitignore"), "*.log\n");
  inquest(["init"], { cwd: top });
  writeFileSync(join(top, "gateway.log"), "The gateway refused it.\n");
  const id = "2026-03-14-stale-grants-after-forced-rollout";
  expect(inquest(["evidence", "add", "gateway.log", "--to", id], { cwd: top }).code).toBe(0);
  const files = execFileSync("git", ["ls-files", "--others", "--exclude-standard"], { cwd: top }).toString();
  expect(files).toContain(`postmortems/evidence/${id}/gateway.log\n`);
  expect(files).not.toMatch(/^gateway\.log$/m);
});

test("a second run changes nothing", () => {
  const top = repository();
  inquest(["init"], { cwd: top });
  const before = textsIn(top);
  const { code, stdout, stderr } = inquest(["init"], { cwd: top });
  expect([code, stdout]).toEqual([0, "Everything is there already: nothing was written\n"]);
  // Run from a checkout, it cannot name where CI gets it.
  expect(stderr).toContain("By hand:\n");
  expect(textsIn(top)).toEqual(before);
});

test("what exists is kept, and an existing collection gets no example", () => {
  const top = repository();
  mkdirSync(join(top, "docs/pm/incidents"), { recursive: true });
  writeFileSync(join(top, "docs/pm/inquest.yaml"), "schema: 1\ntitle: Ours\n");
  writeFileSync(join(top, ".gitattributes"), "*.png binary\n");
  const { code, stdout } = inquest(["init", "docs/pm"], { cwd: top });
  expect(code).toBe(0);
  expect(stdout).toContain("add docs/pm/evidence/** -text to .gitattributes");
  expect(readFileSync(join(top, "docs/pm/inquest.yaml"), "utf8")).toBe("schema: 1\ntitle: Ours\n");
  expect(readFileSync(join(top, ".gitattributes"), "utf8")).toBe("*.png binary\n");
  expect(readdirSync(join(top, "docs/pm/incidents"))).toEqual([]);
  expect(readdirSync(join(top, "docs/pm/catalog"))).toHaveLength(6);
});

test("in the top level itself, outside git and from a folder below", () => {
  const top = repository();
  expect(inquest(["init", "."], { cwd: top }).code).toBe(0);
  expect(readFileSync(join(top, ".gitattributes"), "utf8")).toContain("\nevidence/** -text\n");
  const other = repository();
  mkdirSync(join(other, "deep"));
  inquest(["init", "../postmortems"], { cwd: join(other, "deep") });
  expect(readdirSync(other)).toContain(".github");
  const plain = repository();
  rmSync(join(plain, ".git"), { recursive: true });
  expect(inquest(["init", join(plain, "pm")], { cwd: other }).code).toBe(0);
  expect(inquest(["check", "--root", join(plain, "pm")]).code).toBe(0);
});

const CI_FILES: readonly (readonly [system: string, file: string])[] = [
  ["github", ".github/workflows/postmortems.yml"],
  ["gitlab", ".gitlab/postmortems.yml"],
  ["pre-commit", ".pre-commit-config.yaml"],
];
const ciIn = (top: string) => CI_FILES.filter(([, file]) => existsSync(join(top, file))).map(([system]) => system);

test.each([
  ["git@gitlab.example.org:a/b.git", ["gitlab"], "a remote is on gitlab.example.org"],
  ["https://user:secret@github.com/a/b.git", ["github"], "a remote is on github.com"],
  ["ssh://git@git.example.org/github/b.git", ["github"], "no remote and no CI file says otherwise"],
  ["/home/gitlab/b.git", ["github"], "no remote and no CI file says otherwise"],
])("CI files are for what is in use: a remote at %s", (address, systems, reason) => {
  const top = repository();
  execFileSync("git", ["remote", "add", "origin", address], { cwd: top });
  const { stdout } = inquest(["init"], { cwd: top });
  expect(stdout).toContain(`CI files for ${systems.join(", ")}: ${reason}\n`);
  expect(stdout).not.toContain("secret");
  expect(ciIn(top)).toEqual(systems);
});

test("CI files that are there are kept, and what they lack is said", () => {
  const top = repository();
  writeFileSync(join(top, ".gitlab-ci.yml"), "stages: [test]\n");
  writeFileSync(join(top, ".pre-commit-config.yaml"), "repos: []\n");
  const { stdout } = inquest(["init"], { cwd: top });
  expect(stdout).toContain("gitlab, pre-commit: there is a .gitlab-ci.yml, there is a .pre-commit-config.yaml\n");
  expect(stdout).toContain("add to the include of .gitlab-ci.yml: {local: .gitlab/postmortems.yml}\n");
  expect(stdout).toContain("add to .pre-commit-config.yaml:\n    - repo: local\n");
  expect(readFileSync(join(top, ".gitlab-ci.yml"), "utf8")).toBe("stages: [test]\n");
  expect(ciIn(top)).toEqual(["gitlab", "pre-commit"]);
});

test("--ci none writes none, now and later, and a wrong name is refused", () => {
  const top = repository();
  expect(inquest(["init", "--ci", "none"], { cwd: top }).stdout).toContain("No CI files: chosen with --ci\n");
  expect(inquest(["init"], { cwd: top }).stdout).toMatch(/^Everything is there already/);
  expect(ciIn(top)).toEqual([]);
  const refused = inquest(["init", "--ci", "github,jenkins"], { cwd: repository() });
  expect([refused.code, refused.stderr]).toEqual([
    2,
    "inquest: --ci github,jenkins: expected none, or some of github, gitlab, pre-commit with commas between\n",
  ]);
});

test("without the example, nothing of it is left and nothing is wrong", () => {
  const top = repository();
  inquest(["init", "--no-example"], { cwd: top });
  expect(inquest(["check"], { cwd: top })).toMatchObject({ code: 0, stdout: "7 files checked, no diagnostics\n" });
  expect(JSON.stringify(textsIn(top))).not.toMatch(/stale-grants|made up|Copy the example/);
  expect(readFileSync(join(top, "postmortems/catalog/services.yaml"), "utf8")).toMatch(/\nservices: \[\]\n$/);
  expect(readdirSync(join(top, "postmortems/catalog")).filter((name) => !name.endsWith(".yaml"))).toEqual([]);
});

test("git ignores the site and what npm installs; what a .gitignore has is kept", () => {
  const top = repository();
  writeFileSync(join(top, ".gitignore"), "*.log\r\n/node_modules");
  const { stdout } = inquest(["init"], { cwd: top });
  expect(stdout).toContain("  .gitignore\n");
  expect(readFileSync(join(top, ".gitignore"), "utf8")).toBe(
    "*.log\r\n/node_modules\r\n_site/\r\n._site.inquest-*/\r\n",
  );
});

test("an editor gets schemas that stand alone, and no others", () => {
  const top = repository();
  inquest(["init"], { cwd: top });
  const folder = join(top, "postmortems/.schema");
  const files = readdirSync(folder).sort();
  const kinds = ["choreography", "degradation", "inquest", "objectives", "scenarios", "services", "taxonomy"];
  expect(files).toEqual(kinds.map((kind) => `${kind}.schema.json`));
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  for (const file of files) {
    const kind = file.replace(".schema.json", "");
    const yaml = parse(
      readFileSync(join(top, "postmortems", kind === "inquest" ? "" : "catalog", `${kind}.yaml`), "utf8"),
    );
    expect(ajv.compile(JSON.parse(readFileSync(join(folder, file), "utf8")))(yaml), file).toBe(true);
    expect(readFileSync(join(folder, file), "utf8").split("\n")).toHaveLength(2);
  }
});

test("from a checkout, init says how CI gets the program, and writes nothing that could be wrong", () => {
  const top = repository();
  const { stdout } = inquest(["init"], { cwd: top });
  expect(stdout).toContain("This program runs from a checkout");
  const [, program = ""] = /^ {2}alias inquest="node (.*?)"/m.exec(stdout) ?? [];
  expect(program).toMatch(/dist\/bin\/cli\.js$/);
  expect(existsSync(program)).toBe(true);
  expect(stdout).toMatch(
    /\n {4}npm pack \S+ --pack-destination postmortems\n {4}cd postmortems && npm install --prefix \. /,
  );
  expect(readdirSync(join(top, "postmortems"))).not.toContain("package.json");
});

test("the scheduled workflow keeps one issue up to date, and only that job may write issues", () => {
  const top = repository();
  inquest(["init", "--ci", "github"], { cwd: top });
  const workflow = parse(readFileSync(join(top, ".github/workflows/postmortems-site.yml"), "utf8"));
  expect(workflow.permissions).toEqual({ contents: "read" });
  expect(workflow.jobs.remind.permissions).toEqual({ contents: "read", issues: "write" });
  expect(workflow.jobs.publish.permissions).not.toHaveProperty("issues");
  const { steps } = workflow.jobs.remind as { steps: { uses?: string; run?: string }[] };
  for (const { uses } of steps) expect(uses ?? "actions/").toMatch(/^actions\//);
  expect(steps.some(({ run }) => run?.includes("inquest next --date today --format markdown"))).toBe(true);

  // A gh that remembers its calls, and whether there is an issue.
  writeFileSync(
    join(top, "gh"),
    '#!/bin/sh\necho "$1 $2 $3" >> calls\ncase "$1 $2" in\n"issue list") cat issue 2>/dev/null || true;;\n"issue create") echo 7 > issue;;\nesac\n',
    { mode: 0o755 },
  );
  const script = steps.at(-1)?.run ?? "";
  const remind = (text: string) => {
    writeFileSync(join(top, "next.md"), text);
    rmSync(join(top, "calls"), { force: true });
    const env = { ...process.env, PATH: `${top}:${process.env.PATH}`, RUNNER_TEMP: top };
    execFileSync("bash", ["-e", "-c", script], { cwd: top, env });
    return readFileSync(join(top, "calls"), "utf8").trim().split("\n").slice(2);
  };
  expect(remind("# Learning\n\nNothing is due.\n")).toEqual([]);
  expect(remind("# Learning\n\n1 overdue.\n")).toEqual(["issue create --title"]);
  expect(remind("# Learning\n\n2 overdue.\n")).toEqual(["issue edit 7"]);
  expect(remind("# Learning\n\nNothing is due.\n")).toEqual(["issue edit 7"]);
});

test("--assistant writes a skill whose commands work, once, and replaces it only where that is asked for", () => {
  const top = repository();
  const path = join(top, ".claude/skills/write-postmortem/SKILL.md");
  expect(inquest(["init", "--ci", "none", "--assistant"], { cwd: top }).stdout).toContain(
    ".claude/skills/write-postmortem/SKILL.md",
  );
  const skill = readFileSync(path, "utf8");
  const { name, description } = parse(skill.split("---\n")[1] ?? "");
  expect([name, description]).toEqual(["write-postmortem", expect.stringContaining("postmortem")]);
  expect(skill).not.toMatch(/__[A-Z_]+__/);
  expect(skill).toContain("in postmortems, checked by");
  const [, call = ""] = /inquest (new incident [\s\S]*?Alert")\n/.exec(skill) ?? [];
  const args = Array.from(call.replaceAll(/\s\\\n\s+/g, " ").matchAll(/"([^"]*)"|(\S+)/g), ([, a, b]) => a ?? b ?? "");
  const made = inquest(args, { cwd: top });
  expect([made.code, made.stderr]).toEqual([0, expect.anything()]);
  expect(JSON.parse(inquest(["check", "--format", "json"], { cwd: top }).stdout).summary.errors).toBe(0);

  writeFileSync(path, "Mine");
  const kept = inquest(["init", "--ci", "none", "--assistant"], { cwd: top });
  expect(kept.stderr).toContain("is there already and stays as it is; --force replaces it");
  expect(readFileSync(path, "utf8")).toBe("Mine");
  inquest(["init", "--ci", "none", "--assistant", "--force"], { cwd: top });
  expect(readFileSync(path, "utf8")).toBe(skill);
  expect(inquest(["init", "--force"], { cwd: top })).toMatchObject({ code: 2 });
});

test("the skill goes where the repository keeps others", () => {
  const top = repository();
  mkdirSync(join(top, ".agents"));
  inquest(["init", "docs/incidents", "--ci", "none", "--assistant"], { cwd: top });
  const skill = readFileSync(join(top, ".agents/skills/write-postmortem/SKILL.md"), "utf8");
  expect(skill).toContain("inquest check --root docs/incidents --format json docs/incidents/incidents/ID.md");
  expect(skill).toContain("npx --no-install --prefix docs/incidents inquest explain");
  expect(existsSync(join(top, ".claude"))).toBe(false);
});
