/** A space before a unit or a separator. The space comes first, so that the search goes from one space to the next. */
const SPACE = / (?:(?<=\d )(?=(?:h|min|s|ms|days?|KB|MB|GB)(?![\w-]))|(?=· ))/g;
/** The start of an element whose text stays as it is. */
const KEPT_ELEMENT = /<(pre|code|script|style|textarea|title|desc|text)\b/g;

/** HTML in which no line breaks between a number and its unit, or begins with a separator. Tags, code and the texts of charts stay as they are. */
export function withNoBreakSpaces(html: string): string {
  let result = "";
  let copied = 0;
  /** The next element that is kept begins here, or the last one ends here. */
  const kept = keptElements(html);
  let [from, to] = kept.next().value ?? NONE;
  for (const { index } of html.matchAll(SPACE)) {
    while (to <= index) [from, to] = kept.next().value ?? NONE;
    if (index >= from || isInTag(html, index)) continue;
    result += `${html.slice(copied, index)}\u00a0`;
    copied = index + 1;
  }
  return copied === 0 ? html : result + html.slice(copied);
}

const NONE = [Infinity, Infinity] as const;

/** Where each element that is kept begins and ends, tags included. */
function* keptElements(html: string): Generator<readonly [from: number, to: number], undefined> {
  let end = 0;
  for (const { index, 1: name } of html.matchAll(KEPT_ELEMENT)) {
    if (index < end || isInTag(html, index)) continue;
    const close = html.indexOf(`</${name}>`, index);
    if (close < 0) continue;
    end = close + `</${name}>`.length;
    yield [index, end];
  }
}

/** Whether a place behind a `<` is before its `>`. */
function isInTag(html: string, at: number): boolean {
  return at > 0 && html.lastIndexOf("<", at - 1) > html.lastIndexOf(">", at - 1);
}
