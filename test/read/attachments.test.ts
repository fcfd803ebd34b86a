import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { attachmentFiles, readPublished } from "../../src/read/read-attachments.js";
import { collectionFolder, SOUND, temporaryFolder, withoutRulePages } from "../support/collection-folder.js";
import { png } from "../support/png.js";
import { inquest } from "../support/run-inquest.js";
import { shell } from "../support/run-process.js";

const small = (files: Parameters<typeof collectionFolder>[0]) => withoutRulePages(collectionFolder(files));

const ID = "2026-03-14-old-keys-refused";
const FOLDER = `evidence/${ID}`;
const sha256 = (text: string | Uint8Array) => createHash("sha256").update(text).digest("hex");
const told = SOUND.replace(
  "---\n\n## Summary",
  `evidence:
  - {id: E1, kind: log, title: Rollout, file: rollout.log, sha256: ${sha256("22:51 start\n")}}
  - {id: E2, kind: log, title: Inside, file: inside.log, sha256: ${sha256("SECRET\n")}, visibility: internal}
  - {id: E3, kind: log, file: linked.log}
  - {id: E4, kind: metric, file: gone.png}
  - {id: E5, kind: trace, file: capture.pcap, sha256: ${sha256(Buffer.from([0xd4, 0xc3]))}}
---

![Errors rise](../${FOLDER}/errors.png "Errors by minute")

See [the rollout](../${FOLDER}/rollout.log) and [the inside](../${FOLDER}/inside.log).

## Summary`,
);

test("a site holds the evidence that its audience may see, in a form that cannot run", () => {
  const root = small({
    [`incidents/${ID}.md`]: told,
    [`${FOLDER}/rollout.log`]: "22:51 start\n",
    [`${FOLDER}/inside.log`]: "SECRET\n",
    [`${FOLDER}/unlisted.log`]: "SECRET\n",
    [`${FOLDER}/errors.png`]: png(640, 320),
    [`${FOLDER}/capture.pcap`]: Buffer.from([0xd4, 0xc3]),
  });
  symlinkSync("/etc/hosts", join(root, FOLDER, "linked.log"));
  const build = (out: string, ...args: string[]) => {
    inquest(["build", "--no-search", "--allow-errors", "--out", out, ...args], { cwd: root });
    const page = readFileSync(join(root, out, `incidents/${ID}/index.html`), "utf8");
    return { files: readdirSync(join(root, out, FOLDER)).sort(), page };
  };
  const { files, page } = build("site");
  expect(files).toEqual(["capture.pcap.bin", "errors.png", "rollout.log.txt"]);
  expect(page).toContain(`<figure><img src="../../${FOLDER}/errors.png" alt="Errors rise" width="640" height="320"`);
  expect(page).toContain("<figcaption>Errors by minute</figcaption>");
  expect(page).toContain(`See <a href="../../${FOLDER}/rollout.log.txt">the rollout</a> and <a>the inside</a>.`);
  expect(page).toContain(
    `<a href="../../${FOLDER}/rollout.log.txt"><code>rollout.log</code></a>\u00a0· as text, 12 bytes</p>`,
  );
  expect(page).toContain(`<a href="../../${FOLDER}/capture.pcap.bin" download="capture.pcap">`);
  expect(page).toContain("<code>linked.log</code>\u00a0· not published");
  expect(page).toMatch(/<code>gone\.png<\/code>\u00a0· <span class="breach">.*gone: the file is not there/);
  expect(page).not.toMatch(/inside\.log|Inside/);
  const internal = build("internal", "--audience", "internal");
  expect(internal.files).toEqual(["capture.pcap.bin", "errors.png", "inside.log.txt", "rollout.log.txt"]);
});

test("nothing is read over a link, from outside, or that is too large for a site", () => {
  const root = small({ "evidence/a/a.txt": "one", "evidence/a/large.bin": "" });
  truncateSync(join(root, "evidence/a/large.bin"), 26 * 1024 * 1024);
  symlinkSync(join(root, "evidence/a"), join(root, "evidence/b"));
  expect(readPublished(root, "evidence/a/a.txt")).toEqual(Buffer.from("one"));
  for (const path of ["evidence/b/a.txt", "evidence/a", "../etc/passwd", "/etc/passwd", "evidence/a/large.bin"])
    expect(readPublished(root, path), path).toBeNull();
});

test("a file that changes between being judged and being written stops the build", () => {
  const root = small({ "evidence/a/a.txt": "one" });
  const attachment = {
    file: "evidence/a/a.txt",
    path: "evidence/a/a.txt",
    size: 3,
    sha256: sha256("one"),
    picture: null,
  };
  const [file] = attachmentFiles(root, [attachment]);
  expect(file?.content).toEqual(Buffer.from("one"));
  writeFileSync(join(root, "evidence/a/a.txt"), "<script>");
  expect(() => file?.content).toThrow("was changed while the site was built");
});

describe("what is published is what was registered", () => {
  const entry = (hash: string) =>
    `evidence:\n  - {id: E1, title: The log, kind: log, file: rollout.log, sha256: ${hash}}\n`;
  const withEntry = (hash: string) => SOUND.replace("timeline:\n", `${entry(hash)}timeline:\n`);
  const build = (root: string) =>
    inquest(["build", "--no-search", "--allow-errors", "--out", "site"], { cwd: root }) && join(root, "site");

  const statesOf = (site: string) =>
    JSON.parse(readFileSync(join(site, `data/incidents/${ID}.json`), "utf8")).derived.evidence.map(
      ({ hash_state }: { hash_state: string | null }) => hash_state,
    );

  test("a file whose hash is refused is not, whatever --allow-errors allows", () => {
    const files = { [`${FOLDER}/rollout.log`]: "tampered\n" };
    const site = build(small({ [`incidents/${ID}.md`]: withEntry(sha256("start\n")), ...files }));
    expect(existsSync(join(site, "evidence/SHA256SUMS"))).toBe(false);
    expect(existsSync(join(site, FOLDER, "rollout.log.txt"))).toBe(false);
    expect(readFileSync(join(site, `incidents/${ID}/index.html`), "utf8")).toContain(
      "<code>rollout.log</code>\u00a0· not published",
    );
    expect(statesOf(site)).toEqual(["differs"]);
  });

  test("a file that is not there is gone, whatever --allow-errors allows", () => {
    const site = build(small({ [`incidents/${ID}.md`]: withEntry(sha256("start\n")) }));
    expect(readFileSync(join(site, `incidents/${ID}/index.html`), "utf8")).toMatch(
      /<code>rollout\.log<\/code>\u00a0· <span class="breach">.*gone: the file is not there/,
    );
    expect(statesOf(site)).toEqual(["gone"]);
    expect(readFileSync(join(site, "data/tables/evidence.csv"), "utf8")).toMatch(
      /,rollout\.log,[0-9a-f]{64},gone\r?\n/,
    );
  });

  test("the site lists the hashes as sha256sum -c reads them", () => {
    const text = "start\n";
    const root = small({ [`incidents/${ID}.md`]: withEntry(sha256(text)), [`${FOLDER}/rollout.log`]: text });
    const site = build(root);
    expect(statesOf(site)).toEqual(["matches"]);
    expect(readFileSync(join(site, "evidence/SHA256SUMS"), "utf8")).toBe(
      `${sha256(text)}  ${FOLDER}/rollout.log.txt\n`,
    );
    expect(execFileSync("sha256sum", ["-c", "evidence/SHA256SUMS"], { cwd: site, encoding: "utf8" })).toMatch(
      /: OK\n$/,
    );
    const { stdout } = inquest(["evidence", "verify", "--format", "sha256sum"], { cwd: root });
    expect(execFileSync("sha256sum", ["-c"], { cwd: root, input: stdout, encoding: "utf8" })).toMatch(/: OK\n$/);
  });

  /** A build of a repository whose evidence is changed behind the check, when git is asked for the history. */
  function buildInRace(change: string, hash: string, ...args: string[]) {
    const root = small({ [`incidents/${ID}.md`]: withEntry(hash), [`${FOLDER}/rollout.log`]: "start\n" });
    for (const call of [
      ["init", "-q"],
      ["add", "."],
      ["commit", "-q", "-m", "one"],
    ])
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...call], { cwd: root });
    expect(inquest(["build", "--no-search", "--out", "site"], { cwd: root }).code).toBe(0);
    const before = readFileSync(join(root, "site/index.html"));
    const real = execFileSync("which", ["git"], { encoding: "utf8" }).trim();
    // Before the check only the commit of HEAD is asked for.
    const script = `case "$*" in *"%H %ct"*) ;; *log*) ${change} ;; esac\nexec ${real} "$@"`;
    const folder = temporaryFolder({ git: `#!/bin/sh\n${script}\n` });
    chmodSync(join(folder, "git"), 0o755);
    const command = ["inquest build --no-search --out site", ...args].join(" ");
    const { code, stderr } = shell(command, root, { PATH: `${folder}:${process.env.PATH}` });
    return {
      code,
      stderr,
      site: join(root, "site"),
      isOld: readFileSync(join(root, "site/index.html")).equals(before),
    };
  }
  const TAMPER = `echo tampered > ${FOLDER}/rollout.log`;

  test.each([
    ["changed", TAMPER, /error +Expected "rollout\.log" with the sha256 noted here, found "[0-9a-f]{64}"/],
    ["removed", `rm -f ${FOLDER}/rollout.log`, /error +Missing file ".*rollout\.log"/],
  ])("a file that is %s after the check fails the build as any refused evidence does", (_, change, expected) => {
    const { code, stderr, isOld, site } = buildInRace(change, sha256("start\n"));
    expect([code, isOld, existsSync(join(site, FOLDER, "rollout.log.txt"))]).toEqual([1, true, true]);
    expect(stderr).toMatch(expected);
    expect(stderr).toContain("nothing was built, because the content has errors");
  });

  test("with --allow-errors a site without it is built", () => {
    const { code, site } = buildInRace(TAMPER, sha256("start\n"), "--allow-errors");
    expect([code, existsSync(join(site, FOLDER, "rollout.log.txt")), statesOf(site)]).toEqual([0, false, ["differs"]]);
  });

  test("the bytes that are hashed are the bytes that are written", () => {
    const root = small({ [`${FOLDER}/rollout.log`]: "start\n" });
    const [file] = attachmentFiles(root, [
      { file: `${FOLDER}/rollout.log`, path: "x.txt", size: 6, sha256: sha256("start\n"), picture: null },
    ]);
    writeFileSync(join(root, FOLDER, "rollout.log"), "other\n");
    expect(() => file?.content).toThrow(/was changed while the site was built/);
  });
});
