import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { CheckResult } from "../../src/reporters/json.js";
import { ALSO_SOUND, collectionFolder, SOUND } from "../support/collection-folder.js";

const CLI = fileURLToPath(new URL("../../dist/bin/cli.js", import.meta.url));
const ID = "incidents/2026-03-14-old-keys-refused.md";
const OTHER = "incidents/2026-03-15-other.md";
const misspelt = (text: string) => text.replace("owner: editors", "ownr: editors\nowner: editors");
const FAULTY = misspelt(SOUND);

const filesOf = ({ diagnostics }: CheckResult) => [...new Set(diagnostics.map(({ file }) => file))];

function check(cwd: string, input: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, "check", "--format", "json", ...args], {
    cwd,
    input,
    encoding: "utf8",
  });
  return {
    status,
    stderr,
    files: status === 2 ? [] : filesOf(JSON.parse(stdout)),
  };
}

test("what an editor has not saved stands in for the file, and is reported on alone", () => {
  const root = collectionFolder({ [ID]: SOUND, [OTHER]: misspelt(ALSO_SOUND) });
  const ask = (input: string, name: string, cwd = root) => check(cwd, input, "--stdin", "--stdin-filename", name);
  expect(ask(FAULTY, ID)).toMatchObject({ status: 1, files: [ID] });
  expect(ask(SOUND, ID)).toMatchObject({ status: 0, files: [] });
  expect(ask(ALSO_SOUND, OTHER)).toMatchObject({ status: 0, files: [] });
  expect(ask(FAULTY, "2026-03-14-old-keys-refused.md", `${root}/incidents`).files).toEqual([
    "2026-03-14-old-keys-refused.md",
  ]);
});

test("a file that is not on disk yet is checked too", () => {
  const root = collectionFolder({ [ID]: SOUND });
  const name = "incidents/2026-03-16-new.md";
  expect(check(root, FAULTY, "--stdin", "--stdin-filename", name)).toMatchObject({ status: 1, files: [name] });
});

test.each([
  ["without a name", ["--stdin"], /go together/],
  ["with paths", ["--stdin", "--stdin-filename", ID, "incidents"], /leave paths/],
  ["with a fix", ["--stdin", "--stdin-filename", ID, "--fix"], /leave paths, fixes/],
  [
    "for a file that is none of the collection",
    ["--stdin", "--stdin-filename", "README.txt"],
    /Nothing of the collection/,
  ],
])("%s it is one clear fault", (_, args, message) => {
  const { status, stderr } = check(collectionFolder({ [ID]: SOUND }), SOUND, ...args);
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
});
