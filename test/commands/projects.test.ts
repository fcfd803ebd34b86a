import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import type { CheckResult } from "../../src/reporters/json.js";
import { rules } from "../../src/validate/rules/index.js";
import { inquest } from "../support/run-inquest.js";

const PROJECTS = fileURLToPath(new URL("../projects/", import.meta.url));
const names = readdirSync(PROJECTS, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? entry.name : [],
);

function git(folder: string, ...args: string[]): void {
  const settings = ["user.name=a", "user.email=a@example.org", "core.autocrlf=false", "init.defaultBranch=main"];
  execFileSync("git", [...settings.flatMap((one) => ["-c", one]), ...args], { cwd: folder, stdio: "pipe" });
}

function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "inquest-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of a project in a new folder. Where the project has a folder `before`, that is its first commit, and `removed.txt` lists what is removed after it. */
function copyOf(name: string): string {
  const folder = temporaryFolder();
  const project = join(PROJECTS, name);
  const before = join(project, "before");
  if (existsSync(before)) {
    cpSync(before, folder, { recursive: true });
    git(folder, "init", "-q");
    git(folder, "add", ".");
    git(folder, "commit", "-q", "-m", "one");
    const removed = join(project, "removed.txt");
    if (existsSync(removed))
      for (const path of readFileSync(removed, "utf8").trim().split("\n")) rmSync(join(folder, path));
  }
  const notOfIt = ["before", "expected.txt", "removed.txt"];
  cpSync(project, folder, { recursive: true, filter: (path) => !notOfIt.includes(relative(project, path)) });
  return folder;
}

/** A clone of a project whose files are its second commit. */
function cloneOf(name: string, ...options: string[]): string {
  const origin = copyOf(name);
  git(origin, "add", ".");
  git(origin, "commit", "-q", "-m", "two");
  const clone = temporaryFolder();
  git(clone, "clone", "-q", ...options, `file://${origin}`, ".");
  return clone;
}

/** The pages and attachments of a built site, without the pages of rules: those are the same for every collection. */
function pagesOf(site: string): string {
  const files = readdirSync(site, { recursive: true, encoding: "utf8" }).map((path) => path.split(sep).join("/"));
  const pages = files.filter((path) => /\.html$|^evidence\/.*\./.test(path) && !path.startsWith("rules/"));
  return pages
    .sort()
    .map((path) => `${path}\n`)
    .join("");
}

/**
 * Runs one line of an expected.txt: `inquest …` or `pages SITE`, perhaps after `cd FOLDER && `.
 * @returns what is printed, then what goes to stderr, then the exit code unless it is 0
 */
function run(folder: string, line: string): string {
  const [, into = ".", command = ""] = /^(?:cd (\S+) && )?(.*)$/.exec(line) ?? [];
  const [program, ...args] = command.split(" ");
  const cwd = join(folder, into);
  if (program === "pages") return pagesOf(join(cwd, args[0] ?? ""));
  if (program !== "inquest") throw new Error(`Unknown program in expected.txt: ${line}`);
  // In a job at GitHub the default is another format.
  const { code, stdout, stderr } = inquest(args, { cwd });
  const told = stderr.replace(/^(?=.)/gm, "stderr: ");
  return `${stdout}${told}${code === 0 ? "" : `exit code ${code}\n`}`.replaceAll(folder, "FOLDER");
}

/** The commands of an expected.txt: its lines that begin with `$ `. */
function commandsOf(name: string): string[] {
  const expected = readFileSync(join(PROJECTS, name, "expected.txt"), "utf8");
  return [...expected.matchAll(/^\$ (.*)$/gm)].map(([, line]) => line ?? "");
}

describe("the print-outs in expected.txt", () => {
  test.each(names)("%s", async (name) => {
    const folder = name === "shallow-clone" ? cloneOf(name, "--depth", "1") : copyOf(name);
    const commands = commandsOf(name);
    expect(commands.some((line) => line.includes("inquest check"))).toBe(true);
    const printed = commands.map((line) => `$ ${line}\n${run(folder, line)}`).join("\n");
    await expect(printed).toMatchFileSnapshot(join(PROJECTS, name, "expected.txt"));
  });
});

function check(folder: string, ...args: string[]): CheckResult {
  const baseline = existsSync(join(folder, "baseline.json")) ? ["--baseline", "baseline.json"] : [];
  return JSON.parse(inquest(["check", "--format", "json", ...baseline, ...args], { cwd: folder }).stdout);
}

test("every-fault has a diagnostic of every rule", () => {
  const folder = copyOf("every-fault");
  // What reads as internal is looked for only where the public is asked about.
  const all = [...check(folder).diagnostics, ...check(folder, "--audience", "public").diagnostics];
  const found = all.map(({ rule }) => rule);
  expect([...new Set(found)].sort()).toEqual(rules.map(({ id }) => id));
});

test("sound has none", () => {
  expect(check(copyOf("sound")).diagnostics).toEqual([]);
});

test("of the third-party account in every-fault nothing is asked that is the owner's duty", () => {
  const folder = copyOf("every-fault");
  const file = "incidents/2026-05-05-northbank-edge-kept-ended-sessions.md";
  const found = () =>
    check(folder, file)
      .diagnostics.map(({ rule }) => rule)
      .sort();
  expect(found()).toEqual(["uncited"]);
  const text = readFileSync(join(folder, file), "utf8");
  writeFileSync(join(folder, file), text.replace("account: third-party", "account: own"));
  expect(found()).toEqual([
    "action-incomplete",
    "action-overdue",
    "contract-without-clarification",
    "degradation-mismatch",
    "degradation-undeclared",
    "gap-without-action",
    "misplaced-value",
    "objective-breached",
    "published-edit",
    "status-deadline",
  ]);
});

test("the public site of internal-and-public holds nothing internal, the internal one all of it", () => {
  const folder = copyOf("internal-and-public");
  const site = (audience: string) => {
    inquest(["build", "--audience", audience, "--out", audience], { cwd: folder });
    const paths = readdirSync(join(folder, audience), { recursive: true, encoding: "utf8" });
    const files = paths.filter((path) => statSync(join(folder, audience, path)).isFile());
    return `${paths.join("\n")}\n${files.map((path) => readFileSync(join(folder, audience, path), "latin1")).join("\n")}`;
  };
  const hidden = [
    "Bellweather", // a tenant in an event, an action, the body and an attachment
    "Low Fell", // an internal postmortem
    "abuse-desk",
    "Abuse desk",
    "a-held-sender-learns-it-within-a-day",
    "tenants.txt",
    "bounce-handler",
  ];
  const inSite = (text: string) => hidden.filter((word) => text.includes(word));
  expect(inSite(site("public"))).toEqual([]);
  expect(inSite(site("internal"))).toEqual(hidden);
});

test("only the whole history of shallow-clone shows that a fact was edited after publication", () => {
  const editedIn = (folder: string) =>
    check(folder).diagnostics.flatMap(({ rule, message }) => (rule === "published-edit" ? message : []));
  expect(editedIn(cloneOf("shallow-clone", "--depth", "1"))).toEqual([]);
  expect(editedIn(cloneOf("shallow-clone"))).toEqual(['Missing revision for a change of "extent"']);
});

test("the files of crlf-and-bom have Windows line ends and byte order marks, and --fix keeps them", () => {
  const folder = copyOf("crlf-and-bom");
  const file = join(folder, "incidents/2026-10-05-jobs-printed-twice.md");
  const isWindows = () =>
    /^\uFEFF---\r\n/.test(readFileSync(file, "utf8")) && !/[^\r]\n/.test(readFileSync(file, "utf8"));
  expect(isWindows()).toBe(true);
  const before = readFileSync(file, "utf8");
  inquest(["check", "--fix"], { cwd: folder });
  expect(readFileSync(file, "utf8")).toBe(before.replace("delay: PT1H,", "delay: PT1H30M,"));
});

test("what is stated in place is text on its page and in JSON, where it has no id, and is withheld where it is internal", () => {
  const folder = copyOf("first-postmortem");
  const id = "2026-05-11-paid-orders-shown-as-unpaid";
  const file = join(folder, `incidents/${id}.md`);
  const statement = "Whoever moves a cache tells its readers";
  const text = readFileSync(file, "utf8")
    .replace("kind: incident", "kind: incident\nvisibility: public")
    .replace(`{statement: ${statement}}`, `{statement: ${statement}, id: C1}`)
    .replace('["missing:M1"]', '["missing:M1", "contract:C1"]');
  const build = (content: string) => {
    writeFileSync(file, content);
    expect(inquest(["build", "--audience", "public", "--out", "site"], { cwd: folder }).code).toBe(0);
    const [page, json] = [`incidents/${id}/index.html`, "data/postmortems.json"].map((path) =>
      readFileSync(join(folder, "site", path), "utf8"),
    );
    return { page: page ?? "", record: JSON.parse(json ?? "").postmortems[0] };
  };
  const open = build(text);
  expect(open.record.unclear_contracts).toEqual([{ id: null, statement }]);
  expect(open.page).toContain('<div class="named" id="contract-C1">');
  expect(open.page).toMatch(new RegExp(`<a href="#contract-C1">[^<]*${statement}`));
  const hidden = build(text.replace("gap: Who finds", "visibility: internal, gap: Who finds"));
  expect(hidden.record.unclear_contracts).toEqual([]);
  expect(hidden.page).not.toContain("moves a cache");
  expect(hidden.page).toContain('<span class="blank-word">Withheld.</span> It is internal');
  expect(hidden.page).not.toContain("Not answered");
});

test("a page shows the delay of each party, local times beside UTC, and the sources by date", () => {
  const folder = copyOf("first-postmortem");
  const id = "2026-05-11-paid-orders-shown-as-unpaid";
  const file = join(folder, `incidents/${id}.md`);
  const text = readFileSync(file, "utf8")
    .replace("services:", "zone: Europe/Berlin\nservices:")
    .replace("by: customer, ", "by: customer, parties: [{who: Support, at: 2026-05-11T09:49:00Z, by: customer}], ")
    .replace(
      "actions:",
      "sources:\n  - {id: S1, title: The later one, published: 2026-05-20}\n  - {id: S2, title: Undated}\n  - {id: S3, title: The earlier one, published: 2026-05}\nactions:",
    );
  writeFileSync(file, text);
  inquest(["build", "--audience", "internal", "--out", "site", "--allow-errors"], { cwd: folder });
  const page = readFileSync(join(folder, `site/incidents/${id}/index.html`), "utf8");
  expect(page).toContain("<li>Support: 47\u00a0min, by ");
  expect(page).toContain("11:02 local");
  expect(page).toContain("times in UTC and Europe/Berlin");
  const order = ["The earlier one", "The later one", "Undated"].map((title) => page.indexOf(title));
  expect(order.toSorted((a, b) => a - b)).toEqual(order);
});

test("custom fields are facts, facets and columns, and an internal one is nowhere in the public site", () => {
  const folder = copyOf("custom-fields");
  const id = "2026-05-11-paid-orders-shown-as-unpaid";
  const build = (audience: string) => {
    expect(inquest(["build", "--audience", audience, "--out", audience], { cwd: folder }).code).toBe(0);
    const read = (path: string) => readFileSync(join(folder, audience, path), "utf8");
    const paths = readdirSync(join(folder, audience), { recursive: true, encoding: "utf8" });
    const files = paths.filter((path) => /\.(?:html|json|csv|md|txt)$/.test(path) && !path.startsWith("schemas"));
    return { read, whole: files.map(read).join("\n") };
  };
  const internal = build("internal");
  const page = internal.read(`incidents/${id}/index.html`);
  for (const [title, value] of [
    ["Customers affected", "1,240"],
    ["Cost centre", "card-payments"],
    ["Reviewed on", "20 May 2026"],
  ])
    expect(page).toContain(`<dt>${title}</dt><dd>${value}</dd>`);
  expect(page).toMatch(
    /<dt>Support tickets<\/dt><dd><a href="https:\/\/support\.copperline\.example\/search\?tag(?:=|&#x3D;)812">/,
  );
  expect(page).toContain("Cost centre: platform\u00a0· Note of the review: Agreed with finance");
  expect(page).not.toContain("Sales channels:");
  expect(internal.read("search/index.html")).toMatch(/data-facet="field-channels"/);
  expect(internal.read("search/index.html")).toMatch(/data-facet="field-cost_centre"[\s\S]*card-payments/);
  expect(internal.read("incidents/index.html")).toContain("<dt>Customers affected</dt><dd>1,240</dd>");
  expect(internal.read("drills/index.html")).toContain("Sales channels: shop");
  expect(internal.read("data/tables/postmortems.csv")).toMatch(
    /,customers_affected,cost_centre,channels\r?\n.*,1240,card-payments,shop; partners\r?\n/,
  );
  expect(internal.read("data/tables/actions.csv")).toMatch(/,cost_centre\r?\n.*,platform\r?\n/);
  const fields = {
    customers_affected: 1240,
    support_tickets: "https://support.copperline.example/search?tag=812",
    cost_centre: "card-payments",
    channels: ["shop", "partners"],
    reviewed_on: "2026-05-20",
  };
  expect(JSON.parse(internal.read("data/postmortems.json")).postmortems[0].fields).toEqual(fields);
  expect(JSON.parse(internal.read(`data/incidents/${id}.json`)).front_matter.fields).toEqual(fields);

  const open = build("public");
  const { cost_centre: _, ...seen } = fields;
  expect(JSON.parse(open.read("data/postmortems.json")).postmortems[0].fields).toEqual(seen);
  expect(open.whole).toContain("Customers affected");
  expect(open.whole).not.toMatch(/cost.centre: |card-payments|Cost centre/);
  expect(internal.whole).toMatch(/card-payments/);
});

test("new offers the custom fields of its type", () => {
  const folder = copyOf("custom-fields");
  const drafted = (type: string) => inquest(["new", type, "A title", "--yes", "--dry-run"], { cwd: folder }).stdout;
  expect(drafted("incident")).toContain(`## customers_affected: Customers affected (number; required when published)
## support_tickets: Support tickets (url)
## cost_centre: Cost centre (one of platform, orders, card-payments)
## channels: Sales channels (some of shop, app, partners)
## reviewed_on: Reviewed on (date; required when in-review)
# fields:
#   customers_affected: …
`);
  expect(drafted("drill")).not.toContain("customers_affected");
});
