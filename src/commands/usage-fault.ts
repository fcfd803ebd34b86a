import { visible } from "../model/visible.js";

/**
 * What is wrong with a call, in one line as all faults, with the way out.
 * @param text as commander words it: `error: …`, below it perhaps `(Did you mean …?)`
 */
export function usageFault(text: string): string {
  const [said = "", near] = text
    .replace(/^error: /, "")
    .trimEnd()
    .split(/\n\(Did you mean (.*)\?\)$/);
  const list = said.startsWith("unknown command") ? ": inquest --help lists the commands" : "";
  return `inquest: ${visible(said)}${near === undefined ? list : `: did you mean ${near}?`}\n`;
}
