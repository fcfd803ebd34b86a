import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { packedProgram } from "../support/packed-program.js";

const ID = "2026-11-20-revoked-keys-still-honoured-after-a-failover";
const DRAFT = `postmortems/incidents/${ID}.md`;

/** What the author knows, in the stead of what the draft asks for. */
const FILLED: readonly (readonly [asked: string | RegExp, filled: string])[] = [
  ["# published_on: …", "published_on: 2026-11-23"],
  ["# owner: …", "owner: team-policy"],
  [
    "# failure_kinds:\n#   - {kind: …, why: …}",
    "failure_kinds:\n  - {kind: consistency/stale-data-plane, why: The standby region decided with the keys of an hour before}",
  ],
  [
    /# response:\n(?:# {3}- .*\n)+/,
    `response:
  - {step: freeze-rollouts, outcome: not-needed, reason: Nothing was being rolled out}
  - {step: known-good-baseline, outcome: taken}
  - {step: contain-blast-radius, outcome: not-possible, reason: Keys are not scoped by tenant}
  - {step: restore-observability, outcome: taken}
  - {step: reopen-progressively, outcome: not-needed, reason: Nothing had been closed}
`,
  ],
  [
    "# violated_invariants:\n#   - {invariant: …, how: …}",
    "violated_invariants:\n  - {invariant: a-revocation-holds-within-its-ttl, how: Two revoked keys were honoured for 38 minutes}",
  ],
  ["#   by: …", "  by: operator"],
  ["#   why_delayed: …", "  why_delayed: Nothing compares the keys of the two regions"],
  [
    "# unclear_contracts:\n#   - {contract: …, gap: …}",
    "unclear_contracts:\n  - {contract: bundle-refresh-on-restart, gap: Whether a failover counts as a restart was written nowhere}",
  ],
  [
    /# missing_evidence:\n(?:# {3}.*\n)+/,
    "missing_evidence:\n  - {id: M1, what: Which keys each region held, kind: metric, needed_for: Telling which calls used a revoked key}\n",
  ],
  [
    /# actions:\n(?:# {3}.*\n)+/,
    'actions:\n  - {id: A1, title: Each region exports the version of its keys, type: observe, state: committed, owner: team-policy, due: 2026-12-15, addresses: ["missing:M1", "contract:bundle-refresh-on-restart"]}\n',
  ],
  ["status: draft", "status: published"],
  [/<!-- .* -->/g, "Two keys that had been revoked were honoured after the failover."],
];

test("a newcomer with nothing but the package gets from an empty repository to a site; each step tells the next", async () => {
  const { folder, program } = packedProgram();
  execFileSync("git", ["init", "-q"], { cwd: folder });
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: folder,
      encoding: "utf8",
    });
    return { code: status, stdout, stderr };
  };
  const read = (path: string) => readFileSync(join(folder, path), "utf8");

  expect(run("check")).toMatchObject({ code: 2, stderr: expect.stringContaining("inquest init") });

  const init = run("init");
  expect(init).toMatchObject({ code: 0, stderr: "" });
  expect(init.stdout).toContain("inquest new incident");
  expect(run("check")).toMatchObject({ code: 0, stdout: "11 files checked, no diagnostics\n" });

  const created = run(
    ...["new", "incident", "Revoked keys still honoured after a failover", "--date", "2026-11-20", "--zone", "+01:00"],
    ...[
      "--service",
      "admin-api",
      "--mark",
      "began=10:00 The region fails over",
      "--mark",
      "detected=10:20 An engineer sees calls with a revoked key",
      "--mark",
    ],
    ...["resolved=10:38 The keys are fetched again", "--yes"],
  );
  expect(created).toMatchObject({ code: 0 });
  expect(created.stdout + created.stderr).toContain(DRAFT);
  expect(created.stdout + created.stderr).toContain(`inquest check --status published ${DRAFT}`);
  expect(run("check", DRAFT)).toMatchObject({ code: 0, stdout: "12 files checked, no diagnostics\n" });

  const missing = run("check", "--status", "published", DRAFT);
  expect(missing.code).toBe(1);
  for (const field of ["failure_kinds", "violated_invariants", "unclear_contracts", "missing_evidence"])
    expect(missing.stdout).toContain(`Missing field "${field}"`);

  let text = read(DRAFT);
  for (const [asked, filled] of FILLED) {
    expect(text).toMatch(asked);
    text = text.replace(asked, filled);
  }
  writeFileSync(join(folder, DRAFT), text);
  expect(run("check", DRAFT)).toMatchObject({ code: 0, stdout: "12 files checked, no diagnostics\n" });

  writeFileSync(join(folder, "failover.log"), "10:00 failover\n10:38 keys fetched\n");
  const added = run("evidence", "add", "failover.log", "--to", ID, "--captured-by", "ana");
  expect(added).toMatchObject({ code: 0, stderr: "" });
  expect(added.stdout).toContain("cites: [E1]");
  text = read(DRAFT).replace("marks: [began]}", "marks: [began], cites: [E1]}");
  writeFileSync(join(folder, DRAFT), text);
  // The example violated the same invariant, and nothing checks it yet.
  const again = run("check");
  expect([again.code, again.stdout.match(/ (?:error|warning|info) .*/g)]).toEqual([
    0,
    [expect.stringMatching(/ warning {2}Expected something that checks .* unchecked-invariant$/)],
  ]);
  expect(run("evidence", "verify")).toMatchObject({ code: 0, stdout: "2 files of evidence: 2 as attached\n" });

  const built = run("build", "--date", "2026-11-23");
  expect(built.code).toBe(0);
  expect(built.stdout).toContain("inquest serve");
  expect(read(`_site/incidents/${ID}/index.html`)).toContain("Revoked keys still honoured after a failover");
  expect(existsSync(join(folder, `_site/evidence/${ID}`))).toBe(true);

  const server = spawn(process.execPath, [program, "serve", "--port", "0"], { cwd: folder });
  onTestFinished(() => void server.kill());
  const address = await new Promise<string>((found, failed) => {
    let said = "";
    server.stdout.on("data", (part) => {
      said += part;
      const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(said) ?? [];
      if (url) found(url);
    });
    server.on("exit", (code) => failed(new Error(`serve ended with ${code}: ${said}`)));
  });
  const page = await fetch(`${address}incidents/${ID}/`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("failover.log")]);
});
