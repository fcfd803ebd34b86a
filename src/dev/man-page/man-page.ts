import type { Command } from "commander";
import { roff } from "./roff.js";

const EXIT_STATUS: readonly (readonly [string, string])[] = [
  ["0", "Fine."],
  ["1", "The content has errors, or more warnings than --max-warnings."],
  ["2", "The call or the environment is at fault."],
  ["130", "Interrupted."],
];

const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ["NO_COLOR", "If it is set and not empty, nothing is coloured."],
  ["VISUAL, EDITOR", "The editor that new --edit opens."],
];

const FILES: readonly (readonly [string, string])[] = [
  ["inquest.yaml", "Makes its folder a collection; settings."],
  ["catalog/*.yaml", "Taxonomy, degradation, objectives, choreography, invariants, contracts, scenarios and services."],
  ["incidents/ID.md, drills/ID.md", "Postmortems and drills; an ID is YYYY-MM-DD-slug."],
  ["evidence/ID/", "What is attached to them."],
];

/** A program's manual page (section 1) as roff. */
export function manPage(program: Command): string {
  const page = roff();
  page.line(`.TH INQUEST 1 "" "inquest ${program.version()}" "User Commands"`);
  page.section("NAME").text(`inquest - ${program.description()}`);
  page.section("SYNOPSIS").text(`inquest [options] command [arguments]`);
  page.section("DESCRIPTION");
  page.text(
    "A postmortem is a Markdown file with structured front matter. inquest validates it, links it to a failure taxonomy, to degradation policies, to recovery objectives, to response steps and to drills, and builds a searchable site.",
  );
  page.text(
    "The collection is the folder that --root names, else, from the working folder up to the git top level, the first that has an inquest.yaml, else that has exactly one child folder with one.",
  );
  page.section("OPTIONS");
  options(program);
  page.section("COMMANDS");
  for (const command of program.createHelp().visibleCommands(program)) describe(command, []);
  for (const [title, entries] of [
    ["EXIT STATUS", EXIT_STATUS],
    ["ENVIRONMENT", ENVIRONMENT],
    ["FILES", FILES],
  ] as const) {
    page.section(title);
    for (const [term, text] of entries) page.term(term, text);
  }
  return page.toString();

  function describe(command: Command, above: readonly string[]): void {
    if (command.name() === "help") return;
    const help = command.createHelp();
    const name = [...above, command.name()];
    const below = help.visibleCommands(command).filter((one) => one.name() !== "help");
    if (below.length === 0) {
      const args = command.registeredArguments.map((argument) => help.argumentTerm(argument));
      const usage = command.registeredArguments.map(({ required, variadic }, index) => {
        const shown = `${args[index]}${variadic ? "..." : ""}`;
        return required ? shown : `[${shown}]`;
      });
      page.heading(["inquest", ...name, ...usage].join(" "));
      page.text(sentence(command.description()));
      for (const argument of command.registeredArguments)
        page.term(help.argumentTerm(argument), sentence(help.argumentDescription(argument)));
      options(command);
      page.example(examplesOf(command));
    }
    for (const one of below) describe(one, name);
  }

  function options(command: Command): void {
    const help = command.createHelp();
    for (const option of help.visibleOptions(command))
      if (option.long !== "--help") page.term(help.optionTerm(option), sentence(help.optionDescription(option)));
  }
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return text === "" || /[.)]$/.test(text) ? capital : `${capital}.`;
}

/** The lines below "Examples:" in a command's help. */
function examplesOf(command: Command): string[] {
  let text = "";
  command.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
  const [, after = ""] = text.split("\nExamples:\n");
  return after.split("\n").filter((line) => line.trim() !== "");
}
