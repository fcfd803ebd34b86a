import { printMarkdown } from "./print-markdown.js";

/** An address that was given, or what a service takes for a mention, a reference or an address. */
const REFERENCE = /\(<[^>]*>\)|\\[@#]|\\[!&~$](?=["\w])|%(?=["\w])|\bGH-(?=\d)|\bwww\.(?=\S)/gi;

/**
 * The same as Markdown for a comment, which pings nobody and refers to nothing. Services look for mentions, references and links
 * in the rendered text, where a backslash is gone, so a character of no width parts the sign from the name.
 */
export function printComment(...[blocks, linkOf]: Parameters<typeof printMarkdown>): string {
  const markdown = printMarkdown(blocks, linkOf);
  return markdown.replace(REFERENCE, (found) => (found.startsWith("(") ? found : `${found}&#8203;`));
}
