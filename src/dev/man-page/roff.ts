/** Writes a manual page with the macros of man(7). What is passed in is text: nothing in it acts as a request. */
export function roff() {
  const lines: string[] = [];
  const page = {
    /** A line of roff as it is. */
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

/** Hyphens as they are typed, and no line that begins like a request. */
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
