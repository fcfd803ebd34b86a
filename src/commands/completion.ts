import { Argument, type Command } from "commander";
import { rules } from "../validate/rules/index.js";
import { bashScript } from "./completion/bash.js";
import { fishScript } from "./completion/fish.js";
import { type CommandWords, wordsOf } from "./completion/words.js";
import { zshScript } from "./completion/zsh.js";

const SCRIPTS: Readonly<Record<string, (commands: readonly CommandWords[]) => string>> = {
  bash: bashScript,
  fish: fishScript,
  zsh: zshScript,
};

/** `inquest completion`: prints a script with which a shell completes commands, options and their values. */
export function addCompletion(program: Command): void {
  program
    .command("completion")
    .description("print a script with which a shell completes commands")
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
      process.stdout.write(SCRIPTS[shell]?.(wordsOf(program, { explain: rules.map(({ id }) => id) })) ?? "");
    });
}
