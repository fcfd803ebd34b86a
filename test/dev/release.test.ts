import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import type { Bom } from "../../src/dev/bill-of-materials.js";
import { readPackageList } from "../../src/dev/bundled-packages.js";
import { changelogSection, releaseFaults } from "../../src/dev/release-faults.js";

const TOP = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(join(TOP, path), "utf8");
const MANIFEST = JSON.parse(read("package.json"));

const CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-11-28\n\n- One.\n\n## [1.2.2] - 2026-01-01\n";
const OURS = { version: "1.2.3", repository: { url: "git+https://github.com/somebody/inquest.git" } };

const WORKFLOWS = readdirSync(join(TOP, ".github/workflows")).map((file) => {
  const text = read(`.github/workflows/${file}`);
  return { file, text, workflow: parse(text) };
});
const RELEASE = WORKFLOWS.find(({ file }) => file === "release.yml")?.workflow;

test("a release needs a tag, a version, a dated section of the changelog and a repository that agree", () => {
  expect(releaseFaults("v1.2.3", OURS, CHANGELOG)).toEqual([]);
  expect(releaseFaults("v1.2.4", OURS, CHANGELOG)[0]).toContain("expected v1.2.3");
  expect(releaseFaults("1.2.3", OURS, CHANGELOG)).toHaveLength(1);
  const placeholder = { ...OURS, repository: { url: "git+https://github.com/OWNER/inquest.git" } };
  expect(releaseFaults("v1.2.3", placeholder, CHANGELOG)).toEqual([expect.stringContaining("OWNER/inquest")]);
  for (const changelog of [
    "",
    "## [Unreleased]\n\n- One.\n",
    "## [1.2.3]\n\n- One.\n",
    "## [1.2.3] - 2026-11-28\n\n## [1.2.2] - 2026-01-01\n",
  ])
    expect(releaseFaults("v1.2.3", OURS, changelog)).toEqual([expect.stringContaining("## [1.2.3] - YYYY-MM-DD")]);
  expect(changelogSection(CHANGELOG, "1.2.3")).toBe("- One.");
});

test("a release of this repository is refused as long as nobody has decided where it lives", () => {
  const { status, stderr } = spawnSync(process.execPath, [join(TOP, "dist/dev/release.js"), "check", "v0.0.0"], {
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stderr).toContain("The tag is v0.0.0");
});

test("where the project lives is written the same everywhere", () => {
  const [, slug] = /github\.com\/([\w-]+\/[\w-]+)\.git$/.exec(MANIFEST.repository.url) ?? [];
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: TOP, encoding: "utf8" })
    .split("\0")
    .filter(
      (file) =>
        /\.(md|ya?ml|cff|json|ts|lua)$/.test(file) && !file.startsWith("test/") && !file.startsWith("postmortems/"),
    );
  const mentions = files.flatMap((file) =>
    [...read(file).matchAll(/(?:github\.com\/|uses: |FQDN\/|repo: )([\w-]+\/inquest)\b/g)].map(
      (match) => `${file}: ${match[1]}`,
    ),
  );
  expect(mentions.length).toBeGreaterThan(2);
  expect(mentions.filter((mention) => !mention.endsWith(`: ${slug}`))).toEqual([]);
});

test("the version is written the same everywhere", () => {
  expect(parse(read("CITATION.cff")).version).toBe(MANIFEST.version);
});

test("every action of a workflow is pinned by its hash, and names the version", () => {
  const uses = WORKFLOWS.flatMap(({ text }) => text.match(/uses: .*/g) ?? []);
  expect(uses.length).toBeGreaterThan(5);
  for (const one of uses) expect(one).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test("a workflow has only the permissions that it needs, and what publishes runs no code of the project", () => {
  for (const { workflow } of WORKFLOWS) expect([{}, { contents: "read" }]).toContainEqual(workflow.permissions);
  const { pack, publish, announce } = RELEASE.jobs;
  expect([pack.permissions, publish.permissions, announce.permissions]).toEqual([
    { contents: "read" },
    { "id-token": "write" },
    { contents: "write" },
  ]);
  const commands = [...publish.steps, ...announce.steps].flatMap((step: { run?: string }) => step.run ?? []);
  expect(commands.map((command: string) => command.split(" ").slice(0, 2).join(" "))).toEqual([
    "npm publish",
    "gh release",
  ]);
  expect(commands[0]).toContain("--ignore-scripts --provenance");
  expect(JSON.stringify(RELEASE)).not.toContain("secrets.");
});

test("the matrix of CI starts with the oldest Node that is supported, and .ci/run runs its first and its last", () => {
  const matrix: number[] = WORKFLOWS.find(({ file }) => file === "ci.yml")?.workflow.jobs.test.strategy.matrix.node;
  expect(`>=${matrix[0]}.19`).toBe(MANIFEST.engines.node);
  const here = [...read(".ci/run").matchAll(/^TEST_NODE_MAJOR=(\d+) npm (.+)$/gm)].map(([, major, script]) => [
    major,
    script,
  ]);
  expect(here).toEqual([
    [`${matrix[0]}`, "test"],
    [`${matrix.at(-1)}`, "run test:node"],
  ]);
});

test("a dry run: the steps that pack run as written, and what they leave is what npm would publish", () => {
  const folder = mkdtempSync(join(tmpdir(), "inquest-release-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { run } = RELEASE.jobs.pack.steps.find((step: { name?: string }) => step.name === "Pack");
  const here = run.replaceAll("release/", `${folder}/release/`).replace("mkdir release", `mkdir ${folder}/release`);
  const script = here.replace("--pack-destination release", `--pack-destination ${folder}/release`);
  const env = { ...process.env, GITHUB_REF_NAME: `v${MANIFEST.version}` };
  execFileSync("bash", ["-e", "-c", script], { cwd: TOP, env, stdio: ["ignore", "ignore", "pipe"] });
  const files = readdirSync(join(folder, "release")).sort();
  expect(files).toEqual([expect.stringMatching(/\.tgz$/), "notes.md", "sbom.cdx.json"]);

  const bom = JSON.parse(readFileSync(join(folder, "release/sbom.cdx.json"), "utf8")) as Bom;
  expect(bom).toMatchObject({
    bomFormat: "CycloneDX",
    metadata: { component: { name: MANIFEST.name, version: MANIFEST.version } },
  });
  const names = new Set(bom.components.map(({ name, version }) => `${name}@${version}`));
  expect(readPackageList().filter(({ name, version }) => !names.has(`${name}@${version}`))).toEqual([]);
  for (const name of Object.keys(MANIFEST.dependencies)) expect([...names].join()).toContain(`${name}@`);
  for (const name of ["vitest", "esbuild", "typescript"])
    expect(bom.components.map((one) => one.name)).not.toContain(name);
  // Every edge leads to a component.
  const refs = new Set(bom.components.map((one) => one["bom-ref"]));
  expect(bom.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([]);

  const publish: string = RELEASE.jobs.publish.steps.find((step: { run?: string }) => step.run)?.run;
  // Without a runner's token there is no provenance.
  const dry = `${publish.replace("./release/", `${folder}/release/`).replace(" --provenance", "")} --dry-run`;
  writeFileSync(join(folder, ".npmrc"), "");
  const { status, stderr } = spawnSync("bash", ["-e", "-c", dry], { cwd: folder, encoding: "utf8" });
  expect([status, stderr]).toEqual([0, expect.stringContaining(`${MANIFEST.name}@${MANIFEST.version}`)]);
});
