import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const ID = "2026-03-14-old-keys-refused";
const folder = (files: Record<string, string> = { [`incidents/${ID}.md`]: SOUND }) => collectionFolder(files);
const report = (root: string, ...args: string[]) => inquest(["report", "--all", "--root", root, ...args]);

describe("inquest report", () => {
  test("prints figures as text and exits 0", () => {
    const { code, stdout, stderr } = report(folder());
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("Counting 1 published incident,");
    expect(stdout).toMatch(/^DETECTION AND TRIAGE$/m);
    expect(stdout).not.toContain("\u001b");
  });

  test("colours what it is asked to, and then the same words", () => {
    const root = folder();
    const coloured = report(root, "--color").stdout;
    expect(coloured).toContain("\u001b[1m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(report(root).stdout);
    expect(report(root, "--color", "--format", "markdown").stdout).not.toContain("\u001b");
  });

  test("says in every format what it counts", () => {
    const root = folder();
    const filter = ["--since", "2026-01-01", "--class", "trust", "--service", "logto-cloud-sign-in"];
    const said = /of the primary class “.+” in which “.+” took part since 1 January 2026/;
    for (const format of ["text", "json", "markdown"])
      expect(report(root, "--format", format, ...filter).stdout.replaceAll(/\s+/g, " ")).toMatch(said);
    const { filter: asked, counting } = JSON.parse(report(root, "--format", "json", ...filter).stdout) as {
      filter: object;
      counting: { incidents: string[] };
    };
    expect(asked).toEqual({ since: "2026-01-01", service: "logto-cloud-sign-in", class: "trust" });
    expect(counting.incidents).toEqual([ID]);
  });

  test("counts nothing where the filter leaves nothing, and says so", () => {
    const { code, stdout } = report(folder(), "--since", "2026-04-01");
    expect(code).toBe(0);
    expect(stdout).toContain("There is nothing to count: no published incident since 1 April 2026.");
    expect(stdout).not.toContain("inquest new incident");
  });

  test("works on what is valid, drops what dangles, and says so on stderr", () => {
    const broken = SOUND.replace("contract: what-clean-up-may-remove", "contract: nobody-has-this");
    const { code, stdout, stderr } = report(
      folder({
        [`incidents/${ID}.md`]: SOUND,
        "incidents/2026-04-01-dangling.md": broken,
        "incidents/2026-05-01-no-front-matter.md": "What happened?\n",
      }),
    );
    expect(code).toBe(0);
    expect(stdout).toContain("Counting 2 published incidents,");
    expect(stderr).toMatch(
      /^inquest: the content has \d+ errors: .* 1 reference that leads nowhere; inquest check lists them\n$/,
    );
  });

  test("is of a day", () => {
    const overdue = SOUND.replace(
      "---\n\n## Summary",
      "actions:\n  - {id: A1, title: Publish before use, type: prevent, state: committed, owner: editors, due: 2026-06-01}\naccount: own\n---\n\n## Summary",
    );
    const root = folder({ [`incidents/${ID}.md`]: overdue });
    expect(report(root, "--date", "2026-05-01").stdout).toContain("Overdue: 0.");
    expect(report(root, "--date", "2026-07-01").stdout).toContain("Overdue: 1.");
  });

  test.each([
    [["--class", "trst"], /^inquest: Unknown class "trst": did you mean "trust"\?\n$/],
    [["--service", "nobody"], /^inquest: Unknown service "nobody": .+\n$/],
    [["--since", "2026"], /^inquest: --since 2026: expected a day such as 2026-03-14\n$/],
    [["--date", "yesterday"], /^inquest: --date yesterday: expected a day such as 2026-03-14\n$/],
    [["--format", "html"], /^inquest: option '--format <format>' argument 'html' is invalid/],
  ])("refuses %j in one line", (args, line) => {
    const { code, stdout, stderr } = report(folder(), ...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  test("has help with examples", () => {
    const { code, stdout } = inquest(["report", "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("inquest report --since 2026-01-01 --format markdown");
  });
});

test("without --all the report fits on two screens of 50 lines", () => {
  const example = fileURLToPath(new URL("../../postmortems/", import.meta.url));
  const short = inquest(["report", "--root", example]).stdout;
  expect(short.split("\n").length - 1).toBeLessThanOrEqual(100);
  expect(short).toContain("--all has every table");
  const whole = report(example).stdout;
  expect(whole.split("\n").length).toBeGreaterThan(300);
  expect(whole).not.toContain("--all");
});
