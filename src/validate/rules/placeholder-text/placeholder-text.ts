import type { AnyDocument } from "../../../model/collection.js";
import type { Place } from "../../../model/place.js";
import { eachNode } from "../../../util/each-node.js";
import { defineRule, documentsOf, severityByStatus } from "../../rule.js";
import { passagesOf } from "../../text/passages.js";

/** In lower case some of them say something, as in "a todo list". */
const WORDS = /\b(?:TODO|FIXME|XXX|TBD|tbd|[Ll]orem [Ii]psum|LOREM IPSUM)\b/g;
const ELLIPSIS = /^(?:…|\.\.\.)$/;
/** Text in angle brackets; with `=` or a quote it is HTML. Bounded, so that no text makes it slow. */
const IN_ANGLES = /<[^\s<>/="'!?`][^<>="'`]{0,160}>/g;
/** A name of HTML that may stand before a bare attribute. */
const HTML = /^<(?:details|input|video|audio|script|ol|select|option|button|dialog|iframe|a|t[dh])\s/i;
/** What a document must hold for any of the above to be found. */
const ANY = /TODO|FIXME|XXX|TBD|lorem|…|\.\.\.|</i;

/** Text that was to be filled in later is still there. */
export const placeholderText = defineRule({
  id: "placeholder-text",
  severity: "error",
  *check(context) {
    for (const document of documentsOf(context)) {
      const severity = severityByStatus(document, context);
      if (severity === undefined || !ANY.test(document.source.text)) continue;
      for (const { text, place } of placeholdersOf(document))
        yield {
          file: document.source.path,
          place,
          message: `Expected final text, found ${JSON.stringify(text)}`,
          hint: "Write what is known; write a blank with its reason for what cannot be known, or set status: draft",
          severity,
        };
    }
  },
});

function* placeholdersOf(document: AnyDocument): Iterable<{ text: string; place: Place }> {
  for (const { text, kind, place } of passagesOf(document)) {
    const found = (start: number, end: number) => ({ text: text.slice(start, end), place: place(start, end) });
    const whole = text.trim();
    // In a table, dots may stand for rows left out.
    if ((ELLIPSIS.test(whole) && kind !== "tableCell") || /^<[^<>]+>$/.test(whole)) {
      const start = text.indexOf(whole);
      yield found(start, start + whole.length);
      continue;
    }
    for (const { 0: match, index } of text.matchAll(WORDS)) yield found(index, index + match.length);
    for (const { start, end } of inAngles(text)) yield found(start, end);
  }
  yield* inTags(document);
}

/** Several words in angle brackets. A single one may be a variable. */
function* inAngles(text: string): Iterable<{ start: number; end: number }> {
  for (const { 0: match, index } of text.matchAll(IN_ANGLES))
    if (/\s\S/.test(match) && !HTML.test(match)) yield { start: index, end: index + match.length };
}

/** Markdown takes `<what happened here>` for a tag of HTML. */
function inTags({ body, source }: AnyDocument): { text: string; place: Place }[] {
  const bodyStart = source.text.length - body.text.length;
  const found: { text: string; place: Place }[] = [];
  eachNode(body.tree, (node) => {
    if (node.type === "blockquote") return false;
    if (node.type !== "html") return true;
    const from = node.position?.start.offset ?? 0;
    const raw = body.text.slice(from, node.position?.end.offset);
    const shown = raw.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => " ".repeat(comment.length));
    for (const { start, end } of inAngles(shown)) {
      const place = source.place(bodyStart + from + start, bodyStart + from + end);
      found.push({ text: shown.slice(start, end), place });
    }
    return true;
  });
  return found;
}
