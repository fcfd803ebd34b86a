import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { MAX_READ_BYTES } from "../../src/model/raw-file.js";
import { hashFile } from "../../src/read/bounded.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const ID = "2026-03-14-old-keys-refused";
const DOCUMENT = `incidents/${ID}.md`;
const LOG = "10:02 rotated\n10:03 refused\n";

/** A collection with one postmortem, and a file beside it that can be attached. */
function withLog(document = SOUND, name = "sign-in.log", content: string | Uint8Array = LOG) {
  const root = collectionFolder({ [DOCUMENT]: document });
  mkdirSync(join(root, "outside"));
  writeFileSync(join(root, "outside", name), content);
  const read = (path = DOCUMENT) => readFileSync(join(root, path), "utf8");
  const add = (...args: string[]) => inquest(["evidence", "add", join(root, "outside", name), ...args], { cwd: root });
  return { root, read, add };
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test("add copies the file and registers it where the field belongs; nothing else changes", () => {
  const { root, read, add } = withLog();
  const { code, stdout } = add("--to", ID, "--title", "Sign-in: errors");
  expect(code).toBe(0);
  expect(stdout).toContain(`Registered evidence/${ID}/sign-in.log as E1 of ${DOCUMENT}`);
  const entry = `evidence:\n  - id: E1\n    title: "Sign-in: errors"\n    kind: log\n    file: sign-in.log\n    sha256: ${sha256(LOG)}\n`;
  expect(read()).toContain(`${entry}---\n`);
  expect(read().replace(entry, "")).toBe(SOUND);
  expect(read(`evidence/${ID}/sign-in.log`)).toBe(LOG);
  expect(inquest(["check"], { cwd: root }).code).toBe(0);
});

test("a second time changes nothing, by the path of the document too", () => {
  const { root, read, add } = withLog();
  add("--to", ID);
  const once = read();
  const { code, stdout } = add("--to", join(root, DOCUMENT));
  expect([code, read()]).toEqual([0, once]);
  expect(stdout).toContain("registered already, as E1");
});

test("other content under a name that is taken is refused; --force replaces file and hash, --as takes another name", () => {
  const { root, read, add } = withLog();
  add("--to", ID);
  const once = read();
  writeFileSync(join(root, "outside/sign-in.log"), "other\n");
  const refused = add("--to", ID);
  expect([refused.code, read(), read(`evidence/${ID}/sign-in.log`)]).toEqual([2, once, LOG]);
  expect(refused.stderr).toContain("--as");
  expect(add("--to", ID, "--as", "later/sign-in.log").code).toBe(0);
  expect(read()).toContain("id: E2");
  expect(add("--to", ID, "--force").code).toBe(0);
  expect(read()).toContain(`file: sign-in.log\n    sha256: ${sha256("other\n")}\n`);
  expect(inquest(["evidence", "verify"], { cwd: root }).stdout).toBe("2 files of evidence: 2 as attached\n");
});

test.each([
  [
    "in braces",
    "evidence:\n  - {id: E7, kind: log} # the first\n",
    "  - {id: E8, kind: log, file: sign-in.log, sha256: HASH}\n",
  ],
  [
    "not indented",
    "evidence:\n- id: E7\n  kind: log\n",
    "- id: E8\n  kind: log\n  file: sign-in.log\n  sha256: HASH\n",
  ],
])("an entry is written as those before it are: %s", (_, list, entry) => {
  const after =
    "\n# about actions\nactions:\n  - {id: A1, title: Publish before use, type: prevent, state: proposed}\n---\n\n## Summary";
  const { read, add } = withLog(SOUND.replace("---\n\n## Summary", list + after));
  expect(add("--to", ID)).toMatchObject({ code: 0, stderr: "" });
  expect(read()).toBe(SOUND.replace("---\n\n## Summary", list + entry.replace("HASH", sha256(LOG)) + after));
});

test("line ends and a byte order mark stay", () => {
  const { read, add } = withLog(`\uFEFF${SOUND.replaceAll("\n", "\r\n")}`);
  expect(add("--to", ID).code).toBe(0);
  expect(read().startsWith("\uFEFF---\r\n")).toBe(true);
  expect(read().replaceAll("\r\n", "")).not.toContain("\n");
});

test("every document of the example can be added to, and all else in it stays", () => {
  const example = fileURLToPath(new URL("../../postmortems/", import.meta.url));
  const files = Object.fromEntries(
    ["incidents", "drills"].flatMap((folder) =>
      readdirSync(join(example, folder))
        .slice(0, 6)
        .map((name) => [`${folder}/${name}`, readFileSync(join(example, folder, name))]),
    ),
  );
  const root = collectionFolder(files);
  writeFileSync(join(root, "notes.log"), LOG);
  for (const [path, before] of Object.entries(files)) {
    const { code, stderr } = inquest(["evidence", "add", "notes.log", "--to", path], { cwd: root });
    expect([path, code, stderr]).toEqual([path, 0, ""]);
    const after = readFileSync(join(root, path), "utf8");
    const entry = `  - id: E1\n    kind: log\n    file: notes.log\n    sha256: ${sha256(LOG)}\n`;
    expect(after.replace(`evidence:\n${entry}`, "")).toBe(before.toString("utf8"));
  }
});

test.each([
  ["an unknown document", ["--to", "2026-03-14-old-keys-refusd"], `did you mean ${ID}?`],
  ["a name that leaves the folder", ["--to", ID, "--as", "../../inquest.yaml"], "Expected the name of a file"],
  ["a time that is none", ["--to", ID, "--captured-at", "yesterday"], "2026-03-14T12:00:00Z"],
  ["an address that is none", ["--to", ID, "--source", "javascript:alert(1)"], "https://"],
  ["a kind that is none", ["--to", ID, "--kind", "hearsay"], "Allowed choices are log"],
])("%s is one clear fault, and nothing is written", (_, args, says) => {
  const { root, read, add } = withLog();
  const { code, stderr } = add(...args);
  expect([code, read()]).toEqual([2, SOUND]);
  expect(stderr).toContain(says);
  expect(existsSync(join(root, "evidence"))).toBe(false);
});

test("a secret is not attached by mistake", () => {
  const token = `ghp_${"aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789"}`;
  const { root, add } = withLog(SOUND, "env.txt", `A=1\nTOKEN=${token}\n`);
  const { code, stderr } = add("--to", ID);
  expect(code).toBe(2);
  expect(stderr).toContain("env.txt:2 holds a GitHub token");
  expect(stderr).not.toContain(token);
  expect(existsSync(join(root, "evidence"))).toBe(false);
  expect(add("--to", ID, "--force").code).toBe(0);
});

test("nothing is written through a link, or into a document that cannot be read", () => {
  const { root, read, add } = withLog();
  symlinkSync(join(root, "outside"), join(root, "evidence"));
  expect(add("--to", ID).stderr).toContain("evidence is a link");
  const broken = withLog(SOUND.replace("services:", "services: ["));
  const { code, stderr } = broken.add("--to", ID);
  expect(code).toBe(2);
  expect(stderr).toContain("errors that inquest check lists");
  expect(existsSync(join(broken.root, "evidence"))).toBe(false);
  expect(read()).toBe(SOUND);
});

test("a list in brackets is not guessed at: the entry is given to write by hand", () => {
  const { read, add } = withLog(
    SOUND.replace("---\n\n## Summary", "evidence: [{id: E1, kind: log}]\n---\n\n## Summary"),
  );
  const before = read();
  const { code, stderr } = add("--to", ID);
  expect([code, read()]).toEqual([2, before]);
  expect(stderr).toContain(`{id: E2, kind: log, file: sign-in.log, sha256: ${sha256(LOG)}}`);
});

test("verify names what is not what was attached, and fails", () => {
  const { root, read, add } = withLog();
  expect(inquest(["evidence", "verify"], { cwd: root })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("No file is registered"),
  });
  add("--to", ID);
  add("--to", ID, "--as", "gone.log");
  writeFileSync(join(root, `evidence/${ID}/sign-in.log`), "tampered\n");
  writeFileSync(join(root, DOCUMENT), read().replace("gone.log", "never-there.log"));
  const { code, stdout } = inquest(["evidence", "verify"], { cwd: root });
  expect(code).toBe(1);
  expect(stdout.split("\n")).toEqual([
    `evidence/${ID}/sign-in.log is not what was attached (E1 of ${DOCUMENT})`,
    `evidence/${ID}/never-there.log is missing (E2 of ${DOCUMENT})`,
    "2 files of evidence: 0 as attached, 2 not",
    "Restore the files that were attached; git log -- FILE says what changed them",
    "",
  ]);
});

test("a file too large to be searched for secrets is refused in one line, and attached in parts with --force", () => {
  const { root, add } = withLog(SOUND, "dump.bin", "a");
  const file = join(root, "outside/dump.bin");
  const target = join(root, `evidence/${ID}/dump.bin`);
  truncateSync(file, MAX_READ_BYTES + 1);
  const refused = add("--to", ID);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(
    /^inquest: \S+dump\.bin has 17 MiB, and only files of at most 16 MiB are searched for secrets: attach .* --force\n$/,
  );
  expect(existsSync(target)).toBe(false);
  expect(add("--to", ID, "--force").code).toBe(0);
  expect(hashFile(target)).toEqual(hashFile(file));
  expect(statSync(target).mode & 0o777).toBe(0o666 & ~process.umask());
  expect(inquest(["evidence", "verify"], { cwd: root }).stdout).toBe("1 file of evidence: 1 as attached\n");
  writeFileSync(file, LOG);
  expect(add("--to", ID, "--force").code).toBe(0);
  expect(readFileSync(target, "utf8")).toBe(LOG);
  truncateSync(file, MAX_READ_BYTES);
  expect(add("--to", ID, "--as", "as-large-as-is-searched.bin").code).toBe(0);
});
