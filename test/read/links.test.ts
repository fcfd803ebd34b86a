import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { MAX_FOREIGN_BYTES } from "../../src/importers/drafting/plan/folder-file.js";
import { check } from "../../src/pipeline.js";
import { listForeign } from "../../src/read/list-foreign.js";
import { readCollection } from "../../src/read/read-collection.js";
import { readEvidence } from "../../src/read/read-evidence.js";
import { readPackageFiles } from "../../src/read/read-package-files.js";
import { readTheme } from "../../src/read/read-theme.js";
import { collectionFolder, SOUND, temporaryFolder } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const ID = "2026-03-14-old-keys-refused";
const REQUEST = { now: "2026-11-23", today: null };

/** What a link can lead to, from a folder `depth` folders below the collection: outside, back up, everywhere. */
const TARGETS: [name: string, target: (outside: string) => string][] = [
  ["a folder outside", (outside) => outside],
  ["a parent", () => ".."],
  ["the root of the disk", () => "/"],
];

/** A folder as a stranger would like to have it read: a document, a catalog, an attachment, a style. */
const outsideFolder = () =>
  temporaryFolder({ [`${ID}.md`]: SOUND, "services.yaml": "SECRET", "secret.log": "SECRET", "styles/a.css": "SECRET" });

function linked(path: string, target: string, files: Readonly<Record<string, string>> = {}): string {
  const root = collectionFolder({ [`incidents/${ID}.md`]: SOUND, ...files });
  rmSync(join(root, path), { recursive: true, force: true });
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(target, join(root, path));
  return root;
}

/** What `check` says of the place of a link. */
async function said(root: string, path: string): Promise<string[]> {
  const { diagnostics } = await check(root, REQUEST);
  return diagnostics
    .filter(({ file }) => file === path)
    .map(({ severity, message, hint }) => `${severity}: ${message}. ${hint}`);
}

const LINK =
  "error: Expected a file or a folder, found a link. Copy here what it leads to, or remove it: links are not followed";

describe.each(TARGETS)("a link to %s", (_, target) => {
  const place = (path: string, files: Readonly<Record<string, string>> = {}) =>
    linked(path, target(outsideFolder()), files);

  test.each([
    "incidents/old",
    "incidents/old/older",
    "incidents/old.md",
    "drills/old",
    "catalog/old",
    "catalog/services.yaml",
    "incidents",
    "drills",
    "catalog",
    "templates",
    "templates/styles",
    "templates/assets/old",
  ])("at %s is no part of the collection, and named once", async (path) => {
    const root = place(path);
    const { files, unreadable } = readCollection(root);
    const below = files.filter((one) => one.path === path || one.path.startsWith(`${path}/`));
    expect(below.map((one) => [one.path, one.file.role, one.bytes.length])).toEqual([[path, "stray", 0]]);
    expect(unreadable).toEqual([]);
    expect(await said(root, path)).toEqual([LINK]);
  });

  test.each([`evidence/${ID}/old`, `evidence/${ID}`, "evidence/old", "evidence"])(
    "at %s is no evidence, and named once",
    async (path) => {
      const root = place(path);
      expect([...readEvidence(root).files]).toEqual([[path, { type: "other", sha256: null }]]);
      expect(await said(root, path)).toEqual([
        `error: Expected ${path === "evidence" ? "a folder, found a link or a file" : "a regular file or a folder, found a link"}. Copy here what it leads to, or remove it: links are not followed`,
      ]);
    },
  );

  test("where evidence should be is said once, whatever a document registers there", async () => {
    const evidence = "evidence:\n  - {id: E1, kind: log, file: secret.log}\n---\n\n## Summary";
    const root = place("evidence", { [`incidents/${ID}.md`]: SOUND.replace("---\n\n## Summary", evidence) });
    const { diagnostics } = await check(root, REQUEST);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map(({ file, rule }) => [file, rule])).toEqual([["evidence", "evidence-outside"]]);
    const { code, stdout } = inquest(["evidence", "verify"], { cwd: root });
    expect(code).toBe(1);
    expect(stdout).toContain("secret.log is reached over a link, and links are not followed (E1 of ");
  });

  test.each(["templates", "templates/styles", "templates/assets", "templates/partials/old"])(
    "at %s changes no page",
    (path) => {
      expect(readTheme(place(path))).toEqual({ templates: new Map(), styles: [], assets: [] });
    },
  );

  test("below a folder to import is listed and left out", () => {
    const folder = temporaryFolder({ "old/a.md": "# One", "old/sub/b.md": "# Two" });
    symlinkSync(target(outsideFolder()), join(folder, "old/sub/linked"));
    const { files, links } = listForeign([join(folder, "old")], collectionFolder({}), MAX_FOREIGN_BYTES);
    expect(files.map(({ path }) => path)).toEqual(["old/a.md", "old/sub/b.md"]);
    expect(links).toEqual([join(folder, "old/sub/linked")]);
  });

  test("in a folder of the package means that the package is damaged", () => {
    const folder = temporaryFolder({ "pages/home.hbs": "" });
    symlinkSync(target(outsideFolder()), join(folder, "pages/linked"));
    expect(() => readPackageFiles(folder)).toThrow(
      `Cannot read ${join(folder, "pages/linked")}: it is a link, and links are not followed. Install inquest again`,
    );
  });
});

test("a linked inquest.yaml is not read", async () => {
  const outside = temporaryFolder({ "secret.yaml": "schema: 1\nsecret: yes\n" });
  const root = linked("inquest.yaml", join(outside, "secret.yaml"));
  expect(await said(root, "inquest.yaml")).toEqual([LINK]);
});

test("links that are no part of a collection are left alone", async () => {
  const root = collectionFolder({ [`incidents/${ID}.md`]: SOUND, "README.md": "" });
  mkdirSync(join(root, "evidence"));
  mkdirSync(join(root, "templates"));
  for (const path of ["incidents/README.md", "incidents/.old", "evidence/README.md", "templates/other", "docs"])
    symlinkSync("/", join(root, path));
  expect((await check(root, REQUEST)).diagnostics).toEqual([]);
});

test("a link is reported as a change, and what it leads to is not read", async () => {
  const root = collectionFolder({ [`incidents/${ID}.md`]: SOUND });
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd: root });
  git("init", "-q");
  git("add", ".");
  git("commit", "-q", "-m", "one");
  mkdirSync(join(root, "evidence", ID), { recursive: true });
  symlinkSync("/dev/zero", join(root, "evidence", ID, "endless"));
  symlinkSync("/", join(root, "incidents/old"));
  const { diagnostics } = await check(root, { ...REQUEST, changedSince: "HEAD" });
  expect(diagnostics.map(({ file }) => file)).toEqual([`evidence/${ID}/endless`, "incidents/old"]);
});

test("import says which links it left out", () => {
  const root = collectionFolder({});
  const folder = temporaryFolder({ "a.md": "# Old keys were refused\n\nOn 2026-03-14 old keys were refused.\n" });
  symlinkSync("/", join(folder, "linked"));
  const { stderr } = inquest(["import", folder, "--dry-run", "--root", root], { cwd: folder });
  expect(stderr).toBe("inquest: linked was left out: it is a link, and links are not followed\n");
});

test("a socket in the place of a document is not read", async () => {
  const root = collectionFolder({ "incidents/README.md": "" });
  const server = createServer().listen(join(root, "incidents", `${ID}.md`));
  await once(server, "listening");
  const found = await said(root, `incidents/${ID}.md`);
  server.close();
  expect(found).toEqual([
    "error: Expected a regular file, found a pipe, a socket or a device. Remove it: it cannot be read as a file",
  ]);
});
