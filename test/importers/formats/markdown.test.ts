import { expect, test } from "vitest";
import { parse } from "yaml";
import { roleOfHeading } from "../../../src/importers/reading/outline/heading-role.js";
import { draftOf, imported } from "../../support/imported.js";

const bodyOf = (text: string) => text.slice(text.indexOf("\n---\n") + 6);
const frontOf = (text: string) => parse(text.slice(4, text.indexOf("\n---\n")));
/** Enough of a postmortem to be taken for one. */
const REST = "\n\n## Impact\n\nSome mails came late.\n\n## Resolution\n\nThe queue was emptied.\n";
const read = (text: string, path = "old/note.md") => draftOf(path, text, { from: "markdown" });

test.each([
  ["# Postmortem: Mail was late\n\nDate: 2019-07-02", "Mail was late", "2019-07-02"],
  ["# 2018-02-12, Hub launch fails", "Hub launch fails", "2018-02-12"],
  ["# Incident on 2020-09-21", "Incident on 2020-09-21", "2020-09-21"],
  ["# Incident on 2020-09-21 - Components destroyed", "Components destroyed", "2020-09-21"],
  ["Mail was late\n=============\n\n**Incident date**: July 2nd, 2019", "Mail was late", "2019-07-02"],
  ["**Mail was late**\n\n| Date | Severity |\n|---|---|\n| 2 July 2019 | P2 |", "Mail was late", "2019-07-02"],
  ["# Incident report\n\nTitle: Mail was late\n\n## Date\n\n2019-07-02", "Mail was late", "2019-07-02"],
  ["---\ntitle: Mail was late\ndate: 2019-07-08\n---\n\nOn July 2, 2019 mail was late.", "Mail was late", "2019-07-02"],
  [
    "# Mail was late\n\nOn July 2, 2019 it was, until 2019-07-02 12:00.\n\nA fix of 2019-08-01 helps.",
    "Mail was late",
    "2019-07-02",
  ],
  [
    "---\ntitle: Mail was late\ndate: 2019-07-08\n---\n\n**Correction (2019-08-01)**: it was the filter.",
    "Mail was late",
    "2019-07-08",
  ],
  ["# Mail was late\n\nLast updated on 2019-08-01.\n\nOn July 2, 2019 it was.", "Mail was late", "2019-07-02"],
  ["# Mail was late\n\n## Timeline\n\n- 2019-07-02 10:00 UTC: it is late", "Mail was late", "2019-07-02"],
  ["# Mail was late\n\nBetween July 2, 2019 and July 4, 2019 it was.", "Mail was late", null],
  ["# Mail was late\n\nDate: 03/04/2019", "Mail was late", null],
  ["# Mail was late\n\nDate: 2019-02-30", "Mail was late", null],
])("the title and the day of %j", (text, title, day) => {
  const { document } = read(text + REST);
  expect([document.title, document.day?.day ?? null]).toEqual([title, day]);
});

test("the day of a file's name counts, but not against what the text says", () => {
  expect(read(`# Mail was late${REST}`, "old/20190702_mail.md").id).toBe("2019-07-02-mail-was-late");
  const { id, draft } = read(`# Mail was late\n\nDate: 2019-07-03${REST}`, "old/2019-07-02-mail.md");
  expect(id).toBe("2019-07-03-mail-was-late");
  expect(draft.notes).toEqual([
    '"date" in the text says 2019-07-03, the name of the file 2019-07-02: 2019-07-03 was taken',
  ]);
});

test("a day left over from a copied document gives way to the name of the file where the timeline is with that", () => {
  const { id, draft } = read(
    `# 2019-01-27, mail was late\n\n## Timeline\n\n- 2019-07-02 10:00 UTC: it is late${REST}`,
    "old/2019-07-02-mail.md",
  );
  expect(id).toBe("2019-07-02-mail-was-late");
  expect(draft.notes).toEqual(["the title says 2019-01-27, the name of the file 2019-07-02: 2019-07-02 was taken"]);
});

test("a timeline far from the day of a file's name is told", () => {
  const text = `# Mail was late\n\n## Timeline\n\n- 2019-05-01 10:00 UTC: a filter is added${REST}`;
  expect(read(text, "old/2019-07-02-mail.md").draft.notes).toEqual([
    "no event of the timeline is near 2019-07-02; its first is on 2019-05-01",
  ]);
});

test.each([
  ["Executive Summary", "summary"],
  ["TL;DR", "summary"],
  ["2. Customer impact", "impact"],
  ["🕵️ Root Cause Analysis", "cause"],
  ["Contributing factors", "cause"],
  ["Time to detection", "detection"],
  ["How was it detected?", "detection"],
  ["Timeline (all times PST)", "timeline"],
  ["Action Items:", "actions"],
  ["What are we doing to prevent this", "actions"],
  ["Actions taken", "resolution"],
  ["Lessons learnt", "lessons"],
  ["What went well", "well"],
  ["What didn’t go well", "wrong"],
  ["Where we got lucky", "lucky"],
  ["Leadup", "cause"],
  ["Five whys root cause identification", "cause"],
  ["How'd We Do?", "wrong"],
  ["Corrective actions", "actions"],
  ["5. Corrective & Preventative Actions", "actions"],
  ["Corrective/preventive measures", "actions"],
  ["Corrective and preventive actions", "actions"],
  ["Preventive actions", "actions"],
  ["Prevention — what would have caught this earlier", null],
  ["What could have prevented this", null],
  ["What could be done to prevent this and decrease the impact", "actions"],
  ["What could be better", "wrong"],
  ["Responders", "data"],
  ["The time we have", null],
  ["Impactful people", null],
])("the heading %j announces %s", (heading, role) => {
  expect(roleOfHeading(heading)).toBe(role);
});

test.each([
  ["a line above a list", "Action Items\n- Cap the pool\n- Add an alert"],
  ["with a colon", "Next steps:\n\n1. Cap the pool\n2. Add an alert"],
  ["a question above tasks", "What could be done to prevent it:\n\n- [ ] Cap the pool\n- [ ] Add an alert"],
  ["a table elsewhere, by its column", "| Action Item |\n|---|\n| Cap the pool |\n| Add an alert |"],
  ["by its owners", "| Action | Owner |\n|---|---|\n| Cap the pool | ana |\n| Add an alert | bo |"],
])("actions without a heading of theirs: %s", (_, text) => {
  const { document } = read(`# Mail was late${REST}\nThis follows.\n\n${text}\n`);
  expect(document.actions.map(({ title }) => title)).toEqual(["Cap the pool", "Add an alert"]);
});

test.each([
  ["a longer line above a list", "These action items were missed:\n\n- Cap the pool"],
  ["a line above a paragraph", "Action Items\n\nCap the pool"],
  ["a table of what was done", "| Action | Result |\n|---|---|\n| Cap the pool | It held |"],
])("no actions without a heading of theirs: %s", (_, text) => {
  expect(read(`# Mail was late${REST}\n${text}\n`).document.actions).toEqual([]);
});

test("what is stated by a label goes to its field", () => {
  const { document } = read(`# Mail was late

- **Date**: 2019-07-02
- **Severity**: SEV-2
- **Authors**: @ana, Per Holm and Li
- **Affected services**: mail, spam filter
- **Owner**: N/A
- **TTD**: 1 hour 20 minutes
- **Detected by**: a customer${REST}`);
  expect(document).toMatchObject({
    severity: "SEV-2",
    authors: ["ana", "Per Holm", "Li"],
    owner: null,
    services: [{ service: "mail" }, { service: "spam filter" }],
    detection: { delay: "PT1H20M", by: "customer", why: null },
  });
});

test.each([
  ["Time to detection: 2 days", { delay: "P2D", by: null, why: null }],
  ["TTD: 95m", { delay: "PT1H35M", by: null, why: null }],
  ["Time to detect: less than 5 minutes", { delay: ["PT0S", "PT5M"], by: null, why: null }],
  ["Time to detection: ?", null],
  ["Time to detection: N/A", null],
  ["Detected by: monitoring and a customer", null],
])("%j", (line, detection) => {
  expect(read(`# Mail was late\n\n${line}${REST}`).document.detection).toEqual(detection);
});

test("a stated delay that the marks contradict stays, and the mark goes", () => {
  const { draft } = read(`# Mail was late

Time to detection: 2 hours

## Timeline

| Time (UTC) | Event |
|---|---|
| 2019-07-02 10:00 | Outage begins |
| 2019-07-02 10:05 | Detected by an alert |
${REST}`);
  const front = frontOf(draft.text);
  expect(front.detection.delay).toBe("PT2H");
  expect(front.timeline.flatMap((event: { marks?: string[] }) => event.marks ?? [])).toEqual(["began"]);
  expect(draft.notes).toEqual(['left out "detected": the times of the marks contradict each other']);
});

test("a near miss is one", () => {
  expect(read(`# A near miss on the mail queue${REST}`).document.kind).toBe("near-miss");
  expect(
    read(`# Mail was late${REST}\n## Where we got lucky\n\nIt was a near miss for all mail.\n`).document.kind,
  ).toBe("incident");
});

test("headings move to the second level and below, and keep what is under them", () => {
  const { draft } = read(
    "# Mail was late\n\nDate: 2019-07-02\n\n# Overview\n\nLate.\n\n## More\n\n###### Most\n\nTimeline\n========\n\nNone.\n",
  );
  expect(bodyOf(draft.text)).toBe(
    "Date: 2019-07-02\n\n## Summary\n\nLate.\n\n### More\n\n###### Most\n\n## Timeline\n\nNone.\n",
  );
});

test("a section that has the name of the collection keeps it; another of its kind is left as it is", () => {
  const config = { sections: { lessons: "What we take from it" } };
  const { draft } = draftOf("old/note.md", `# Mail was late${REST}\n## Learnings\n\nA.\n\n## Lessons learned\n\nB.\n`, {
    from: "markdown",
    config,
  });
  expect(bodyOf(draft.text)).toContain("## What we take from it\n\nA.\n\n## Lessons learned\n\nB.");
});

test("links in headings, in reference style and around pictures get their fate too", () => {
  const outcomes = imported({
    "old/a.md": `Mail was [late](b.md)\n====\n\nSee [the other][o], [![graph](g.png)](/nowhere), <img alt="x" src='g.png'> and [gone](gone.md "Title").\n\n[o]: b.md#top "The other"${REST}`,
    "old/b.md": `# The other\n\nDate: 2019-07-02${REST}`,
    "old/g.png": new Uint8Array([137, 80, 78, 71]),
  });
  const a = outcomes.find((one) => one.path === "old/a.md");
  if (a?.is !== "draft") throw new Error("no draft");
  const body = bodyOf(a.draft.text);
  expect(a.draft.text).toContain("title: Mail was late\n");
  expect(body).toContain("See [the other][o], ![graph](../evidence/undated-mail-was-late/g.png) (`/nowhere`)");
  expect(body).toContain("src='../evidence/undated-mail-was-late/g.png'");
  expect(body).toContain("gone (`gone.md`).");
  expect(body).toContain('[o]: 2019-07-02-the-other.md "The other"');
  expect(a.copies.map(({ path }) => path)).toEqual([
    "evidence/undated-mail-was-late/a.md",
    "evidence/undated-mail-was-late/g.png",
  ]);
  expect(a.deadLinks).toEqual(["/nowhere", "gone.md"]);
});

test("fields that no importer knows stay in the body as they are written", () => {
  const { draft } = read(`---\ntitle: Mail was late\ntags: [a, b] # two\nodd: "\`\`\`"\n---\n${REST}`);
  expect(draft.text).toContain(
    '## Imported fields\n\n````yaml\ntitle: Mail was late\ntags: [a, b] # two\nodd: "```"\n````\n',
  );
});

test("a statement is cut at a sentence, and the body has the whole", () => {
  const long = `${"The first sentence says what happened. "}${"word ".repeat(80)}`.trim();
  const { draft } = read(
    `# Mail was late\n\n## Timeline\n\n- 2019-07-02 10:00 UTC: ${long}\n- 2019-07-02 10:10 UTC: ${"word ".repeat(80)}${REST}`,
  );
  const [first, second] = frontOf(draft.text).timeline;
  expect(first.event).toBe("The first sentence says what happened.");
  expect(second.event).toMatch(/^(word ){40,}…$/);
  expect(draft.text).toContain(long);
  expect(draft.notes).toEqual([
    "2 events are longer than a statement: the timeline has the beginning, the body the whole",
  ]);
});

test("code at the very start stays code", () => {
  const { draft } = read(`---\ntitle: Mail was late\n---\n\n    $ mailq\n    400 messages\n${REST}`);
  expect(bodyOf(draft.text)).toMatch(/^ {4}\$ mailq\n {4}400 messages\n/);
});
