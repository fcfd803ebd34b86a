import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDemo } from "../../src/read/read-scaffold.js";
import { dataSetTables } from "../../src/render/tables.js";
import { writeTemporaryFolder } from "../../src/write/temporary-folder.js";
import { ALSO_SOUND, putCollection, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const ID = "2026-03-14-old-keys-refused";
const OTHER = "2026-03-15-keys-late-again";
const SECRET = "the vendor's console was left open on a shared laptop";

const SOURCES = `sources:
  - {id: S1, title: The status page, publisher: Logto, url: "https://example.org/status"}
  - {id: S2, title: The report, publisher: Logto, url: "https://example.org/report", grade: B}`;
const NOTES = `
[^second]: [The report](https://example.org/report), Logto.
[^aside]: Clocks were right to a second.
`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "inquest-export-"));
  putCollection(folder, {
    [`incidents/${ID}.md`]: SOUND.replace(
      "status: published",
      "status: published\nvisibility: public\nzone: Europe/Berlin",
    )
      .replace(
        "response:\n",
        `first_suspects: [{what: A full disk, ruled_out_at: 2026-03-14T09:20:00Z, cites: [S1]}]\nactions:\n  - {id: A1, title: Publish keys before their use, type: prevent, state: committed, owner: editors, due: 2026-05-01}\n  - {id: A2, title: "${SECRET}", type: prevent, state: committed, owner: editors, visibility: internal}\nresponse:\n`,
      )
      .replace("status: published", `status: published\naliases: [JWKS outage]\n${SOURCES}`)
      .replace("how: Tokens of the old key were refused}", "how: Tokens of the old key were refused, cites: [S2]}")
      .replace("detection: {delay: PT47M", "detection: {cites: [S1], delay: PT47M")
      .replace("Tokens were refused.", "Tokens were refused.[^second] [^aside]")
      .replace("type: prevent, state: committed", 'type: prevent, state: committed, addresses: ["missing:M1"]')
      .replace(/$/, NOTES)
      .replace(
        "Publish before use.",
        "Publish *before* use, <b>always</b>.\n\n:::internal\nAsk the vendor about the second laptop.\n:::",
      ),
    [`incidents/${OTHER}.md`]: ALSO_SOUND.replaceAll("2026-03-14T", "2026-03-15T").replace(
      "status: published",
      "status: published\nvisibility: internal",
    ),
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => inquest(["export", ...args], { cwd: folder });

describe("a document as Markdown", () => {
  test("of a near-miss says what that is", () => {
    const nearMiss = inquest(["export", "2018-01-04-mybinder-staging-stopped", "--format", "markdown"]).stdout;
    expect(nearMiss).toContain("\n> Near-miss: something went wrong, and was caught before it did real harm.\n");
    expect(inquest(["export", "2019-01-23-prow-last-good-config", "--format", "markdown"]).stdout).not.toContain(
      "Near-miss:",
    );
  });

  test("has facts, answers, both clocks and actions, and nothing internal", () => {
    const { code, stdout } = run(ID, "--format", "markdown");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# Old keys were refused for an hour after a rotation\n/);
    expect(stdout).toContain("- **Detection delay**: 47 min");
    expect(stdout.match(/^## Which contract lacked clarity$/gm)).toHaveLength(1);
    expect(stdout).toContain("| 14 March 2026, 09:02 | 10:02 |  | The key is rotated | *the failure began* |");
    expect(stdout).toContain("| Publish keys before their use | prevent | committed | editors | due 1 May 2026 |");
    expect(stdout).toContain("Publish *before* use, \\<b>always\\</b>.");
    expect(stdout).toMatch(/^## Suspected first, wrongly\n\n- A full disk \(ruled out: .*09:20.*\) \\\[1\\\]$/m);
    expect(stdout).not.toContain("laptop");
    // Without an address of the site there is nothing to link to.
    expect(stdout).not.toMatch(/\]\((?!http)/);
  });

  test("has one numbering for sources and notes, and no ids of entries", () => {
    const { stdout } = run(ID, "--format", "markdown");
    expect(stdout).toContain("Tokens were refused.\\[2\\] \\[3\\]");
    expect(stdout).toContain("Here: Tokens of the old key were refused \\[2\\]");
    expect(stdout).toMatch(/^- \*\*Why\*\*: .* \\\[1\\\]$/m);
    expect(stdout).toMatch(
      /^## Sources and notes\n\n- \\\[1\\\] \[The status page\].*\n- \\\[2\\\] \[The report\].*\n- \\\[3\\\] Clocks were right to a second\.$/m,
    );
    expect(stdout).toContain("gap “Which verifier held which keys”");
    // Words for search are no name that a reader would know.
    expect(stdout).not.toMatch(/\*\*[SEMA]\d\*\*|Also called|JWKS outage|## Notes/);
  });

  test("says what each term means, and tells each answer in one section", () => {
    const { stdout } = run(ID, "--format", "markdown");
    expect(stdout).toMatch(
      /\*\*Invalid identity\*\* \(trust\): A genuine credential .*\. Here: Valid tokens were refused$/m,
    );
    expect(stdout).toMatch(/\*\*Every valid token can be verified\*\*: \S.*\. Here: Tokens/);
    expect(stdout).toMatch(/\*\*Recovery time\*\*: \*How long .*\?\* 1 h 18 min/);
    const invariant = /^## Which invariant was violated$([\s\S]*?)^## /m.exec(stdout)?.[1];
    expect(invariant).toContain("The one above, on every verifier.");
    expect(stdout.match(/^## (?:Summary|Impact|Which|Why|What evidence).*/gm)).toHaveLength(6);
  });

  test("has what is internal only where that is asked for, and the clock of another zone", () => {
    const { stdout } = run(ID, "--format", "markdown", "--audience", "internal", "--zone", "America/New_York");
    expect(stdout).toContain(SECRET);
    expect(stdout).toContain("second laptop");
    expect(stdout).toContain("| UTC | America/New_York |");
    expect(stdout).toContain("| 14 March 2026, 09:02 | 05:02 |");
  });

  test("goes to a file, but not into the content", () => {
    const out = join(tmpdir(), `inquest-export-${process.pid}.md`);
    expect(run(ID, "--format", "markdown", "--out", out)).toMatchObject({ code: 0, stdout: "" });
    expect(readFileSync(out, "utf8")).toMatch(/^# Old keys/);
    rmSync(out);
    expect(run(ID, "--out", `incidents/${ID}.md`)).toMatchObject({ code: 2 });
    expect(readFileSync(join(folder, `incidents/${ID}.md`), "utf8")).toMatch(/^---/);
  });

  test("of an internal document says why there is none", () => {
    expect(run(OTHER, "--format", "markdown")).toEqual({
      code: 2,
      stdout: "",
      stderr: `inquest: ${OTHER} is internal, so the public sees nothing of it: add --audience internal\n`,
    });
    expect(run(OTHER, "--format", "markdown", "--audience", "internal").code).toBe(0);
  });
});

test.each([
  [["2026-03-14-old-keys-refusd"], `Unknown document "2026-03-14-old-keys-refusd": did you mean ${ID}?`],
  [[], "Missing --format: csv, json or parquet; or name a document by its id, for Markdown"],
  [
    ["--format", "markdown"],
    "--format markdown writes one document: name it by its id, or choose csv, json or parquet",
  ],
  [["--format", "csv"], "Missing --out: the folder that the data set is written to"],
  [[ID, "--dataset"], "Name a document or give --dataset, not both"],
  [
    [ID, "--format", "csv"],
    `A document is written with --format markdown; --format csv is for the data set: leave ${ID} out`,
  ],
  [
    ["--format", "csv", "--out", "x", "--zone", "Europe/Berlin"],
    "--zone goes with a document: all times of the data set are UTC",
  ],
])("export %j says what to do", (args, message) => {
  expect(run(...args)).toEqual({ code: 2, stdout: "", stderr: `inquest: ${message}\n` });
});

describe("the data set", () => {
  test("is partitioned by year, replaces its own folder and no other", () => {
    const out = join(folder, "data-csv");
    expect(run("--format", "csv", "--out", "data-csv", "--dataset").code).toBe(0);
    const rows = parse(readFileSync(join(out, "actions/year=2026/data.csv"), "utf8"), { columns: true });
    expect(rows).toMatchObject([{ document: ID, id: "A1", due: "2026-05-01" }]);
    const all = readdirSync(out, { recursive: true, encoding: "utf8" });
    expect(
      all
        .filter((path) => path.endsWith(".csv"))
        .map((path) => readFileSync(join(out, path), "utf8"))
        .join(),
    ).not.toContain("laptop");
    expect(run("--format", "json", "--out", "data-csv").code).toBe(0);
    expect(existsSync(join(out, "actions/year=2026/data.csv"))).toBe(false);
    expect(JSON.parse(readFileSync(join(out, "postmortems/year=2026/data.json"), "utf8"))).toMatchObject([{ id: ID }]);
    const { resources } = JSON.parse(readFileSync(join(out, "datapackage.json"), "utf8"));
    expect(resources.map(({ name }: { name: string }) => name)).toEqual(dataSetTables.map(({ shape }) => shape.name));
    for (const { path } of resources) for (const one of path) expect(existsSync(join(out, one)), one).toBe(true);
    mkdirSync(join(folder, "theirs"));
    writeFileSync(join(folder, "theirs/a.txt"), "a");
    const refused = run("--format", "csv", "--out", "theirs");
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/Cannot write the data set to .*: it holds files that inquest did not write/);
    expect(readdirSync(join(folder, "theirs"))).toEqual(["a.txt"]);
    writeFileSync(join(out, "index.html"), "a site");
    expect(run("--format", "csv", "--out", "data-csv")).toMatchObject({ code: 2 });
    expect(existsSync(join(out, "postmortems/year=2026/data.json"))).toBe(true);
  });
});

describe("the questions of schema/README.md", () => {
  const readme = readFileSync(new URL("../../schema/README.md", import.meta.url), "utf8");
  const part = readme.slice(readme.indexOf("### Twelve questions"));
  const [views = "", ...questions] = Array.from(part.matchAll(/```sql\n([\s\S]*?)```/g), ([, sql = ""]) => sql);
  const answers: unknown[][][] = [];
  let types: unknown[][] = [];

  beforeAll(async () => {
    const demo = writeTemporaryFolder("inquest-export-demo", readDemo());
    const example = new URL("../../postmortems/", import.meta.url).pathname;
    const at = mkdtempSync(join(tmpdir(), "inquest-data-"));
    try {
      for (const [name, root] of Object.entries({ example, demo: demo.path, small: folder })) {
        const args = [
          "export",
          "--root",
          root,
          "--format",
          "parquet",
          "--audience",
          "internal",
          "--date",
          "2026-11-28",
        ];
        const { code, stderr } = inquest([...args, "--out", join(at, `data/collection=${name}`)], { cwd: at });
        expect([code, stderr], name).toEqual([0, ""]);
      }
      const db = await (await DuckDBInstance.create(":memory:")).connect();
      const rows = async (sql: string) => (await db.runAndReadAll(sql)).getRowsJson() as unknown[][];
      await db.run(views.replaceAll("'data/", `'${at}/data/`));
      for (const sql of questions) answers.push(await rows(sql));
      types = await rows(
        "select (select typeof(date) from postmortems limit 1), (select typeof(due) from actions limit 1), (select typeof(at_from) from timeline limit 1), (select typeof(year) from timeline limit 1), (select max(zone) from timeline where collection = 'small')",
      );
    } finally {
      demo.remove();
      rmSync(at, { recursive: true, force: true });
    }
  });

  test("are twelve, and days and instants have types of their own", () => {
    expect(questions).toHaveLength(12);
    expect(types).toEqual([["DATE", "DATE", "TIMESTAMP WITH TIME ZONE", "BIGINT", "Europe/Berlin"]]);
  });

  test("each has an answer over three collections side by side", () => {
    expect(answers.map((rows, at) => [at + 1, rows.length > 0])).toEqual(answers.map((_, at) => [at + 1, true]));
  });

  test("and the answers are right", () => {
    const [delays = [], contracts = [], , gaps = [], drills = [], owners = [], recurrences = []] = answers;
    expect(delays.find(([name, year]) => name === "trust" && year === "2026")).toBeDefined();
    expect(contracts[0]?.[0]).toBe("What break-glass access, monitoring and the status page depend on");
    // The oldest gap of all, in days from 4 January 2018.
    expect(gaps[0]).toEqual(["example", "2018-01-04-mybinder-staging-stopped", "M1", expect.any(String), "3250"]);
    expect(drills.every(([, , , , due]) => due === "overdue" || due === "never")).toBe(true);
    // Those of the two postmortems here, one of them overdue.
    expect(owners.find(([owner]) => owner === "editors")).toEqual(["editors", "2", "1"]);
    expect(recurrences.filter(([name]) => name === "example")).toHaveLength(14);
    expect(recurrences[0]?.slice(0, 4)).toEqual([
      "example",
      "2025-10-29-posthog-flags-cpu-latency",
      "2025-10-28-posthog-flags-rollout-crash-loop",
      "1",
    ]);
  });
});
