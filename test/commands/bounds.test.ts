import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const PROJECT = fileURLToPath(new URL("../projects/three-cases/", import.meta.url));
const CASE = "2026-05-17-rollback-that-was-not-served.md";

/** Beginnings and detections in all forms of time, so many that there are medians and quartiles. */
const TIMES = [
  ["2026-05-17T18:40:00Z", "2026-05-17T19:50:00Z"],
  ['["2026-05-17T18:40:00Z", "2026-05-17T18:50:00Z"]', "2026-05-17T19:50:00Z"],
  ['{not_before: "2026-05-17T18:40:00Z"}', "2026-05-17T19:50:00Z"],
  ['{not_after: "2026-05-17T18:40:00Z"}', "2026-05-17T19:50:00Z"],
  ["2026-05-17T18:40:00Z", '{not_before: "2026-05-17T19:50:00Z"}'],
  ["2026-05-17T18:40:00Z", '{not_after: "2026-05-17T18:30:00Z"}'],
  ['{not_after: "2026-05-17T18:40:00Z"}', '{not_after: "2026-05-17T19:50:00Z"}'],
  ['{not_before: "2026-05-17T18:40:00Z"}', '{not_before: "2026-05-17T19:50:00Z"}'],
  ["2026-05-17", "2026-05-17"],
  ["2026-05", "2026-05"],
  ['"2026"', '"2026"'],
  ["{unknown: Nobody noted it, gap: M1}", '{not_before: "2026-05-17T19:50:00Z"}'],
  ["2026-05-17T18:40:00Z", "{unknown: Nobody noted it, gap: M1}"],
] as const;

const VALUES = [
  "{at_least: PT43H51M}",
  "{at_most: PT10H}",
  "[PT1M, PT2H]",
  "PT5M",
  "{at_most: PT0S}",
  "{unknown: Nobody measured it, gap: M1}",
];

/** A copy of the project with one incident more for each form. */
function project(): string {
  const folder = temporaryFolder({});
  cpSync(PROJECT, folder, { recursive: true });
  const text = readFileSync(join(PROJECT, "incidents", CASE), "utf8");
  for (const [index, [began, detected]] of TIMES.entries()) {
    const value = VALUES[index % VALUES.length];
    const changed = text
      .replace(/^title: .*$/m, `title: Form ${index} of a time`)
      .replace("at: 2026-05-17T18:40:00Z, event", `at: ${began}, event`)
      .replace('at: {not_after: "2026-05-17T19:50:00Z"}', `at: ${detected}`)
      // Between exact times the delay is known, and a blank is an error.
      .replace(
        "delay: {at_most: PT1H10M}",
        `delay: ${index === 0 ? "PT1H10M" : "{unknown: Nobody measured it, gap: M1}"}`,
      )
      .replace("value: {at_least: PT43H51M}", `value: ${value}`)
      .replace(/^ {2}- \{at: \["2026-05-17T18:25.*\n/m, index % 2 === 0 ? "$&" : "");
    expect(changed).toContain(`at: ${detected}`);
    writeFileSync(join(folder, "incidents", `2026-05-17-form-${index}.md`), changed);
  }
  return folder;
}

test("no output has a number that is none or has no end", () => {
  const folder = project();
  const outputs = new Map<string, string>();
  for (const format of ["json", "markdown", "text"]) {
    const { code, stdout } = inquest(["report", "--format", format], { cwd: folder });
    expect(code).toBe(0);
    outputs.set(`report as ${format}`, stdout);
  }
  outputs.set("check", inquest(["check", "--format", "json"], { cwd: folder }).stdout);
  const built = inquest(["build", "--out", "site"], { cwd: folder });
  expect(built.stderr).toBe("");
  expect(built.code).toBe(0);
  for (const path of readdirSync(join(folder, "site"), { recursive: true, encoding: "utf8" })) {
    const isText = /\.(html|json|csv|svg|xml|txt)$/.test(path) && !path.startsWith("search/data/");
    if (isText) outputs.set(path, readFileSync(join(folder, "site", path), "utf8"));
  }
  expect(outputs.size).toBeGreaterThan(40);
  for (const [name, output] of outputs) {
    const [found] = /.{0,60}(?<![A-Za-z])-?P?(?:NaN|Infinity)(?![a-z]).{0,40}/.exec(output) ?? [];
    expect(found, name).toBeUndefined();
  }
});

test("what has one known end is a bound in the report, and medians of them are", () => {
  const { stdout } = inquest(["report", "--format", "json"], { cwd: project() });
  const { detection_delay, detection_distributions, objective_compliance } = JSON.parse(stdout);
  const delayOf = (index: number) =>
    detection_delay.incidents.find(({ incident }: { incident: string }) => incident === `2026-05-17-form-${index}`)
      .delay;
  expect([2, 3, 4, 5, 6, 8].map(delayOf)).toEqual([
    { at_most: "PT1H10M" },
    { at_least: "PT1H10M" },
    { at_least: "PT1H10M" },
    { at_most: "-PT10M" },
    null,
    ["-P1DT0S", "P1DT0S"].map((span) => expect.stringMatching(span.startsWith("-") ? /^-PT23H59M/ : /^PT23H59M/)),
  ]);
  expect(detection_distributions.all[0].delay.n).toBeGreaterThanOrEqual(6);
  expect(detection_distributions.all[0].delay.distribution.most).toEqual({ at_least: expect.any(String) });
  expect(objective_compliance[0]).toMatchObject({ objective: "policy-freshness-gap", undecided: 4 });
});
