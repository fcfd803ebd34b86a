/** Writes the help of every command as text, so that printing it loads nothing. */
import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import { USUAL_COLUMNS } from "../commands/fit-help.js";
import { createProgram } from "../commands/program.js";
import { HELP_FILE, type HelpTexts } from "../commands/start.js";

const texts: Record<string, HelpTexts> = {};
collect(await createProgram(() => {}), []);
writeFileSync(HELP_FILE, JSON.stringify(texts));

function collect(command: Command, words: readonly string[]): void {
  texts[words.join(" ")] = { narrow: helpOf(command, USUAL_COLUMNS), whole: helpOf(command, Number.MAX_SAFE_INTEGER) };
  for (const one of command.commands) collect(one, [...words, one.name()]);
}

function helpOf(command: Command, columns: number): string {
  let text = "";
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
    getOutHelpWidth: () => columns,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return text;
}
