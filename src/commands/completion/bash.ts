import type { CommandWords, Values } from "./words.js";

/**
 * A script for bash. Names of files are completed where nothing else fits. Ids come from files, so they are compared and never
 * expanded; bash splits words at `:` and `=`, which belong to some of them.
 */
export function bashScript(commands: readonly CommandWords[]): string {
  const below = commands.slice(1).map(({ path }) => `"${path.join(" ")}"`);
  return `# bash completion of inquest: eval "$(inquest completion bash)" in ~/.bashrc
_inquest_ids() {
  local line=\${COMP_LINE:0:COMP_POINT} root=() id i
  local typed=\${line##*[[:space:]=]}
  local split=\${typed%"\${typed##*:}"}
  for ((i = 1; i + 1 < COMP_CWORD; i++)); do
    if [[ \${COMP_WORDS[i]} == --root ]]; then root=(--root "\${COMP_WORDS[i+1]}"); fi
  done
  COMPREPLY=()
  while IFS= read -r id; do
    if [[ $id == "$typed"* ]]; then COMPREPLY+=("\${id#"$split"}"); fi
  done < <("\${COMP_WORDS[0]}" "\${root[@]}" ids "$1" 2>/dev/null)
}
_inquest() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=inquest words= i
  if [[ $current == "=" ]]; then current=; elif [[ $previous == "=" ]]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
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
  return options.flatMap(({ flags, values }) => {
    if (values === undefined) return [];
    const cases = flags.map((flag) => `"${[...path, flag].join(" ")}"`).join(" | ");
    return `    ${cases}) ${reply(values)}; return ;;\n`;
  });
}

function reply(values: Values): string {
  if (values === null) return "COMPREPLY=()";
  return "ids" in values
    ? `_inquest_ids ${values.ids}`
    : `COMPREPLY=($(compgen -W "${values.join(" ")}" -- "$current"))`;
}

function commandCase({ path, options, commands, argument }: CommandWords): string {
  const flags = options.flatMap((option) => option.flags);
  const isIds = argument && "ids" in argument;
  const words = [...commands.map(([name]) => name), ...(argument && !isIds ? argument : [])];
  const rest = isIds ? `${reply(argument)}; return` : `words="${words.join(" ")}"`;
  return `    "${path.join(" ")}") if [[ $current == -* ]]; then words="${flags.join(" ")}"; else ${rest}; fi ;;\n`;
}
