import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const FILE = "incidents/2026-03-14-old-keys-refused.md";
const GITHUB = "https://github.com/northbank/keys/issues";
const GITLAB = "https://gitlab.example/northbank/keys/-/issues";
const JIRA = "https://jira.example/browse";

/** A collection of one own incident with these actions, as lines of YAML. */
function folder(actions: string, account = "own"): string {
  const text = SOUND.replace("status: published", `status: published\naccount: ${account}`).replace(
    "\n---\n\n## Summary",
    `\n# What we promised\nactions:\n${actions}---\n\n## Summary`,
  );
  return collectionFolder({ [FILE]: text });
}

const braces = (id: string, tracker: string, rest = "state: committed") =>
  `  - {id: ${id}, title: Task ${id}, type: prevent, ${rest}, owner: editors, due: 2026-11-01, tracker: "${tracker}"} # of ${id}\n`;

const read = (root: string) => readFileSync(join(root, FILE), "utf8");

function sync(root: string, exported: unknown, ...args: string[]) {
  const input = typeof exported === "string" ? exported : JSON.stringify(exported, null, 2);
  return inquest(["actions", "sync", "--from", "-", ...args], { cwd: root, input });
}

/** An issue as `gh issue list --json number,url,state,stateReason,closedAt,title,assignees` prints it. */
const gh = (number: number, state: string, stateReason = "", closedAt: string | null = null) => ({
  assignees: [],
  closedAt,
  number,
  state,
  stateReason,
  title: `Issue ${number}`,
  url: `${GITHUB}/${number}`,
});

const GH = [
  gh(1, "CLOSED", "COMPLETED", "2026-07-10T22:10:00Z"),
  gh(2, "CLOSED", "NOT_PLANNED", "2026-07-11T08:00:00Z"),
  gh(3, "OPEN", "REOPENED"),
  gh(4, "OPEN"),
  gh(5, "CLOSED", "COMPLETED", "2026-07-12T08:00:00Z"),
];
const MIXED =
  braces("A1", `${GITHUB}/1`) +
  braces("A2", `${GITHUB}/2/`) +
  braces("A3", `${GITHUB}/3#issuecomment-1`, "state: done, done_on: 2026-06-01") +
  braces("A4", `${GITHUB}/4`, "state: proposed") +
  braces("A5", `${GITHUB}/5`, "state: done, done_on: 2026-07-02") +
  braces("A6", `${GITHUB}/60`) +
  "  - {id: A7, title: Without one, type: clarify, state: proposed}\n";

describe("inquest actions sync", () => {
  test("prints what differs from GitHub's issues, a line each, and writes nothing", () => {
    const root = folder(MIXED);
    const before = read(root);
    const first = before.split("\n").findIndex((line) => line.includes("{id: A1")) + 1;
    const { code, stdout, stderr } = sync(root, GH);
    expect(stdout).toBe(
      [
        `${FILE}:${first}: A1 Task A1: committed → done on 2026-07-10`,
        `${FILE}:${first + 1}: A2 Task A2: committed → dropped`,
        `${FILE}:${first + 2}: A3 Task A3: done → open`,
        "",
      ].join("\n"),
    );
    expect(stderr).toBe(
      "inquest: 3 of 5 actions differ from their trackers, 1 action without a tracker, 1 tracker not in the export\n",
    );
    expect([code, read(root)]).toEqual([0, before]);
    expect(sync(root, GH, "--check").code).toBe(1);
  });

  test("--write updates the states alone, and a second time nothing", () => {
    const root = folder(MIXED);
    const before = read(root);
    const { code, stderr } = sync(root, GH, "--write", "--check");
    expect([code, stderr]).toEqual([
      0,
      "inquest: 3 of 5 actions differ from their trackers, 3 updated, 1 action without a tracker, 1 tracker not in the export\n",
    ]);
    const after = read(root);
    expect(after).toBe(
      before
        .replace("Task A1, type: prevent, state: committed", "Task A1, type: prevent, state: done, done_on: 2026-07-10")
        .replace("Task A2, type: prevent, state: committed", "Task A2, type: prevent, state: dropped")
        .replace("state: done, done_on: 2026-06-01", "state: committed"),
    );
    expect(sync(root, GH, "--write", "--check")).toMatchObject({ code: 0, stdout: "" });
    expect(read(root)).toBe(after);
    expect(readdirSync(join(root, "incidents"))).toEqual([FILE.slice("incidents/".length)]);
    expect(inquest(["check", "--date", "2026-11-28"], { cwd: root }).stdout).toContain("no errors");
  });

  test("actions on lines of their own keep their comments, their order and their line ends", () => {
    const root = folder(`  # The first
  - id: A1
    title: Refuse late keys
    type: prevent
    state: "committed" # since March
    owner: editors
    tracker: ${GITHUB}/1
  - id: A3
    title: Count who uses a key
    type: observe
    state: done
    done_on: 2026-06-01 # Anna says so
    owner: editors
    tracker: ${GITHUB}/3
  - id: A2
    title: Ask the vendor
    type: clarify
    state: done
    done_on: 2026-06-02
    tracker: ${GITHUB}/2
`);
    const crlf = read(root).replaceAll("\n", "\r\n");
    writeFileSync(join(root, FILE), crlf);
    expect(sync(root, GH, "--write").code).toBe(0);
    expect(read(root)).toBe(
      crlf
        .replace('state: "committed" # since March\r\n', "state: done # since March\r\n    done_on: 2026-07-10\r\n")
        .replace("state: done\r\n    done_on: 2026-06-01 # Anna", "state: committed\r\n    # Anna")
        .replace("state: done\r\n    done_on: 2026-06-02\r\n", "state: dropped\r\n"),
    );
  });

  test("reads GitLab's issues, whatever the form of their address", () => {
    const root = folder(
      braces("A1", `${GITLAB}/1`) + braces("A2", `${GITLAB.replace("/-/issues", "/-/work_items")}/2`, "state: dropped"),
    );
    const issue = (iid: number, state: string, closed_at: string | null) => ({
      iid,
      title: `Issue ${iid}`,
      state,
      closed_at,
      web_url: `${GITLAB}/${iid}`,
      url: "https://gitlab.example/api/v4/1",
    });
    const exported = [issue(1, "closed", "2026-07-10T00:30:00.000+02:00"), issue(2, "closed", "2026-07-11T08:00:00Z")];
    // GitLab does not say why an issue was closed, which does not contradict "dropped".
    expect(sync(root, exported).stdout).toMatch(/: A1 Task A1: committed → done on 2026-07-09\n$/);
    expect(sync(root, [issue(1, "opened", null), issue(2, "opened", null)]).stdout).toMatch(
      /: A2 Task A2: dropped → open\n$/,
    );
  });

  test("reads Jira's CSV by the key at the end of the address, or by its column of addresses", () => {
    const root = folder(["A1", "A2", "A3", "A4"].map((id) => braces(id, `${JIRA}/POL-${id.slice(1)}`)).join(""));
    const csv = `Summary,Issue key,Status,Status Category,Resolution,Resolved
"Keys, late",POL-1,Deployed,Done,Done,10/Jul/26 9:01 PM
Vendor,POL-2,Closed,Done,Won't Do,2026-07-11 08:00
Counted,POL-3,In Review,In Progress,,
Undated,POL-4,Closed,Done,Done,07/08/2026
`;
    const { stdout } = sync(root, csv);
    expect(stdout.match(/A\d Task .*/g)).toEqual([
      "A1 Task A1: committed → done on 2026-07-10",
      "A2 Task A2: committed → dropped",
      "A4 Task A4: committed → done, on no day that can be read",
    ]);
    const written = sync(root, csv, "--write", "--check");
    expect(written.code).toBe(1);
    expect(written.stderr).toMatch(/:\d+: A4 was not changed: the export has no day for it; write it by hand\n/);
    expect(read(root)).toContain("Task A1, type: prevent, state: done, done_on: 2026-07-10, owner");
    const byAddress = `URL;Status;Resolved\n${JIRA}/POL-4;Done;2026-07-12\n`;
    expect(sync(root, byAddress).stdout).toMatch(/: A4 Task A4: committed → done on 2026-07-12\n$/);
  });

  test("updates drills as well", () => {
    const drill = `---\nschema: 1\ntitle: Refuse late keys\nactions:\n${braces("A1", `${GITHUB}/1`)}---\n\n## Summary\nNone.\n`;
    const root = collectionFolder({ "drills/2026-04-01-late-keys.md": drill });
    // The example's catalogs are of third-party accounts.
    const config = join(root, "inquest.yaml");
    writeFileSync(config, readFileSync(config, "utf8").replace(/^account: .*$/m, "account: own"));
    expect(sync(root, GH, "--write").stdout).toBe(
      "drills/2026-04-01-late-keys.md:5: A1 Task A1: committed → done on 2026-07-10\n",
    );
    expect(readFileSync(join(root, "drills/2026-04-01-late-keys.md"), "utf8")).toBe(
      drill.replace("state: committed", "state: done, done_on: 2026-07-10"),
    );
  });

  test("leaves third-party accounts alone", () => {
    const root = folder(braces("A1", `${GITHUB}/1`), "third-party");
    expect(sync(root, GH, "--check")).toMatchObject({ code: 0, stdout: "" });
  });

  test("gives a day to what is done without one, and drops duplicates", () => {
    const root = folder(braces("A1", `${GITHUB}/1`, "state: done") + braces("A2", `${GITHUB}/2`));
    const exported = [GH[0], gh(2, "CLOSED", "DUPLICATE", "2026-07-11T08:00:00Z")];
    const { stdout } = sync(root, exported, "--write");
    expect(stdout.match(/A\d Task .*/g)).toEqual([
      "A1 Task A1: done, without a day → done on 2026-07-10",
      "A2 Task A2: committed → dropped",
    ]);
    expect(read(root)).toContain("Task A1, type: prevent, state: done, done_on: 2026-07-10, owner");
    expect(sync(root, exported, "--check")).toMatchObject({ code: 0, stdout: "" });
  });

  test("says so where a form cannot be changed, and changes nothing of it", () => {
    const root = folder(
      `  - done_on: 2026-06-01\n    id: A3\n    title: Task\n    type: prevent\n    state: done\n    tracker: ${GITHUB}/3\n`,
    );
    const before = read(root);
    const { code, stderr } = sync(root, GH, "--write", "--check");
    expect([code, read(root)]).toEqual([1, before]);
    expect(stderr).toMatch(
      /:\d+: A3 was not changed: it is written in a form that cannot be changed here; write it by hand\n/,
    );
  });

  test("leaves out what cannot be read, and says so", () => {
    const root = folder("  - {id: A1\n");
    const { code, stderr } = sync(root, GH);
    expect(code).toBe(0);
    expect(stderr).toContain(`inquest: ${FILE} was left out: inquest check says what is wrong\n`);
  });

  const whole = JSON.stringify([gh(1, "OPEN")], null, 2);
  test.each([
    ["", "standard input: it is empty"],
    ["[]", "standard input: no issues in it"],
    ["{}", "standard input:1:1: found no list"],
    [whole.slice(0, -20), "standard input:9:"],
    [whole.slice(0, -1), "standard input:10:4: the file ends in the middle of an issue: export it again"],
    ['[{"url": x}]', "standard input"],
    ['[{"number": 1, "state": "OPEN"}]', "standard input: entry 1: it has no url and no web_url"],
    [`[{"url": "${GITHUB}/1"}]`, "standard input: entry 1: it has no state"],
    [`[{"url": "${GITHUB}/1", "state": "HALF"}]`, 'standard input: entry 1: unknown state "HALF"'],
    ["Hello there\n", 'standard input:1:1: it has no column "Issue key" and none "URL"'],
    ["Issue key,Status\n", "standard input: no issues in it"],
    ["Summary,Status\nx,Done\n", 'standard input:1:1: it has no column "Issue key" and none "URL"'],
    ["Issue key,Summary\nP-1,x\n", 'standard input:1:1: it has no column "Status" and none "Status Category"'],
    ["Issue key,Status\n,Done\n", "standard input:2: it has neither an issue key nor an address"],
    ['Issue key,Status\nP-1,"Do', "standard input:2: neither JSON nor whole CSV: "],
    ["Issue key,Status\nP-1,Done\nP-2\n", "standard input:3: neither JSON nor whole CSV: "],
  ])("refuses %j in one line", (exported, message) => {
    const { code, stdout, stderr } = sync(folder(braces("A1", `${GITHUB}/1`)), exported);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`inquest: ${message}`);
    expect(stderr.match(/\n/g)).toHaveLength(1);
  });

  test("needs an export", () => {
    const root = folder(braces("A1", `${GITHUB}/1`));
    expect(inquest(["actions", "sync"], { cwd: root }).code).toBe(2);
    const { code, stderr } = inquest(["actions", "sync", "--from", "none.json"], { cwd: root });
    expect([code, stderr]).toEqual([2, "inquest: Cannot read none.json: there is no such file\n"]);
  });
});
