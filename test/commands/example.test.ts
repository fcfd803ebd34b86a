import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { inquest } from "../support/run-inquest.js";

const EXAMPLE = fileURLToPath(new URL("../../postmortems/", import.meta.url));

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "inquest-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file of a site, by path. */
function contentOf(site: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(site, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path): [string, string] => [path.slice(site.length), readFileSync(path, "base64")])
      .sort(),
  );
}

test("the example collection has no error and no warning", () => {
  const { code, stdout } = inquest(["check", "--max-warnings", "0", "--root", EXAMPLE]);
  expect(stdout).toContain("no errors");
  expect(code).toBe(0);
});

test("two builds of one commit give the same bytes, whatever the zone, the locale and the folder", () => {
  const sites = [
    { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
    { TZ: "America/St_Johns", LANG: "C", LC_ALL: "C" },
  ].map((env, index) => {
    const folder = scratch();
    cpSync(EXAMPLE, join(folder, "postmortems"), { recursive: true });
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], {
        cwd: folder,
        env: { ...process.env, GIT_AUTHOR_DATE: "2026-11-20T10:00:00Z", GIT_COMMITTER_DATE: "2026-11-20T10:00:00Z" },
      });
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "one");
    const built = inquest(["build", "--out", "site"], { cwd: index === 0 ? folder : join(folder, "postmortems"), env });
    expect(built.stderr).toBe("");
    expect(built.code).toBe(0);
    return contentOf(join(folder, index === 0 ? "site" : "postmortems/site"));
  });
  expect(Object.keys(sites[0] ?? {}).length).toBeGreaterThan(100);
  expect(sites[0]).toEqual(sites[1]);
});

test("explain prints the doc of a rule, and lists all rules", () => {
  expect(inquest(["explain", "detection-delay"]).stdout).toContain("## How to fix");
  expect(inquest(["explain"]).stdout).toContain("unknown-reference");
});
