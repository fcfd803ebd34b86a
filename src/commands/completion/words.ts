import type { Argument, Command, Option } from "commander";
import type { IdSet } from "../../pipeline/completable-ids.js";

/** What can follow an option or stand as an argument: fixed words, ids of the collection, or null for the names of files. */
export type Values = readonly string[] | { ids: IdSet } | null;

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
 * @param completed what can follow that no declaration lists, by the words in front without the program's name
 */
export function wordsOf(program: Command, completed: Readonly<Record<string, Values>>): CommandWords[] {
  const everywhere = program.options.filter((option) => option.long !== "--version");
  const below = (command: Command, above: readonly string[]): CommandWords[] => {
    const path = [...above, command.name()];
    const words = path.slice(1).join(" ");
    const help = command.createHelp();
    const options = [...help.visibleOptions(command), ...(above.length > 0 ? everywhere : [])];
    const visible = help.visibleCommands(command);
    const own: CommandWords = {
      path,
      options: options.map((option) => optionWords(option, completed[`${words} ${option.long}`])),
      commands: visible.map((one) => [one.name(), one.description()] as const),
      argument: completed[words] ?? argumentValues(command.registeredArguments[0]),
    };
    return [own, ...command.commands.filter((one) => visible.includes(one)).flatMap((one) => below(one, path))];
  };
  return below(program, []);
}

function optionWords(option: Option, completed: Values | undefined): OptionWords {
  return {
    flags: [option.long, option.short].filter((flag) => flag !== null && flag !== undefined),
    description: option.description,
    values: option.required || option.optional ? (completed ?? option.argChoices ?? null) : undefined,
  };
}

function argumentValues(argument: Argument | undefined): Values | undefined {
  return argument && (argument.argChoices ?? null);
}
