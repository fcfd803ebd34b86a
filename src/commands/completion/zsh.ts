import type { CommandWords, Values } from "./words.js";

/** A script for zsh, to be evaluated or put on the `fpath` as `_inquest`. */
export function zshScript(commands: readonly CommandWords[]): string {
  const below = commands.slice(1).map(({ path }) => `"${path.join(" ")}"`);
  return `#compdef inquest
# zsh completion of inquest: eval "$(inquest completion zsh)" in ~/.zshrc, after compinit
_inquest_ids() {
  local -a root ids
  local at=\${words[(I)--root]}
  if ((at > 0 && at + 1 < CURRENT)); then root=(--root "\${words[at+1]}"); fi
  ids=(\${(f)"$("\${words[1]}" $root ids $1 2>/dev/null)"})
  compadd -a ids
}
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
  return options.flatMap(({ flags, values }) => {
    if (values === undefined) return [];
    const cases = flags.map((flag) => `"${[...path, flag].join(" ")}"`).join("|");
    return `    ${cases}) ${added(values)}; return ;;\n`;
  });
}

function added(values: Values): string {
  if (values === null) return "_files";
  return "ids" in values ? `_inquest_ids ${values.ids}` : `compadd -- ${values.join(" ")}`;
}

function commandCase({ path, options, commands, argument }: CommandWords): string {
  const flags = options.flatMap(({ flags, description }) => flags.map((flag) => described(flag, description)));
  const names = commands.map(([name, description]) => described(name, description));
  const first = names.length > 0 ? `described=(${names.join(" ")}); _describe command described` : null;
  const rest = argument === undefined ? null : added(argument);
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
