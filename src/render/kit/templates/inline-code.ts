import Handlebars from "handlebars";

/** Plain text as HTML: only `backticks` are markup. */
export function inlineCode(text: string): Handlebars.SafeString {
  const html = text
    .split(/`([^`]+)`/)
    .map((part, index) => {
      const safe = Handlebars.escapeExpression(part);
      return index % 2 === 1 ? `<code>${safe}</code>` : safe;
    })
    .join("");
  return new Handlebars.SafeString(html);
}
