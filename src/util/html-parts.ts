/** The elements of HTML that Markdown bodies keep, without attributes. */
const KEPT = "details|summary|sub|sup|kbd|br";
const TAG = new RegExp(`<(/?)(${KEPT})[ \\t\\n]*/?>`, "gi");
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;

/** A piece of raw HTML: text, or one of the tags that are kept. */
export type HtmlPart = { text: string } | { tag: string; isClosing: boolean; source: string };

/** Splits raw HTML into the tags that are kept and the rest, which is text. Comments vanish. */
export function htmlParts(html: string): HtmlPart[] {
  const value = html.replace(COMMENT, "");
  const parts: HtmlPart[] = [];
  let at = 0;
  for (const { 0: source, 1: slash, 2: name = "", index } of value.matchAll(TAG)) {
    if (index > at) parts.push({ text: value.slice(at, index) });
    parts.push({ tag: name.toLowerCase(), isClosing: slash === "/", source });
    at = index + source.length;
  }
  if (at < value.length) parts.push({ text: value.slice(at) });
  return parts;
}
