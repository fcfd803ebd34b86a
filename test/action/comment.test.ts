import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { comment } from "../../src/action/comment.js";
import { check } from "../../src/pipeline.js";
import { putCollection, SOUND, temporaryFolder } from "../support/collection-folder.js";
import { FakeGitHub } from "../support/fake-github.js";

const FILE = "postmortems/incidents/2026-03-14-old-keys-refused.md";
const DRAFT = "postmortems/incidents/2026-05-01-a-draft.md";
const MARK = "<!-- inquest postmortems -->";

const github = new FakeGitHub();
let api = "";
/** What each test starts with: a collection and code in git, on a branch, and the commit of main. */
let origin = "";
let main = "";
let top = "";
let base = "";

beforeAll(async () => {
  api = await github.start();
});
afterAll(() => github.stop());

const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], {
    cwd: top,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
const commit = () => {
  git("add", "-A");
  git("commit", "-q", "--allow-empty", "-m", "change");
  return git("rev-parse", "HEAD");
};
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
};
const edit = (path: string, from: string | RegExp, to: string) => {
  const before = readFileSync(join(top, path), "utf8");
  expect(before).toMatch(from);
  write(path, before.replace(from, to));
};

beforeAll(() => {
  origin = mkdtempSync(join(tmpdir(), "inquest-comment-"));
  top = origin;
  putCollection(join(top, "postmortems"), {
    "incidents/2026-03-14-old-keys-refused.md": SOUND.replace("services:", 'affects: ["keys/**"]\nservices:'),
  });
  write("keys/rotate.sh", "rotate\n");
  write("web/index.html", "<p>\n");
  git("init", "-q", "-b", "main");
  main = commit();
  git("checkout", "-q", "-b", "work");
});
afterAll(() => rmSync(origin, { recursive: true, force: true }));
beforeEach(() => {
  github.reset();
  top = temporaryFolder({});
  cpSync(origin, top, { recursive: true });
  base = main;
});

/** Runs it as in a workflow for a pull request of the branch that is checked out. */
async function run(given: { event?: string; fork?: boolean; head?: string; env?: Record<string, string> } = {}) {
  const head = given.head ?? git("rev-parse", "HEAD");
  const event = join(top, ".git/event.json");
  writeFileSync(
    event,
    JSON.stringify({
      pull_request: {
        number: 7,
        head: {
          sha: head,
          ref: "work",
          repo: given.fork ? { full_name: "stranger/r", fork: true } : { full_name: "o/r" },
        },
        base: { sha: base, ref: "main", repo: { full_name: "o/r" } },
      },
    }),
  );
  const root = join(top, "postmortems");
  const now = { now: "2026-11-28", today: "2026-11-28" };
  return comment(root, await check(root, now), now, "a-token", {
    GITHUB_API_URL: api,
    GITHUB_EVENT_NAME: given.event ?? "pull_request",
    GITHUB_EVENT_PATH: event,
    GITHUB_REPOSITORY: "o/r",
    GITHUB_SHA: given.event === "pull_request_target" ? base : head,
    ...given.env,
  });
}
const writes = () => github.requests.filter((one) => !one.startsWith("GET"));
const body = () => {
  expect(github.comments).toHaveLength(1);
  return github.comments[0]?.body ?? "";
};

describe("what the comment says", () => {
  test("what a changed postmortem's facts became, and what the paths recall", async () => {
    const other = readFileSync(join(top, FILE), "utf8").replaceAll("2026-03-", "2026-04-");
    write("postmortems/incidents/2026-04-14-late-keys.md", other.replace(/^title: .*/m, "title: Late keys"));
    base = commit();
    edit(FILE, "09:49:00Z, event: Sign-in", "10:02:00Z, event: Sign-in");
    edit(FILE, "delay: PT47M", "delay: PT1H");
    write("keys/rotate.sh", "turn\n");
    const head = commit();
    expect(await run()).toBe("Comment written\n");
    expect(body().replaceAll(head, "HEAD")).toMatchInlineSnapshot(`
      "<!-- inquest postmortems -->
      ## Postmortems in this pull request

      ### Old keys were refused for an hour after a rotation

      Published: [postmortems/incidents/2026-03-14-old-keys-refused.md](<https://github.com/o/r/blob/HEAD/postmortems/incidents/2026-03-14-old-keys-refused.md>)

      | Fact | Before | Now |
      | --- | --- | --- |
      | Undetected for | 47 min | 1 h |

      ## What past incidents teach about this change

      ### Late keys

      Incident of 14 April 2026, 228 days ago, unnoticed for 47 min: [postmortems/incidents/2026-04-14-late-keys.md](<https://github.com/o/r/blob/HEAD/postmortems/incidents/2026-04-14-late-keys.md>)

      - keys/rotate.sh is in keys/\\*\\*, which this affected
      - Did not hold: Every verifier can obtain a signing key's public part from before its first use until its last token or signature has expired (nothing checks it)
      - Would have shown it: Which verifier held which keys (still missing)
      - Unclear: What a clean-up job may remove (not clarified since)

      Is it written down now what "old" means to the job that deletes, while another job may still use it?
      "
    `);
    expect([...github.tokens]).toEqual(["Bearer a-token"]);
  });

  test("what is missing to publish a draft", async () => {
    write(DRAFT, "---\nschema: 1\ntitle: A draft\nkind: incident\nstatus: draft\n---\n\n## Summary\nX.\n");
    commit();
    await run();
    expect(body()).toContain("Still missing to publish it:\n\n- Line 1: Missing ");
    expect(body()).toMatch(/^- And \d+ more: inquest check --status published lists them$/m);
    expect(body()).not.toContain("Old keys");
  });

  test("a target that a catalog changes changes what became of a postmortem", async () => {
    edit("postmortems/catalog/objectives.yaml", /target: \S+/, "target: PT1S");
    edit(
      FILE,
      "violated_invariants:",
      "recovery: [{objective: policy-freshness-gap, value: PT4M}]\nviolated_invariants:",
    );
    base = commit();
    edit("postmortems/catalog/objectives.yaml", "target: PT1S", "target: PT1H");
    commit();
    await run();
    expect(body()).toMatch(/^\| .* \| 4 min, breached \(yardstick 1 s\) \| 4 min, met \(yardstick 1 h\) \|$/m);
  });

  test("content is text: no mention, reference, markup, HTML or address", async () => {
    const title = "@team #12 GH-34 o/r#5 <img src=x> [x](https://evil.example) `c` www.evil.example | ![a](b) <!-- x";
    edit(FILE, /^title: .*$/m, `title: ${JSON.stringify(title)}`);
    edit(FILE, "delay: PT47M", "delay: PT46M");
    commit();
    await run();
    const heading =
      body()
        .split("\n")
        .find((line) => line.startsWith("### ")) ?? "";
    const shown = heading
      .replaceAll("&#8203;", "\u200b")
      .replace(/\\(?=[!-/:-@[-`{-~])/g, "")
      .slice(4);
    expect(shown.replaceAll("\u200b", "")).toBe(title);
    expect(shown).not.toMatch(/@\w|#\d|GH-\d|www\.\w/);
    expect(heading.slice(4).replaceAll("&#8203;", "")).not.toMatch(/(?<!\\)[<`[\]|@#]|:\/\//);
  });
});

describe("one comment", () => {
  test("is updated in place, left alone where it says the same, and removed where there is nothing to say", async () => {
    write("keys/rotate.sh", "turn\n");
    commit();
    expect(await run()).toBe("Comment written\n");
    expect(body().startsWith(`${MARK}\n## What past incidents teach`)).toBe(true);
    expect(await run()).toBe("Comment unchanged\n");
    edit(FILE, /^title: .*$/m, "title: Another title");
    commit();
    expect(await run()).toBe("Comment removed\n");
    expect(writes()).toEqual([
      "POST /repos/o/r/issues/7/comments",
      expect.stringMatching(/^DELETE \/repos\/o\/r\/issues\/comments\/\d+$/),
    ]);
    expect(await run()).toBe("Comment not needed\n");
  });

  test("is updated in one request", async () => {
    write("keys/rotate.sh", "turn\n");
    commit();
    const { id } = github.add(`${MARK}\nold`);
    expect(await run()).toBe("Comment updated\n");
    expect(writes()).toEqual([`PATCH /repos/o/r/issues/comments/${id}`]);
    expect(body()).toContain("keys/rotate.sh is in keys/");
  });

  test("is found behind the comments of others, which stay; a second one of ours goes", async () => {
    write("keys/rotate.sh", "turn\n");
    commit();
    for (let n = 0; n < 100; n++) github.add(`Comment ${n}`, "User");
    const [own, second] = [github.add(`${MARK}\nold`), github.add(`${MARK}\nold`)];
    github.add(`${MARK}\nof a stranger`, "User", "CONTRIBUTOR");
    github.add(`> ${MARK}`, "User");
    await run();
    expect(github.comments).toHaveLength(103);
    expect(github.comments.filter(({ body: text }) => text.startsWith(MARK)).map(({ id }) => id)).toEqual([
      own.id,
      second.id + 1,
    ]);
    expect(github.comments.at(-2)?.body).toBe(`${MARK}\nof a stranger`);
  });
});

describe("whose pull request", () => {
  beforeEach(() => {
    write("keys/rotate.sh", "turn\n");
    commit();
  });

  test("the merge that a runner checks out starts at its first parent", async () => {
    const head = git("rev-parse", "HEAD");
    git("checkout", "-q", "main");
    write("web/index.html", "<h1>\n");
    commit();
    git("merge", "-q", "--no-edit", "work");
    expect(await run({ head, env: { GITHUB_SHA: git("rev-parse", "HEAD") } })).toBe("Comment written\n");
    expect(body()).toContain(`blob/${head}/${FILE}`);
  });

  test("a fork's run may not write: it asks nothing", async () => {
    expect(await run({ fork: true })).toMatch(/^::notice::No comment: the pull request comes from a fork/);
    expect(github.requests).toEqual([]);
  });

  test("pull_request_target with a fork's files is refused, also with those files alone", async () => {
    const target = { event: "pull_request_target", fork: true };
    expect(await run(target)).toMatch(/^::warning::No comment: with pull_request_target the files of a fork must not/);
    const head = git("rev-parse", "HEAD");
    git("checkout", "-q", "main");
    git("checkout", "-q", "work", "--", ".");
    expect(await run({ ...target, head })).toMatch(/^::warning::No comment: with pull_request_target/);
    expect(github.requests).toEqual([]);
  });

  test("pull_request_target with the files of the base tells what the paths recall, as the API names them", async () => {
    const head = git("rev-parse", "HEAD");
    git("checkout", "-q", "main");
    github.files = [{ filename: "crypto/a", status: "renamed", previous_filename: "keys/a" }];
    expect(await run({ event: "pull_request_target", fork: true, head })).toBe("Comment written\n");
    expect(body()).toContain("keys/a is in keys/");
    github.files = [{ filename: FILE, status: "modified" }];
    expect(await run({ event: "pull_request_target", fork: true, head })).toBe("Comment removed\n");
  });

  test("in a shallow clone the API names the paths, and nothing is said of earlier facts", async () => {
    const clone = temporaryFolder({});
    execFileSync("git", ["clone", "-q", "--depth", "1", "--branch", "work", `file://${top}`, clone], {
      stdio: "ignore",
    });
    const head = git("rev-parse", "HEAD");
    top = clone;
    github.files = [
      { filename: FILE, status: "modified" },
      { filename: "keys/rotate.sh", status: "modified" },
    ];
    expect(await run({ head })).toBe("Comment written\n");
    expect(body()).toContain("| Fact | Now |");
  });

  test("other runs have no pull request", async () => {
    expect(await run({ event: "push" })).toBe("No comment: this run is for no pull request\n");
    expect(github.requests).toEqual([]);
  });
});

describe("an API that refuses fails nothing and leaves no half comment", () => {
  test("is one line", async () => {
    write("keys/rotate.sh", "turn\n");
    commit();
    github.fault = { method: "POST", status: 422 };
    expect(await run()).toBe("::warning::No comment: GitHub answered 422 (Refused @team)\n");
  });

  test.each([
    [{ GITHUB_EVENT_PATH: "gone" }, "the event of the run cannot be read"],
    [{ GITHUB_REPOSITORY: "../x" }, "GITHUB_REPOSITORY names no repository"],
  ])("a runner that says nonsense %j", async (env, message) => {
    expect(await run({ env })).toBe(`::warning::No comment: ${message}\n`);
    expect(github.requests).toEqual([]);
  });

  test("a text of exactly the length that GitHub takes is not shortened, and one character more is", async () => {
    const { pullRequestMarkdown } = await import("../../src/render/pull-request.js");
    const root = join(top, "postmortems");
    const { collection } = await check(root, { now: "2026-11-28", today: null });
    const document = collection.postmortems[0];
    if (document === undefined) throw new Error("no document");
    const changed = [{ document, file: FILE, missing: [], facts: [["Actions", "1"] as const], before: null }];
    const input = { changed, answers: [], fileOf: () => FILE, urlOf: () => "https://example.org/", limit: 65_536 };
    const { length } = pullRequestMarkdown(input);
    expect(pullRequestMarkdown({ ...input, limit: length })).toHaveLength(length);
    expect(pullRequestMarkdown({ ...input, limit: length - 1 })).toMatch(/\n1 document left out for length\.\n$/);
  });
});
