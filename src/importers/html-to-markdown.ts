/** Loaded only where there are pages to read. */
export { htmlToMarkdown } from "../parse/html-to-markdown.js";
