import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { fetchSource, remoteCommit, SOURCE_LIMITS, type SourceAddress } from "../../src/git/fetch-source.js";
import { isSameRepository, liesInRepository, readSourceUrl } from "../../src/model/repository-source.js";
import { lockText, readLock } from "../../src/sources/lock.js";

let top: string;
let address: SourceAddress;

beforeAll(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), "inquest-")));
  const source = join(top, "source");
  mkdirSync(join(source, "incidents"), { recursive: true });
  writeFileSync(join(source, "inquest.yaml"), "schema: 1\ntitle: A\n");
  for (const day of ["01", "02"]) writeFileSync(join(source, `incidents/2026-01-${day}-a.md`), `text ${day}`);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd: source });
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("commit", "-q", "-m", "one");
  // What a hostile repository would have run by those who fetch from it.
  const run = `touch ${join(top, "ran")}`;
  for (const key of ["core.fsmonitor", "core.sshCommand", "uploadpack.packObjectsHook", "core.alternateRefsCommand"])
    git("config", key, run);
  address = { url: `file://${source}`, protocol: "file", ref: "main", folder: null };
});

afterEach(() => vi.unstubAllEnvs());

afterAll(() => rmSync(top, { recursive: true, force: true }));

const fetchInto = (name: string, more: Partial<SourceAddress>, limits = {}) =>
  fetchSource(join(top, name), { ...address, ...more }, { ...SOURCE_LIMITS, ...limits });

test("reads the files of one commit, and runs nothing that the repository names", async () => {
  const snapshot = await fetchInto("one", {});
  expect(snapshot.files.map(({ path, bytes }) => `${path}: ${Buffer.from(bytes)}`)).toEqual([
    "incidents/2026-01-01-a.md: text 01",
    "incidents/2026-01-02-a.md: text 02",
    "inquest.yaml: schema: 1\ntitle: A\n",
  ]);
  expect(snapshot).toMatchObject({ folder: ".", parents: [], notes: [] });
  expect(existsSync(join(top, "ran"))).toBe(false);
  expect(existsSync(join(top, "one"))).toBe(false);
});

test("limits hold, and are not reached one too early", async () => {
  expect((await fetchInto("files", {}, { files: 3 })).files).toHaveLength(3);
  await expect(fetchInto("files", {}, { files: 2 })).rejects.toThrow("it has more than 2 files");
  const bytes = 20 + 7 + 7;
  const size = (await fetchInto("size", {})).files.reduce((sum, file) => sum + file.bytes.length, 0);
  expect(size).toBe(bytes - 1);
  expect((await fetchInto("size", {}, { textBytes: size })).files).toHaveLength(3);
  await expect(fetchInto("size", {}, { textBytes: size - 1 })).rejects.toThrow("its collection is larger than");
});

test("what is no collection, and what is not there, is said without its address", async () => {
  await expect(fetchInto("no", { folder: "incidents" })).rejects.toThrow(
    'it is no collection: there is no inquest.yaml in "incidents"',
  );
  await expect(fetchInto("ref", { ref: "nowhere" })).rejects.toThrow("it has no such branch, tag or commit");
  await expect(fetchInto("gone", { url: `file://${top}/gone.git` })).rejects.toThrow(/^there is no such repository/);
});

test("a server that says nothing is left", async () => {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.git`;
  // Whoever ends it first, this program or git: both do so by the limit, and not by the one of 20 s.
  await expect(fetchInto("hang", { url, protocol: "http" }, { silenceMs: 1000 })).rejects.toThrow(
    /gave no answer (?:for 1 s|in time)$/,
  );
  server.close();
});

describe("over ssh", () => {
  /** Stands for ssh: it prints, and does not connect. */
  function sshThat(prints: string): string {
    const path = join(top, "fake-ssh");
    writeFileSync(path, `#!/bin/sh\necho "$@" > '${top}/arguments'\nprintf '%s\\n' '${prints}' >&2\nexit 255\n`, {
      mode: 0o755,
    });
    return path;
  }
  const url = "ssh://git@git.example.org/a.git";

  test.each([
    ["Host key verification failed.", "ssh does not know the key of its host: connect to it once by hand"],
    [
      "@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @ Host key verification failed.",
      "its host has another key than ssh knows, which may be an attack",
    ],
    ["git@git.example.org: Permission denied (publickey).", "it needs a permission that is not there"],
  ])("%s", async (prints, words) => {
    vi.stubEnv("GIT_SSH_COMMAND", sshThat(prints));
    await expect(fetchInto("ssh", { url, protocol: "ssh" })).rejects.toThrow(words);
    expect(readFileSync(join(top, "arguments"), "utf8")).toContain("-oBatchMode=yes");
  });

  test.each([
    ["the user's", ".gitconfig", {}],
    ["a file that it includes", "included", {}],
    ["the system's", "system", { GIT_CONFIG_SYSTEM: "system" }],
    ["a file that the environment names", "elsewhere", { GIT_CONFIG_GLOBAL: "elsewhere" }],
  ])("the command in %s configuration is what starts, and not that of a repository around", async (_, file, named) => {
    const home = mkdtempSync(join(top, "home-"));
    writeFileSync(join(home, ".gitconfig"), "[include]\n\tpath = included\n");
    const config = `[core]\n\tsshCommand = ${sshThat("Permission denied (publickey).")} -i work\n`;
    writeFileSync(join(home, file), config);
    execFileSync("git", ["init", "-q"], { cwd: home });
    execFileSync("git", ["config", "core.sshCommand", `touch '${home}/ran'; false`], { cwd: home });
    vi.stubEnv("HOME", home);
    vi.stubEnv("XDG_CONFIG_HOME", home);
    vi.stubEnv("GIT_SSH_COMMAND", undefined);
    for (const [name, path] of Object.entries(named)) vi.stubEnv(name, join(home, path));
    const folder = join(home, "work");
    mkdirSync(folder);
    await expect(remoteCommit(folder, { ...address, url, protocol: "ssh" }, SOURCE_LIMITS)).rejects.toThrow(
      "it needs a permission",
    );
    expect(readFileSync(join(top, "arguments"), "utf8")).toContain("-i work -oBatchMode=yes");
    expect(existsSync(join(home, "ran"))).toBe(false);
  });
});

test("a protocol that the address does not have is not used", async () => {
  await expect(fetchInto("ext", { url: "ext::sh -c date", protocol: "https" })).rejects.toThrow(
    "git may not use its protocol here",
  );
});

test("addresses of one repository are one, over whichever protocol", () => {
  expect(readSourceUrl("git@git.example.org:team/a.git")).toEqual({ protocol: "ssh" });
  expect(readSourceUrl("ssh://git@git.example.org/team/a.git")).toEqual({ protocol: "ssh" });
  expect(readSourceUrl("http://127.0.0.1:8080/a.git")).toEqual({ protocol: "http" });
  expect(readSourceUrl("file:///srv/a.git")).toEqual({ protocol: "file" });
  expect(isSameRepository("git@git.example.org:team/a.git", "https://git.example.org/team/a")).toBe(true);
  expect(isSameRepository("https://git.example.org/team/a", "https://git.example.org/team/b")).toBe(false);
  expect(liesInRepository("https://git.example.org/team/a/edit/main/", "git@git.example.org:team/a.git")).toBe(true);
  expect(liesInRepository("https://git.example.org/team/ab/edit/", "git@git.example.org:team/a.git")).toBe(false);
});

test("a lock is read as it is written, sorted by name", () => {
  const one = { url: "https://git.example.org/a.git", ref: "HEAD", folder: ".", commit: "a".repeat(40) };
  const sources = [
    { name: "b", ...one },
    { name: "a", ...one },
  ];
  expect(readLock(lockText(sources))).toEqual({ sources: sources.toReversed() });
  expect(readLock(lockText([]))).toEqual({ sources: [] });
  expect(readLock("version: 2\nsources: []\n")).toMatchObject({ fault: expect.stringContaining("has version 2") });
  expect(readLock("<<<<<<< HEAD\n")).toHaveProperty("fault");
  expect(readLock("version: 1\nsources: [{name: a, commit: --upload-pack=x}]\n")).toHaveProperty("fault");
});
