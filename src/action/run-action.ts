import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readBaseline } from "../commands/baseline-file.js";
import { reportOf } from "../commands/checked.js";
import { dateOption, shown, today } from "../commands/context.js";
import { selected, selector } from "../commands/select-diagnostics.js";
import { writeOutput } from "../commands/write-output.js";
import { type Checked, check } from "../pipeline.js";
import { findCollection, repositoryOf } from "../read/find-collection.js";
import { github, messageLine } from "../reporters/github.js";
import { pretty } from "../reporters/pretty.js";
import { count } from "../reporters/report.js";
import { sarif } from "../reporters/sarif.js";
import { plural } from "../util/plural.js";
import { buildSite } from "./build-site.js";
import { comment } from "./comment.js";
import { type Inputs, readInputs } from "./inputs.js";

/** GitHub refuses a step's summary of more than a mebibyte. */
const MAX_SUMMARY_LENGTH = 500_000;

/**
 * Checks the collection of a workflow's checkout: annotations on stdout, a summary, SARIF, outputs and, where the workflow
 * asks for it, the site.
 * @param env the environment of a step: its inputs, and the files that the runner reads afterwards
 * @returns the exit code, as that of `inquest check`
 */
export async function runAction(env: NodeJS.ProcessEnv): Promise<number> {
  const inputs = readInputs(env);
  const root = findCollection(process.cwd(), inputs.root ?? undefined);
  const options = checkOptions(root, inputs);
  const all = await check(root, options);
  const checked = { ...all, ...selected(all, selector(root, inputs.paths, all)) };
  const inRepository = reportOf(root, checked, { colour: false }, repositoryOf(root));
  process.stdout.write(github(inRepository));
  const sarifFile = resolve(inputs.sarifFile ?? join(env.RUNNER_TEMP ?? ".", "inquest.sarif"));
  writeOutput(root, "sarif-file", sarifFile, sarif(inRepository));
  append(env.GITHUB_STEP_SUMMARY, summary(pretty(reportOf(root, checked, { colour: false }))));

  const { errors, warnings } = count(checked.diagnostics);
  const outputs: Record<string, string | number> = { errors, warnings, sarif: sarifFile };
  const code = exitCode(root, checked, inputs, errors, warnings);
  if (inputs.comment) process.stdout.write(await comment(root, all, options, inputs.token, env));
  if (inputs.site && code === 0) outputs.site = buildSite(root, inputs, env);
  for (const [name, value] of Object.entries(outputs)) append(env.GITHUB_OUTPUT, output(name, `${value}`));
  return code;
}

function checkOptions(root: string, { paths, baseline, date, changedSince }: Inputs) {
  return {
    now: date === "today" ? today() : date && dateOption(date, "date"),
    today: today(),
    baseline: readBaseline(root, paths, baseline === null ? {} : { baseline }),
    changedSince,
  };
}

function exitCode(root: string, checked: Checked, inputs: Inputs, errors: number, warnings: number): number {
  for (const { path, reason } of checked.unreadable)
    process.stdout.write(messageLine("error", `Cannot read ${shown(resolve(root, path))}: ${reason}`));
  if (checked.unreadable.length > 0) return 2;
  const isOver = inputs.maxWarnings !== null && warnings > inputs.maxWarnings;
  if (isOver)
    process.stdout.write(messageLine("error", `${plural(warnings, "warning")}, at most ${inputs.maxWarnings} allowed`));
  return errors > 0 || isOver ? 1 : 0;
}

/** Indented, so that nothing in it is Markdown. */
function summary(text: string): string {
  const shortened = text.length > MAX_SUMMARY_LENGTH ? `${text.slice(0, MAX_SUMMARY_LENGTH)}\n…` : text;
  return `### inquest check\n\n${shortened.replace(/^(?=.)/gm, "    ")}\n`;
}

/** Appends to a file that the runner reads when the step ends. Elsewhere there is none. */
function append(file: string | undefined, text: string): void {
  if (file) appendFileSync(file, text);
}

/** An output in the form that may hold line breaks: its end is a text that cannot be guessed. */
function output(name: string, value: string): string {
  const end = randomUUID();
  return `${name}<<${end}\n${value}\n${end}\n`;
}
