import type { Argument, Command, Option } from "commander";

/** What can follow an option or stand as an argument: fixed words, or null for the names of files. */
type Values = readonly string[] | null;

/** An option as shells complete it. */
export interface OptionWords {
  /** `--format`, and `-h` where there is a short form. */
  flags: readonly string[];
  description: string;
  /** What its value can be; undefined where it takes none. */
  values: Values | undefined;
}

/** A command as shells complete it. */
export interface CommandWords {
  /** From the program's name on: `["inquest", "evidence", "add"]`. */
  path: readonly string[];
  options: readonly OptionWords[];
  /** The names of its commands, with their descriptions. */
  commands: readonly (readonly [name: string, description: string])[];
  /** What its first argument can be; undefined where it takes none. */
  argument: Values | undefined;
}

/**
 * A program and all its commands, from the outside in: what shells can complete.
 * @param known what first arguments can be that no declaration lists, by the name of the command
 */
export function wordsOf(program: Command, known: Readonly<Record<string, readonly string[]>>): CommandWords[] {
  const everywhere = program.options.filter((option) => option.long !== "--version");
  const below = (command: Command, above: readonly string[]): CommandWords[] => {
    const path = [...above, command.name()];
    const help = command.createHelp();
    const options = [...help.visibleOptions(command), ...(above.length > 0 ? everywhere : [])];
    const own: CommandWords = {
      path,
      options: options.map(optionWords),
      commands: help.visibleCommands(command).map((one) => [one.name(), one.description()] as const),
      argument: known[command.name()] ?? argumentValues(command.registeredArguments[0]),
    };
    return [own, ...command.commands.flatMap((one) => below(one, path))];
  };
  return below(program, []);
}

function optionWords(option: Option): OptionWords {
  return {
    flags: [option.long, option.short].filter((flag) => flag !== null && flag !== undefined),
    description: option.description,
    values: option.required || option.optional ? (option.argChoices ?? null) : undefined,
  };
}

function argumentValues(argument: Argument | undefined): Values | undefined {
  return argument && (argument.argChoices ?? null);
}
