import type { Diagnostic } from "../model/diagnostic.js";
import type { Source } from "../model/source.js";
import { visible } from "../model/visible.js";

/** What is longer is not shown as a change: then the command is told alone. */
const LONGEST = 60;

/** What `check --fix` would do about a finding, in words; null where somebody has to judge. */
export function fixWords({ fix, hideSource }: Diagnostic, source: Source | undefined): string | null {
  if (fix === undefined) return null;
  const command = fix.kind === "evidence" ? "inquest check --fix-evidence" : "inquest check --fix";
  const [edit] = fix.edits;
  const old = edit && source?.text.slice(edit.start, edit.end);
  const isShort = edit && old !== undefined && Math.max(old.length, edit.text.length) <= LONGEST;
  if (fix.edits.length !== 1 || !isShort || hideSource || /\n/.test(old + edit.text)) return `${command} mends this`;
  const quoted = (text: string) => `“${visible(text)}”`;
  if (old === "") return `${command} adds ${quoted(edit.text)}`;
  return edit.text === ""
    ? `${command} takes ${quoted(old)} out`
    : `${command} writes ${quoted(edit.text)} for ${quoted(old)}`;
}
