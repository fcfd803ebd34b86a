import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BLAMELESS_PHRASES } from "../../src/validate/rules/blameless-language/blameless-phrases.js";
import { PhraseFinder } from "../../src/validate/rules/blameless-language/phrases.js";
import { personalDataIn } from "../../src/validate/text/personal-data.js";
import { scalarRange } from "../../src/validate/text/scalar-range.js";
import { findingsOf, put } from "../support/findings.js";
import { checkExample } from "../support/rule-examples.js";

const places = async (rule: string, ...fences: Parameters<typeof findingsOf>[1]) =>
  (await findingsOf(rule, fences)).map(({ at }) => at);

describe("placeholder-text", () => {
  test.each([
    ["## Impact\n\nTODO and FIXME, XXX: `TODO` stays in code.", ["TODO", "FIXME", "XXX"]],
    [
      "## Impact\n\n> TODO\n\nThey wrote “TODO”. See <https://example.org/TODO> and [this](https://example.org/TODO).",
      [],
    ],
    ["## Impact\n\nA todo list, and an attribute TODO_LIST.", []],
    ["## Impact\n\nLorem ipsum dolor.", ["Lorem ipsum"]],
    ["## Impact\n\n…\n\n- ...", ["…", "..."]],
    ["## Impact\n\nFirst this … then that.\n\n| a |\n|---|\n| … |", []],
    ["## Impact\n\nGET /users/<id> or <host>, a < b and c > d, <details open>yes</details>", []],
    [
      "## Impact\n\n<describe who could not work>\n\nand <What was lost?>.",
      ["<describe who could not work>", "<What was lost?>"],
    ],
    ["## Impact\n\nNone. <!-- TODO: <ask the team again> -->", []],
  ])("%j", async (section, expected) => {
    expect(await places("placeholder-text", put(section))).toEqual(expected);
  });

  test("front matter, at the word, in a folded scalar too", async () => {
    const suspects =
      "first_suspects:\n  - what: >-\n      A cache\n      TBD\n  - {what: …}\n  - {what: 'It''s TODO'}\n  - {what: <suspect>}";
    expect(await places("placeholder-text", put(suspects))).toEqual(["TBD", "…", "TODO", "<suspect>"]);
  });

  test("a warning in review, nothing in a draft", async () => {
    const severities = async (status: string) =>
      (await findingsOf("placeholder-text", [put(`status: ${status}`), put("## Impact\n\nTODO")])).map(
        (one) => one.severity,
      );
    expect(await severities("published")).toEqual(["error"]);
    expect(await severities("in-review")).toEqual(["warning"]);
    expect(await severities("draft")).toEqual([]);
  });
});

test("title-length counts characters, not code units", async () => {
  expect(await findingsOf("title-length", [put(`title: ${"😀".repeat(90)}`)])).toEqual([]);
  expect(await findingsOf("title-length", [put(`title: ${"😀".repeat(91)}`)])).toHaveLength(1);
});

describe("status-deadline", () => {
  const overdue = async (now: string, ...yaml: string[]) =>
    (await findingsOf("status-deadline", [put("status: draft"), ...yaml.map((text) => put(text))], { now })).length;

  test("the last day still counts", async () => {
    expect(await overdue("2026-03-28")).toBe(0);
    expect(await overdue("2026-03-29")).toBe(1);
  });

  test("not of others' incidents, not without a time, not without a deadline", async () => {
    expect(await overdue("2026-11-23", "account: third-party")).toBe(0);
    expect(await overdue("2026-11-23", "timeline:\n  - {at: {unknown: Nobody noted it}, marks: [resolved]}")).toBe(0);
    expect(await findingsOf("status-deadline", [put("status: draft"), put("deadlines: {}", "inquest.yaml")])).toEqual(
      [],
    );
  });

  test("of a range the end counts", async () => {
    const timeline = "timeline:\n  - {at: [2026-03-14, 2026-03-20], event: It is over, marks: [resolved]}";
    expect(await overdue("2026-04-03", timeline)).toBe(0);
    expect(await overdue("2026-04-04", timeline)).toBe(1);
  });
});

describe("date-of-id", () => {
  test.each([
    ["2026-03-15T23:59:00Z", 0],
    ["2026-03-16T00:00:00Z", 1],
    ["2026-03-13T00:30:00+01:00", 1],
    ["2026-03", 0],
    ["[2026-03-10, 2026-03-13]", 0],
    ["[2026-03-10, 2026-03-12]", 1],
    ["{unknown: Nobody noted it, gap: M1}", 0],
  ])("declared at %s: %i", async (at, count) => {
    const at2 = at.startsWith("[") || at.startsWith("{") ? at : `"${at}"`;
    expect(
      await findingsOf("date-of-id", [put(`timeline:\n  - {at: ${at2}, event: Declared, marks: [declared]}`)]),
    ).toHaveLength(count);
  });

  test("the next mark counts where the first is not known, and what other sources say", async () => {
    const timeline = (disputed: string) =>
      put(`timeline:
  - {at: {unknown: Nobody noted it, gap: M1}, marks: [declared]}
  - {at: 2026-03-18T10:00:00Z, event: Seen, marks: [detected]${disputed}}`);
    expect(await places("date-of-id", timeline(""))).toEqual(["2026-03-18T10:00:00Z"]);
    expect(await places("date-of-id", timeline(", disputed: [{at: 2026-03-14}]"))).toEqual([]);
  });

  test("an undated draft has no day", async () => {
    expect(await findingsOf("date-of-id", [put("status: draft", "incidents/undated-old-import.md")])).toEqual([]);
  });
});

test("date-of-id names the folder of evidence too, where there is one", async () => {
  const late = "timeline:\n  - {at: 2026-03-18T10:00:00Z, event: Declared, marks: [declared]}";
  const hints = async (...fences: Parameters<typeof findingsOf>[1]) =>
    (await findingsOf("date-of-id", fences)).map(({ hint }) => hint);
  expect(await hints(put(late))).toEqual([
    "Rename the file to 2026-03-18-stale-grants-after-forced-rollout.md and the folder evidence/2026-03-14-stale-grants-after-forced-rollout to evidence/2026-03-18-stale-grants-after-forced-rollout, and change what refers to it; or correct the time",
  ]);
  expect(await hints(put(late, "incidents/2026-03-14-other.md"))).toEqual([
    "Rename the file to 2026-03-18-other.md, and change what refers to it; or correct the time",
  ]);
});

describe("blameless-language", () => {
  test.each([
    ["It was HUMAN\nERROR, obviously.", ["HUMAN\nERROR", "obviously"]],
    ["A **careless** change, a *human* error.", ["careless", "human* error"]],
    [
      '> It was human error.\n\nThey wrote "human error" and “careless”. `careless` [x](https://careless.example.org)',
      [],
    ],
    ["The retry should have stopped. The network was at fault.", []],
    ["The engineer on call should have stopped; the operator was at fault.", ["should have", "at fault"]],
    ["Nobody was at fault, and no engineer could have avoided it. We do not blame anyone.", []],
    ["You should've seen it, they didn't bother.", ["should've", "didn't bother"]],
    ["Carelessness. Fault. Blameless. Humanerror. A shoulder has errors.", ["Carelessness"]],
    ["The human. Error rates rose.", []],
    ["See the note.[^n]\n\n[^n]: [Who is to blame](https://example.org)", []],
    ["| Who | What |\n|---|---|\n| the team | was negligent |", ["negligent"]],
  ])("%j", async (text, expected) => {
    expect(await places("blameless-language", put(`## Impact\n\n${text}`))).toEqual(expected);
  });

  test("front matter, but not the titles of sources", async () => {
    const yaml = put(`sources:
  - {id: S1, title: Human error, url: "https://example.org/"}
related:
  - {external: {title: Human error, url: "https://example.org/"}, relation: same-pattern, why: Careless too}
unclear_contracts:
  - contract: bundle-refresh-on-restart
    gap: "It was \\"human error\\", and
      human   error"`);
    expect(await places("blameless-language", yaml)).toEqual(["Careless", "human   error"]);
  });

  test("phrases of the collection come first, and are no patterns", async () => {
    const config = put(
      "blameless:\n  phrases:\n    - {match: night shift, say: the responders}\n    - {match: careless, say: hasty}\n    - {match: (q+)+$, say: b}",
      "inquest.yaml",
    );
    const found = await findingsOf("blameless-language", [
      config,
      put(`## Impact\n\nThe Night-Shift was careless. ${"q".repeat(5000)}!`),
    ]);
    expect(found.map(({ at, hint }) => [at, hint])).toEqual([
      ["Night-Shift", "Better: the responders"],
      ["careless", "Better: hasty"],
    ]);
  });

  test("the list has many phrases, each once, and with another wording", () => {
    const all = BLAMELESS_PHRASES.flatMap(({ match }) => match);
    expect(all.length).toBeGreaterThan(150);
    expect(new Set(all).size).toBe(all.length);
    expect(all.every((phrase) => phrase === phrase.toLowerCase())).toBe(true);
    expect(BLAMELESS_PHRASES.filter(({ say }) => say === "")).toEqual([]);
  });

  test("a phrase is found in whatever stands around it, and the quick look misses none", () => {
    const finder = new PhraseFinder([{ words: "lack of care", means: 1 }]);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (before, after) => {
        const text = `${before}. Lack of\ncare. ${after}`;
        expect([...finder.find(text)].map(({ start, end }) => text.slice(start, end))).toContain("Lack of\ncare");
        expect(finder.mayFind(text)).toBe(true);
      }),
    );
  });
});

test("a part of a scalar is found as it is written", () => {
  const cases: [raw: string, value: string, part: string, expected: string | undefined][] = [
    ["plain text", "plain text", "text", "text"],
    ["one\n    two three", "one two three", "two three", "two three"],
    [">-\n  one\n  two", "one two", "one two", "one\n  two"],
    ["'it''s on'", "it's on", "it's", "it''s"],
    ['"a \\"b\\"\n  c"', 'a "b" c', "c", "c"],
    ['"a \\u0062 c"', "a b c", "c", undefined],
  ];
  for (const [raw, value, part, expected] of cases) {
    const start = value.indexOf(part);
    const found = scalarRange(raw, value, start, start + part.length);
    expect(found && raw.slice(found.start, found.end)).toBe(expected);
  }
});

describe("personal-data", () => {
  const found = (text: string) => [...personalDataIn(text)].map(({ start, end }) => text.slice(start, end));

  test.each(
    [
      ["mia.berg@acme-corp.net", "mia@acme.co.uk", "+49 30 12345678", "+1 (212) 736-5000", "+442071234567"],
      ["185.199.108.153", "2a00:1450:4001:82b::200e", "http://185.199.108.153:8080/", "52.95.110.1/32"],
    ].flat(),
  )("%s", (text) => {
    expect(found(`From ${text}, at last.`)).toHaveLength(1);
    expect(found(`(${text})`)).toHaveLength(1);
  });

  test.each([
    "a@example.org b@mail.example.com noreply@acme.net no-reply@acme.net x@users.noreply.github.com security@acme.net",
    "git@github.com:acme/repo.git https://lists.acme.net/msg/CAB1@mail.acme.net https://medium.com/@someone @someone",
    "getty@tty1.service logo@2x.png lodash@4.17.21 job@worker1",
    "+01:00 +0100 2026-03-14T09:02:00+01:00 +100 +1 000 000 000 +12% +1-202-555-0143 +44 7700 900123 1 + 22 - 3333333333",
    "10.20.30.40 192.168.100.200 127.0.0.1 203.0.113.250 198.51.100.23 169.254.169.254 255.255.255.255 172.16.254.254",
    "1.2.3.4 v185.199.108.153 version 185.199.108.153 Chrome/120.0.6099.109 8.8.8.8 185.199.108.153.1 256.256.256.256",
    "104.16.0.0/13 129.134.30.0/24 2606:4700::/32 2001:db8::1 fe80::1 ::1 fd00:1234::1 10:45:30 std::dec 2026:03:14",
    "sha256:2001abcd 2001:nothing",
  ])("nothing in %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("in front matter, code and quotes, at the place", async () => {
    const yaml = put("first_suspects:\n  - {what: Told by mia@acme-corp.net}");
    const section = put("## Impact\n\n> mia@acme-corp.net\n\n```\nuser=mia@acme-corp.net\n```");
    expect(await places("personal-data", yaml, section)).toEqual(Array(3).fill("mia@acme-corp.net"));
  });

  test("the line is not printed", async () => {
    const found = await checkExample([put("## Impact\n\nTold by mia@acme-corp.net")]);
    expect(found).toMatchObject([{ rule: "personal-data", hideSource: true }]);
    expect(JSON.stringify(found)).not.toContain("mia@");
  });

  test("whatever the text, it ends soon", () => {
    for (const unit of ["+1 ", "+123456789 ", "1.", "a@", "a.", "2001:", "@a.", "://", "(+1"])
      expect([...personalDataIn(unit.repeat(100_000))].length).toBeGreaterThanOrEqual(0);
  });
});
