import { Argument, type Command } from "commander";
import { DOCUMENT_TYPES } from "../edit/new/answers.js";
import { rules } from "../validate/rules/index.js";
import { bashScript } from "./completion/bash.js";
import { fishScript } from "./completion/fish.js";
import { type CommandWords, type Values, wordsOf } from "./completion/words.js";
import { zshScript } from "./completion/zsh.js";

const SCRIPTS: Readonly<Record<string, (commands: readonly CommandWords[]) => string>> = {
  bash: bashScript,
  fish: fishScript,
  zsh: zshScript,
};

/** What can follow where no declaration lists it, by the words in front; a command's own stand for its first argument. */
export const COMPLETED: Readonly<Record<string, Values>> = {
  "catalog rename": { ids: "entry" },
  export: { ids: "document" },
  "evidence add --to": { ids: "document" },
  explain: rules.map(({ id }) => id),
  new: DOCUMENT_TYPES,
  "new --class": { ids: "class" },
  "new --contract": { ids: "contract" },
  "new --invariant": { ids: "invariant" },
  "new --kind": { ids: "kind" },
  "new --owner": { ids: "owner" },
  "new --resume": { ids: "document" },
  "new --scenario": { ids: "scenario" },
  "new --service": { ids: "service" },
  "new --severity": { ids: "severity" },
  "next --owner": { ids: "owner" },
  "recall --like": { ids: "document" },
  "report --class": { ids: "class" },
  "report --service": { ids: "service" },
};

/** `inquest completion`: prints a script with which a shell completes commands, options, their values and ids. */
export function addCompletion(program: Command): void {
  program
    .command("completion")
    .description("print a script with which a shell completes commands and ids")
    .addArgument(new Argument("<shell>", "the shell").choices(Object.keys(SCRIPTS)))
    .addHelpText(
      "after",
      `
Examples:
  eval "$(inquest completion bash)"                                      in ~/.bashrc
  eval "$(inquest completion zsh)"                                       in ~/.zshrc, after compinit
  inquest completion fish > ~/.config/fish/completions/inquest.fish`,
    )
    .action((shell: string) => {
      process.stdout.write(SCRIPTS[shell]?.(wordsOf(program, COMPLETED)) ?? "");
    });
}
