import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { putCollection, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

let top: string;
const ID = "2026-03-14-old-keys-refused";
const OWN = "2026-03-14-own-keys-refused";

function git(folder: string, ...args: string[]): string {
  const settings = ["user.name=a", "user.email=a@example.org", "init.defaultBranch=main", "core.autocrlf=false"];
  return execFileSync("git", [...settings.flatMap((one) => ["-c", one]), ...args], { cwd: folder, encoding: "utf8" });
}

/** A repository with these files, in one commit. */
function repository(name: string, files: Record<string, string>): string {
  const folder = join(top, name);
  mkdirSync(folder, { recursive: true });
  put(folder, files);
  git(folder, "init", "-q");
  commit(folder);
  return `file://${folder}`;
}

function put(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function commit(folder: string): void {
  git(folder, "add", "-A");
  git(folder, "commit", "-q", "--allow-empty", "-m", "one");
}

function run(...args: string[]) {
  return inquest(args, { cwd: join(top, "own"), env: { XDG_CACHE_HOME: join(top, "cache") } });
}

function configure(sources: string, more = ""): void {
  const path = join(top, "own/inquest.yaml");
  const [config = ""] = readFileSync(path, "utf8").split("\nsources:\n");
  writeFileSync(path, `${config}\nsources:\n${sources}${more}`);
}

const CATALOG = `schema: 1
contracts:
  - id: who-refreshes-keys
    title: Who refreshes keys
    parties: [issuer, verifier]
    promise: The verifier asks for new keys before it refuses a token
    visibility: public
    description: Keys change at any time
`;
const SOURCE = "schema: 1\ntitle: What broke at A\naccount: own\nvisibility: public\n";
/** A document that needs no catalog but the contract of its own repository. */
const DOCUMENT = SOUND.replace(/^services:\n.*\nfailure_kinds:\n.*\n/m, "")
  .replace(/^response:\n(?: {2}.*\n)+/m, "")
  .replace(/, steps: \[[a-z-]+\]/g, "")
  .replace("invariant: every-valid-token-can-be-verified", "invariant: {statement: Every valid token can be verified}")
  .replace("contract: what-clean-up-may-remove", "contract: who-refreshes-keys");

let sources: string;

beforeAll(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), "inquest-")));
  mkdirSync(join(top, "own"));
  putCollection(join(top, "own"), {
    [`incidents/${OWN}.md`]: SOUND.replace("owner: editors", "visibility: public\nowner: editors").replace(
      "{contract: what-clean-up-may-remove,",
      '{contract: "@a/who-refreshes-keys",',
    ),
  });
  const a = repository("a", {
    "postmortems/inquest.yaml": SOURCE,
    "postmortems/catalog/contracts.yaml": CATALOG,
    [`postmortems/incidents/${ID}.md`]: DOCUMENT.replace("schema: 1", "schema: 1\naliases: [2026-03-14-old-name]"),
    "postmortems/incidents/2026-01-01-of-the-future.md": DOCUMENT.replace("schema: 1", "schema: 2"),
    "postmortems/incidents/Not An Id.md": DOCUMENT,
  });
  symlinkSync("/etc/passwd", join(top, "a/postmortems/incidents/2026-01-02-link.md"));
  commit(join(top, "a"));
  const secret = repository("secret", {
    "inquest.yaml": SOURCE.replace("at A", "in the Zanzibar project"),
    "catalog/contracts.yaml": CATALOG.replace("verifier asks", "verifier of Zanzibar asks"),
    [`incidents/${ID}.md`]: DOCUMENT.replace("Tokens were refused.", "The Zanzibar tokens were refused."),
  });
  sources = `  - {name: a, url: "${a}", visibility: public}\n  - {name: secret, url: "${secret}", visibility: internal}\n`;
  configure(sources);
});

afterAll(() => rmSync(top, { recursive: true, force: true }));

test("without a lock nothing is read, and it is said what to do", () => {
  expect(run("build")).toMatchObject({
    code: 2,
    stderr: "inquest: There is no inquest.lock for the sources of inquest.yaml: run inquest update, and commit it\n",
  });
  const { code, stdout } = run("doctor");
  expect(code).toBe(2);
  expect(stdout).toContain("Sources: There is no inquest.lock for the sources of inquest.yaml: run inquest update");
});

test("a source on this machine needs an option", () => {
  const { code, stderr } = run("update");
  expect(code).toBe(2);
  expect(stderr).toContain("@a has no state: its repository is on this machine, which --allow-local permits");
});

test("update fetches, and says what it leaves out and what is defined twice", () => {
  const { code, stdout, stderr } = run("update", "--allow-local");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^@a {2}[0-9a-f]{10} {2}3 documents\n@secret {2}[0-9a-f]{10} {2}1 document\n/);
  expect(stderr).toContain('@a: "incidents/2026-01-02-link.md" was left out: it is a link');
  expect(stderr).toContain(
    'contract "who-refreshes-keys" is defined differently in @a/catalog/contracts.yaml:3 and @secret/catalog/contracts.yaml:3: the two stay apart',
  );
  const lock = readFileSync(join(top, "own/inquest.lock"), "utf8");
  expect(lock).toContain(`  - name: "a"\n    url: "file://${top}/a"\n    ref: "HEAD"\n    folder: "postmortems"\n`);
  expect(run("update", "--allow-local").stdout).toMatch(/@a {2}[0-9a-f]{10} {2}unchanged\n/);
  expect(readFileSync(join(top, "own/inquest.lock"), "utf8")).toBe(lock);
});

test("check knows the ids of sources, older ones too", () => {
  expect(run("check", "--format", "json")).toMatchObject({ code: 0, stderr: "" });
  const path = join(top, "own/incidents", `${OWN}.md`);
  const text = readFileSync(path, "utf8");
  const related = (id: string) =>
    text.replace(
      "---\n\n## Summary",
      `related: [{incident: "${id}", relation: same-pattern, why: Alike}]\n---\n\n## Summary`,
    );
  const messages = (id: string) => {
    writeFileSync(path, related(id));
    const { diagnostics } = JSON.parse(run("check", "--format", "json").stdout);
    return diagnostics.map((one: { message: string; hint: string }) => `${one.message}; ${one.hint}`);
  };
  expect(messages("@a/2026-03-14-old-name")).toEqual([]);
  expect(messages("@b/2026-03-14-old-keys-refused")).toEqual([
    'Unknown source "b"; Did you mean "@a/2026-03-14-old-keys-refused"?',
  ]);
  expect(messages("@a/2026-03-14-old-keys-refusd")[0]).toMatch(
    /^Unknown incident "@a\/2026-03-14-old-keys-refusd"; Did you mean "@a\/2026-03-14-old-keys-refused"\?/,
  );
  // The page of the older name leads to that of the new one.
  writeFileSync(path, related("@a/2026-03-14-old-name"));
});

test("what sources hold is a part of the site, and of an internal one the public sees nothing", () => {
  const build = (audience: string) => run("build", "--audience", audience, "--no-search", "--out", join(top, audience));
  const { code, stderr, stdout } = build("internal");
  expect(stdout).toContain("of 3 postmortems");
  expect(stderr).toContain("@a/incidents/2026-01-01-of-the-future.md is left out: Expected 1, found 2");
  expect(stderr).toContain("@a/incidents/Not An Id.md is left out: its name is no id");
  expect(code).toBe(0);
  const page = (site: string, path: string) => readFileSync(join(top, site, path), "utf8");
  expect(page("internal", `incidents/@secret/${ID}/index.html`)).toContain("Zanzibar");
  expect(page("internal", `incidents/${OWN}/index.html`)).toContain(`incidents/@a/${ID}/index.html`);
  expect(page("internal", "incidents/@a/2026-03-14-old-name/index.html")).toContain(`@a/${ID}/index.html`);
  expect(page("internal", `contracts/@a/who-refreshes-keys/index.html`)).toContain(OWN);
  expect(build("public").code).toBe(0);
  const all = readdirSync(join(top, "public"), { recursive: true, withFileTypes: true });
  const told = all.filter(
    (one) =>
      one.isFile() && /zanzibar|@secret/i.test(one.name + readFileSync(join(one.parentPath, one.name), "latin1")),
  );
  expect(told.map(({ name }) => name)).toEqual([]);
  expect(page("public", `incidents/@a/${ID}/index.html`)).toContain("Tokens were refused");
});

test("the same lock gives the same bytes, also from another cache", () => {
  const bytes = () => {
    run("build", "--audience", "internal", "--no-search", "--out", join(top, "again"));
    return readFileSync(join(top, "again", `incidents/@a/${ID}/index.html`), "utf8");
  };
  const before = bytes();
  rmSync(join(top, "cache"), { recursive: true });
  expect(run("build")).toMatchObject({ code: 2, stdout: "" });
  expect(run("check").stderr).toContain("is not in the cache: run inquest update --locked");
  expect(run("update", "--offline").code).toBe(2);
  expect(run("update", "--locked", "--allow-local").code).toBe(0);
  expect(bytes()).toBe(before);
});

test("doctor counts the sources that can be read, and names those without a state", () => {
  expect(run("doctor").stdout).toMatch(/^Sources +2 of 2 can be read$/m);
  configure(`${sources}  - {name: new, url: "https://git.example.org/new.git"}\n`);
  const { code, stdout } = run("doctor");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Sources +2 of 3 can be read$/m);
  expect(stdout).toContain("Sources: inquest.lock has no state of @new: run inquest update");
  configure(sources);
});

test("recall and report know them", () => {
  const recalled = JSON.parse(
    run("recall", "--like", "old keys were refused after a rotation", "--format", "json").stdout,
  );
  const ids = recalled.answers.map(({ id, file }: { id: string; file: string }) => `${id} ${file}`);
  expect(ids).toContain(`@a/${ID} @a/incidents/${ID}.md`);
  const { code, stdout } = run("report");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Repository +Incidents +Drills +Undetected +Recurred +Overdue +Gaps +Newest$/m);
  expect(stdout).toMatch(/^@a +1 +0 +– \(1\) +0 +0 +1 +2026-03-14$/m);
  const { repositories } = JSON.parse(run("report", "--format", "json").stdout);
  expect(repositories.all).toMatchObject({ incidents: 3, open_gaps: 3 });
  expect(repositories.each.map((one: { name: string | null }) => one.name)).toEqual([null, "a", "secret"]);
  expect(repositories.each[1]).toMatchObject({ incidents: 1, drills: 0, open_gaps: 1, newest: "2026-03-14" });
});

test("a lock that cannot be read is an error at sources, and offline nothing is written", () => {
  const lock = join(top, "own/inquest.lock");
  const sound = readFileSync(lock, "utf8");
  const conflict = sound.replace(/^sources:\n/m, "sources:\n<<<<<<< HEAD\n").replace(/$/, ">>>>>>> other\n");
  for (const [text, words] of [
    [conflict, "inquest.lock:4: Unresolved conflict of a merge"],
    [sound.replace("version: 1", "version: 2"), "inquest.lock has version 2, and this inquest reads version 1"],
    [sound.replace(/commit: "[^"]*"/, 'commit: "main"'), "inquest.lock is not what inquest update writes"],
  ] as const) {
    writeFileSync(lock, text);
    const { code, stdout } = run("check", "--format", "json");
    const found = JSON.parse(stdout).diagnostics.filter(({ rule }: { rule: string }) => rule === "source-declaration");
    // A document refers to a source, whose ids are not there.
    expect([code, ...found.map((one: { message: string; file: string }) => `${one.file}: ${one.message}`)]).toEqual([
      2,
      `inquest.yaml: ${words}`,
    ]);
    expect(run("update", "--offline")).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
    expect(readFileSync(lock, "utf8")).toBe(text);
  }
  writeFileSync(lock, sound.replace(/^ {2}- name: "a"\n(?: {4}.*\n)+/m, ""));
  const before = readFileSync(lock, "utf8");
  expect(run("update", "--offline").stderr).toContain("@a has no state");
  expect(readFileSync(lock, "utf8")).toBe(before);
  rmSync(lock);
  mkdirSync(lock);
  expect(run("update", "--allow-local")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("inquest.lock is no regular file: remove it, and run inquest update again"),
  });
  rmSync(lock, { recursive: true });
  writeFileSync(lock, sound);
});

test("a source that is gone keeps its last state, one that was rewound says so, and neither stops the other", () => {
  const a = join(top, "a");
  commit(a);
  run("update", "--allow-local");
  git(a, "reset", "-q", "--hard", "HEAD~1");
  rmSync(join(top, "secret"), { recursive: true });
  const { code, stdout, stderr } = run("update", "--allow-local");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^@a {2}[0-9a-f]{10} to [0-9a-f]{10} {2}3 documents\n/);
  expect(stderr).toContain("@a: its history was rewound or rewritten");
  expect(stderr).toMatch(/@secret stays at [0-9a-f]{10}: there is no such repository/);
  expect(run("build", "--no-search", "--out", join(top, "again")).code).toBe(0);
});

test.each([
  ["https://deploy:hunter2pa55word@git.example.org/a.git", "Expected an address without a user name or password"],
  ["ext::sh -c date", "Expected an address without spaces"],
  ["http://git.example.org/a.git", "Expected an address that starts with https://"],
  ["git://git.example.org/a.git", "Expected an address that git may use for a source"],
  ["--upload-pack=date", "Expected the address of a repository"],
  ["ssh://-oProxyCommand=date/a", "Expected"],
])("the address %s is refused, fetched by nobody and printed nowhere", (url, message) => {
  configure(`  - {name: bad, url: "${url}"}\n`);
  for (const args of [["update", "--allow-local"], ["check"], ["check", "--format", "json"]]) {
    const { code, stdout, stderr } = run(...args);
    expect(code, args.join(" ") + stdout + stderr).toBe(1);
    expect(stdout + stderr).toContain(message);
    expect(stdout + stderr).not.toContain("hunter2");
  }
});

test.each([
  '{name: bad, url: ["https://deploy:pa55word@git.example.org/a"]}',
  '{name: bad, urll: "https://deploy:pa55word@git.example.org/a"}',
  '{name: bad, url: "https://git.example.org/a", ref: "https://deploy:pa55word@git.example.org/a"}',
  '{name: Bad Name, url: "https://deploy:pa55word@git.example.org/a", colour: red}',
  "https://deploy:pa55word@git.example.org/a",
])("whatever is wrong with the source %s, its password is printed nowhere", (source) => {
  configure(`  - ${source}\n`);
  const formats = ["pretty", "json", "github", "gitlab", "sarif", "junit"].map((name) => ["check", "--format", name]);
  for (const args of [...formats, ["update"], ["doctor"], ["build"], ["recall", "--like", "keys"], ["export", OWN]])
    expect(JSON.stringify(run(...args)).includes("pa55word"), args.join(" ")).toBe(false);
});
