import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import ical from "ical.js";
import { describe, expect, test } from "vitest";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const ID = "2026-03-14-old-keys-refused";
const LONG =
  "Schlüssel werden überall erst zurückgezogen, wenn niemand sie mehr braucht, und das; wird, gezählt \\ gemessen";

/** A collection of one own incident with these actions, seen on 28 November 2026. */
function folder(...actions: string[]): string {
  const text = SOUND.replace("status: published", "status: published\naccount: own").replace(
    /^---\n([\s\S]*?)^---$/m,
    (_, front: string) =>
      `---\n${front.replace(/^actions:\n(?: .*\n)*/m, "")}actions:\n${actions.map((one) => `  - ${one}\n`).join("")}---`,
  );
  return collectionFolder({ [`incidents/${ID}.md`]: text });
}

const OVERDUE =
  "{id: A1, title: Count who uses a key, type: observe, state: committed, owner: editors, due: 2026-11-01}";
const SOON = `{id: A2, title: ${JSON.stringify(LONG)}, type: prevent, state: committed, owner: editors, due: 2026-12-10}`;
const NOBODY = "{id: A3, title: Ask the vendor, type: clarify, state: proposed}";

const next = (root: string, ...args: string[]) => inquest(["next", "--root", root, "--date", "2026-11-28", ...args]);

describe("inquest next", () => {
  test("prints what is overdue, due soon and without an owner", () => {
    const { code, stdout } = next(folder(OVERDUE, SOON, NOBODY));
    expect(code).toBe(0);
    expect(stdout).toContain("What to do next, as of 28 November 2026.");
    expect(stdout).toContain("1 overdue, 1 due within 14 days, 1 without an owner");
    expect(stdout).toMatch(/^OVERDUE\n─+\n\nDue +Owner +What\n─.*\n2026-11-01 {2}editors {2}Count who uses a key/m);
    expect(stdout).toMatch(/^DUE WITHIN 14 DAYS\n/m);
    expect(stdout).toMatch(/^WITHOUT AN OWNER\n/m);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  test("prints JSON by its schema, with the place of each item", () => {
    const root = folder(OVERDUE, SOON, NOBODY);
    const { code, stdout } = next(root, "--format", "json");
    expect(code).toBe(0);
    const result = JSON.parse(stdout) as { items: { id: string; file: string; line: number }[] };
    const ajv = new Ajv2020({ validateFormats: false });

    const schema = JSON.parse(readFileSync(new URL("../../schema/output/next.schema.json", import.meta.url), "utf8"));
    expect([ajv.validate(schema, result), ajv.errors]).toEqual([true, null]);
    expect(result).toMatchObject({ version: 1, now: "2026-11-28" });
    const [first] = result.items;
    expect(first).toMatchObject({
      kind: "action",
      id: `${ID}#A1`,
      title: "Count who uses a key",
      owner: "editors",
      due: "2026-11-01",
      state: "overdue",
    });
    const lines = readFileSync(join(root, `incidents/${ID}.md`), "utf8").split("\n");
    expect(first?.file.endsWith(`incidents/${ID}.md`)).toBe(true);
    expect(lines[(first?.line ?? 0) - 1]).toContain("id: A1");
  });

  test("narrows to an owner and to a horizon", () => {
    const root = folder(OVERDUE, SOON, NOBODY);
    const ids = (...args: string[]) =>
      (JSON.parse(next(root, "--format", "json", ...args).stdout) as { items: { id: string }[] }).items.map(
        ({ id }) => id.split("#")[1],
      );
    expect(ids("--owner", "editors").slice(0, 2)).toEqual(["A1", "A2"]);
    expect(ids("--owner", "editors")).not.toContain("A3");
    expect(ids("--within", "P11D")).not.toContain("A2");
    expect(ids("--within", "P12D")).toContain("A2");
  });

  test("refuses an owner that is not in the list, and what is no duration", () => {
    const root = folder(OVERDUE);
    expect(next(root, "--owner", "editor")).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining('Unknown owner "editor"'),
    });
    expect(next(root, "--within", "14")).toMatchObject({
      code: 2,
      stderr: "inquest: --within 14: expected a duration such as P14D, which is 14 days\n",
    });
  });

  test("counts what is open with a day apart from what has none", () => {
    const later = OVERDUE.replace("due:", "addresses: ['missing:M1'], due:").replace("2026-11-01", "2026-12-20");
    const second = "2026-03-15-second-refusal";
    const root = folder(later);
    writeFileSync(
      join(root, `incidents/${second}.md`),
      SOUND.replace("status: published", "status: in-review\naccount: own"),
    );
    const { stdout } = next(root, "--owner", "editors");
    const { items } = JSON.parse(next(root, "--owner", "editors", "--format", "json").stdout) as {
      items: { state: string; due: string | null }[];
    };
    expect(items.map(({ state, due }) => `${state} ${due}`).sort()).toEqual([
      "open 2026-12-20",
      "open null",
      "open null",
    ]);
    expect(stdout).toContain("\n1 open with a day and 2 open without a day.\n");
  });

  test("says where nothing is due", () => {
    const root = collectionFolder({});
    expect(next(root).stdout).toContain("Nothing is due.");
    expect(next(root, "--format", "markdown").stdout).toContain("Nothing is due.");
    expect(JSON.parse(next(root, "--format", "json").stdout)).toEqual({ version: 1, now: "2026-11-28", items: [] });
  });

  test("works on what is valid, and says so on stderr", () => {
    const root = folder(OVERDUE, "{id: A9, title: 7}");
    const { code, stdout, stderr } = next(root);
    expect(code).toBe(0);
    expect(stdout).toContain("Count who uses a key");
    expect(stderr).toMatch(/^inquest: the content has \d+ errors?: what is not valid is left out/);
  });
});

/** Reads a calendar strictly by RFC 5545: CRLF, 75 octets, `NAME;PARAM=VALUE:value`, balanced components. */
function parseCalendar(text: string): { name: string; properties: Map<string, string> }[] {
  expect(text.endsWith("\r\n")).toBe(true);
  const lines = text.slice(0, -2).split("\r\n");
  for (const line of lines) {
    expect(line).not.toMatch(/[\r\n]/);
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  }
  const open: { name: string; properties: Map<string, string> }[] = [];
  const all: typeof open = [];
  for (const line of text.slice(0, -2).replaceAll("\r\n ", "").split("\r\n")) {
    const [, name = "", value = ""] = /^([A-Z-]+)(?:;[A-Z-]+=[^";:,]+)*:(.*)$/.exec(line) ?? expect.fail(line);
    if (name === "BEGIN") {
      const component = { name: value, properties: new Map<string, string>() };
      open.push(component);
      all.push(component);
    } else if (name === "END") expect(open.pop()?.name).toBe(value);
    else {
      const { properties } = open.at(-1) ?? expect.fail(line);
      expect(properties.has(name)).toBe(false);
      properties.set(name, value);
    }
  }
  expect(open).toEqual([]);
  return all;
}

describe("as a calendar", () => {
  const calendar = (root: string, ...args: string[]) => next(root, "--format", "ics", ...args).stdout;

  test("holds what has a day, each with a stable id, and no time of its making", () => {
    const root = folder(OVERDUE, SOON, NOBODY);
    const components = parseCalendar(calendar(root));
    expect(components.map(({ name }) => name)).toEqual(["VCALENDAR", "VEVENT", "VALARM", "VEVENT", "VALARM"]);
    const [calendarItself, first, , second] = components.map(({ properties }) => properties);
    expect(calendarItself?.get("VERSION")).toBe("2.0");
    expect(calendarItself?.has("PRODID")).toBe(true);
    expect(first?.get("UID")).toBe(`action-${ID}#A1@inquest`);
    expect(first?.get("DTSTAMP")).toBe("20261128T000000Z");
    expect(first?.get("DTSTART")).toBe("20261101");
    expect(first?.get("SUMMARY")).toBe("Overdue: Count who uses a key");
    const words = second?.get("SUMMARY")?.replace(/\\n/g, "\n").replace(/\\(.)/g, "$1");
    expect(words).toBe(LONG);
    expect(calendar(root)).toBe(calendar(root));
  });

  test("reads the same to another reader of calendars", () => {
    const read = new ical.Component(ical.parse(calendar(folder(OVERDUE, SOON, NOBODY))));
    const events = read.getAllSubcomponents("vevent").map((one) => new ical.Event(one));
    expect(events.map(({ summary }) => summary)).toEqual(["Overdue: Count who uses a key", LONG]);
    expect(events.map(({ startDate }) => [startDate.isDate, String(startDate)])).toEqual([
      [true, "2026-11-01"],
      [true, "2026-12-10"],
    ]);
    expect(events.map(({ uid }) => uid)).toEqual([`action-${ID}#A1@inquest`, `action-${ID}#A2@inquest`]);
    const [alarm] = events[0]?.component.getAllSubcomponents("valarm") ?? [];
    expect(String(alarm?.getFirstPropertyValue("trigger"))).toBe("-P1D");
  });

  test("is not empty where nothing has a day", () => {
    expect(parseCalendar(calendar(collectionFolder({}))).map(({ name }) => name)).toEqual(["VCALENDAR", "VJOURNAL"]);
  });
});

test("what turns the direction of text is visible in Markdown and in the calendar", () => {
  const cwd = collectionFolder({
    "incidents/2026-03-14-old-keys-refused.md": SOUND.replace(
      "\ntitle: Old",
      '\naccount: own\nactions:\n  - {id: A1, title: "Turn \\u202E round", type: prevent, state: committed, owner: editors, due: 2026-05-01}\ntitle: Old',
    ),
  });
  for (const format of ["markdown", "ics"]) {
    const { stdout } = inquest(["next", "--format", format, "--date", "2026-12-01"], { cwd });
    expect(stdout).toMatch(/Turn \\?\{U\+202E\\?\} round/);
    expect(stdout).not.toContain("\u202e");
  }
});
