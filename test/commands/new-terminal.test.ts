import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { inquest } from "../support/run-inquest.js";
import { CTRL_C, DOWN, ENTER, ESCAPE, TAB, terminal } from "../support/terminal.js";

function collection(): string {
  const root = mkdtempSync(join(tmpdir(), "inquest-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  inquest(["init", "."], { cwd: root });
  return root;
}

const filesIn = (root: string) => readdirSync(root, { recursive: true, encoding: "utf8" }).sort();

// Who breaks off changes nothing, so that one will do for all.
let shared: string;
let untouched: string[];
beforeAll(() => {
  shared = mkdtempSync(join(tmpdir(), "inquest-"));
  inquest(["init", "."], { cwd: shared });
  untouched = filesIn(shared);
});
afterAll(() => rmSync(shared, { recursive: true, force: true }));

/** A question, and what is typed in answer to it. */
type Answer = readonly [question: string, ...keys: string[]];

const INCIDENT: readonly Answer[] = [
  ["What do you write?", ENTER],
  ["Title: what failed", "Grants: stayed valid", ENTER],
  ["Whose clock", DOWN, ENTER],
  ["Which zone?", "Europe/Berlin", ENTER],
  ["On which day was it", "2026-03-14", ENTER],
  ["First its class", " ", DOWN, " ", ENTER],
  ["Which kinds of it? Trust", " ", ENTER],
  ["Which kinds of it? Consistency", " ", ENTER],
  ["Which of them is the primary one?", DOWN, ENTER],
  ["Which services failed", " ", DOWN, " ", ENTER],
  ["Where was the fault?", " ", ENTER],
  ["How severe was it?", DOWN, ENTER],
  ["Which of these times", DOWN, " ", DOWN, DOWN, " ", ENTER],
  ["began: when", "10:02/10:10", ENTER],
  ["detected: when", "10:49 The alert fires", ENTER],
];

const DRILL: readonly Answer[] = [
  ["What do you write?", DOWN, DOWN, ENTER],
  ["Title: what failed", "Issuer down", ENTER],
  ["On which day was it held?", "2026-05-20", ENTER],
  ["Which scenario", DOWN, ENTER],
  ["Where was it held?", DOWN, DOWN, ENTER],
  ["Which services took part?", " ", ENTER],
];

/** A title that gives no file name. */
const UNNAMED: readonly Answer[] = [
  ["What do you write?", ENTER],
  ["Title: what failed", "認証の障害", ENTER],
  ["Whose clock", ENTER],
  ["On which day was it", ENTER],
  ["First its class", ENTER],
  ["Which services failed", ENTER],
  ["How severe was it?", ENTER],
  ["Which of these times", ENTER],
  ["Which id?", ENTER],
];

test("a whole session writes what the flags would have written", async () => {
  const root = collection();
  const { answer, ended } = terminal(["new"], root);
  for (const [question, ...keys] of INCIDENT) await answer(question, ...keys);
  const { code, screen } = await ended();
  expect(code).toBe(0);
  const path = "incidents/2026-03-14-grants-stayed-valid.md";
  expect(screen).toContain(path);
  expect(screen).toContain(`inquest check --status published ${path}`);
  expect(inquest(["check"], { cwd: root }).stdout).toBe("12 files checked, no diagnostics\n");
  const asked = readFileSync(join(root, path), "utf8");
  const flags = ["--zone", "Europe/Berlin", "--date", "2026-03-14", "--severity", "sev1"];
  flags.push("--kind", "stale-data-plane,missing-identity");
  flags.push(
    "--service",
    "sidecar,admin-api",
    "--mark",
    "began=10:02/10:10",
    "--mark",
    "detected=10:49 The alert fires",
  );
  expect(inquest(["new", "incident", "Grants: stayed valid", ...flags, "--force"], { cwd: root }).code).toBe(0);
  expect(readFileSync(join(root, path), "utf8")).toBe(asked);
});

test("a drill is asked about what a drill has", async () => {
  const root = collection();
  const { answer, ended } = terminal(["new"], root);
  for (const [question, ...keys] of DRILL) await answer(question, ...keys);
  expect(await ended()).toMatchObject({ code: 0 });
  const text = readFileSync(join(root, "drills/2026-05-20-issuer-down.md"), "utf8");
  for (const line of [
    "held: 2026-05-20",
    "scenario: policy-distribution-lag",
    "environment: staging",
    "services: [sidecar]",
  ])
    expect(text).toContain(`\n${line}\n`);
});

test("Enter alone says that nobody knows yet", async () => {
  const root = collection();
  const { answer, ended } = terminal(["new", "near-miss", "A key nearly expired", "--id", "2026-03-14-key"], root);
  for (const question of ["Whose clock", "First its class", "Which services", "How severe", "Which of these times"])
    await answer(question, ENTER);
  expect(await ended()).toMatchObject({ code: 0 });
  const flags = ["new", "near-miss", "A key nearly expired", "--id", "2026-03-14-key", "--dry-run", "--force"];
  expect(readFileSync(join(root, "incidents/2026-03-14-key.md"), "utf8")).toBe(inquest(flags, { cwd: root }).stdout);
});

test("what flags say is not asked, and --yes asks nothing", async () => {
  const root = collection();
  const given = ["--date", "2026-03-14", "--zone", "UTC", "--service", "sidecar", "--severity", "sev2"];
  const { answer, ended } = terminal(["new", "incident", "Stale", ...given, "--kind", "trust/missing-identity"], root);
  await answer("Which of these times", ENTER);
  const { code, screen } = await ended();
  expect(code).toBe(0);
  for (const question of ["Title:", "Whose clock", "On which day", "class", "Which services", "How severe"])
    expect(screen).not.toContain(question);
  const silent = await terminal(["new", "incident", "Silent", "--date", "2026-03-14", "--yes"], root).ended();
  expect(silent.code).toBe(0);
  expect(silent.screen).not.toContain("?");
});

test("a question stays open until its answer can be used, and what it was told stays", async () => {
  const root = collection();
  const { answer, ended } = terminal(
    ["new", "incident", "--kind", "trust/missing-identity", "--severity", "sev2"],
    root,
  );
  const erase = (text: string) => "\x7f".repeat(text.length);
  await answer("Title: what failed", ENTER);
  await answer("Expected a title", "Сбой входа", ENTER);
  await answer("Whose clock", DOWN, ENTER);
  await answer("Which zone?", "Mars", ENTER);
  await answer("Unknown zone", erase("Mars"), "Europe/Berlin", ENTER);
  await answer("On which day", "2026-02-30", ENTER);
  await answer("2026-02 has 28 days", erase("2026-02-30"), "2026-10-25", ENTER);
  await answer("Which services", ENTER);
  await answer("Which of these times", DOWN, " ", DOWN, DOWN, DOWN, DOWN, DOWN, DOWN, DOWN, " ", ENTER);
  await answer("began: when", "02:30", ENTER);
  await answer("twice: write 02:30+02:00 or 02:30+01:00", "+02:00", ENTER);
  await answer("resolved: when", "01:00", ENTER);
  await answer('"resolved" is before "began"', erase("01:00"), "04:00 All tokens are good", ENTER);
  await answer("it is not in Latin letters");
  await answer("Which id?", "sign-in-failed", ENTER);
  expect(await ended()).toMatchObject({ code: 0 });
  const text = readFileSync(join(root, "incidents/2026-10-25-sign-in-failed.md"), "utf8");
  expect(text).toContain("\ntitle: Сбой входа\n");
  expect(text).toContain("{at: 2026-10-25T02:30:00+02:00, event: …, marks: [began]}");
  expect(text).toContain("{at: 2026-10-25T04:00:00+01:00, event: All tokens are good, marks: [resolved]}");
});

test("of many services those are found whose name is typed", async () => {
  const root = collection();
  const services = Array.from(
    { length: 40 },
    (_, n) => `  - {id: part-${n}, title: "Part ${n}\\e]0;owned\\a", organisation: Ours, description: One of many.}`,
  );
  writeFileSync(join(root, "catalog/services.yaml"), `schema: 1\nservices:\n${services.join("\n")}\n`);
  const given = ["--date", "2026-03-14", "--zone", "UTC", "--kind", "missing-identity", "--severity", "sev2"];
  const { answer, ended } = terminal(["new", "incident", "Stale", ...given], root);
  await answer("Which services failed", "Part 37");
  await answer("(1 match)", TAB, ENTER);
  await answer("Where was the fault?", ENTER);
  await answer("Which of these times", ENTER);
  const { code, raw } = await ended();
  expect(code).toBe(0);
  // What a catalog says does not steer the terminal.
  expect(raw).not.toContain("\x1b]0;");
  expect(raw).toContain("Part 37{U+001B}]0;owned{U+0007}");
  expect(readFileSync(join(root, "incidents/2026-03-14-stale.md"), "utf8")).toContain(
    "\n  - {service: part-37, role: affected}\n",
  );
});

test("what was typed is written even where check finds a fault in it, and the fault is shown", async () => {
  const root = collection();
  const title = `Somebody posted gh${"p"}_${"Qz7mWc4tLx9b".repeat(3)}`;
  const given = ["--zone", "UTC", "--kind", "missing-identity", "--severity", "sev2", "--service", "sidecar"];
  const { answer, ended } = terminal(["new", "incident", "--id", "2026-03-14-posted", ...given], root);
  await answer("Title: what failed", title, ENTER);
  await answer("Which of these times", ENTER);
  const { code, screen } = await ended();
  expect(code).toBe(1);
  expect(screen).toMatch(/incidents\/2026-03-14-posted\.md:\d+:\d+ +error +Expected no secret/);
  expect(readFileSync(join(root, "incidents/2026-03-14-posted.md"), "utf8")).toContain(title);
});

test("with a timeline the day is not asked, and a time alone is of its day", async () => {
  const root = collection();
  writeFileSync(join(root, "timeline.csv"), "at,event,mark\n2026-03-14 10:49,The alert fires,detected\n");
  const given = ["--from", "timeline.csv", "--kind", "missing-identity", "--severity", "sev2", "--service", "sidecar"];
  const { answer, ended } = terminal(["new", "incident", "Stale", ...given], root);
  await answer("Whose clock", ENTER);
  await answer("Which of these times", DOWN, " ", ENTER);
  await answer("A time without a day is on 2026-03-14, in the zone UTC");
  await answer("began: when", "10:02", ENTER);
  const { code, screen } = await ended();
  expect(code).toBe(0);
  expect(screen).not.toContain("On which day");
  const text = readFileSync(join(root, "incidents/2026-03-14-stale.md"), "utf8");
  expect(text).toContain("\n  - {at: 2026-03-14T10:02:00Z, event: …, marks: [began]}\n");
  expect(text).toContain("\n  delay: PT47M\n");
});

test("a fault in a flag is told before anybody is asked for more", async () => {
  const given = ["--zone", "Europe/Berlin", "--date", "2026-10-25", "--mark", "began=02:30"];
  const { code, screen } = await terminal(["new", "incident", "Stale", ...given], shared).ended();
  expect(code).toBe(2);
  expect(screen).toContain("--mark began: The clocks of Europe/Berlin showed 02:30 on 2026-10-25 twice");
});

test("the editor has the terminal to itself", async () => {
  const root = collection();
  const script = join(root, "editor.cjs");
  writeFileSync(
    script,
    `process.on("SIGINT", () => process.stdout.write("not yet> "));
     process.stdin.on("data", (line) => {
       require("fs").appendFileSync(process.argv[2], "\\n" + line);
       process.exit();
     });
     process.stdout.write("editing> ");`,
  );
  const given = ["--date", "2026-03-14", "--zone", "UTC", "--service", "sidecar", "--severity", "sev2", "--edit"];
  const { answer, ended } = terminal(["new", "incident", "Stale", ...given, "--kind", "trust/missing-identity"], root, {
    env: { VISUAL: `"${process.execPath}" "${script}"` },
  });
  await answer("Which of these times", ENTER);
  await answer("editing> ", CTRL_C);
  await answer("not yet> ", "Typed in the editor", ENTER);
  expect(await ended()).toMatchObject({ code: 0 });
  expect(readFileSync(join(root, "incidents/2026-03-14-stale.md"), "utf8")).toMatch(/\nTyped in the editor\n$/);
});

const brokenOff = [
  ...INCIDENT.map((_, index) => [INCIDENT, index] as const),
  ...DRILL.map((_, index) => [DRILL, index] as const).slice(2),
  [UNNAMED, UNNAMED.length - 1] as const,
];
const withTitle = brokenOff.filter(([, index]) => index > 1);
const untitled = brokenOff.filter(([, index]) => index <= 1);

test.each(untitled.map(([session, index]) => [session[index]?.[0] ?? "", session, index] as const))(
  "Ctrl-C at %j leaves nothing behind",
  async (_, session, index) => {
    const { answer, ended } = terminal(["new"], shared);
    for (const [question, ...keys] of session.slice(0, index)) await answer(question, ...keys);
    await answer(session[index]?.[0] ?? "", CTRL_C);
    const { code, screen, raw } = await ended();
    expect(code).toBe(130);
    expect(screen).toContain("Nothing was written");
    expect(filesIn(shared)).toEqual(untouched);
    // The cursor is there again.
    expect(raw.lastIndexOf("\x1b[?25h")).toBeGreaterThan(raw.lastIndexOf("\x1b[?25l"));
  },
);

test.each(withTitle.map(([session, index]) => [session[index]?.[0] ?? "", session, index] as const))(
  "Ctrl-C at %j keeps what was answered, in a draft that passes",
  async (_, session, index) => {
    const root = collection();
    const { answer, ended } = terminal(["new"], root);
    for (const [question, ...keys] of session.slice(0, index)) await answer(question, ...keys);
    await answer(session[index]?.[0] ?? "", CTRL_C);
    const { code, screen, raw } = await ended();
    expect(code).toBe(130);
    expect(screen).toContain("What you have answered is kept");
    const [, path = "", id = ""] = /^((?:incidents|drills)\/(\S+)\.md)\r?$/m.exec(screen) ?? [];
    expect(screen).toContain(`inquest new --resume ${id}`);
    expect(raw.lastIndexOf("\x1b[?25h")).toBeGreaterThan(raw.lastIndexOf("\x1b[?25l"));
    expect(filesIn(root)).toEqual([...untouched, path].sort());
    const text = readFileSync(join(root, path), "utf8");
    const isAnswered = (question: string) => session.slice(0, index).some(([one]) => one === question);
    expect(text.includes("\n  - {kind: consistency/stale-data-plane")).toBe(
      isAnswered("Which kinds of it? Consistency"),
    );
    expect(text.includes("\n  - {at: [2026-03-14T10:02:00+01:00")).toBe(isAnswered("began: when"));
    expect(text.includes("\nscenario: policy-distribution-lag")).toBe(isAnswered("Which scenario"));
    expect(inquest(["check"], { cwd: root })).toMatchObject({ code: 0 });
  },
);

test("--resume goes on where the questions were broken off, and asks for the four answers", async () => {
  const root = collection();
  const given = ["--id", "2026-03-14-stale", "--zone", "UTC", "--kind", "missing-identity", "--severity", "sev2"];
  const first = terminal(["new", "incident", "Stale", ...given], root);
  await first.answer("Which services failed", " ", ENTER);
  await first.answer("Where was the fault?", CTRL_C);
  expect(await first.ended()).toMatchObject({ code: 130 });
  const { answer, ended } = terminal(["new", "--resume", "2026-03-14-stale", "--zone", "UTC"], root);
  await answer("Why is it trust/missing-identity?", "No token was issued", ENTER);
  await answer("Which of these times", DOWN, " ", DOWN, DOWN, " ", ENTER);
  await answer("began: when", "23:50 Rollout 812", ENTER);
  await answer("detected: when", "00:10 The alert fires", ENTER);
  await answer("1 of 4. Which invariant", DOWN, ENTER);
  await answer("What must hold?", ENTER);
  await answer("Expected a sentence", "Every workload has an identity", ENTER);
  await answer("How was it violated?", "None was issued", ENTER);
  await answer("2 of 4. What noticed it?", DOWN, ENTER);
  await answer("2 of 4. Why was detection delayed?", "It waits for 20 minutes", ENTER);
  await answer("3 of 4. Which contract", DOWN, DOWN, ENTER);
  await answer("Why none?", "One team owns both sides", ENTER);
  await answer("4 of 4. What evidence was missing?", DOWN, DOWN, DOWN, ENTER);
  await answer("What was missing?", "Which issuer refused", ENTER);
  await answer("What was it needed for?", "To find the full one", ENTER);
  await answer("Who answers for this document?", DOWN, ENTER);
  const { code, screen } = await ended();
  expect(code).toBe(0);
  expect(screen).toContain("detected = 00:10Z on 2026-03-15");
  for (const question of ["Which services", "How severe", "First its class", "Title"])
    expect(screen).not.toContain(question);
  const text = readFileSync(join(root, "incidents/2026-03-14-stale.md"), "utf8");
  for (const line of [
    "  - {service: sidecar, role: affected}",
    "  - {kind: trust/missing-identity, why: No token was issued}",
    "  - {at: 2026-03-15T00:10:00Z, event: The alert fires, marks: [detected]}",
    "  - {invariant: {statement: Every workload has an identity}, how: None was issued}",
    "detection:\n  delay: PT20M\n  by: alert\n  why_delayed: It waits for 20 minutes",
    "unclear_contracts: {none: One team owns both sides}",
    "  - {id: M1, what: Which issuer refused, kind: trace, needed_for: To find the full one}",
    "owner: team-policy",
  ])
    expect(text).toContain(`\n${line}\n`);
  expect(inquest(["check", "incidents/2026-03-14-stale.md", "--date", "2026-03-20"], { cwd: root }).stdout).toBe(
    "12 files checked, no diagnostics\n",
  );
});

test("a service that the catalog does not have goes into it, or stays as a comment, and never dangles", async () => {
  const root = collection();
  const given = ["--date", "2026-03-14", "--zone", "UTC", "--kind", "missing-identity", "--severity", "sev2"];
  const { answer, ended } = terminal(["new", "incident", "Stale", ...given], root);
  await answer("Which services failed", DOWN, DOWN, " ", ENTER);
  await answer("Which other services?", "Token issuer, Payments: EU, Policy sidecar", ENTER);
  await answer("Token issuer is not in the catalog", ENTER);
  await answer("Whose service is Token issuer? Enter: Example Platform", ENTER);
  await answer("What does Token issuer do", "Issues tokens, to workloads", ENTER);
  await answer("Payments: EU is not in the catalog", DOWN, ENTER);
  await answer("Policy sidecar is in the catalog, as sidecar");
  await answer("Where was the fault?", DOWN, " ", ENTER);
  await answer("Which of these times", ENTER);
  const { code, screen } = await ended();
  expect(code).toBe(0);
  expect(screen).toContain("added to catalog/services.yaml");
  expect(screen).toContain("Payments: EU is not in the catalog of services: a comment in the document names it");
  const text = readFileSync(join(root, "incidents/2026-03-14-stale.md"), "utf8");
  expect(text).toContain(
    "\nservices:\n  - {service: token-issuer, role: origin}\n  - {service: sidecar, role: affected}\n# Not in the catalog of services: Payments: EU\n",
  );
  expect(readFileSync(join(root, "catalog/services.yaml"), "utf8")).toContain(
    '- {id: token-issuer, title: Token issuer, organisation: Example Platform, description: "Issues tokens, to workloads"}\n',
  );
  expect(inquest(["check", "incidents/2026-03-14-stale.md", "--date", "2026-03-20"], { cwd: root }).stdout).toBe(
    "12 files checked, no diagnostics\n",
  );
});

test("Escape breaks off as well, and the terminal is as it was", async () => {
  const root = collection();
  const { answer, ended } = terminal(["new", "incident"], root, { shell: "stty -a; {}; echo code=$?; stty -a" });
  await answer("Title: what failed", ESCAPE);
  const { screen } = await ended();
  expect(screen).toContain("code=130");
  const [before, after] = [...screen.matchAll(/^speed[\s\S]*?-extproc/gm)].map(([modes]) => modes);
  expect(before).toContain(" icanon");
  expect(after).toBe(before);
});
