import type { Suggestion } from "../../../model/diagnostic.js";
import type { Source } from "../../../model/source.js";
import type { CutScalar } from "../../../parse/cut-scalars.js";
import { cutScalarsOf } from "../../cut-scalars-of.js";
import { defineRule, filesOf } from "../../rule.js";

/** What YAML reads as a comment was meant as one. */
export const cutScalar = defineRule({
  id: "cut-scalar",
  severity: "warning",
  *check(context) {
    for (const { parsed } of filesOf(context)) {
      const { path, source } = parsed;
      for (const cut of cutScalarsOf(parsed)) {
        const { scalar, comment } = cut;
        const kept = source.text.slice(scalar.start, scalar.end);
        const lost = source.text.slice(comment.start, comment.end).trimEnd();
        yield {
          file: path,
          place: source.place(comment.start, comment.start + lost.length),
          message: `Expected quotes around text with " #": ${kept === "" ? "nothing" : JSON.stringify(shortened(kept))} is left of it, ${JSON.stringify(shortened(lost))} is a comment`,
          hint: `Put the text in quotes, ${quoted(kept, lost, cut)}; for a comment, write a space after the #`,
          // The map around it never ends, so that nothing of the file can be read.
          severity: cut.tookBracket && parsed.data === undefined ? "error" : undefined,
          suggestions: cut.tookBracket ? [] : quote(kept, lost, cut, source),
        };
      }
    }
  },
});

/** Longer parts of a text are shortened in a message. */
const MAX_SHOWN = 40;

function shortened(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text;
}

function quoted(kept: string, lost: string, { tookBracket }: CutScalar): string {
  const text = tookBracket ? `${kept} ${/^#[^\s,}\]]*/.exec(lost)?.[0] ?? ""}` : `${kept} ${lost}`;
  return JSON.stringify(shortened(text.trim()));
}

function quote(kept: string, lost: string, { scalar, comment }: CutScalar, source: Source): Suggestion[] {
  const text = JSON.stringify(kept === "" ? lost : source.text.slice(scalar.start, comment.start) + lost);
  // With nothing before it, a space has to stay after the colon.
  const start = kept === "" ? comment.start : scalar.start;
  if (kept.includes("\n")) return [];
  return [{ title: "Put the text in quotes", edits: [{ start, end: comment.start + lost.length, text }] }];
}
