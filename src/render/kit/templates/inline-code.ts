import { escapeHtml, SafeHtml } from "./template-parts.js";

/** Plain text as HTML: only `backticks` are markup. */
export function inlineCode(text: string): SafeHtml {
  if (!text.includes("`")) return new SafeHtml(escapeHtml(text));
  const html = text
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? `<code>${escapeHtml(part)}</code>` : escapeHtml(part)))
    .join("");
  return new SafeHtml(html);
}
