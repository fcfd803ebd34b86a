import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
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
  const { code, stdout } = inquest(["init"], { cwd: top });
  expect(code).toBe(0);
  expect(stdout).toContain("postmortems/inquest.yaml");
  expect(stdout).toContain("inquest check");
  expect(inquest(["check"], { cwd: top })).toMatchObject({ code: 0, stdout: "11 files checked, no findings\n" });
  const read = (path: string) => readFileSync(join(top, path), "utf8");
  expect(read(".gitattributes")).toContain("\npostmortems/evidence/** -text\n");
  expect(Object.keys(parse(read(".github/workflows/postmortems.yml")).jobs)).toEqual(["check"]);
  expect(parse(read(".gitlab/postmortems.yml")).postmortems.script).toHaveLength(2);
  expect(parse(read(".pre-commit-config.yaml")).repos[0].hooks[0].files).toBe("^postmortems/");
  expect(JSON.parse(read(".vscode/extensions.json")).recommendations).toHaveLength(1);
  const catalog = read("postmortems/catalog/contracts.yaml");
  const schema = /\$schema=(\S+)/.exec(catalog)?.[1] ?? "";
  expect(JSON.parse(read(join("postmortems/catalog", schema))).$id).toBe("urn:inquest:schema:1:contracts");
  expect(JSON.stringify(textsIn(top))).not.toContain("__DIR__");
});

test.each(["docs/pm", "our docs/post mortems"])("the next steps and the CI files fit a collection in %s", (dir) => {
  const top = repository();
  const { stdout } = inquest(["init", dir], { cwd: top });
  const named = dir.includes(" ") ? JSON.stringify(dir) : dir;
  for (const step of ["check", "serve", "import DIR"]) expect(stdout).toContain(`  inquest --root ${named} ${step} `);
  expect(readFileSync(join(top, ".github/workflows/postmortems.yml"), "utf8")).toContain(`check --root ${named}\n`);
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
  const { code, stdout } = inquest(["init"], { cwd: top });
  expect([code, stdout]).toEqual([0, "Everything is there already: nothing was written\n"]);
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
  expect(readdirSync(join(top, "docs/pm/catalog"))).toHaveLength(8);
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
