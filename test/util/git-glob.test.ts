import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesGlob } from "../../src/util/git-glob.js";

test.each([
  ["policy/**", "policy/bundle.rego", true],
  ["policy/**", "policy/a/b.rego", true],
  ["policy/**", "policy", false],
  ["policy/**", "deploy/policy/x", false],
  ["policy", "policy/bundle.rego", true],
  ["policy/", "policy/bundle.rego", true],
  ["/policy", "policy/bundle.rego", true],
  ["policy", "policy2/bundle.rego", false],
  ["*.rego", "bundle.rego", true],
  ["*.rego", "policy/bundle.rego", false],
  ["**/*.rego", "bundle.rego", true],
  ["**/*.rego", "a/b/bundle.rego", true],
  ["**/dns/**", "infra/dns/zone.tf", true],
  ["**/dns/**", "dns/zone.tf", true],
  ["**/dns/**", "infra/dns", false],
  ["**/dns", "infra/dns", true],
  ["**/dns", "infra/dns/zone.tf", false],
  ["a/**/b", "a/b", true],
  ["a/**/b", "a/x/y/b", true],
  ["a/**/b", "a/x/y/c", false],
  ["a/*/b", "a/x/y/b", false],
  ["a?c", "abc", true],
  ["a?c", "a/c", false],
  ["file[0-9].txt", "file7.txt", true],
  ["file[!0-9].txt", "file7.txt", false],
  ["file[]x].txt", "file].txt", true],
  ["a\\*b", "a*b", true],
  ["a\\*b", "axb", false],
  [".github/*", ".github/x", true],
  ["*", ".gitignore", true],
  ["a*b*c", "axxbyyc", true],
  ["a*b*c", "axxbyy", false],
  ["", "a", false],
  ["/", "a", false],
])("%s and %s: %s", (glob, path, expected) => {
  expect(matchesGlob(glob, path)).toBe(expected);
});

test("git agrees", () => {
  const folder = mkdtempSync(join(tmpdir(), "inquest-glob-"));
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8" });
  const part = fc.constantFrom("a", "b", "ab", "a.b", "*", "**", "a*", "*b", "?", "[ab]", "[!a]");
  const name = fc.constantFrom("a", "b", "ab", "a.b", "c");
  try {
    git("init", "-q");
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.uniqueArray(fc.array(name, { minLength: 1, maxLength: 4 }), {
          minLength: 1,
          maxLength: 8,
          selector: String,
        }),
        (parts, names) => {
          const paths = names.map((one) => one.join("/"));
          // A path cannot be a folder and a file.
          const files = paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`)));
          git("read-tree", "--empty");
          const blob = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
          for (const path of files)
            git("update-index", "--add", "--info-only", "--cacheinfo", `100644,${blob},${path}`);
          const glob = parts.join("/");
          const found = git("ls-files", "-z", "--", `:(glob)${glob}`).split("\0").filter(Boolean);
          expect(files.filter((path) => matchesGlob(glob, path)).sort()).toEqual(found.sort());
        },
      ),
      { numRuns: 40 },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("many wildcards take no longer than the text", () => {
  expect(matchesGlob(`${"*a".repeat(100)}b`, "a".repeat(255))).toBe(false);
  expect(matchesGlob(`${"**/".repeat(90)}b`, "a/".repeat(100))).toBe(false);
});
