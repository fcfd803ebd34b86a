/** Writes a manual page with the macros of man(7). All input is escaped, so no text acts as a roff request. */
export function roff() {
  const lines: string[] = [];
  const page = {
    /** Adds a line of roff without escaping it. */
    line: (line: string) => add(line),
    section: (title: string) => add(`.SH ${title}`),
    heading: (title: string) => add(`.SS ${escaped(title)}`),
    text: (text: string) => add(".PP", escaped(text)),
    term: (term: string, text: string) => add(".TP", `.B ${escaped(term)}`, escaped(text)),
    example: (given: readonly string[]) =>
      given.length === 0 ? page : add(".PP", ".nf", ...given.map(escaped), ".fi"),
    toString: () => `${lines.join("\n")}\n`,
  };
  function add(...more: string[]): typeof page {
    lines.push(...more);
    return page;
  }
  return page;
}

/** Keeps hyphens as typed, and stops a line from being read as a request. */
function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replace(/^(?=[.'])/, "\\&")
    .replace(
      /[^\x20-\x7e]/gu,
      (character) => `\\[u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`,
    );
}
