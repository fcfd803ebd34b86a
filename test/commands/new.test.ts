import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { collectionFolder, SOUND, temporaryFolder } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

/** A repository with a new collection in it. */
function repository(): string {
  const top = mkdtempSync(join(tmpdir(), "inquest-"));
  onTestFinished(() => rmSync(top, { recursive: true, force: true }));
  execFileSync("git", ["init", "-q"], { cwd: top });
  inquest(["init"], { cwd: top });
  return top;
}

const written = (top: string) =>
  readdirSync(join(top, "postmortems/incidents")).filter((name) => !/forced-rollout/.test(name));
// What is refused changes nothing, so that one will do for all.
let shared: string;
beforeAll(() => {
  shared = mkdtempSync(join(tmpdir(), "inquest-"));
  inquest(["init", "."], { cwd: shared });
});
afterAll(() => rmSync(shared, { recursive: true, force: true }));

const today = () => new Date().toISOString().slice(0, 10);

test("flags become a draft that passes, its path is the result, and the next steps are said", () => {
  const top = repository();
  const args = ["new", "incident", "Grants: stayed # valid", "--date", "2026-03-14", "--zone", "Europe/Berlin"];
  args.push(
    "--service",
    "sidecar,admin-api",
    "--kind",
    "stale-data-plane",
    "--severity",
    "sev2",
    "--owner",
    "team-policy",
  );
  args.push("--mark", "detected=10:49 The alert fires", "--mark", "began=10:02/10:10", "--author", "a-handle");
  const path = "postmortems/incidents/2026-03-14-grants-stayed-valid.md";
  const { code, stdout, stderr } = inquest(args, { cwd: top });
  expect([code, stdout]).toEqual([0, `${path}\n`]);
  expect(stderr).toContain(`inquest check --status published ${path}`);
  expect(stderr).toContain("inquest evidence add FILE --to 2026-03-14-grants-stayed-valid");
  const text = readFileSync(join(top, path), "utf8");
  for (const line of [
    'title: "Grants: stayed # valid"',
    "severity: sev2",
    "owner: team-policy",
    "authors: [a-handle]",
    "  - {service: sidecar, role: origin}",
    "  - {service: admin-api, role: affected}",
    "  - {kind: consistency/stale-data-plane, why: …}",
    "  - {at: [2026-03-14T10:02:00+01:00, 2026-03-14T10:10:00+01:00], event: …, marks: [began]}",
    "  - {at: 2026-03-14T10:49:00+01:00, event: The alert fires, marks: [detected]}",
    "  delay: [PT39M, PT47M]",
  ])
    expect(text).toContain(`\n${line}\n`);
  expect(inquest(["check", path], { cwd: top }).stdout).toBe("12 files checked, no diagnostics\n");
  expect(execFileSync("git", ["diff", "--cached", "--name-only"], { cwd: top, encoding: "utf8" })).toBe("");
  const missing = inquest(["check", "--status", "published", path], { cwd: top });
  expect(missing.code).toBe(1);
  for (const what of [
    'Missing field "published_on"',
    'Missing mark "resolved"',
    'Empty section "Lessons"',
    'Missing field "why_delayed"',
  ])
    expect(missing.stdout).toContain(what);
  // 35 lines of front matter are enough, beside the help.
  expect(
    text
      .slice(0, text.indexOf("\n---\n"))
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("##")).length,
  ).toBeLessThanOrEqual(40);
});

test("a near-miss and a drill, each in its folder; today where no day is given", () => {
  const top = repository();
  const day = today();
  expect(inquest(["new", "near-miss", "A", "key", "nearly", "expired"], { cwd: top }).stdout).toMatch(
    /^postmortems\/incidents\/\d{4}-\d{2}-\d{2}-a-key-nearly-expired\.md\n$/,
  );
  expect(
    [day, today()].some((one) => existsSync(join(top, `postmortems/incidents/${one}-a-key-nearly-expired.md`))),
  ).toBe(true);
  const drill = [
    "new",
    "drill",
    "Issuer down",
    "--scenario",
    "partial-token-issuer-outage",
    "--environment",
    "staging",
  ];
  drill.push(
    "--held",
    "2026-05-20T09:00Z/2026-05-20T11:00Z",
    "--service",
    "sidecar,admin-api",
    "--location",
    "eu-west",
  );
  expect(inquest(drill, { cwd: top })).toMatchObject({
    code: 0,
    stdout: "postmortems/drills/2026-05-20-issuer-down.md\n",
  });
  const text = readFileSync(join(top, "postmortems/drills/2026-05-20-issuer-down.md"), "utf8");
  expect(text).toContain("\nheld: [2026-05-20T09:00:00Z, 2026-05-20T11:00:00Z]\n");
  expect(text).toContain("\nservices: [sidecar, admin-api]\n");
  expect(inquest(["check"], { cwd: top }).stdout).toBe("13 files checked, no diagnostics\n");
});

test("a timeline from elsewhere gives the events and the day", () => {
  const top = repository();
  const rows = [
    { at: "2026-03-15T00:49:00+01:00", event: "The alert fires", mark: "detected", author: "U123" },
    { at: "2026-03-14T22:02:00Z", event: "Rollout 812", mark: ["introduced", "began"], thread: 1 },
  ];
  writeFileSync(join(top, "timeline.json"), JSON.stringify(rows));
  const { code, stdout, stderr } = inquest(["new", "incident", "Stale", "--from", "timeline.json"], { cwd: top });
  expect([code, stdout]).toEqual([0, "postmortems/incidents/2026-03-14-stale.md\n"]);
  expect(stderr).toContain('inquest: timeline.json: ignored "author", "thread"\n');
  expect(readFileSync(join(top, "postmortems/incidents/2026-03-14-stale.md"), "utf8")).toContain(`
timeline:
  - {at: 2026-03-14T22:02:00Z, event: Rollout 812, marks: [introduced, began]}
  - {at: 2026-03-15T00:49:00+01:00, event: The alert fires, marks: [detected]}
#   - {at: …, event: …, marks: [resolved]}
`);
  const input = "at,event,mark\n2026-04-01 10:49,The alert fires,detected\n";
  const piped = inquest(["new", "near-miss", "Piped", "--from", "-", "--zone", "+02:00"], {
    cwd: top,
    input,
  });
  expect(piped).toMatchObject({ code: 0, stdout: "postmortems/incidents/2026-04-01-piped.md\n" });
  expect(inquest(["check"], { cwd: top }).stdout).toBe("13 files checked, no diagnostics\n");
});

test.each([
  [
    ["new"],
    "Missing type and title: stdin is not a terminal, so pass it as an argument: inquest new incident|near-miss|drill TITLE",
  ],
  [["new", "drill"], "Missing title: stdin is not a terminal, so pass it as an argument: inquest new drill TITLE"],
  [["new", "incidnet", "x"], 'Unknown type "incidnet": did you mean incident?'],
  [["new", "incident", " "], "Expected a title"],
  [["new", "incident", "two\nlines"], "Expected a title on one line"],
  [["new", "incident", "x".repeat(201)], "Expected a title of at most 200 characters, found 201"],
  [["new", "incident", "Сбой входа"], "it is not in Latin letters; choose one with --id"],
  [["new", "incident", "x", "--id", "../../x"], "Expected an id such as"],
  [["new", "incident", "x", "--id", "2026-01-01-x", "--date", "2026-01-02"], "name two days"],
  [["new", "incident", "x", "--date", "soon"], 'Expected a day such as 2026-03-14, found "soon"'],
  [["new", "incident", "x", "--date", "2026-02-30"], "2026-02 has 28 days"],
  [["new", "incident", "x", "--zone", "Mars"], 'Unknown zone "Mars"'],
  [["new", "incident", "x", "--service", "sidcar"], 'Unknown service "sidcar": did you mean "sidecar"?'],
  [
    ["new", "incident", "x", "--service", "sidecar:cause"],
    'unknown role "cause": write sidecar:origin or sidecar:affected',
  ],
  [["new", "incident", "x", "--class", "trus"], 'Unknown class "trus": did you mean "trust"?'],
  [
    ["new", "incident", "x", "--kind", "stale-data-plan"],
    'Unknown kind "stale-data-plan": did you mean "consistency/stale-data-plane"?',
  ],
  [["new", "incident", "x", "--class", "trust", "--kind", "stale-data-plane"], 'Unknown kind "stale-data-plane"'],
  [["new", "incident", "x", "--severity", "sev9"], 'Unknown severity "sev9"'],
  [["new", "incident", "x", "--owner", "team-polcy"], 'Unknown owner "team-polcy": did you mean "team-policy"?'],
  [["new", "incident", "x", "--mark", "detected"], "--mark detected: expected NAME=TIME"],
  [["new", "incident", "x", "--mark", "detectd=2026-03-14T09:49Z"], 'Unknown mark "detectd": did you mean "detected"?'],
  [["new", "incident", "x", "--mark", "detected=09:49"], "--mark detected: Expected a time with an offset"],
  [
    ["new", "incident", "x", "--date", "2026-10-25", "--zone", "Europe/Berlin", "--mark", "began=02:30"],
    "--mark began: The clocks of Europe/Berlin showed 02:30 on 2026-10-25 twice",
  ],
  [
    ["new", "incident", "x", "--mark", "began=2026-03-14T09:00Z", "--mark", "resolved=2026-03-14T08:00Z"],
    '--mark resolved: "resolved" is before "began" of --mark began',
  ],
  [["new", "incident", "x", "--scenario", "policy-distribution-lag"], "--scenario is for drills"],
  [["new", "drill", "x", "--kind", "trust/missing-identity"], "--kind is for incidents and near-misses"],
  [["new", "drill", "x", "--service", "sidecar:origin"], "services of a drill have no role"],
  [["new", "drill", "x", "--environment", "moon"], "Allowed choices are production, staging, tabletop"],
  [["new", "incident", "x", "--from", "nowhere.json"], "Cannot read nowhere.json: there is no such file"],
  [["new", "incident", "x", "--from", "."], "Cannot read .: it is a folder"],
  [
    ["new", "incident", "x", "--kind", "trust/nothing-near"],
    'Unknown kind "trust/nothing-near": choose from trust/missing-identity, ',
  ],
  [["new", "incident", "x", "--edit"], "--edit needs an editor: set VISUAL or EDITOR"],
])("%j is refused in one line, and nothing is written", (args, message) => {
  const { code, stdout, stderr } = inquest(args, { cwd: shared, env: { VISUAL: "", EDITOR: "" } });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(readdirSync(join(shared, "incidents")).length + readdirSync(join(shared, "drills")).length).toBe(2);
});

test("the faults of all flags are told in one run", () => {
  const flags = [
    "--owner",
    "nobody",
    "--zone",
    "Mars",
    "--service",
    "sidcar,admin-apy",
    "--kind",
    "trust/x",
    "--kind",
    "foo",
  ];
  const answers = [
    "--detection",
    "customer",
    "--missing",
    "x",
    "--scenario",
    "y",
    "--mark",
    "began=25:00",
    "--mark",
    "z=2026-03-14T09:00Z",
  ];
  const { code, stderr } = inquest(["new", "incident", "x", ...flags, ...answers], { cwd: shared });
  expect(code).toBe(2);
  const wanted = [
    'Unknown service "sidcar"',
    'Unknown service "admin-apy"',
    'Unknown kind "trust/x"',
    'Unknown kind "foo"',
    'Unknown mark "z"',
    "--detection customer: expected",
    "--missing x: expected",
    "--scenario is for drills",
    'Unknown zone "Mars"',
    'Unknown owner "nobody"',
    'Unknown scenario "y"',
    "--mark began: Expected a clock time",
  ];
  const lines = stderr.trimEnd().split("\n");
  for (const [index, text] of wanted.entries()) expect(lines[index]).toContain(`inquest: ${text}`);
  expect(lines).toHaveLength(wanted.length);
});

test("times are echoed as they were read, on the author's clock and in UTC", () => {
  const top = repository();
  const args = ["new", "incident", "Echo", "--date", "2026-07-10", "--zone", "Europe/Berlin", "--dry-run"];
  const marks = ["began=21:00", "detected=9:10 PM alert", "mitigated=23:30-00:10 the queue drains"];
  const { code, stderr } = inquest([...args, ...marks.flatMap((mark) => ["--mark", mark])], { cwd: top });
  expect(code).toBe(0);
  expect(stderr.split("\n").slice(0, 3)).toEqual([
    "began = 21:00 CEST = 19:00Z on 2026-07-10",
    "detected = 21:10 CEST = 19:10Z on 2026-07-10",
    "mitigated = 23:30 CEST on 2026-07-10 to 00:10 on 2026-07-11 = 21:30Z to 22:10Z on 2026-07-10",
  ]);
  const far = ["new", "incident", "Far", "--date", "2026-07-10", "--zone", "America/New_York", "--dry-run"];
  expect(inquest([...far, "--mark", "began=9 pm"], { cwd: top }).stderr).toContain(
    "began = 21:00 EDT on 2026-07-10 = 01:00Z on 2026-07-11\n",
  );
});

test("a sequence of clock times passes midnight, and no detection comes before the beginning", () => {
  const args = ["new", "incident", "Night", "--date", "2026-03-14", "--zone", "Europe/Berlin", "--dry-run"];
  const run = (...marks: string[]) => inquest([...args, ...marks.flatMap((mark) => ["--mark", mark])], { cwd: shared });
  const night = run("resolved=02:00", "detected=00:10", "began=23:50");
  expect(night.stderr.split("\n").slice(0, 3)).toEqual([
    "began = 23:50 CET = 22:50Z on 2026-03-14",
    "detected = 00:10 CET on 2026-03-15 = 23:10Z on 2026-03-14",
    "resolved = 02:00 CET = 01:00Z on 2026-03-15",
  ]);
  expect(night.stdout).toContain("\n  delay: PT20M\n");
  const before = run("began=10:02", "detected=09:49");
  expect([before.code, before.stdout]).toEqual([2, ""]);
  expect(before.stderr).toBe(
    'inquest: --mark detected: the time is before "began": write the day with both times, such as 2026-03-14 09:49, if that is so\n',
  );
  // A day that was given counts behind a time with a day of its own.
  expect(run("began=2026-03-12 05:44", "detected=03:31", "resolved=02:00").stderr).toContain(
    "detected = 03:31 CET = 02:31Z on 2026-03-14\n",
  );
  // With its day it is meant: someone noticed before the first real operation failed.
  expect(run("began=2026-03-14 10:02", "detected=2026-03-14 09:49").stdout).toContain("\n  delay: -PT13M\n");
  expect(run("began=23:00", "resolved=11:01").stderr).toContain('"resolved" is before "began"');
  expect(run("began=23:00", "resolved=11:00").stdout).toContain("{at: 2026-03-15T11:00:00+01:00");
});

test("a service that the catalog does not have: the nearest one, and the file to add it to", () => {
  const root = temporaryFolder({});
  inquest(["init", ".", "--no-example"], { cwd: root });
  const empty = inquest(["new", "incident", "x", "--service", "payments", "--yes"], { cwd: root });
  expect(empty.stderr).toBe(
    'inquest: Unknown service "payments": the collection has none yet. Add it to catalog/services.yaml as {id: payments, title: payments, description: …, organisation: …}, or leave it out for now\n',
  );
  expect(inquest(["new", "incident", "x", "--service", "sidecars"], { cwd: shared }).stderr).toContain(
    'Unknown service "sidecars": did you mean "sidecar"? Else add it to catalog/services.yaml as {id: sidecars, title: sidecars, description: …, organisation: Example Platform}, or leave it out for now',
  );
});

test("a clock time of today that is still to come was yesterday", () => {
  const soon = new Date(Date.now() + 2 * 3_600_000);
  const clock = soon.toISOString().slice(11, 16);
  const yesterday = new Date(soon.getTime() - 86_400_000).toISOString().slice(0, 10);
  const args = ["new", "incident", "Late", "--zone", "UTC", "--mark", `began=${clock}`, "--dry-run"];
  // From ten in the evening on, the clock is that of the next day, and its time of today is long past.
  const expected = soon.getUTCDate() === new Date().getUTCDate() ? yesterday : new Date().toISOString().slice(0, 10);
  expect(inquest(args, { cwd: shared }).stdout).toContain(`{at: ${expected}T${clock}:00Z`);
});

test("the four answers as flags, and what is not one of them", () => {
  const args = ["new", "incident", "Answers", "--date", "2026-03-14", "--dry-run"];
  const four = [
    ["--kind", "trust/invalid-identity=Keys, old and new, were mixed"],
    ["--invariant", "Every valid token is accepted=The new key was not distributed"],
    ["--detection", "customer=No alert watches refusals"],
    ["--contract", "none=One team owns both sides"],
    ["--missing", "trace=Which key signed which token=To tell bad tokens from good ones"],
  ];
  const { stdout } = inquest([...args, ...four.flat()], { cwd: shared });
  for (const line of [
    '  - {kind: trust/invalid-identity, why: "Keys, old and new, were mixed"}',
    "  - {invariant: {statement: Every valid token is accepted}, how: The new key was not distributed}",
    "detection:\n  by: customer\n  why_delayed: No alert watches refusals\n#   delay: …",
    "unclear_contracts: {none: One team owns both sides}",
    "  - {id: M1, what: Which key signed which token, kind: trace, needed_for: To tell bad tokens from good ones}",
  ])
    expect(stdout).toContain(`\n${line}\n`);
  const refused = (...more: string[]) => inquest([...args, ...more], { cwd: shared }).stderr;
  expect(refused("--invariant", "a-grant-holds=x")).toContain('Unknown invariant "a-grant-holds"');
  expect(refused("--invariant", "It holds")).toContain("expected WHAT=HOW, or none=REASON");
  expect(refused("--missing", "traces=a=b")).toContain('Unknown kind of evidence "traces": did you mean "trace"?');
  expect(refused("--detection", "customers=x")).toContain('did you mean "customer"?');
  expect(refused("--contract", `${"x".repeat(241)}=y`)).toContain("Expected at most 240 characters, found 241");
  expect(refused("--suspect", "The cache")).toContain("--suspect is for --open and --resume");
});

test("every fault of a timeline is told in one run, each with its row", () => {
  writeFileSync(
    join(shared, "faults.csv"),
    "at,event,mark\n2026-07-10 21:00 EST,a,\n2026-07-10 21:00,b,detectd\nsoon,c,\n2026-07-10 22:00,d,\n",
  );
  const args = ["new", "incident", "x", "--zone", "Europe/Berlin", "--from", "faults.csv"];
  const { code, stderr } = inquest(args, { cwd: shared });
  expect(code).toBe(2);
  expect(stderr.split("\n").map((line) => line.slice(0, 48))).toEqual([
    "inquest: faults.csv: line 2: Expected UTC, Z or ",
    'inquest: faults.csv: line 3: unknown mark "detec',
    "inquest: faults.csv: line 4: Expected a time, fo",
    "",
  ]);
});

test("today is the author's day", () => {
  // At any time of any day these two are a day apart, and one of them is not on UTC's.
  const days = ["Pacific/Kiritimati", "Pacific/Pago_Pago"].map((zone) => {
    const { stderr } = inquest(["new", "incident", "Where", "--dry-run", "--mark", "began=00:30", "--zone", zone], {
      cwd: shared,
    });
    return /began = 00:30 \S+ on (\S+)|began = 00:30\S* = \S+ on (\S+)/.exec(stderr)?.slice(1).find(Boolean);
  });
  const local = (timeZone: string) => new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date());
  expect(new Set(days).size).toBe(2);
  expect(local("Pacific/Kiritimati") >= (days[0] ?? "")).toBe(true);
});

test("what check would refuse is refused at the entry that holds it", () => {
  const top = repository();
  const key = `gh${"p"}_${"Qz7mWc4tLx9b".repeat(3)}`;
  const rows = [
    { at: "2026-03-14T10:00:00Z", event: "The alert fires" },
    { at: "2026-03-14T09:00:00Z", event: `Somebody posts ${key}` },
  ];
  writeFileSync(join(top, "timeline.json"), JSON.stringify(rows));
  const { code, stderr } = inquest(["new", "incident", "x", "--from", "timeline.json"], { cwd: top });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^inquest: timeline\.json: entry 2: Expected no secret.*\(nothing was written\): .*\n$/);
  expect(stderr).not.toContain(key);
  expect(written(top)).toEqual([]);
});

test("what a file holds does not steer the terminal", () => {
  const top = repository();
  writeFileSync(join(top, "timeline.json"), '[{"at": "2026-03-14", "event": "\u009b31m", "mark": "\u009b31m\u202e"}]');
  writeFileSync(join(top, "broken.json"), "[\u001b]0;owned\u0007");
  for (const file of ["timeline.json", "broken.json"]) {
    const { code, stderr } = inquest(["new", "incident", "x", "--from", file], { cwd: top });
    expect(code).toBe(2);
    expect(stderr).toContain(`inquest: ${file}: `);
    expect(stderr).toMatch(/^[^\p{Cc}\p{Cf}]+\n$/u);
  }
});

test("nothing is overwritten without --force, and an id is unique across incidents and drills", () => {
  const top = repository();
  const make = (title: string, ...more: string[]) =>
    inquest(["new", "incident", title, "--date", "2026-03-14", ...more], { cwd: top });
  const path = "postmortems/incidents/2026-03-14-grants.md";
  expect(make("Grants").code).toBe(0);
  writeFileSync(join(top, path), `${readFileSync(join(top, path), "utf8")}\nMine.\n`);
  const second = make("GRANTS!");
  expect(second).toMatchObject({ code: 2, stdout: "" });
  expect(second.stderr).toContain("incidents/2026-03-14-grants.md is there already");
  expect(readFileSync(join(top, path), "utf8")).toContain("Mine.");
  expect(inquest(["new", "drill", "Grants", "--date", "2026-03-14", "--force"], { cwd: top }).code).toBe(2);
  expect(make("Grants again", "--force", "--id", "grants").code).toBe(0);
  expect(readFileSync(join(top, path), "utf8")).toContain("title: Grants again\n");
  expect(make("Grants again", "--id", "grants-2").stdout).toBe("postmortems/incidents/2026-03-14-grants-2.md\n");
});

test("a rule that the collection made an error of does not stand in the way of writing", () => {
  const top = repository();
  const config = join(top, "postmortems/inquest.yaml");
  writeFileSync(config, `${readFileSync(config, "utf8")}\nrules: {status-deadline: error}\n`);
  const { code, stdout, stderr } = inquest(
    ["new", "incident", "Old", "--mark", "resolved=2020-01-02", "--date", "2020-01-02"],
    { cwd: top },
  );
  expect([code, stdout]).toEqual([1, "postmortems/incidents/2020-01-02-old.md\n"]);
  expect(stderr).toContain("status-deadline");
});

test("--dry-run prints the draft and writes nothing", () => {
  const top = repository();
  const { code, stdout } = inquest(["new", "incident", "x", "--dry-run"], { cwd: top });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^---\n[\s\S]*\ntitle: x\n[\s\S]*\n## Lessons\n/);
  expect(written(top)).toEqual([]);
});

test("--edit opens the editor without a shell, then checks what it left", () => {
  const top = repository();
  const script = join(top, "an editor.cjs");
  writeFileSync(
    script,
    `const fs = require("fs"); const [mode, file] = process.argv.slice(2);
     fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("status: draft", "status: " + mode));`,
  );
  const edit = (title: string, mode: string) =>
    inquest(["new", "incident", title, "--edit"], {
      cwd: top,
      env: { VISUAL: `"${process.execPath}" "${script}" ${mode}`, EDITOR: "false" },
    });
  expect(edit("Reviewed", "draft")).toMatchObject({ code: 0 });
  const broken = edit("Broken", "$HOME");
  expect(broken.code).toBe(1);
  expect(broken.stderr).toContain('Unknown status "$HOME"');
  const gone = inquest(["new", "incident", "Gone", "--edit"], { cwd: top, env: { VISUAL: "no-such-editor --wait" } });
  expect(gone.code).toBe(2);
  expect(gone.stderr).toMatch(
    /Cannot run no-such-editor: ENOENT; the draft is in .*-gone\.md: set VISUAL or EDITOR to an editor that is installed\n$/,
  );
  expect(written(top)).toHaveLength(3);
});

test("without a collection, the way to one is said; a folder that is a link is not written through", () => {
  const empty = mkdtempSync(join(tmpdir(), "inquest-"));
  onTestFinished(() => rmSync(empty, { recursive: true, force: true }));
  execFileSync("git", ["init", "-q"], { cwd: empty });
  const { code, stderr } = inquest(["new", "incident", "x"], { cwd: empty });
  expect(code).toBe(2);
  expect(stderr).toContain("write one with inquest init");
  mkdirSync(join(empty, "elsewhere"));
  mkdirSync(join(empty, "pm"));
  writeFileSync(join(empty, "pm/inquest.yaml"), "schema: 1\ntitle: Ours\n");
  symlinkSync("../elsewhere", join(empty, "pm/incidents"));
  expect(inquest(["new", "incident", "x"], { cwd: empty }).stderr).toContain("pm/incidents is not a folder");
  expect(readdirSync(join(empty, "elsewhere"))).toEqual([]);
  rmSync(join(empty, "pm/incidents"));
  expect(inquest(["new", "incident", "x", "--id", "undated-x"], { cwd: empty }).stdout).toBe(
    "pm/incidents/undated-x.md\n",
  );
});

test("headings are those of the collection", () => {
  const top = repository();
  const config = join(top, "postmortems/inquest.yaml");
  writeFileSync(config, `${readFileSync(config, "utf8")}\nsections: {summary: In short}\n`);
  expect(inquest(["new", "incident", "x", "--dry-run"], { cwd: top }).stdout).toContain("\n## In short\n");
});

test("--open writes the few lines that are known, in their order", () => {
  const root = collectionFolder({});
  const args = ["new", "incident", "Sign-in fails", "--root", root, "--open", "--date", "2026-03-14", "--zone", "UTC"];
  const facts = ["--mark", "began=09:02 Sign-in fails", "--suspect", "The cache: stale", "--owner", "editors"];
  const { code, stdout, stderr } = inquest([...args, ...facts, "--dry-run"]);
  expect([code, stderr]).toEqual([0, expect.stringContaining("began = ")]);
  expect(stdout).toBe(`---
schema: 1
title: Sign-in fails
kind: incident
status: draft
owner: editors
timeline:
  - {at: 2026-03-14T09:02:00Z, event: Sign-in fails, marks: [began]}
first_suspects:
  - {what: "The cache: stale"}
---
`);
  expect(inquest(["new", "drill", "A drill", "--root", root, "--open", "--dry-run"])).toMatchObject({ code: 2 });
});

test("a title like that of another document names it, and one by chance does not", () => {
  const root = collectionFolder({ "incidents/2026-03-14-old-keys-refused.md": SOUND });
  const said = (title: string) => inquest(["new", "incident", title, "--dry-run"], { cwd: root }).stderr;
  expect(said("Old keys refused again after the rotation")).toContain(
    'looks like "Old keys were refused for an hour after a rotation": read incidents/2026-03-14-old-keys-refused.md, and name it in recurrence_of or related if it belongs to this\n',
  );
  for (const title of ["The old database was slow", "A certificate expired for an hour", "Keys"])
    expect(said(title)).not.toContain("looks like");
});
