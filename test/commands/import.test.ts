import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { collectionFolder } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const FIXTURES = fileURLToPath(new URL("../importers/fixtures/old-postmortems", import.meta.url));

const SCHEMA = fileURLToPath(new URL("../../schema/output/import-result.schema.json", import.meta.url));

const CONFIG = `schema: 1
title: Learning from failure
severities: [{id: sev1, title: Critical, description: Most users cannot work}]
owners: [{id: team-shop, title: Shop}]
rules: {orphan-entry: off}
`;

/** The folder of old postmortems and an empty collection, side by side. */
function folders(): { old: string; root: string; run: (...args: string[]) => ReturnType<typeof inquest> } {
  const top = mkdtempSync(join(tmpdir(), "inquest-"));
  onTestFinished(() => rmSync(top, { recursive: true, force: true }));
  const old = join(top, "old-postmortems");
  cpSync(FIXTURES, old, { recursive: true });
  const root = collectionFolder({});
  writeFileSync(join(root, "inquest.yaml"), CONFIG);
  return { old, root, run: (...args) => inquest(["import", "--root", root, ...args], { cwd: top }) };
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
const textsIn = (folder: string) => filesIn(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]);
const draftOf = (root: string, id: string) => readFileSync(join(root, "incidents", `${id}.md`), "utf8");
const frontOf = (root: string, id: string) => parse(draftOf(root, id).split("\n---\n")[0] ?? "");

const DISK = "2019-07-02-checkout-refused-orders-while-a-disk-was-full";

test("a folder becomes drafts that check clean, with their sources as evidence", () => {
  const { old, root, run } = folders();
  const { code, stdout, stderr } = run(old);
  expect([code, stderr]).toEqual([0, ""]);
  expect(filesIn(join(root, "incidents"))).toEqual([
    "2017-03-04-power-loss-in-one-hall.md",
    "2018-11-20-flush-of-the-cache-slowed-the-site-down.md",
    `${DISK}.md`,
    "2019-07-09-queue-stuck-for-half-a-day.md",
    "2020-05-06-search-was-empty-on-wednesday.md",
    "2020-07-14-storung-in-der-region-sud.md",
    "2022-02-03-a-long-list-stops-the-parser.md",
    "2023-01-19-sign-in-fails-for-some-keys-are-rotated.md",
    "undated-incidents-of-2021.md",
    "undated-mail-relay-refused-everything.md",
  ]);
  expect(stdout).toContain("13 files: 10 drafts, 3 skipped");
  const check = JSON.parse(inquest(["check", "--root", root, "--format", "json"]).stdout);
  expect(check.summary.errors).toBe(0);
});

test("what the team knows of all documents settles zones, numbers and severities", () => {
  const { old, root, run } = folders();
  const text = `# Postmortem: 06-05-2026 - Checkout down\n\n**Severity:** SEV-1 (critical)\n\n## Summary\n\nDown.\n\n## Timeline\n\n- 00:58 Outage begins\n`;
  writeFileSync(join(old, "checkout.md"), text);
  expect(run(join(old, "checkout.md"), "--zone", "Europe/Berlin", "--day-order", "dmy").code).toBe(0);
  expect(frontOf(root, "2026-05-06-checkout-down")).toMatchObject({
    severity: "sev1",
    timeline: [{ at: "2026-05-06T00:58:00+02:00" }],
  });
  const bad = run(old, "--zone", "Mars");
  expect([bad.code, bad.stderr]).toEqual([
    2,
    'inquest: Unknown zone "Mars": write an IANA name such as Europe/Berlin, or an offset such as +02:00\n',
  ]);
  expect(run(old, "--day-order", "ymd").stderr).toContain("Allowed choices are dmy, mdy");
});

test("options that would settle what is left open are named, with what to do first", () => {
  const { old, run } = folders();
  rmSync(old, { recursive: true });
  mkdirSync(old);
  writeFileSync(
    join(old, "2026-03-04-queue.md"),
    "# Incident: queue stuck\n\nTimeline (UTC):\n\n- 04/03/2026 10:00 It fills\n- 05/03/2026 11:00 It is drained\n",
  );
  writeFileSync(
    join(old, "2026-03-06-cache.md"),
    "# Incident: cache cold\n\n## Timeline\n\n- 2026-03-06 10:00 It is cold\n",
  );
  const day = "2 rows with a date that can be one of two days, such as 04/03/2026: say --day-order dmy or mdy\n";
  const zone = "1 row with a clock whose zone nothing says: say --zone, such as --zone Europe/Berlin\n";
  const again = "With another option remove these drafts and their folders of evidence first, then import again\n";
  const tried = run(old, "--dry-run").stdout;
  expect(tried).toContain(day + zone);
  expect(tried).not.toContain(again);
  expect(run(old, "--dry-run", "--day-order", "dmy", "--zone", "UTC").stdout).not.toMatch(/--day-order|--zone/);
  expect(run(old).stdout).toContain(day + zone + again);
});

test("the report names what was read of each file, the worst first, and as JSON by its schema", () => {
  const { old, run } = folders();
  writeFileSync(join(old, "broken.json"), '[{"incidents": ');
  const text = `# Postmortem: Checkout down\n\nAll times UTC.\n\n## Timeline\n\n- 2026-05-06 00:58 Outage begins\n- 01:xx Somebody notices\n`;
  writeFileSync(join(old, "a-checkout.md"), text);
  const lines = run(old, "--dry-run").stdout.split("\n");
  expect(lines[0]).toContain("broken.json: NOT IMPORTED. line 1: Expected JSON, which ends or breaks here");
  const at = lines.findIndex((line) => line.includes("a-checkout.md would become"));
  expect(lines[at + 1]).toContain(
    'title "Checkout down", day 2026-05-06 from the timeline, zone UTC, 1 of 2 rows (2026-05-06T00:58:00Z), 0 actions',
  );
  const { code, stdout } = run(old, "--dry-run", "--format", "json");
  expect(code).toBe(1);
  const result = JSON.parse(stdout);
  const ajv = new Ajv2020({ strict: false });
  expect(ajv.validate(JSON.parse(readFileSync(SCHEMA, "utf8")), result), ajv.errorsText()).toBe(true);
  expect(result.files[0]).toMatchObject({ outcome: "failed", reason: expect.stringContaining("line 1") });
  expect(result.files.find(({ title }: { title?: string }) => title === "Checkout down")).toMatchObject({
    outcome: "draft",
    id: "2026-05-06-checkout-down",
    day: "2026-05-06",
    zone: "UTC",
    rows: { seen: 2, read: 1, exact: 1 },
    first: "2026-05-06T00:58:00Z",
    actions: 0,
    doubts: ["1 line that looked timed and could not be read", expect.stringContaining("Somebody notices")],
  });
});

test("what changed at the source of an edited draft is shown, and the draft stays", () => {
  const { old, root, run } = folders();
  const source = join(old, "2019-07-09-queue-stuck.md");
  run(source);
  const id = "2019-07-09-queue-stuck-for-half-a-day";
  const draft = join(root, "incidents", `${id}.md`);
  appendFileSync(draft, "\nMine.\n");
  const edited = readFileSync(draft, "utf8");
  writeFileSync(source, `${readFileSync(source, "utf8")}\nOne more line.\n`);
  const { code, stdout } = run(source);
  expect(code).toBe(0);
  expect(stdout).toContain(`${id}.md, and the draft was edited too. Nothing was written`);
  expect(stdout).toMatch(/\n {4}@@ .* @@\n(?: {5}.*\n| {4}\+\n)* {4}\+One more line\.\n/);
  expect(readFileSync(draft, "utf8")).toBe(edited);
  const { files } = JSON.parse(run(source, "--format", "json").stdout);
  expect(files).toMatchObject([{ outcome: "changed", edited: true, diff: expect.stringContaining("+One more line.") }]);
});

test("--archive writes archived documents, of which nothing more is asked; an undated one stays a draft", () => {
  const { old, root, run } = folders();
  expect(run(old, "--archive").code).toBe(0);
  expect(frontOf(root, DISK).status).toBe("archived");
  expect(frontOf(root, "undated-mail-relay-refused-everything").status).toBe("draft");
  const check = JSON.parse(inquest(["check", "--root", root, "--format", "json"]).stdout);
  expect(check.summary.errors).toBe(0);
});

test("every line of a source is in its draft or in its evidence, whose hash is right", () => {
  const { old, root, run } = folders();
  run(old);
  for (const draft of filesIn(join(root, "incidents"))) {
    const id = draft.slice(0, -3);
    const text = draftOf(root, id);
    const [entry] = frontOf(root, id).evidence;
    const origin = /^# Imported by inquest from (.+), which/m.exec(text)?.[1] ?? "";
    const source = readFileSync(join(old, "..", origin));
    const kept = readFileSync(join(root, "evidence", id, entry.file));
    expect(kept.equals(source)).toBe(true);
    expect(entry.sha256).toBe(createHash("sha256").update(source).digest("hex"));
  }
});

test("what is recognised goes to its field, and what the collection does not know is offered", () => {
  const { old, root, run } = folders();
  const { stdout } = run(old);
  const front = frontOf(root, DISK);
  expect(Object.keys(front)).toEqual([
    "schema",
    "title",
    "kind",
    "status",
    "authors",
    "timeline",
    "violated_invariants",
    "detection",
    "unclear_contracts",
    "missing_evidence",
    "evidence",
    "actions",
  ]);
  expect(front).toMatchObject({
    title: "Checkout refused orders while a disk was full",
    kind: "incident",
    status: "draft",
    authors: ["Ana Lima", "Per Holm"],
    detection: { delay: "PT47M", by: "alert" },
    violated_invariants: { unknown: "imported, not recorded" },
    actions: [
      {
        id: "A1",
        title: "Delete exports after a week",
        state: "done",
        tracker: "https://tracker.example.org/issues/12",
      },
      { id: "A2", type: "detect" },
    ],
  });
  expect(front.timeline.map(({ at }: { at: string }) => at)).toEqual([
    "2019-07-02T09:02:00Z",
    "2019-07-02T09:49:00Z",
    "2019-07-02T10:05:00Z",
  ]);
  expect(draftOf(root, DISK)).toContain("# The owner of A2 in the document: Ana Lima\n");
  expect(stdout).toContain("Owners that the collection does not know: shop team (2), Ana Lima.");
  expect(stdout).toContain("Severities that the collection does not know: P1, disrupted.");
});

test("headings get the names of the collection; links lead to drafts, to attachments or to nothing", () => {
  const { old, root, run } = folders();
  const { stdout } = run(old);
  const text = draftOf(root, DISK);
  expect(text.match(/^## .*/gm)).toEqual([
    "## Summary",
    "## Impact",
    "## Root cause",
    "## Why detection was delayed",
    "## Timeline",
    "## Action items",
    "## Lessons",
  ]);
  expect(text).toContain("## Why detection was delayed\n\n### Detection\n");
  expect(text).toContain("[orders](2019-07-09-queue-stuck-for-half-a-day.md)");
  expect(text).toContain(`![Orders per minute](../evidence/${DISK}/orders%20refused.png)`);
  expect(text).toContain("The dashboard (`/grafana/d/orders`) was being watched");
  expect(stdout).toContain("links that lead to nothing here, now plain text: /grafana/d/orders, ../runbooks/disk.md");
  expect(filesIn(join(root, "evidence", DISK))).toEqual([
    "2019-07-02-disk-full.md",
    "call-notes.txt",
    "orders refused.png",
  ]);
  expect(draftOf(root, "2019-07-09-queue-stuck-for-half-a-day")).toContain(`[last week](${DISK}.md)`);
});

test("fields above a text are read by their format", () => {
  const { old, root, run } = folders();
  run(old);
  expect(frontOf(root, "2017-03-04-power-loss-in-one-hall")).toMatchObject({
    account: "third-party",
    timeline: [{ marks: ["began"] }, { at: "2017-03-04T09:30:00Z", marks: ["resolved"] }],
    sources: [{ id: "S1", publisher: "Example Hosting", published: "2017-03-09T00:00:00Z" }],
  });
  expect(draftOf(root, "2017-03-04-power-loss-in-one-hall")).toContain("## Summary\n\nA switch between two feeds");
  const status = frontOf(root, "2023-01-19-sign-in-fails-for-some-keys-are-rotated");
  expect(status.timeline.map(({ at }: { at: string }) => at.slice(11, 16))).toEqual([
    "08:20",
    "08:25",
    "09:30",
    "09:40",
  ]);
  expect(draftOf(root, "2023-01-19-sign-in-fails-for-some-keys-are-rotated")).toContain(
    "# Services in the document: Sign-in\n",
  );
  expect(frontOf(root, "2020-05-06-search-was-empty-on-wednesday").authors).toEqual(["Per Holm"]);
  expect(frontOf(root, "2022-02-03-a-long-list-stops-the-parser").sources).toMatchObject([
    { url: "https://example.org/advisories/3" },
  ]);
  expect(frontOf(root, "2020-07-14-storung-in-der-region-sud")).toMatchObject({
    kind: "near-miss",
    timeline: [{ at: "2020-07-14T23:50:00+02:00" }, {}, { at: "2020-07-15T00:10:00+02:00" }],
  });
});

test("templates, READMEs and other texts are skipped, and said so; several incidents in one file are told, not split", () => {
  const { old, run } = folders();
  const { stdout } = run(old);
  expect(stdout).toContain("Skipped, as it is a template: old-postmortems/template.md\n");
  expect(stdout).toContain("as it is about the folder (README, licence, index): old-postmortems/README.md\n");
  expect(stdout).toMatch(/nothing in it is like a postmortem .*: old-postmortems\/style-guide\.md\n/);
  expect(stdout).toContain("4 headings with a date of their own");
  expect(stdout).toContain("1 other file that no document links to: left alone");
});

test("a file that is skipped is read when it is named with its format", () => {
  const { old, root, run } = folders();
  expect(run(join(old, "style-guide.md")).stdout).toContain("1 file: 1 skipped");
  expect(run(join(old, "style-guide.md"), "--from", "markdown").code).toBe(0);
  expect(filesIn(join(root, "incidents"))).toEqual(["undated-how-we-write.md"]);
});

test("--dry-run writes nothing, and says the same", () => {
  const { old, root, run } = folders();
  const before = textsIn(root);
  const dry = run(old, "--dry-run");
  expect(dry.code).toBe(0);
  expect(textsIn(root)).toEqual(before);
  expect(dry.stdout).toContain("13 files: 10 would become drafts, 3 skipped");
  expect(dry.stdout).toContain(`2019-07-02-disk-full.md would become `);
});

test("importing twice changes nothing; an edited draft is left alone, and so is a changed source without --force", () => {
  const { old, root, run } = folders();
  run(old);
  const once = textsIn(root);
  const again = run(old);
  expect(again.code).toBe(0);
  expect(again.stdout).toContain("13 files: 10 already imported");
  expect(again.stdout).not.toContain("edited");
  expect(textsIn(root)).toEqual(once);

  const draft = join(root, "incidents", `${DISK}.md`);
  appendFileSync(draft, "\nExports are now kept for a week.\n");
  const edited = textsIn(root);
  expect(run(old).stdout).toMatch(/2019-07-02-disk-full\.md: already imported as .*, edited since: left alone\n/);
  expect(textsIn(root)).toEqual(edited);

  appendFileSync(join(old, "2019-07-02-disk-full.md"), "\nAdded in the source.\n");
  const changed = run(old);
  expect(changed.stdout).toMatch(
    /disk-full\.md: changed since .*, and the draft was edited too\. Nothing was written; --force/,
  );
  expect(textsIn(root)).toEqual(edited);

  const forced = run(old, "--force");
  expect(forced.stdout).toContain("2019-07-02-disk-full.md → rewritten");
  expect(readFileSync(draft, "utf8")).toContain("Added in the source.");
  expect(inquest(["check", "--root", root]).code).toBe(0);
  expect(run(old).stdout).toContain("13 files: 10 already imported");
});

test("a file named alone is the one that was imported with its folder", () => {
  const { old, root, run } = folders();
  run(old);
  const once = textsIn(root);
  expect(run(join(old, "cache-flush")).stdout).toContain("1 file: 1 already imported");
  writeFileSync(
    join(old, "cache-flush"),
    "# Flush of the cache slowed the site down\n\nDate: 2018-11-20\n\n## Impact\n\nOther words.\n",
  );
  expect(run(join(old, "cache-flush")).stdout).toContain("changed since it was imported");
  expect(textsIn(root)).toEqual(once);
});

test("a file named alone takes its attachments along; folders of one name do not mix", () => {
  const { old, root, run } = folders();
  run(join(old, "2019-07-02-disk-full.md"));
  expect(filesIn(join(root, "evidence", DISK))).toEqual([
    "2019-07-02-disk-full.md",
    "call-notes.txt",
    "orders refused.png",
  ]);
  for (const team of ["mail", "search"]) {
    mkdirSync(join(old, team, "incidents"), { recursive: true });
    writeFileSync(
      join(old, team, "incidents/2021-02-03.md"),
      `# Outage of ${team}\n\n## Impact\n\nSee [the log](a.log).\n`,
    );
    writeFileSync(join(old, team, "incidents/a.log"), `${team}\n`);
    expect(run(join(old, team, "incidents")).stdout).toContain("1 file: 1 draft");
  }
  const logs = ["mail", "search"].map((team) => join(root, `evidence/2021-02-03-outage-of-${team}/a.log`));
  expect(logs.map((log) => readFileSync(log, "utf8"))).toEqual(["mail\n", "search\n"]);
  const both = run(join(old, "mail/incidents"), join(old, "search/incidents"));
  expect(both.stdout).toContain("2 files: 2 already imported");
});

test("bytes of Windows-1252, pictures and PDFs: an error that names the byte and the file, the rest is imported", () => {
  const { old, root, run } = folders();
  writeFileSync(
    join(old, "2016-01-01-quotes.md"),
    Buffer.from("# Outage\n\n## Impact\n\nNobody\x92s mail arrived.\n", "latin1"),
  );
  const { code, stdout } = run(old);
  expect(code).toBe(1);
  expect(stdout).toContain(
    "2016-01-01-quotes.md: NOT IMPORTED. line 5: Expected UTF-8, found the byte 0x92 at offset 27. Save the file as UTF-8",
  );
  expect(filesIn(join(root, "incidents"))).toHaveLength(10);
  const pdf = run(join(old, "contract.pdf"));
  expect(pdf.code).toBe(1);
  expect(pdf.stdout).toContain(
    "NOT IMPORTED. Expected text, found a file of another kind. Save what it says as Markdown",
  );
});

test("copies count once, namesakes of one day get a number, and both are told", () => {
  const { old, root, run } = folders();
  const text = (more: string) => `# Login was down\n\nDate: 2021-02-03\n\n## Impact\n\n${more}\n`;
  mkdirSync(join(old, "teams"));
  writeFileSync(join(old, "teams/a.md"), text("Nobody could log in."));
  writeFileSync(join(old, "teams/b.md"), text("The phones did not stop."));
  writeFileSync(join(old, "teams/c.md"), text("Nobody could log in."));
  const { stdout } = run(join(old, "teams"));
  expect(filesIn(join(root, "incidents"))).toEqual(["2021-02-03-login-was-down-2.md", "2021-02-03-login-was-down.md"]);
  expect(stdout).toContain("teams/c.md: the same as teams/a.md, which stands for both\n");
  expect(stdout).toMatch(/Perhaps one incident: .*login-was-down\.md and .*login-was-down-2\.md\. Merge them, or link/);
});

test("the day of the first commit is offered for a document without a day, and not taken", () => {
  const { old, root, run } = folders();
  const env = { GIT_AUTHOR_DATE: "2015-06-07T12:00:00Z", GIT_COMMITTER_DATE: "2015-06-07T12:00:00Z" };
  git(old, env, "init", "-q");
  git(old, env, "add", ".");
  git(old, env, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "All");
  run(old);
  expect(draftOf(root, "undated-mail-relay-refused-everything")).toContain(
    "# The day is not known. The source was first committed on 2015-06-07\n",
  );
  expect(draftOf(root, DISK)).not.toContain("first committed");
});

test("faults of the call are one line, exit 2, and write nothing", () => {
  const { old, root, run } = folders();
  const before = textsIn(root);
  const faults: [args: string[], message: RegExp][] = [
    [["nowhere"], /Nothing at nowhere: name a file or a folder/],
    [[old, "--from", "word"], /Allowed choices are auto, advisory/],
    [[join(root, "incidents")], /Nothing at|belongs to the collection already/],
    [[], /missing required argument/],
  ];
  for (const [args, message] of faults) {
    const { code, stderr } = run(...args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  }
  mkdirSync(join(old, "empty"));
  expect(run(join(old, "empty"))).toMatchObject({ code: 2, stderr: expect.stringContaining("No files in") });
  expect(textsIn(root)).toEqual(before);
});

test("a link does not fetch what lies outside of the folder that was named", () => {
  const { old, root, run } = folders();
  writeFileSync(join(old, "../secret.txt"), "not yours\n");
  writeFileSync(
    join(old, "posts/2022-01-01-leak.md"),
    "# Leak\n\n## Impact\n\nSee [this](../../secret.txt) and [that](../images/orders%20refused.png).\n",
  );
  const { stdout } = run(join(old, "posts"));
  expect(stdout).toContain("now plain text: ../../secret.txt, ../images/orders%20refused.png");
  expect(filesIn(join(root, "evidence"))).not.toContain("2022-01-01-leak/secret.txt");
  expect(inquest(["check", "--root", root]).code).toBe(0);
});

function git(cwd: string, env: Record<string, string>, ...args: string[]): void {
  execFileSync("git", args, { cwd, env: { ...process.env, ...env } });
}

test("an export with several incidents becomes a draft for each, with its own part as evidence", () => {
  const { old, root, run } = folders();
  const incident = (number: number, title: string) => ({
    id: `PT4KHL${number}`,
    type: "incident",
    incident_number: number,
    title,
    status: "resolved",
    created_at: `2021-08-${10 + number}T13:28:57Z`,
    resolved_at: `2021-08-${10 + number}T15:28:57Z`,
  });
  const file = join(old, "pagerduty.json");
  const save = (first: string) =>
    writeFileSync(file, JSON.stringify({ incidents: [incident(1, first), incident(2, "Search is slow")] }));
  save("The queue is full");
  expect(run(file)).toMatchObject({ code: 0, stderr: "" });
  const ids = ["2021-08-11-the-queue-is-full", "2021-08-12-search-is-slow"];
  expect(filesIn(join(root, "incidents"))).toEqual(ids.map((id) => `${id}.md`));
  const [first, second] = ids.map((id) => frontOf(root, id).evidence[0].sha256);
  expect(first).not.toBe(second);
  expect(inquest(["check", "--root", root]).code).toBe(0);
  const once = textsIn(root);
  expect(run(file).stdout).toContain("1 file: 2 already imported");
  save("The queue was full");
  expect(run(file).stdout).toContain("1 file: 1 already imported, 1 changed since it was imported");
  expect(textsIn(root)).toEqual(once);
});

test("a file of 700 MB is one line and is not read, and the others are imported", () => {
  const { old, run } = folders();
  const large = join(old, "dump.json");
  writeFileSync(large, "");
  truncateSync(large, 700 * 1024 * 1024);
  const before = process.memoryUsage.rss();
  const { code, stdout } = run("old-postmortems");
  expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 1024 * 1024);
  expect(code).toBe(1);
  expect(stdout.split("\n").filter((line) => line.includes("dump.json"))).toEqual([
    expect.stringContaining(
      "it has 700 MiB, and at most 64 MiB are read; split it, or cut out what is about an incident",
    ),
  ]);
  expect(stdout).toMatch(/draft/);
});
