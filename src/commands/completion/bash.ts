import type { CommandWords } from "./words.js";

/** A script for bash. Names of files are completed where nothing else fits. */
export function bashScript(commands: readonly CommandWords[]): string {
  const below = commands.slice(1).map(({ path }) => `"${path.join(" ")}"`);
  return `# bash completion of inquest: eval "$(inquest completion bash)" in ~/.bashrc
_inquest() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=inquest words= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$command \${COMP_WORDS[i]}" in
      ${below.join(" | ")}) command="$command \${COMP_WORDS[i]}" ;;
    esac
  done
  case "$command $previous" in
${commands.flatMap(valueCases).join("")}  esac
  case "$command" in
${commands.map(commandCase).join("")}  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _inquest inquest
`;
}

function valueCases({ path, options }: CommandWords): string[] {
  return options
    .filter(({ values }) => values !== undefined)
    .map(({ flags, values }) => {
      const cases = flags.map((flag) => `"${[...path, flag].join(" ")}"`).join(" | ");
      const reply = values ? `COMPREPLY=($(compgen -W "${values.join(" ")}" -- "$current"))` : "COMPREPLY=()";
      return `    ${cases}) ${reply}; return ;;\n`;
    });
}

function commandCase({ path, options, commands, argument }: CommandWords): string {
  const flags = options.flatMap((option) => option.flags);
  const words = [...commands.map(([name]) => name), ...(argument ?? [])];
  return `    "${path.join(" ")}") if [[ $current == -* ]]; then words="${flags.join(" ")}"; else words="${words.join(" ")}"; fi ;;\n`;
}
