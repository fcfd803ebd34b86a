import { CST, Lexer } from "yaml";

/** A plain text that a `#` cuts off, by offsets: the text up to there, and the comment that the rest has become. */
export interface CutScalar {
  /** Empty where nothing stands before the `#`. */
  scalar: { start: number; end: number };
  comment: { start: number; end: number };
  /** The comment took the bracket that closes the map or list around it. */
  tookBracket: boolean;
}

/** Most files have no such `#`, and need not be split into tokens. */
const MAY_BE_CUT = /\S[ \t]+#[^\s#!]/;
/** Starts a lexeme of plain text. */
const PLAIN = "\u001f";

/**
 * The plain texts of a YAML text that end at a `#` with no space behind it, as in `See ticket #4711`: it was meant as text
 * and starts a comment. A comment with a space behind its `#` was meant as one.
 */
export function cutScalars(text: string): CutScalar[] {
  if (!MAY_BE_CUT.test(text)) return [];
  const cut: CutScalar[] = [];
  let offset = 0;
  let depth = 0;
  let isText = false;
  /** The last token of the line that is no space. */
  let last: { start: number; end: number; isValue: boolean } | undefined;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === PLAIN) {
      isText = true;
      continue;
    }
    const type = isText ? "plain" : CST.tokenType(lexeme);
    isText = false;
    // Marks of the lexer, which are not in the text.
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
