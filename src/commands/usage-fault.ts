import { visible } from "../util/visible.js";

/**
 * An error of the command line, in one line with a hint.
 * @param text as commander prints it: `error: …`, perhaps with `(Did you mean …?)` on the next line
 */
export function usageFault(text: string): string {
  const [message = "", near] = text
    .replace(/^error: /, "")
    .trimEnd()
    .split(/\n\(Did you mean (.*)\?\)$/);
  const list = message.startsWith("unknown command") ? ": inquest --help lists the commands" : "";
  return `inquest: ${visible(message)}${near === undefined ? list : `: did you mean ${near}?`}\n`;
}
