import fc from "fast-check";
import { expect, test } from "vitest";
import { readActions } from "../../../../src/importers/reading/actions/read-actions.js";
import { nodesOf } from "../../nodes.js";

const read = (markdown: string) => readActions(nodesOf(markdown));
const NONE = { owner: null, state: null, tracker: null, due: null, type: null };

test("a table in the manner of the SRE book", () => {
  const { actions, unread } = read(`| Action Item | Type | Owner | Bug |
| ----------- | ---- | ----- | --- |
| Update the playbook | mitigate | jennifer | n/a **DONE** |
| Fix the descriptor leak | prevent | agoogler | [5554825](https://bugs.example.org/5554825) **TODO** |
| Schedule cascading failure test | process | docbrown | [5554824](https://bugs.example.org/5554824) |
| | | | |
`);
  expect(actions.map(({ source: _, ...action }) => action)).toEqual([
    { ...NONE, title: "Update the playbook", owner: "jennifer", state: "done", type: "mitigate" },
    {
      ...NONE,
      title: "Fix the descriptor leak",
      owner: "agoogler",
      state: "proposed",
      type: "prevent",
      tracker: "https://bugs.example.org/5554825",
    },
    {
      ...NONE,
      title: "Schedule cascading failure test (Type: process)",
      owner: "docbrown",
      tracker: "https://bugs.example.org/5554824",
    },
  ]);
  expect(unread).toEqual([]);
});

test("a table with state, due day and priority", () => {
  const { actions } = read(`| # | Action | Assignee | Status | Due Date | Priority |
|---|---|---|---|---|---|
| 1 | Alert on lag | @ana | In Progress | 2021-07-01 | P1 |
| 2 | Test the restore | TBD | ✅ Done | June 30 | P2 |
| 3 | Drop the cache | bo | Won't do | 30 June 2021 | |
`);
  expect(actions.map(({ source: _, ...action }) => action)).toEqual([
    { ...NONE, title: "Alert on lag (Priority: P1)", owner: "ana", state: "committed", due: "2021-07-01" },
    { ...NONE, title: "Test the restore (Due Date: June 30; Priority: P2)", state: "done" },
    { ...NONE, title: "Drop the cache", owner: "bo", state: "dropped", due: "2021-06-30" },
  ]);
});

test("task lists, owners, days and trackers in bullets", () => {
  const { actions, unread } = read(`### Prevent

- [x] Add a guard ([#12](https://github.com/example/app/issues/12))
- [ ] Alert when merges stop (owner: ana, due: 2021-07-01)
- Cap the pool — @bo
- [DONE] Document the rollover
- Implement guards against an invalid runtime (done)
- TODO: Ask @ana and @bo for a drill
- See [the guide](https://example.org/guide) and [a ticket](http://github.com/example/app/issues/1)

### Other

1. Write to ops@example.org
   - with the figures

None of these is urgent.
`);
  expect(actions.map(({ source: _, ...action }) => action)).toEqual([
    {
      ...NONE,
      title: "Add a guard",
      state: "done",
      tracker: "https://github.com/example/app/issues/12",
      type: "prevent",
    },
    { ...NONE, title: "Alert when merges stop", owner: "ana", state: "proposed", due: "2021-07-01", type: "prevent" },
    { ...NONE, title: "Cap the pool", owner: "bo", type: "prevent" },
    { ...NONE, title: "Document the rollover", state: "done", type: "prevent" },
    { ...NONE, title: "Implement guards against an invalid runtime", state: "done", type: "prevent" },
    { ...NONE, title: "Ask @ana and @bo for a drill", state: "proposed", type: "prevent" },
    { ...NONE, title: "See the guide and a ticket", type: "prevent" },
    { ...NONE, title: "Write to ops@example.org: with the figures" },
  ]);
  expect(unread).toEqual(["None of these is urgent."]);
});

test.each([
  ["The image has been pinned to a digest", "done"],
  ["The alert was added last week", "done"],
  ["We have already rotated the keys", "done"],
  ["Pinned the image", "done"],
  ["The image will be pinned", "proposed"],
  ["The image will be pinned (owner: ana)", "committed"],
  ["The image will be pinned, due: 2021-07-01", "committed"],
  ["The dashboard is being rebuilt", "committed"],
  ["Pin the image", null],
  ["Verify that the image has been pinned", null],
  ["Remove the workaround once the fix has been deployed", null],
  ["Images that have been pinned by hand", null],
  ["The image has not been pinned", null],
  ["The image should have been pinned", null],
  ["The image has partly been pinned", null],
  ["If the image was pinned, unpin it", null],
  ["Updated runbook", null],
  ["The alert was added, but it still has to be tested", null],
  ["The alert was added. We need to test it.", null],
  ["We have added a backlog task to review the alerts", null],
  ["The alert was disabled", null],
  ["The deadline has been missed", null],
  ["Improved monitoring of the queue", null],
  ["Already run on all test accounts", "done"],
  ["Already the second time: alert on it", null],
  ["Sent mail to all 305 teams, explaining the issue", "done"],
  ["Ran the script that restores the accounts", "done"],
  ["Sent mail should be logged", null],
  ["The manager needs our policies instead – this has already been done", "done"],
  ["Use a shared mailbox. This has been done", "done"],
  ["Use a shared mailbox. This has not been done", null],
  ["Test the pages of the catalogue #7063 DONE", "done"],
  ["Change the script - DONE in #6598", "done"],
  ["Change the script – FIXED by Ana.", "done"],
  ["Show DONE in the list of tasks", null],
  ["Changes have been made to the deployment, so that it pins the image", "done"],
  ["A change has been made to the limit", "done"],
  ["Mistakes have been made in the review", null],
  ["Stuck payments were accelerated and finalized", "done"],
  ["Split the queue (already done)", "done"],
  ["Split the queue (now fixed)", "done"],
  ["Split the queue (optional, possibly already done)", null],
  ["[*] Split the queue", "done"],
  ["Split the queue (*)", null],
  ["Split the queue. ✔️", "done"],
  ["☑️ Split the queue", "done"],
  ["Already addressed in #12. It was not worth an issue", "done"],
  ["[ana] made two replicas", "done"],
  ["[ana] make two replicas", null],
  ["[ana?] more replicas", null],
  ["Landed in #3014 – the check is wired into the release", "done"],
  ["Merged with the next release, if it is not too late", null],
  ["A guard for all columns — landed in PR #12", "done"],
  ["A guard for all columns, once merged in PR #12", null],
  ["Script updated to handle empty rows", "done"],
  ["Ensure script updated to handle empty rows", null],
  ["Logging extended to all services", null],
  ["Runbook updated to include the switch – still to be reviewed", null],
  ["fix was appllied to avoid the same issue", "done"],
  ["We have added an issue to review the alerts", null],
  ["Fix was applied to all hosts", "done"],
  ["Avoided chmod on the shared folder", "done"],
  ["Least privilege: Avoided chmod 777 during triage; kept the script at 755", "done"],
  ["Lesson: met goals should be logged", null],
  ["Avoided by a check before the push", null],
  ["The alert has been added (partially)", null],
  ["Nothing has been changed", null],
  ["The rollout was limited by the quota", null],
  ["The config was changed without a review", null],
  ["Split the queue (fixed in #12)", "done"],
  ["Split the queue - done 2026-05-01", "done"],
  ["In progress: split the queue", "committed"],
  ["Done: split the queue", "done"],
  ["Not done: split the queue", null],
  ["Won't fix: split the queue", "dropped"],
  [":white_check_mark: Split the queue", "done"],
  ["Split the queue. Status: completed", "done"],
  ["Split the queue. Status: open", "proposed"],
  ["Split the queue (status: unclear)", null],
  ["Fix the script: corrected the folder and the filter", "done"],
  ["Fix the script: correct the folder and the filter", null],
])("the sentence %j says %s", (text, state) => {
  expect(read(`- ${text}`).actions.map((action) => action.state)).toEqual([state]);
});

test.each([
  [
    "two levels below",
    "- Change the review, so that it will:\n  - ask authors to\n    - think of side effects\n    - attack it\n  - ask reviewers to write",
    ["Change the review, so that it will: ask authors to (think of side effects; attack it); ask reviewers to write"],
  ],
  [
    "an order before a list",
    "- Add alerts for:\n  - replica lag\n  - full disks",
    ["Add alerts for: replica lag; full disks"],
  ],
  ["a sentence before a list", "- Cap the pool.\n  - In every region", ["Cap the pool: In every region"]],
  [
    "numbers",
    "1. Cap the pool\n   1. In every region\n   2. With an alert",
    ["Cap the pool: In every region; With an alert"],
  ],
  [
    "tasks below an order",
    "- Add alerts for:\n  - [ ] replica lag\n  - [x] full disks",
    ["Add alerts for: replica lag", "Add alerts for: full disks"],
  ],
  [
    "a category in bold",
    "- **Monitoring**\n  - Add an alert\n  - Fix the dashboard",
    ["Add an alert", "Fix the dashboard"],
  ],
  [
    "a category with a colon",
    "- Monitoring:\n  - Add an alert\n  - Fix the dashboard",
    ["Add an alert", "Fix the dashboard"],
  ],
])("nested items, %s", (_, text, titles) => {
  expect(read(text).actions.map(({ title }) => title)).toEqual(titles);
});

test.each([
  "No further actions are needed.",
  "Nothing to do",
  "None identified",
  "There are no action items",
  "It was unclear who owns the queue.",
  "The following actions were agreed:",
])("%j is no action", (text) => {
  expect(read(`- ${text}\n- Cap the pool`).actions.map(({ title }) => title)).toEqual(["Cap the pool"]);
});

test.each([
  [
    "bullets behind the items of a numbered list that goes on",
    "1. **Find the cause** Look at:\n\n- Plans\n- Reads\n\n2. **Add metrics** around:\n\n- Reads\n",
    ["Find the cause Look at: Plans; Reads", "Add metrics around: Reads"],
  ],
  [
    "bullets behind a numbered list that ends are actions",
    "1. Find the cause\n2. Add metrics\n\n- Cap the pool\n",
    ["Find the cause", "Add metrics", "Cap the pool"],
  ],
  [
    "a paragraph that is an order",
    "Limit the memory of builds.\n\nThis was a long day.",
    ["Limit the memory of builds."],
  ],
  [
    "orders behind a name",
    "**Ana** Move the alert to the other channel\n\n**Bo** Write down the versions",
    ["Ana Move the alert to the other channel", "Bo Write down the versions"],
  ],
  [
    "an order above its details",
    "**Ana** Reduce the alerts to:\n\n- One a day\n- One a change\n\nMore text",
    ["Ana Reduce the alerts to: One a day; One a change"],
  ],
  ["a question is none", "Have snapshots of the cluster? They are not needed.", []],
  ["nor a noun", "Use of the cache led to this.", []],
  [
    "tasks below a task that only announces them",
    "- [ ] Alert on:\n  - [ ] lag\n  - [ ] disks",
    ["Alert on: lag", "Alert on: disks"],
  ],
  [
    "a ticked one among tasks that are not stays",
    "- [x] Alert on:\n  - [ ] lag\n  - [x] disks",
    ["Alert on: lag", "Alert on: disks", "Alert on:"],
  ],
])("%s", (_, markdown, titles) => {
  expect(read(markdown).actions.map(({ title }) => title)).toEqual(titles);
});

test.each([
  "The upgrade never had a test case.",
  "`delete_all` never had a test.",
  "Our context had not been tested with several databases.",
  "The user wants to edit a definition.",
  "All errors were due to missing tests.",
])("under a heading about prevention, %j is a statement; elsewhere it may be an action", (text) => {
  const { actions, unread } = read(`## Prevention\n\n- ${text}\n- Add a test`);
  expect(actions.map(({ title }) => title)).toEqual(["Add a test"]);
  expect(unread).toEqual([text.replaceAll("`", "")]);
  expect(read(`## Action items\n\n- ${text}`).actions).toHaveLength(1);
});

test.each([
  "The upgrade should have a test.",
  "The upgrade has now been tested and fixed.",
  "Our tests are being moved.",
])("under a heading about prevention, %j is an action", (text) => {
  expect(read(`## Prevention\n\n- ${text}`).actions).toHaveLength(1);
});

test.each([
  ["Action item: Cap the pool", "Cap the pool"],
  ["**Action Item #2:** Cap the pool", "Cap the pool"],
  ["Follow-up: Cap the pool", "Cap the pool"],
  ["Monitoring: Cap the pool", "Monitoring: Cap the pool"],
])("what only says that it is an action leaves the title: %j", (text, title) => {
  expect(read(`- ${text}`).actions.map((action) => action.title)).toEqual([title]);
});

test.each([
  ["[jira](https://jira.example.org/browse/X-1)", "Log ends of tasks"],
  ["([tracking issue](https://jira.example.org/browse/X-1))", "Log ends of tasks"],
  [
    "to [avoid a region that fails](https://jira.example.org/browse/X-1)",
    "Log ends of tasks to avoid a region that fails",
  ],
  ["[bug 12](https://jira.example.org/browse/X-1)", "Log ends of tasks"],
])("a link behind an action, %j, leaves the title if it is no part of the sentence", (link, title) => {
  const { actions } = read(`- Log ends of tasks ${link}`);
  expect(actions).toMatchObject([{ title, tracker: "https://jira.example.org/browse/X-1" }]);
});

test.each([
  ["The resulting list of requests contained the following:", 0],
  ["Among the affected accounts, we found:", 0],
  ["The cache showed these keys:", 0],
  ["We found the following things to fix:", 2],
  ["The following improvements were included:", 2],
  ["In the coming weeks we will:", 2],
])("below %j are %i actions", (lead, number) => {
  const { actions, unread } = read(`${lead}\n\n- Creation of tasks\n- Reruns of tasks`);
  expect(actions).toHaveLength(number);
  expect(unread).toEqual(number > 0 ? [lead] : [lead, "Creation of tasks", "Reruns of tasks"]);
});

test.each([
  ["The following actions are already completed:", ["done", "done"]],
  ["These steps have been taken:", ["done", "done"]],
  ["All of these were implemented on the same day:", ["done", "done"]],
  ["These have not been implemented:", [null, null]],
  ["The following actions are to be taken:", [null, null]],
  ["The following actions are agreed:", [null, null]],
])("%j says how far the items below it are", (lead, states) => {
  const { actions } = read(`${lead}\n\n- Cap the pool\n- Add an alert\n\nMore:\n\n- Add a test`);
  expect(actions.map(({ state }) => state)).toEqual([...states, null]);
});

test.each([
  ["Action | État | Responsable | Échéance", "En cours", "committed"],
  ["Maßnahme | Stand | Verantwortlich | Frist", "Erledigt", "done"],
  ["Acción | Estado | Responsable | Plazo", "Pendiente", "proposed"],
  ["Ação | Estado | Responsável | Prazo", "Concluído", "done"],
])("a table %j", (head, word, state) => {
  const { actions } = read(`| ${head} |\n|---|---|---|---|\n| Cap the pool | ${word} | Ana | 2021-07-01 |`);
  expect(actions).toMatchObject([{ title: "Cap the pool", state, owner: "Ana", due: "2021-07-01" }]);
});

test("labels above lists say what holds for the items below", () => {
  const { actions, unread } = read(
    "Completed:\n\n- Cap the pool\n- [ ] Test the cap\n\n**In progress (next 2 weeks):**\n\n1. Alert on it: [Issue](https://github.com/example/app/issues/3)\n\n### Later\n\n- Rewrite it",
  );
  expect(actions.map(({ title, state, tracker }) => [title, state, tracker])).toEqual([
    ["Cap the pool", "done", null],
    ["Test the cap", null, null],
    ["Alert on it", "committed", "https://github.com/example/app/issues/3"],
    ["Rewrite it", null, null],
  ]);
  expect(unread).toEqual([]);
});

test("a label over nested items is no action", () => {
  const { actions } = read("- Mitigation:\n  - Raise the limit\n- Detection\n  - Alert on it");
  expect(actions.map(({ title, type }) => [title, type])).toEqual([
    ["Raise the limit", "mitigate"],
    ["Alert on it", "detect"],
  ]);
});

test("a table of something else and empty sections give no actions", () => {
  expect(read("| Time | Load |\n|---|---|\n| 14:02 | 3 |")).toEqual({ actions: [], unread: ["14:02 | 3"] });
  expect(read("N/A")).toEqual({ actions: [], unread: [] });
});

test("whatever the Markdown, actions have a title and trackers are https addresses", () => {
  const part = fc.oneof(
    fc.constantFrom(
      "- ",
      "- [x] ",
      "| ",
      " | ",
      "\n",
      "|---|---|",
      "Owner",
      "Action",
      "(owner: ",
      ")",
      "@ana",
      "DONE",
      "due ",
      "2021-07-01",
    ),
    fc.constantFrom(
      "[a](https://x.org/issues/1)",
      "[b](javascript:alert(1))",
      "[c](http://x.org/issues/1)",
      "  - ",
      "Bug",
      ":",
    ),
    fc.string({ maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
      for (const { title, tracker, due } of read(parts.join("")).actions) {
        expect(title.trim()).toBe(title);
        if (tracker !== null) expect(new URL(tracker).protocol).toBe("https:");
        if (due !== null) expect(due).toMatch(/^\d{4}-\d\d-\d\d$/);
      }
    }),
    { numRuns: 1000 },
  );
});

test.each(["(owner: ", "due ", "@a ", "- ", "[", "— "])("an item of a million %j is read", (part) => {
  const text = { type: "text" as const, value: part.repeat(1_000_000 / part.length) };
  const item = { type: "listItem" as const, children: [{ type: "paragraph" as const, children: [text] }] };
  const { actions, unread } = readActions([{ type: "list", children: [item] }]);
  expect(actions.length + unread.length).toBeLessThanOrEqual(1);
});

test.each([
  ["Done (PR #12)", "done", "Cap the pool (Status: Done (PR #12))"],
  ["Completed 2026-01-05", "done", "Cap the pool (Status: Completed 2026-01-05)"],
  ["Deployed to production", "done", "Cap the pool (Status: Deployed to production)"],
  ["Released in v2", "done", "Cap the pool (Status: Released in v2)"],
  ["Verified", "done", "Cap the pool"],
  [":white_check_mark:", "done", "Cap the pool"],
  ["100%", "done", "Cap the pool"],
  ["In progress (half of it)", "committed", "Cap the pool (Status: In progress (half of it))"],
  ["Closed - won't fix", "dropped", "Cap the pool (Status: Closed - won't fix)"],
  [
    "Done in staging, production still to come",
    null,
    "Cap the pool (Status: Done in staging, production still to come)",
  ],
  ["Done?", null, "Cap the pool (Status: Done?)"],
  ["Not done", null, "Cap the pool (Status: Not done)"],
  ["Almost done", null, "Cap the pool (Status: Almost done)"],
  ["To be done", null, "Cap the pool (Status: To be done)"],
])("a cell of the column of states that is %j", (cell, state, title) => {
  const { actions } = read(`| Action | Status |\n|---|---|\n| Cap the pool | ${cell} |`);
  expect(actions.map((action) => [action.state, action.title])).toEqual([[state, title]]);
});
