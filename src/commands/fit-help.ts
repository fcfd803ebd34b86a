import { wrap } from "../util/cell-width.js";

/** The terminal that help is laid out for; on wider ones descriptions have longer lines. */
export const USUAL_COLUMNS = 80;

const INDENT = "      ";

/**
 * The help of a command for a terminal narrower than usual: a description that does not fit stands below what it describes.
 * @param help with each description on one line
 */
export function fitHelp(help: string, columns: number): string {
  return help
    .split("\n")
    .flatMap((line) => (line.length <= columns ? [line] : fitLine(line, columns)))
    .join("\n");
}

function fitLine(line: string, columns: number): string[] {
  const [, term, description] = /^(\s*\S.*?)\s{2,}(\S.*)$/.exec(line) ?? [];
  if (term !== undefined && description !== undefined)
    return [term, ...wrap(description, columns - INDENT.length).map((part) => INDENT + part)];
  // An example stays one line that can be copied.
  return line.startsWith(" ") ? [line] : wrap(line, columns);
}
