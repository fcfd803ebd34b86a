import { CST, Lexer } from "yaml";

/** An unquoted scalar that a `#` cuts off: the offsets of the text before it, and of the comment that follows. */
export interface CutScalar {
  /** Empty if nothing is before the `#`. */
  scalar: { start: number; end: number };
  comment: { start: number; end: number };
  /** The comment contains the closing bracket of the surrounding map or list. */
  tookBracket: boolean;
}

/** A cheap test: most files have no such `#`, so they are not split into tokens. */
const MAY_BE_CUT = /\S[ \t]+#[^\s#!]/;
/** The lexer puts this before an unquoted scalar. */
const PLAIN = "\u001f";

/**
 * Finds unquoted scalars that end at a `#` without a space after it, as in `See ticket #4711`: YAML reads the rest as a
 * comment, but the author meant text. A `#` followed by a space is taken as an intended comment.
 */
export function cutScalars(text: string): CutScalar[] {
  if (!MAY_BE_CUT.test(text)) return [];
  const cut: CutScalar[] = [];
  let offset = 0;
  let depth = 0;
  let isText = false;
  /** The last token of the line other than a space. */
  let last: { start: number; end: number; isValue: boolean } | undefined;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === PLAIN) {
      isText = true;
      continue;
    }
    const type = isText ? "plain" : CST.tokenType(lexeme);
    isText = false;
    // Markers that the lexer adds; they are not in the text.
    if (type === "doc-mode" || type === "flow-error-end") continue;
    const start = offset;
    offset += lexeme.length;
    if (type === "space") continue;
    if (type === "newline") last = undefined;
    else if (type === "comment") {
      if (last?.isValue && /^#[^\s#!]/.test(lexeme))
        cut.push({
          scalar: { start: last.start, end: last.end },
          comment: { start, end: offset },
          tookBracket: depth > 0 && /[}\]]/.test(lexeme),
        });
    } else {
      if (type === "flow-map-start" || type === "flow-seq-start") depth++;
      if (type === "flow-map-end" || type === "flow-seq-end") depth = Math.max(0, depth - 1);
      const opens = type === "map-value-ind" || type === "seq-item-ind";
      last = { start: opens ? offset : start, end: offset, isValue: type === "plain" || opens };
    }
  }
  return cut;
}
