import type { CommandWords } from "./words.js";

/** A script for zsh, to be evaluated or put on the `fpath` as `_inquest`. */
export function zshScript(commands: readonly CommandWords[]): string {
  const below = commands.slice(1).map(({ path }) => `"${path.join(" ")}"`);
  return `#compdef inquest
# zsh completion of inquest: eval "$(inquest completion zsh)" in ~/.zshrc, after compinit
_inquest() {
  local command=inquest i
  local -a described
  for ((i = 2; i < CURRENT; i++)); do
    case "$command \${words[i]}" in
      ${below.join("|")}) command="$command \${words[i]}" ;;
    esac
  done
  case "$command \${words[CURRENT-1]}" in
${commands.flatMap(valueCases).join("")}  esac
  case "$command" in
${commands.map(commandCase).join("")}  esac
}
if [[ \${funcstack[1]} == _inquest ]]; then _inquest; else compdef _inquest inquest; fi
`;
}

function valueCases({ path, options }: CommandWords): string[] {
  return options
    .filter(({ values }) => values !== undefined)
    .map(({ flags, values }) => {
      const cases = flags.map((flag) => `"${[...path, flag].join(" ")}"`).join("|");
      return `    ${cases}) ${values ? `compadd -- ${values.join(" ")}` : "_files"}; return ;;\n`;
    });
}

function commandCase({ path, options, commands, argument }: CommandWords): string {
  const flags = options.flatMap(({ flags, description }) => flags.map((flag) => described(flag, description)));
  const names = commands.map(([name, description]) => described(name, description));
  const first = names.length > 0 ? `described=(${names.join(" ")}); _describe command described` : null;
  const rest = argument === undefined ? null : argument ? `compadd -- ${argument.join(" ")}` : "_files";
  return `    "${path.join(" ")}")
      if [[ \${words[CURRENT]} == -* ]]; then
        described=(${flags.join(" ")}); _describe option described
      else
        ${first ?? rest ?? ":"}
      fi ;;\n`;
}

function described(word: string, description: string): string {
  return `'${`${word}:${description}`.replaceAll("'", "'\\''")}'`;
}
