import type { CommandWords, OptionWords, Values } from "./words.js";

/** A script for fish. */
export function fishScript(commands: readonly CommandWords[]): string {
  const lines = commands.flatMap((command) => {
    const where = conditionOf(command, commands);
    return [
      ...command.commands.map(
        ([name, description]) => `complete -c inquest -f ${where} -a ${name} -d ${quoted(description)}`,
      ),
      ...(command.argument ? [`complete -c inquest -f ${where} -a ${quoted(wordsIn(command.argument))}`] : []),
      ...command.options.map((option) => `complete -c inquest ${where} ${optionOf(option)}`),
    ];
  });
  return `# fish completion of inquest: inquest completion fish > ~/.config/fish/completions/inquest.fish
function __inquest_ids
  set -l words (commandline -opc)
  set -l root
  if set -l at (contains -i -- --root $words)
    set root --root $words[(math $at + 1)]
  end
  $words[1] $root ids $argv[1] 2>/dev/null
end
${lines.join("\n")}
`;
}

function wordsIn(values: NonNullable<Values>): string {
  return "ids" in values ? `(__inquest_ids ${values.ids})` : values.join(" ");
}

/** True while this command has been typed, and none below it. */
function conditionOf({ path, commands: below }: CommandWords, all: readonly CommandWords[]): string {
  const [, ...typed] = path;
  const top = all[0]?.commands.map(([name]) => name) ?? [];
  const seen = typed.map((name) => `__fish_seen_subcommand_from ${name}`);
  const names = typed.length === 0 ? top : below.map(([name]) => name);
  const not = names.length > 0 ? [`not __fish_seen_subcommand_from ${names.join(" ")}`] : [];
  return `-n ${quoted([...seen, ...not].join("; and "))}`;
}

function optionOf({ flags, description, values }: OptionWords): string {
  const names = flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value = values === undefined ? [] : values === null ? ["-r"] : [`-x -a ${quoted(wordsIn(values))}`];
  return [...names, ...value, `-d ${quoted(description)}`].join(" ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
