import { visible } from "../util/characters.js";

/**
 * An error of the command line, in one line with a hint.
 * @param text as commander prints it: `error: …`, perhaps with `(Did you mean …?)` on the next line
 */
export function usageFault(text: string): string {
  const [message = "", near] = text
    .replace(/^error: /, "")
    .trimEnd()
    .split(/\n\(Did you mean (.*)\?\)$/);
  const guess = near === undefined ? [] : [`did you mean ${near}?`];
  const hints = message.startsWith("unknown option")
    ? [...guess, "--help in its place lists the options"]
    : message.startsWith("unknown command")
      ? [...guess, "inquest --help lists the commands"]
      : guess;
  return `inquest: ${visible(message)}${hints.length > 0 ? `: ${hints.join(" ")}` : ""}\n`;
}
